"""What is due and by when, for staff: outcomes, replies, updates, remedies, bulletins that are missing.

Nothing here decides what is due. The rules that time alone breaks say what is open (:mod:`generator.check.rules.duty`), so
what stands in this list is what ``sunlit check`` will call late once its day is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import read_everything
from generator.check.passing.discretion import discreet
from generator.check.rules.derivation import with_derived
from generator.check.rules.engine import Open, duties
from generator.disclose.outlook.sections import head
from generator.model.declared.condition import Value, texts_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.folding import fold
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, Wording, say

AHEAD = timedelta(days=60)
"""How far the list looks ahead unless somebody says so."""
_BETWEEN_NAMES = str.maketrans(dict.fromkeys("，,；;/", "、"))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, with nothing in it that is not public for good."""

    day: date
    """The last day on which it is in time."""
    certain: bool
    """Whether the day is known; else it is the earliest that it can be."""
    type: RecordType
    record: str
    """The record's id; empty for what a whole type lacks."""
    title: Phrase
    what: Phrase
    rule: Wording | Phrase
    """What demands it."""
    who: tuple[str, ...]
    source: Source
    names: tuple[str, ...]
    """What tells it from all others, however often and in whichever language the list is made."""


@dataclass(frozen=True, slots=True)
class Todo:
    """All of it, sorted by day: what is late comes first."""

    site: Site
    as_of: date
    until: date
    who: str
    items: tuple[Item, ...]
    unread: int
    """Files with errors: what stands in them may be missing here."""

    @property
    def late(self) -> tuple[Item, ...]:
        """What should have been done."""
        return tuple(item for item in self.items if item.day < self.as_of)

    @property
    def ahead(self) -> tuple[Item, ...]:
        """What can still be done in time."""
        return tuple(item for item in self.items if item.day >= self.as_of)


def todo(root: Path, as_of: date | None = None, until: date | None = None, who: str = "") -> Todo:
    """What is due up to ``until``, for ``who`` (a person or a unit), or for everybody.

    Raises :class:`CannotRun` if nothing can be read, and for somebody who answers for nothing.
    """
    register, reading, _ = read_everything(root)
    today = day_to_judge(as_of, register.site)
    last = until or later(today)
    found = list(duties(with_derived(register, today), today, last))
    items = sorted(_items(found, register), key=_by_day)
    if who:
        items = [item for item in items if _is_for(who, item.who)]
        if not items:
            _refuse_stranger(who, register)
    errors = {finding.source.path for finding in reading if finding.severity is Severity.ERROR}
    return Todo(register.site, today, last, who, tuple(items), len(errors))


def later(today: date) -> date:
    """The last day that is looked at unless somebody says so."""
    return today + AHEAD if today < date.max - AHEAD else date.max


def _by_day(item: Item) -> tuple[object, ...]:
    source = item.source
    return item.day, source.path, source.sheet, source.line or 0, source.column or 0, item.names


def _items(found: Sequence[Open], register: Register) -> Iterator[Item]:
    """Values that do not last are hidden by what hides them in findings, since each item is one that is to come."""
    seen = Counter[tuple[str, ...]]()
    shown = discreet((_as_finding(each) for each in found), register)
    for each, finding in zip(found, shown, strict=True):
        use = each.rule.use
        yield Item(
            each.duty.last_day,
            each.duty.certain,
            each.type,
            finding.record,
            finding.message,
            finding.hint or finding.message,
            use.title or each.rule.definition.rule.sentence,
            _who(each),
            finding.source,
            _distinct(each, seen),
        )


def _distinct(each: Open, seen: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """Type, record, rule, field, row and period; the how-manieth, where a type demands the same twice."""
    record, duty = each.record, each.duty
    rows = record.children.get(duty.table, ()) if record else ()
    row = next((str(number) for number, row in enumerate(rows) if row is duty.row), "")
    period = str(duty.what.parameters.get("period", ""))
    id, rule = record.id if record else "", each.rule.definition.rule.id
    names = (each.type.name, id, rule, duty.table, duty.field, row, period)
    seen[names] += 1
    return (*names, str(seen[names]))


def _as_finding(each: Open) -> Finding:
    record, duty = each.record, each.duty
    row = duty.row or (record.row if record else None)
    source = row.source_of(duty.field) if row else Source(f"data/{each.type.name}")
    title = head(each.type, record) if record else say("{type}", type=each.type.label)
    id = record.id if record else ""
    return Finding(each.rule.definition.rule, source, title, duty.what, id, duty.field)


def _who(each: Open) -> tuple[str, ...]:
    """Who sees to it: of a row whoever its own columns name, else whoever the record names."""
    if each.record is None:
        return ()
    own, columns = _owners(each.type)
    row = each.duty.row
    of_row = [column for table, column in columns if table == each.duty.table]
    if row is not None and (found := _names(row.values.get(name) for name in of_row)):
        return found
    return _names(each.record.values.get(name) for name in own)


def _owners(type: RecordType) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
    """The fields of the record that say who sees to it, and the columns with their tables."""
    fields = {field.name for field in type.fields if field.lasts}
    declared = type.owners or ((type.department,) if type.department else ())
    split = (name.rpartition(".") for name in type.owners if name not in fields)
    return [name for name in declared if name in fields], [(table, column) for table, _, column in split]


def _names(values: Iterable[Value]) -> tuple[str, ...]:
    """Each of the names once, those in one text apart."""
    texts = (text for value in values for text in texts_of(value))
    names = (name.strip() for text in texts for name in text.translate(_BETWEEN_NAMES).split("、"))
    return tuple(dict.fromkeys(name for name in names if name))


def _is_for(who: str, names: Iterable[str]) -> bool:
    return fold(who) in map(fold, names)


def _refuse_stranger(who: str, register: Register) -> None:
    """Stops at a name that no record gives to anybody who sees to something."""
    known = _everybody(register)
    if any(fold(who) == fold(name) for name in known):
        return
    near = nearest(who, known, NEARER)
    if near:
        raise CannotRun(
            say("No record names '{name}' as who sees to it. Did you mean '{near}'?", name=who, near=near)
        )
    raise CannotRun(say("No record names '{name}' as who sees to it.", name=who))


def _everybody(register: Register) -> Sequence[str]:
    found: dict[str, None] = {}
    for type in register.types.values():
        own, columns = _owners(type)
        for record in register.records[type.name]:
            found |= dict.fromkeys(_names(record.values.get(name) for name in own))
            for table, column in columns:
                rows = record.children.get(table, ())
                found |= dict.fromkeys(_names(row.values.get(column) for row in rows))
    return list(found)

"""Values that are public during a period alone, found where no take-down reaches them.

A name on a list goes when its day comes. Typed once more into a title, a note, another record, a file's name or a
page, it would stay. So every such value that tells who somebody is (names, numbers, addresses) is looked for in
everything else that people write. A date of birth or a degree is shared by many and tells nobody by itself: those
are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.check.discretion import passing_values
from generator.check.literal_search import SHORTEST, Literals, Standing, key
from generator.model import rules
from generator.model.condition import Value
from generator.model.finding import Finding
from generator.model.masks import masked_value
from generator.model.personal import TELLING, PersonalClass, Public
from generator.model.record import Record, Register, Row, Source
from generator.model.record_type import Field, RecordType
from generator.model.severity import Severity
from generator.model.wording import Phrase, Wording, say

_BETWEEN = "\0"
"""What no value holds."""
PAGE_SUFFIXES = (".md",)


@dataclass(frozen=True, slots=True)
class PeriodValues:
    """The values of a register that do not last, by what all their spellings have in common, each with its class."""

    classes: Mapping[str, PersonalClass]
    literals: Literals = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.classes)

    def find(self, text: str) -> Iterator[Standing]:
        """Each value that stands in the text, however it is spelt there: once, where it is certain if it is anywhere."""
        found: dict[str, Standing] = {}
        for standing in self.literals.found_in(text):
            if standing.key not in found or standing.certain > found[standing.key].certain:
                found[standing.key] = standing
        yield from (found[value] for value in sorted(found))

    def may_stand_in(self, texts: Iterable[str]) -> bool:
        """Whether any value may stand in any of them: a quick look at what is nearly always clean."""
        return self.literals.may_stand_in(_BETWEEN.join(texts))


def period_values(register: Register) -> PeriodValues:
    """Every telling value of every field that does not last, published or not."""
    classes: dict[str, PersonalClass] = {}
    for type in register.types.values():
        for record in register.records[type.name] if type.has_passing else ():
            for policed, value in passing_values(type, record):
                text = key(value)
                if policed.personal and policed.personal.kind in TELLING and len(text) >= SHORTEST:
                    classes[text] = policed.personal.kind
    return PeriodValues(classes, Literals(classes))


def check_period_values(root: Path, register: Register) -> Iterator[Finding]:
    """A finding for each place outside the declared fields where such a value stands."""
    yield from _without_end(register)
    values = period_values(register)
    if not values:
        return
    paths = dict.fromkeys(file.stored for file in register.attachments)
    for type in register.types.values():
        yield from _check_type(values, type, register.records[type.name], paths)
    yield from _check_paths(values, paths)
    yield from _check_pages(values, root)


def _without_end(register: Register) -> Iterator[Finding]:
    """A value that is public until a day needs that day."""
    for type in register.types.values():
        if type.period is None or not type.has_period_bound:
            continue
        for record in register.records[type.name]:
            if record.values.get(type.period.ends) is None and any(_bound(type, record)):
                yield Finding(
                    rules.OPEN_ENDED_PERIOD,
                    record.row.source_of(type.period.ends),
                    say("Personal values are public until {field}, which is empty.", field=type.field(type.period.ends).label),
                    say("Fill it in; until then these values are not published."),
                    record.id,
                    type.period.ends,
                )  # fmt: skip


def _bound(type: RecordType, record: Record) -> Iterator[bool]:
    bound = {(table, declared.name) for table, declared in type.all_fields() if declared.period_bound}
    yield from (True for name in record.values if ("", name) in bound)
    yield from (
        True
        for table, rows in record.children.items()
        for row in rows
        for name in row.values
        if (table, name) in bound
    )


def _check_type(
    values: PeriodValues, type: RecordType, records: Iterable[Record], paths: dict[str, None]
) -> Iterator[Finding]:
    hosts: dict[str, dict[str, Field]] = {}
    for table, declared in type.all_fields():
        hosts.setdefault(table, {}).update({declared.name: declared} if declared.lasts else {})
    for record in records:
        paths[record.source.path] = None
        yield from _check_row(values, hosts[""], record.row, record.id)
        for table, rows in record.children.items():
            for row in rows:
                yield from _check_row(values, hosts[table], row, record.id)


def _check_row(values: PeriodValues, hosts: Mapping[str, Field], row: Row, record: str) -> Iterator[Finding]:
    texts = {name: _text(value) for name, value in row.values.items() if name in hosts}
    if not values.may_stand_in(texts.values()):
        return
    for name, text in texts.items():
        for standing in values.find(text):
            if not _may_hold(hosts[name], values.classes[standing.key]):
                yield _finding(values, standing, hosts[name].label, row.source_of(name), record, name)


def _text(value: Value) -> str:
    return _BETWEEN.join(map(str, value)) if isinstance(value, tuple) else str(value)


def _may_hold(declared: Field, kind: PersonalClass) -> bool:
    """A field that says it holds such values for good may hold this one: the same person may sign for a task."""
    policy = declared.personal
    return policy is not None and policy.public is Public.ALWAYS and policy.kind is kind


def _check_paths(values: PeriodValues, paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        for standing in values.find(path):
            yield _finding(values, standing, say("The file's name"), Source(path))


def _check_pages(values: PeriodValues, root: Path) -> Iterator[Finding]:
    """The Markdown of ``content/``, and the names of all files there."""
    folder = root / "content"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            shown = path.relative_to(root).as_posix()
            yield from _check_paths(values, [shown])
            if path.suffix.lower() in PAGE_SUFFIXES:
                yield from _check_page(values, shown, path.read_text(encoding="utf-8", errors="replace"))


def _check_page(values: PeriodValues, shown: str, text: str) -> Iterator[Finding]:
    """Whole, since a value may run over the end of a line; its line is that where it begins."""
    for standing in values.find(text):
        line = text.count("\n", 0, standing.start) + 1
        yield _finding(values, standing, say("The page"), Source(shown, line))


def _finding(
    values: PeriodValues,
    standing: Standing,
    holder: Wording | Phrase,
    source: Source,
    record: str = "",
    field: str = "",
) -> Finding:
    kind = values.classes[standing.key]
    mask = masked_value(standing.typed, kind)
    return Finding(
        rules.PERIOD_VALUE,
        source,
        say("{field} names {value}, who is public during a period alone; here the name would stay.", field=holder, value=mask)
        if kind is PersonalClass.NAME
        else say("{field} holds {value}, which is public during a period alone; here it would stay.", field=holder, value=mask),
        say("Take it out here, or say it without naming anybody."),
        record,
        field,
        Severity.ERROR if standing.certain else Severity.WARNING,
    )  # fmt: skip

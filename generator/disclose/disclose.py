"""Register + as-of date → :class:`Disclosure`. Nothing reaches the website by another way."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from generator.check.calendar.working_days import WorkingDays
from generator.check.changes.corrections import is_personal_target
from generator.check.changes.texts import as_text
from generator.check.rules.derivation import Derivation, Derived
from generator.disclose.attachments import Attachments
from generator.disclose.disclosure import (
    Disclosure,
    Entry,
    Links,
    PeriodBound,
    PeriodDay,
    Reference,
    Withheld,
)
from generator.disclose.exceptions import let_through
from generator.disclose.lasting import lasting, period_bound, stands, title_of
from generator.disclose.moved import moved_days
from generator.disclose.period_days import PeriodDays, counts_working_days, days_off_of
from generator.disclose.public_life import life_of
from generator.disclose.read_texts import ReadTexts, with_hidden_translations
from generator.model.declared.condition import Value, day_of, reference_ids
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import (
    CORRECTIONS,
    PUBLISHED_ON,
    STEERING_FIELDS,
    RecordType,
    Relation,
    State,
)
from generator.model.findings.checked import Checked
from generator.model.records.public_life import Life, Stage
from generator.model.records.record import Record, Register, Row
from generator.model.records.tracked_day import Days, recording, tracked
from generator.model.records.withholding import reason_to_withhold

Key = tuple[str, str]
"""A record by type name and id."""
NOTHING_CHECKED: Mapping[Key, tuple[Checked, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Published:
    """What the entries are made from: the records that pass the door, and a reference to each."""

    types: Mapping[str, RecordType]
    records: Mapping[str, tuple[Record, ...]]
    references: Mapping[Key, Reference]
    parents: Mapping[Key, Key]
    backlinks: Mapping[Key, Mapping[tuple[str, Relation], list[Reference]]]
    checked: Mapping[Key, tuple[Checked, ...]]
    days: PeriodDays
    attachments: Attachments
    as_of: date
    lives: Mapping[Key, Life]
    bound: Mapping[Key, PeriodBound | None]
    ahead: Mapping[Key, tuple[Record, Life, date]]
    """Of records with values of the period: what lasts of each and its life on the day after its last one, and that day."""
    languages: tuple[str, ...]


def disclose(
    register: Register,
    as_of: date,
    checked: Mapping[Key, tuple[Checked, ...]] = NOTHING_CHECKED,
    coverage: tuple[Coverage, ...] = (),
    *,
    masked: bool = False,
) -> Disclosure:
    """What the public may see on ``as_of``: states computed, drafts and unpublished references gone.

    ``checked`` and ``coverage`` are what the gate found of the declared rules. ``masked``: without what is public for a
    period alone, for whoever looks at a change before it is published.
    """
    withheld: Counter[str] = Counter()
    records: dict[str, tuple[Record, ...]] = {}
    lives, bound = dict[Key, Life](), dict[Key, PeriodBound | None]()
    ahead = dict[Key, tuple[Record, Life, date]]()
    calendar = WorkingDays(register.calendar)
    for name, type in register.types.items():
        reasons = [(record, reason_to_withhold(type, record, as_of)) for record in register.records[name]]
        withheld.update(reason for _, reason in reasons if reason)
        public = [record for record, reason in reasons if not reason]
        for record in public:
            life = lives[name, record.id] = life_of(type, record, as_of, calendar)
            bound[name, record.id] = None if masked else period_bound(type, record, life)
            if bound[name, record.id] and life.last_day:
                after = life.last_day + timedelta(days=1)
                gone = life_of(type, record, after, calendar)
                ahead[name, record.id] = lasting(type, record, gone, after), gone, after
        # From here on nobody but the entry's own page can see what does not last.
        kept = (lasting(type, record, lives[name, record.id], as_of) for record in public)
        records[name] = tuple(kept)
    records = _with_derived(replace(register, records=records), as_of, lives, bound, ahead)
    register = _as_read(register, records, bound, ahead)
    published = _published(register, records, checked, as_of, lives, bound, ahead)
    entries = {name: tuple(_entry(published, record) for record in records[name]) for name in records}
    days_off, made_up = days_off_of(records, register, as_of)
    return Disclosure(
        site=register.site,
        as_of=as_of,
        types=tuple(register.types.values()),
        entries=entries,
        withheld=tuple(Withheld(reason, count) for reason, count in sorted(withheld.items())),
        coverage=coverage,
        exceptions=let_through(register, published.references, as_of),
        index={(name, entry.id): entry for name in entries for entry in entries[name]},
        pages=register.pages,
        days_off=days_off,
        made_up=made_up,
    )


def disclose_with_days(
    register: Register,
    as_of: date,
    checked: Mapping[Key, tuple[Checked, ...]] = NOTHING_CHECKED,
    coverage: tuple[Coverage, ...] = (),
    *,
    masked: bool = False,
) -> tuple[Disclosure, Days]:
    """The same, and between which days it is the same: until a record comes to the public or is late, a period opens or ends,
    values go, or a correction is made.
    """
    today = tracked(as_of)
    with recording(today) as found:
        disclosure = disclose(register, today, checked, coverage, masked=masked)
    return replace(disclosure, as_of=as_of), found.days


def _as_read(
    register: Register,
    records: dict[str, tuple[Record, ...]],
    bound: dict[Key, PeriodBound | None],
    ahead: dict[Key, tuple[Record, Life, date]],
) -> Register:
    """The same, in which texts are what they say (:class:`ReadTexts`)."""
    languages = register.site.languages
    said = {name: ReadTexts(type, languages) for name, type in register.types.items()}
    for name, translations in said.items():
        if translations.any:
            records[name] = tuple(map(translations.record, records[name]))
    for (name, id), (record, life, day) in ahead.items():
        ahead[name, id] = said[name].record(record), life, day
    for (name, id), own in bound.items():
        bound[name, id] = own and _bound_as_read(said[name], register.types[name], own)
    types = {name: with_hidden_translations(type, languages) for name, type in register.types.items()}
    return replace(register, types=types)


def _bound_as_read(said: ReadTexts, type: RecordType, own: PeriodBound) -> PeriodBound:
    values = said.values("", own.values)
    return replace(
        own,
        title=str(values.get(type.title_field) or own.title),
        values=values,
        children={name: tuple(said.values(name, row) for row in rows) for name, rows in own.children.items()},
    )


def _with_derived(
    public: Register,
    as_of: date,
    lives: Mapping[Key, Life],
    bound: dict[Key, PeriodBound | None],
    ahead: dict[Key, tuple[Record, Life, date]],
) -> dict[str, tuple[Record, ...]]:
    """The public records with what is derived from them alone, so that it tells nothing of any other.

    What is worked out from values of the period goes to them, and with them.
    """

    def stands_today(record: Record, derivation: Derivation) -> bool:
        type, life = public.types[record.type], lives[record.type, record.id]
        return not derivation.in_period and stands(type, life, derivation.table, derivation.field)

    def stands_then(record: Record, derivation: Derivation) -> bool:
        type, life = public.types[record.type], ahead[record.type, record.id][1]
        return not derivation.in_period and stands(type, life, derivation.table, derivation.field)

    derived = Derived(public, as_of)
    filled = derived.register(stands_today)
    for key, (record, life, day) in ahead.items():
        ahead[key] = derived.record(record, stands_then), life, day
    for record in filled:
        own = bound.get((record.type, record.id))
        if own is not None and public.types[record.type].derived:
            bound[record.type, record.id] = _derived_in_period(derived, record, own)
    return {name: _oldest_first(public.types[name], own) for name, own in filled.records.items()}


def _derived_in_period(derived: Derived, record: Record, bound: PeriodBound) -> PeriodBound:
    """What only the record's own page shows, with what follows from it."""
    rows = {name: tuple(Row(row, record.source) for row in rows) for name, rows in bound.children.items()}
    shown = replace(
        record,
        row=replace(record.row, values={**record.values, **bound.values}),
        children={**record.children, **rows},
    )
    full = derived.record(shown, lambda _, derivation: derivation.in_period)
    more = {name: value for name, value in full.values.items() if name not in shown.values}
    return replace(
        bound,
        values={**bound.values, **more},
        children={name: tuple(row.values for row in full.children[name]) for name in rows},
    )


def _published(
    register: Register,
    records: Mapping[str, tuple[Record, ...]],
    checked: Mapping[Key, tuple[Checked, ...]],
    as_of: date,
    lives: Mapping[Key, Life],
    bound: Mapping[Key, PeriodBound | None],
    ahead: Mapping[Key, tuple[Record, Life, date]],
) -> _Published:
    references = {
        (name, record.id): _reference(
            register.types[name], record, as_of, lives[name, record.id], register.site.languages
        )
        for name in records
        for record in records[name]
    }
    public = (register.types, records, references)
    days, attachments = PeriodDays(register.calendar), Attachments(register)
    linked = (_parents(*public), _backlinks(*public))
    languages = register.site.languages
    return _Published(*public, *linked, checked, days, attachments, as_of, lives, bound, ahead, languages)


def _oldest_first(type: RecordType, records: Iterable[Record]) -> tuple[Record, ...]:
    """By date, those without one first.

    Lists show the newest on top, so equals stand in reverse: a reader of the list then meets them in
    the order of the file.
    """
    last_first = list(records)[::-1]
    return tuple(sorted(last_first, key=lambda record: _date(type, record) or date.min))


def _date(type: RecordType, record: Record) -> date | None:
    value = record.values.get(type.date_field) if type.date_field else None
    return day_of(value)


def _published_on(type: RecordType, record: Record) -> date | None:
    return day_of(type.common_value(PUBLISHED_ON, record.values))


def _reference(
    type: RecordType, record: Record, as_of: date, life: Life, languages: Sequence[str]
) -> Reference:
    title = title_of(type, record, life, languages)
    return Reference(type, record.id, title, state_of(type, record.values, as_of))


def state_of(type: RecordType, values: Mapping[str, Value], as_of: date) -> State | None:
    """The first declared state whose condition holds on ``as_of``."""
    return next((state for state in type.states if state.when.holds(values, as_of)), None)


def _backlinks(
    types: Mapping[str, RecordType],
    records: Mapping[str, tuple[Record, ...]],
    references: Mapping[Key, Reference],
) -> Mapping[Key, Mapping[tuple[str, Relation], list[Reference]]]:
    found: dict[Key, dict[tuple[str, Relation], list[Reference]]] = {}
    for type in types.values():
        for relation in type.relations:
            for record in records[type.name] if not relation.one_way else ():
                for id in dict.fromkeys(_ids(record, relation)):
                    if (relation.to, id) in references:
                        by_relation = found.setdefault((relation.to, id), {})
                        by_relation.setdefault((type.name, relation), []).append(
                            references[type.name, record.id]
                        )
    return found


def _ids(record: Record, relation: Relation) -> Iterator[str]:
    rows = record.children.get(relation.child, ()) if relation.child else (record.row,)
    for row in rows:
        yield from reference_ids(row.values.get(relation.field))


def _entry(published: _Published, record: Record) -> Entry:
    type, key = published.types[record.type], (record.type, record.id)
    own, life, bound = published.references[key], published.lives[key], published.bound[key]
    children = {
        table: tuple(
            public_correction(type, table, row)
            for row in _public_rows(published, type, table, [row.values for row in rows])
        )
        for table, rows in record.children.items()
    }
    return Entry(
        type=type,
        id=record.id,
        title=own.title,
        day=_date(type, record),
        published_on=_published_on(type, record) or _date(type, record),
        state=own.state,
        values=_public_values(published, type, "", record.values),
        children=children,
        links=tuple(_links(published, type, record)),
        ancestors=_ancestors(published, record),
        checked=() if life.stage is Stage.WITHDRAWN else published.checked.get(key, ()),
        attachments=published.attachments.of(record),
        days=_days_until_over(published, type, record.values),
        counts_working_days=counts_working_days(type),
        life=life,
        superseded_by=tuple(_superseding(published, key)),
        moved=tuple(moved_days(type, children)),
        only_in_period=bound and _cleaned(published, type, bound),
        afterwards=_afterwards(published, key),
    )


def _afterwards(published: _Published, key: Key) -> Entry | None:
    """The record's entry on the day after its last one, among the others as they are today."""
    if key not in published.ahead:
        return None
    record, life, day = published.ahead[key]
    reference = _reference(published.types[record.type], record, day, life, published.languages)
    then = replace(
        published,
        as_of=day,
        references=ChainMap({key: reference}, published.references),  # type: ignore[arg-type] # it is only read
        lives={key: life},
        bound={key: None},
        ahead={},
    )
    return _entry(then, record)


def _cleaned(published: _Published, type: RecordType, bound: PeriodBound) -> PeriodBound:
    """Without references to records that are not public, like every other value."""
    rows = {name: _public_rows(published, type, name, rows) for name, rows in bound.children.items()}
    return replace(bound, children=rows)


def _superseding(published: _Published, key: Key) -> Iterator[Reference]:
    for (_, relation), pointing in published.backlinks.get(key, {}).items():
        yield from pointing if relation.supersedes else ()


def _days_until_over(
    published: _Published, type: RecordType, values: Mapping[str, Value]
) -> tuple[PeriodDay, ...]:
    """The days of the record's period, if it is open on the as-of date or ahead."""
    if type.period is None:
        return ()
    first, last = day_of(values.get(type.period.starts)), day_of(values.get(type.period.ends))
    if first is None or last is None or published.as_of > last:
        return ()
    return published.days.between(first, last)


def _public_rows(
    published: _Published, type: RecordType, table: str, rows: Iterable[Mapping[str, Value]]
) -> tuple[Mapping[str, Value], ...]:
    return tuple(_public_values(published, type, table, row) for row in rows)


def _public_values(
    published: _Published, type: RecordType, table: str, values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """The values without references to records that are not public, and without fields that steer disclosure: the same object
    where there are none.
    """
    public = values
    if not table and not STEERING_FIELDS.isdisjoint(values):
        public = {name: value for name, value in values.items() if name not in STEERING_FIELDS & type.common}
    for relation in type.relations:
        if relation.child == table and relation.field in public:
            ids = reference_ids(public[relation.field])
            kept = tuple(id for id in ids if (relation.to, id) in published.references)
            if len(kept) < len(ids):
                public = {**public, relation.field: kept}
            if not kept:
                public = {name: value for name, value in public.items() if name != relation.field}
    return public


def _links(published: _Published, type: RecordType, record: Record) -> Iterator[Links]:
    for relation in type.relations:
        ids = dict.fromkeys(_ids(record, relation))
        targets = tuple(
            published.references[relation.to, id] for id in ids if (relation.to, id) in published.references
        )
        fields = type.child(relation.child).fields if relation.child else type.fields
        if targets:
            yield Links(next(field.label for field in fields if field.name == relation.field), targets)
    for (source, relation), pointing in published.backlinks.get((record.type, record.id), {}).items():
        below = source == type.name and not relation.child and relation.field == type.tree_field
        title = relation.inverse or published.types[source].label
        # In a tree equals stand as in the file again, undoing what lists of the newest need.
        yield Links(title, tuple(pointing[::-1] if below else pointing), inverse=True, below=below)


def _parents(
    types: Mapping[str, RecordType],
    records: Mapping[str, tuple[Record, ...]],
    references: Mapping[Key, Reference],
) -> Mapping[Key, Key]:
    """In types that are trees: each record's parent, where that is public."""
    parents: dict[Key, Key] = {}
    for type in types.values():
        for record in records[type.name] if type.tree_field else ():
            for id in reference_ids(record.values.get(type.tree_field or ""))[:1]:
                if (type.name, id) in references:
                    parents[type.name, record.id] = (type.name, id)
    return parents


def _ancestors(published: _Published, record: Record) -> tuple[Reference, ...]:
    above: list[Reference] = []
    key = published.parents.get((record.type, record.id))
    while key is not None:
        above.insert(0, published.references[key])
        key = published.parents.get(key)
    return tuple(above)


REPEATING = frozenset({"before", "after"})


def public_correction(type: RecordType, table: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The values of a row; of a correction that names something personal, without before and after.

    The gate refuses such a row. It is silenced here as well, since a field may be declared personal later on.
    """
    if table != CORRECTIONS or CORRECTIONS not in type.common:
        return values
    named = type.part_called(as_text(values.get("field")))
    if named is None or not is_personal_target(type, named):
        return values
    return {name: value for name, value in values.items() if name not in REPEATING}

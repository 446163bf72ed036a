"""What a schema may not do with a field whose values do not last: whatever it shows elsewhere would outlive them.

Lists, facets, states, relations, pages beside records and the frame of a notice are copied into places that no
take-down reaches, so a schema that declares one of them over such a field is refused when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass

from generator.model.personal import After
from generator.model.record_type import RecordType, Show
from generator.model.section import Owed
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.public_life import title_fields

Use = tuple[str, str, str]
"""Where in the schema, the child table (empty: the record itself), the field."""


def refuse_unfit_policies(types: Mapping[str, RecordType]) -> None:
    """Stops at the first use of a field that does not last where only lasting ones may stand."""
    for type in types.values():
        _refuse_incomplete(type)
        passing = {(type.name, table, field.name) for table, field in type.all_fields() if not field.lasts}
        if passing:
            _refuse_uses(type, passing)
    elsewhere = {
        (type.name, "", field.name) for type in types.values() for field in type.fields if not field.lasts
    }
    for type in types.values():
        for where, of, name in _owed(type):
            if (of, "", name) in elsewhere:
                raise _refusal(type, where, name)


def _refuse_incomplete(type: RecordType) -> None:
    """A type with period-bound values says when the period is, and what a record is called afterwards."""
    if not type.has_period_bound:
        if not type.field(type.title_field).lasts and not type.neutral_titles:
            raise _missing(type, "neutral_title")
        return
    if type.period is None:
        raise _missing(type, "period")
    if not type.neutral_titles:
        raise _missing(type, "neutral_title")


def _missing(type: RecordType, key: str) -> CannotRun:
    return CannotRun(
        say("{path}: a type whose values are public during a period alone needs the key '{key}'.",
            path=type.path or type.name, key=key)
    )  # fmt: skip


def _refuse_uses(type: RecordType, passing: set[tuple[str, str, str]]) -> None:
    for where, table, name in (*_own_uses(type), *_page_uses(type)):
        if (type.name, table, name) in passing:
            raise _refusal(type, where, name)


def _refusal(type: RecordType, where: str, name: str) -> CannotRun:
    return CannotRun(
        say("{path}: {where} cannot use '{name}', whose values do not stay public: what is shown there is not taken down.",
            path=type.path or type.name, where=where, name=name)
    )  # fmt: skip


def _own_uses(type: RecordType) -> Iterator[Use]:
    single = {"primaryKey": type.id_field, "date": type.date_field, "tree": type.tree_field}
    yield from ((where, "", name) for where, name in single.items() if name)
    several: Mapping[str, Iterable[str]] = {
        "listing": type.listing,
        "facets": type.facets,
        "period": (type.period.starts, type.period.ends) if type.period else (),
        "neutral_title": [name for title in type.neutral_titles for name in title_fields(title, type.path)],
        "uniqueKeys": [name for key in type.unique_keys for name in key],
    }
    yield from ((where, "", name) for where, names in several.items() for name in names)
    yield from (("relations", relation.child, relation.field) for relation in type.relations)
    named = ((table, field.name) for table, field in type.all_fields() if field.show is Show.ATTACHMENT)
    yield from (("show: attachment", table, name) for table, name in named)
    for state in type.states:
        for test in state.when.tests:
            yield from (("states.when", "", name) for name in (test.field, str(test.operand)))
    kept = (name for name in type.keeps if any(field.name == name for field in type.fields))
    yield from (("keeps", "", name) for name in kept if _is_removed(type, name))
    if type.notice:
        frame = (
            type.notice.issuer,
            type.notice.number,
            type.notice.opening,
            type.notice.basis,
            type.notice.closing,
        )
        yield from (("notice", "", name) for name in (*frame, *type.notice.contact))


def _is_removed(type: RecordType, name: str) -> bool:
    policy = type.field(name).personal
    return policy is not None and policy.after is After.REMOVE


def _page_uses(type: RecordType) -> Iterator[Use]:
    """Every name that a page's declaration holds, as a field of the record or of the table that it names."""
    for section in type.pages:
        yield from (("pages", table, name) for table, name in _names(section.page, ""))


def _names(declared: object, table: str) -> Iterator[tuple[str, str]]:
    if isinstance(declared, str):
        yield from (("", declared), (table, declared))
    elif isinstance(declared, tuple):
        for item in declared:
            yield from _names(item, table)
    elif is_dataclass(declared) and not isinstance(declared, Owed):
        table = str(getattr(declared, "table", table))
        for field in dataclass_fields(declared):
            yield from _names(getattr(declared, field.name), table)


def _owed(type: RecordType) -> Iterator[Use]:
    """What the pages of a type take from another type: where, that type, its field."""
    for section in type.pages:
        for owed in getattr(section.page, "owed", ()):
            yield from (("pages", owed.of, name) for name in (owed.field, owed.by))

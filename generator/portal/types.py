"""The types that a portal's root declares → the same as what bodies publish of them has them.

A list says less than the records that it was made of: no value that goes one day, no file, nothing of what is taken down. So
nothing of that is declared here, and no rule either: each was held against the whole record where that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as attributes
from dataclasses import is_dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator.fleet.bodies import TYPE as BODIES
from generator.fleet.bodies import Body
from generator.model.declared.personal import NO_GRACE
from generator.model.declared.record_type import (
    Category,
    ChildTable,
    Field,
    FieldGroup,
    ListRow,
    RecordType,
    Recurrence,
    Relation,
    Show,
)
from generator.model.declared.section import GroupsPage, Section
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Wording, say
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.yaml.declarations import load

BODY, PAGE = "publisher", "landing_page"
"""The fields that the portal adds to every record: whose it is, and where its own page stands."""
CALLED_FOR = "called_for"
"""The child table of a body's page with what its own site says of its completeness."""
_KEPT = ("enum", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "maxLength")
"""Constraints that hold of a list as well: what is required may have been taken down, what is unique is so in one body."""


@lru_cache(maxsize=1)
def page_type() -> RecordType:
    """The type of the portal's pages about bodies."""
    shown = "bodies.yaml"
    declared = record_type(BODIES, load(Path(__file__).with_name(shown), shown), Place(shown))
    return replace(declared, called_for=CALLED_FOR)


def portal_types(
    types: Mapping[str, RecordType], bodies: Iterable[Body], languages: Iterable[str]
) -> dict[str, RecordType]:
    """All types of the portal, that of the bodies first. Stops if one of the root's takes a name that the portal needs."""
    for type in types.values():
        taken = {BODY, PAGE} & {field.name for field in type.fields}
        if type.name == BODIES or taken:
            name = BODIES if type.name == BODIES else min(taken)
            raise CannotRun(
                say("data/schemas/{type}.yaml: on a portal '{name}' means the body. Call it otherwise.",
                    type=type.name, name=name)
            )  # fmt: skip
    own = _body_field(bodies, tuple(languages))
    return {BODIES: page_type(), **{name: portal_type(type, own) for name, type in types.items()}}


def _body_field(bodies: Iterable[Body], languages: tuple[str, ...]) -> Field:
    """A name is the same in languages in which the table says no other."""
    categories = tuple(
        Category(body.id, Wording(body.name, {**dict.fromkeys(languages, body.name), **_english(body)}))
        for body in bodies
    )
    return Field(BODY, title=Wording("单位", {"en": "Body"}), categories=categories)


def _english(body: Body) -> dict[str, str]:
    return {"en": body.name_en} if body.name_en else {}


def portal_type(type: RecordType, body: Field) -> RecordType:
    """The type with what lasts of it, and the body as the department by which the search narrows."""
    own = (_as_listed(field, type) for field in type.fields)
    linked = {relation.field for relation in type.relations if not relation.child}
    kept = tuple(_field(field, type, field.name in linked) for field in own if _is_listed(field))
    page = Field(PAGE, format="uri", title=Wording("原网页", {"en": "The body's own page"}))
    children = tuple(table for each in type.children if (table := _table(each, type)).fields)
    names = {field.name for field in kept} | {table.name for table in children}
    columns = {(table.name, field.name) for table in children for field in table.fields}
    relations = tuple(
        relation
        for relation in type.relations
        if ((relation.child, relation.field) in columns if relation.child else relation.field in names)
    )
    groups = tuple(
        FieldGroup(group.title, tuple(name for name in group.fields if name in names))
        for group in type.groups
    )
    participation = type.participation and replace(type.participation, reach=_among(type.reach, names))
    return replace(
        type,
        fields=(*kept, body, page),
        children=children,
        date_field=type.date_field if type.date_field in names else None,
        groups=(FieldGroup(body.title, (BODY, PAGE)), *(group for group in groups if group.fields)),
        listing=_among((BODY, *type.listing), names | {BODY}),
        row=_row(type.row, names),
        facets=_among((BODY, *type.facets), names | {BODY}),
        department=BODY,
        publisher=BODY,
        owners=(),
        recurs=type.recurs if type.recurs and _names(type.recurs) <= names else None,
        participation=participation or None,
        notice=None,
        grace=NO_GRACE,
        neutral_titles=(),
        keeps=frozenset(type.keeps & names),
        mutable=frozenset(),
        fillable=frozenset(),
        derived=(),
        rules=(),
        rule_changes=(),
        relations=(Relation(BODY, BODIES, one_way=True), *relations),
        pages=(*type.pages, Section(GroupsPage(BODY))),
        unique_keys=(),
        id_parts=(),
        common=type.common & (names | {"withdrawn"}),
    )


def _as_listed(field: Field, type: RecordType) -> Field:
    """The title of a record in a list lasts, whatever its own is: it is the neutral one then."""
    return replace(field, personal=None) if field.name == type.title_field else field


def _is_listed(field: Field) -> bool:
    return field.lasts and field.show is not Show.ATTACHMENT


def _field(field: Field, type: RecordType, linked: bool) -> Field:
    """Lists write values in Table Schema's own forms, and ids have the body's before them."""
    is_id = field.name == type.id_field
    is_plain = field.format == "default" or "%" not in field.format
    kept = {key: value for key, value in field.constraints.items() if key in _KEPT}
    if is_id or linked or not is_plain or field.options:
        kept = {"enum": kept["enum"]} if "enum" in kept and not (is_id or linked) else {}
    if is_id:
        kept["required"] = True
    changed = replace(
        field,
        constraints=kept,
        options={},
        format=field.format if is_plain else "default",
        remark="",
        markup=None,
    )
    if (is_id or linked) and field.type != "array":
        return replace(changed, type="string", categories=())
    return changed


def _table(table: ChildTable, type: RecordType) -> ChildTable:
    linked = {relation.field for relation in type.relations if relation.child == table.name}
    kept = (field for field in table.fields if _is_listed(field))
    # An id of a row means nothing to others: no row of a child table is the record itself.
    return replace(
        table,
        fields=tuple(_field(field, replace(type, id_field=""), field.name in linked) for field in kept),
    )


def _row(row: ListRow, names: set[str]) -> ListRow:
    part = row.part if row.part and {row.part.of, row.part.done} <= names else None
    return replace(
        row,
        line=_among(row.line, names),
        fact=_among(row.fact, names),
        notes=_among(row.notes, names),
        columns=_among(row.columns, names),
        done=row.done if row.done in names else "",
        part=part,
    )


def _among(wanted: Iterable[str], names: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in wanted if name in names))


def _names(recurs: Recurrence) -> set[str]:
    assert is_dataclass(recurs)
    return {name for each in attributes(recurs) if (name := getattr(recurs, each.name))}

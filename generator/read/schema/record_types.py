"""One schema descriptor (a Table Schema and its ``sunlit:`` block) → :class:`RecordType`.

A schema without the block gets the defaults of a plain Table Schema: the id is the primary key or
``id``; the title is ``title`` or the first text that is not the id; the date is the first date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from generator.model.declared.kinds import As, FieldName, Lasting, OneOrMore, Trait, When
from generator.model.declared.personal import After
from generator.model.declared.record_type import (
    ChildTable,
    Field,
    RecordType,
    Relation,
    RuleUse,
    Show,
    has_form,
)
from generator.model.declared.section import TAKEN_FOLDERS, GroupsPage, Section, TreePage, folders_of
from generator.model.records.public_life import WITHDRAWN, WITHDRAWN_STATE
from generator.model.text.folding import fold
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Wording, say
from generator.read.schema.binder import Scope, mapping, passing, read, read_block, read_keys
from generator.read.schema.keys import keys_of, kind_of
from generator.read.schema.place import Place
from generator.read.table.raw import MOST_NAMES
from generator.read.yaml.declarations import load

GROWING = frozenset({"approvals", "corrections"})
"""Common child tables to which every type may add rows: whoever approves or corrects later says so there."""
WHEN = kind_of(When)
DEPARTMENT = "department"
ID = "id"
DATES = ("date", "datetime")
DAYS_OF_A_WEEK = 7
LONGEST_PATTERN = 1000
"""Signs of a pattern that are looked at."""
_LISTS, _SIGNS = (
    frozenset({"enum", "trueValues", "falseValues", "missingValues"}),
    frozenset({"groupChar", "decimalChar"}),
)
"""Properties of Table Schema that are read here, by their kind."""
_ONE = r"(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\()\[\]|?*+{}])"
_ENDLESS = re.compile(rf"\((?:\?:)?(?:{_ONE}[?*])*{_ONE}[+*](?:{_ONE}[?*])*\)(?:[+*]|\{{[0-9]*,\}})")
"""``(a+)*``: a text of thirty a may be read so in a thousand million ways, and each is tried before it is refused."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a foreign key leads."""

    resource: str = ""
    """The other table; empty for the same."""
    others: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Table Schema's own form of a relation."""

    fields: OneOrMore[FieldName]
    """One field; keys of several are passed over."""
    reference: Reference = Reference()
    """The table that it leads to."""
    others: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A whole schema file. What Table Schema has besides is passed over."""

    fields: tuple[Field, ...]
    """The fields of a record, in order."""
    sunlit: RecordType | None = None
    """Everything that Table Schema has no word for."""
    title: Wording = Wording()
    """The type's name for people, unless the ``sunlit`` block says it."""
    description: Wording = Wording()
    """One sentence under the listing's title, unless the ``sunlit`` block says it."""
    primary_key: Annotated[OneOrMore[str], As("primaryKey")] = ()
    """The field that is the id; without it ``id`` is. Several together make an id of their values, parted by ``--``."""
    unique_keys: Annotated[Lasting[tuple[OneOrMore[FieldName], ...]], As("uniqueKeys")] = ()
    """Fields that together must not repeat."""
    foreign_keys: Annotated[tuple[ForeignKey, ...], As("foreignKeys")] = ()
    """Table Schema's own form of a relation, one field to one table."""
    missing_values: Annotated[frozenset[str], As("missingValues")] = frozenset()
    """Texts that mean an empty cell, beside the empty text itself; a field may list its own, which take their place there."""
    extends: str = ""
    """``sunlit/tasks``: takes a shipped type as the base; write only what differs. ``sunlit/en/tasks``: with its English names
    and values in place of the Chinese."""
    others: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict)


def record_type(name: str, descriptor: Mapping[str, Any], place: Place) -> RecordType:
    """The type ``name`` as the descriptor of its schema declares it; ``place`` is the file that it stands in."""
    block, inside = mapping(descriptor.get("sunlit"), place.at("sunlit")), place.at("sunlit")
    own: tuple[Field, ...] = read_one(TableSchema, "fields", descriptor, place)
    own_tables: tuple[ChildTable, ...] = read_one(RecordType, "children", block, inside)
    _refuse_unfit_fields(own, place.at("fields"))
    for table in own_tables:
        _refuse_unfit_fields(table.fields, inside.at("children").at(table.name).at("fields"))
    extra, extra_tables = _common(own, own_tables) if "sunlit" in descriptor else ((), ())
    scope = _with_synonyms_that_are_free((*own, *extra), (*own_tables, *extra_tables))
    schema = read_block(TableSchema, descriptor, place, scope, fields=own, sunlit=None)
    declared = read_keys(keys_of(RecordType), block, inside, scope, known={"children"})
    key = _key(schema, place)
    id_field = key[0]
    if len(key) > 1:
        made = _made_id(own)
        id_field = made.name
        scope = Scope((made, *scope.fields), scope.tables)
    type = RecordType(**{
        "title_field": _first_text(own, id_field),
        "date_field": next((field.name for field in own if field.type in DATES), None),
        "department": next((field.name for field in own if field.name == DEPARTMENT), None),
        "title": schema.title,
        "description": schema.description,
        **declared,
        "name": name,
        "fields": scope.fields,
        "children": scope.tables,
        "id_field": id_field,
        "id_parts": key if len(key) > 1 else (),
        "unique_keys": schema.unique_keys,
        "missing_values": schema.missing_values,
        "common": frozenset({*(field.name for field in extra), *(table.name for table in extra_tables)}),
        "path": place.shown,
        "file": place.file,
    })  # fmt: skip
    type = replace(
        type,
        relations=(*type.relations, *_foreign_relations(schema), *_tree_relation(type)),
        states=(*((WITHDRAWN_STATE,) if WITHDRAWN in type.common else ()), *type.states),
        rules=tuple(_called(use, scope, inside.at("rules")) for use in type.rules),
        pages=tuple(_by_year(section, type) for section in type.pages),
        mutable=type.mutable | (GROWING & type.common),
        derived=(*type.derived, *(name for name in _progress_of_trees(type) if name not in type.derived)),
    )
    _refuse_contradictions(type, inside)
    return type


def _with_synonyms_that_are_free(fields: Sequence[Field], tables: Sequence[ChildTable]) -> Scope:
    """The fields and tables with the synonyms that mean nothing else: a name or a title is nearer, and what two share is
    neither's. So a site may call a field of its own what a shipped schema lists as a synonym.
    """
    within = (
        replace(table, fields=tuple(_freed(table.fields, _called_otherwise(table.fields))))
        for table in tables
    )
    taken = _called_otherwise((*fields, *tables))
    return Scope(tuple(_freed(fields, taken)), tuple(_freed(tuple(within), taken)))


Synonymous = TypeVar("Synonymous", Field, ChildTable)


def _called_otherwise(columns: Iterable[Field | ChildTable]) -> frozenset[str]:
    """The synonyms, folded, that are names or titles as well, or synonyms of two."""
    all_columns = tuple(columns)
    names = {fold(name) for each in all_columns for name in (each.name, *each.title.all())}
    synonyms = Counter(name for each in all_columns for name in set(map(fold, each.synonyms)))
    return frozenset(name for name, count in synonyms.items() if count > 1 or name in names)


def _freed(columns: Iterable[Synonymous], taken: frozenset[str]) -> Iterator[Synonymous]:
    for each in columns:
        kept = tuple(name for name in each.synonyms if fold(name) not in taken)
        yield each if kept == each.synonyms else replace(each, synonyms=kept)


def read_one(declared: Callable[..., Any], key: str, block: Mapping[str, Any], place: Place) -> Any:
    """What stands under one key: what other keys name is read before them."""
    return read(keys_of(declared).by_name[key].kind, block.get(key), place.at(key), Scope())


def _refuse_unfit_fields(fields: Sequence[Field], place: Place) -> None:
    """Stops at a name used twice, a remark that goes nowhere, a mask for what is no text, an attachment that is none."""
    if len(fields) > MOST_NAMES:
        raise place.refusal(say("{path}: {where} lists more than {most} fields.", most=MOST_NAMES))
    names = [field.name for field in fields]
    for each in fields:
        here = place.at(each.name)
        _refuse_unfit_properties(each, here)
        if names.count(each.name) > 1:
            raise here.refusal(
                say(
                    "{path}: the field '{name}' stands twice under {where}.",
                    name=each.name,
                    where=place.where,
                )
            )
        if each.remark and each.remark not in names:
            raise here.refusal(
                say("{path}: the remark of '{name}' goes into '{remark}', which is no field under {where}.",
                    name=each.name, remark=each.remark, where=place.where)
            )  # fmt: skip
        if each.personal and each.personal.after is After.MASK and each.type != "string":
            raise here.at("personal").refusal(
                say("{path}: {where}.after: only a text can be masked. Write remove.")
            )
        if each.markup and each.type != "string":
            raise here.at("markup").refusal(
                say("{path}: {where}: only a text can be marked up, not '{type}'.", type=each.type)
            )
        if each.not_personal:
            _refuse_unfit_not_personal(each, here)
        if each.show is Show.ATTACHMENT and each.type not in ("string", "array"):
            raise here.at("show").refusal(
                say("{path}: {where}: only a text, or a list of them, can name attachments, not '{type}'.", type=each.type)
            )  # fmt: skip


def _refuse_unfit_not_personal(field: Field, place: Place) -> None:
    """Stops where anything could be written, and where nobody says why."""
    if not has_form(field):
        raise place.at("not_personal").refusal(
            say(
                "{path}: {where} is for numbers, for web addresses (format: uri) and for texts with a pattern that no sentence "
                "fits: where anything may be written, a personal number may be."
            )
        )
    if not field.not_personal_reason:
        raise place.at("not_personal").refusal(
            say(
                "{path}: {where} needs not_personal_reason: what these numbers are. The site tells its readers."
            )
        )


def _refuse_unfit_properties(field: Field, place: Place) -> None:
    """Stops at a property of Table Schema of a wrong kind: some are read here before frictionless judges them."""
    for properties, inner in ((field.constraints, place.at("constraints")), (field.options, place)):
        for key in _LISTS & properties.keys():
            if not isinstance(properties[key], list):
                raise inner.at(key).refusal(say("{path}: {where} is a list, each entry begun by '- '."))
        for key in _SIGNS & properties.keys():
            if not isinstance(properties[key], str):
                raise inner.at(key).refusal(say("{path}: {where} is a sign, in quotes."))
    if endless := _ENDLESS.search(str(field.constraints.get("pattern", ""))[:LONGEST_PATTERN]):
        raise (
            place.at("constraints")
            .at("pattern")
            .refusal(
                say(
                    "{path}: {where} repeats what repeats itself, '{part}': checks may never end. Write a(-a)* for (a-?)*.",
                    part=endless[0],
                )
            )
        )


def _common(
    own: Sequence[Field], own_tables: Sequence[ChildTable]
) -> tuple[tuple[Field, ...], tuple[ChildTable, ...]]:
    """The common fields and child tables, less those that the schema declares itself."""
    fields, tables = _all_common()
    field_names, table_names = {field.name for field in own}, {table.name for table in own_tables}
    return (
        tuple(field for field in fields if field.name not in field_names),
        tuple(table for table in tables if table.name not in table_names),
    )


@lru_cache(maxsize=1)
def _all_common() -> tuple[tuple[Field, ...], tuple[ChildTable, ...]]:
    shown = "common_fields.yaml"
    content, place = load(Path(__file__).with_name(shown), shown), Place(shown)
    tables = read_one(RecordType, "children", content, place)
    return read_one(TableSchema, "fields", content, place), tuple(
        replace(table, common=True) for table in tables
    )


def _key(schema: TableSchema, place: Place) -> tuple[str, ...]:
    """The fields that make the id."""
    names, known = schema.primary_key or (ID,), [field.name for field in schema.fields]
    if not all(name in known for name in names) or len(set(names)) < len(names):
        raise place.at("primaryKey").refusal(
            say(
                "{path}: primaryKey must name fields of the schema, each once, or a field must be called 'id'. "
                "There are: {names}.",
                names=", ".join(known),
            )
        )
    return names


def _made_id(own: Sequence[Field]) -> Field:
    """The field for an id that is made of several."""
    taken = {field.name for field in own}
    return Field(
        ID if ID not in taken else f"record_{ID}", title=Wording("编号", {"en": "Id"}), show=Show.HIDDEN
    )


def _first_text(own: Sequence[Field], id_field: str) -> str:
    texts = [field.name for field in own if field.type == "string" and field.name != id_field]
    return "title" if "title" in texts else texts[0] if texts else id_field


def _foreign_relations(schema: TableSchema) -> Iterator[Relation]:
    """Table Schema's own way to say the same, for a plain schema: keys of one field to another table."""
    for key in schema.foreign_keys:
        if len(key.fields) == 1 and key.reference.resource:
            yield Relation(key.fields[0], key.reference.resource)


def _tree_relation(type: RecordType) -> Iterator[Relation]:
    """A tree's field names a record of the same type, whether or not the schema says so once more."""
    declared = {relation.field for relation in type.relations if not relation.child}
    if type.tree_field is not None and type.tree_field not in declared:
        yield Relation(type.tree_field, type.name)


def _called(use: RuleUse, scope: Scope, place: Place) -> RuleUse:
    """The use with the rule that the one other key of its entry names, its parameters and its condition."""
    if len(use.parameters) != 1:
        names = ", ".join(use.parameters) or "-"
        raise place.refusal(say("{path}: each entry of {where} names one rule, not: {names}.", names=names))
    ((rule, given),) = use.parameters.items()
    parameters = dict(mapping(given, place.at(rule)))
    when = read(WHEN, parameters.pop("when", None), place.at(rule).at("when"), scope)
    return replace(use, rule=rule, parameters=parameters, when=when)


def _progress_of_trees(type: RecordType) -> Iterator[str]:
    """What the type's trees show of each record: of one with others below it is worked out of theirs."""
    for section in type.pages:
        if isinstance(section.page, TreePage) and section.page.progress and type.tree_field:
            yield section.page.progress


def _by_year(section: Section, type: RecordType) -> Section:
    """Groups by a date are those of its years."""
    page = section.page
    if isinstance(page, GroupsPage):
        return replace(section, page=replace(page, yearly=type.field(page.by).type in DATES))
    return section


def _refuse_contradictions(type: RecordType, place: Place) -> None:
    """Stops at what no single key says: pages in one folder, a key that another one needs, a value shown past its day."""
    folders = [folder for section in type.pages for folder in folders_of(section.page)]
    for folder in folders:
        if folders.count(folder) > 1 or folder in TAKEN_FOLDERS:
            raise place.at("pages").refusal(
                say("{path}: two pages would stand in the folder '{folder}'.", folder=folder)
            )
    if any(isinstance(section.page, TreePage) for section in type.pages) and not type.tree_field:
        raise place.at("pages").refusal(say("{path}: a tree among the pages needs the key 'tree'."))
    if type.notice and not type.period:
        raise place.at("notice").refusal(say("{path}: a notice needs the key 'period'."))
    if type.recurs:
        weekday = type.field(type.recurs.weekday)
        if len(weekday.constraints.get("enum") or ()) != DAYS_OF_A_WEEK:
            raise place.at("recurs").at("weekday").refusal(
                say("{path}: {where} names '{name}', which must allow seven values (enum), Monday's first.", name=weekday.name)
            )  # fmt: skip
    _refuse_forgetting(type, place)


def _refuse_forgetting(type: RecordType, place: Place) -> None:
    """A type with values that go says when, what a record is called afterwards, and shows none of them for good."""
    if type.has_period_bound and type.period is None:
        raise _needed("period", place)
    if (type.has_period_bound or not type.field(type.title_field).lasts) and not type.neutral_titles:
        raise _needed("neutral_title", place)
    top = Place(type.path, type.file)
    uses = (
        *(
            (top.at("primaryKey"), field)
            for field in type.fields
            if field.name == type.id_field or field.name in type.id_parts
        ),
        *((place.at("date"), field) for field in type.fields if field.name == type.date_field),
        *(
            (top.at("fields").at(field.name).at("show"), field)
            for _, field in type.all_fields()
            if field.show is Show.ATTACHMENT
        ),
    )
    for where, used in uses:
        if not used.lasts:
            raise passing(used.name, where)
    for each in type.fields:
        if each.name in type.keeps and not each.leaves_something:
            raise passing(each.name, place.at("keeps"))


def _needed(key: str, place: Place) -> CannotRun:
    return place.refusal(
        say("{path}: a type whose values are public during a period alone needs the key '{key}'.", key=key)
    )

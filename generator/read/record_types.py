"""One schema descriptor (a Table Schema and its ``sunlit:`` block) → :class:`RecordType`.

A schema without the block gets the defaults of a plain Table Schema: the id is the primary key or
``id``; the title is ``title`` or the first text that is not the id; the date is the first date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from generator.model.public_life import WITHDRAWN, WITHDRAWN_STATE
from generator.model.record_type import ChildTable, Field, RecordType, Relation, State
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import known, read_groups, read_relations, read_rules, read_states
from generator.read.columns import mapping, mappings, read_children, read_fields
from generator.read.declarations import load, refuse_unknown, wording
from generator.read.mutable import with_leeway
from generator.read.notice import read_notice
from generator.read.public_life import read_public_life
from generator.read.recurrence import read_recurrence
from generator.read.sections import read_sections

SHIPPED_KEYS = (
    "title",
    "description",
    "family",
    "order",
    "template",
    "title_field",
    "date",
    "groups",
    "listing",
    "facets",
    "department",
    "tree",
    "period",
    "grace",
    "neutral_title",
    "keeps",
    "recurs",
    "notice",
    "mutable",
    "fillable",
    "relations",
    "states",
    "rules",
    "pages",
    "children",
)
"""What a ``sunlit:`` block may say (``docs/reference/schema-format.md`` explains each)."""
DEFAULT_ORDER = 1000
DEPARTMENT = "department"


def record_type(name: str, descriptor: Mapping[str, Any], shown: str) -> RecordType:
    """The type ``name`` as ``descriptor`` declares it; ``shown`` is how messages call the schema file."""
    block = _block(descriptor, shown)
    own = read_fields(descriptor.get("fields"), "fields", shown)
    own_children = read_children(block.get("children"), shown)
    extra, extra_children = _common(own, own_children) if "sunlit" in descriptor else ((), ())
    fields, children = (*own, *extra), (*own_children, *extra_children)
    id_field = _id_field(descriptor, own, shown)
    one = partial(_one, block, fields, shown)
    type = RecordType(
        name=name,
        fields=fields,
        id_field=id_field,
        title_field=one("title_field") or _first_text(own, id_field),
        date_field=one("date") or _first_date(own),
        title=wording(block, "title") or wording(descriptor, "title"),
        description=wording(block, "description") or wording(descriptor, "description"),
        family=wording(block, "family"),
        order=_order(block.get("order", DEFAULT_ORDER), shown),
        template=_template(block.get("template"), shown),
        children=children,
        relations=_with_tree(_relations(descriptor, block, fields, children, shown), one("tree"), name),
        states=(*_withdrawn_state(extra), *read_states(block, fields, shown)),
        groups=read_groups(block, fields, shown),
        listing=known(block.get("listing"), fields, "listing", shown),
        facets=known(block.get("facets"), fields, "facets", shown),
        department=one("department") or _named(DEPARTMENT, own),
        tree_field=one("tree"),
        **read_public_life(block, fields, children, shown),
        recurs=read_recurrence(block, fields, shown),
        notice=read_notice(block, fields, children, shown),
        rules=read_rules(block, fields, shown),
        pages=read_sections(block, fields, children, shown),
        unique_keys=_unique_keys(descriptor, fields, shown),
        missing_values=_missing_values(descriptor.get("missingValues"), shown),
        common=frozenset({*(field.name for field in extra), *(table.name for table in extra_children)}),
    )
    return with_leeway(type, block, shown)


def _block(descriptor: Mapping[str, Any], shown: str) -> Mapping[str, Any]:
    block = mapping(descriptor.get("sunlit"), "sunlit", shown)
    refuse_unknown(block, SHIPPED_KEYS, shown, "sunlit")
    return block


def _one(block: Mapping[str, Any], fields: Sequence[Field], shown: str, key: str) -> str | None:
    """The one field that a key of the block names, if the block has that key."""
    return None if block.get(key) is None else known([block[key]], fields, key, shown)[0]


def _named(name: str, fields: Sequence[Field]) -> str | None:
    return next((field.name for field in fields if field.name == name), None)


def _common(
    own: Sequence[Field], own_children: Sequence[ChildTable]
) -> tuple[tuple[Field, ...], tuple[ChildTable, ...]]:
    """The common fields and child tables, less those that the schema declares itself."""
    fields, children = _all_common()
    field_names, table_names = {field.name for field in own}, {table.name for table in own_children}
    return (
        tuple(field for field in fields if field.name not in field_names),
        tuple(table for table in children if table.name not in table_names),
    )


def _withdrawn_state(extra: Sequence[Field]) -> tuple[State, ...]:
    """A record that was withdrawn is in no other state, in every type that has the common field for it."""
    return (WITHDRAWN_STATE,) if any(field.name == WITHDRAWN for field in extra) else ()


@lru_cache(maxsize=1)
def _all_common() -> tuple[tuple[Field, ...], tuple[ChildTable, ...]]:
    shown = "common_fields.yaml"
    content = load(Path(__file__).with_name(shown), shown)
    return read_fields(content["fields"], "fields", shown), read_children(
        content["children"], shown, common=True
    )


def _id_field(descriptor: Mapping[str, Any], own: Sequence[Field], shown: str) -> str:
    key = descriptor.get("primaryKey")
    names = key if isinstance(key, list) else [key or "id"]
    if len(names) != 1 or names[0] not in [field.name for field in own]:
        raise CannotRun(
            say(
                "{path}: primaryKey must be one field of the schema, or a field must be called 'id'.",
                path=shown,
            )
        )
    return str(names[0])


def _first_text(own: Sequence[Field], id_field: str) -> str:
    texts = [field.name for field in own if field.type == "string" and field.name != id_field]
    return "title" if "title" in texts else texts[0] if texts else id_field


def _first_date(own: Sequence[Field]) -> str | None:
    return next((field.name for field in own if field.type in ("date", "datetime")), None)


def _order(order: Any, shown: str) -> int:
    if not isinstance(order, int) or isinstance(order, bool):
        raise CannotRun(say("{path}: order is a whole number, not '{value}'.", path=shown, value=str(order)))
    return order


def _template(template: Any, shown: str) -> str | None:
    if template is not None and not str(template).replace("-", "").replace("_", "").isalnum():
        raise CannotRun(say("{path}: a template's name has letters, digits, '-' and '_' only.", path=shown))
    return None if template is None else str(template)


def _relations(
    descriptor: Mapping[str, Any],
    block: Mapping[str, Any],
    fields: Sequence[Field],
    children: Sequence[ChildTable],
    shown: str,
) -> tuple[Relation, ...]:
    return (*read_relations(block, fields, children, shown), *_foreign_keys(descriptor, fields, shown))


def _with_tree(relations: tuple[Relation, ...], tree: str | None, type: str) -> tuple[Relation, ...]:
    """A tree's field names a record of the same type, whether or not the schema says so once more."""
    declared = {relation.field for relation in relations if not relation.child}
    return relations if tree is None or tree in declared else (*relations, Relation(tree, type))


def _foreign_keys(descriptor: Mapping[str, Any], fields: Sequence[Field], shown: str) -> tuple[Relation, ...]:
    """Table Schema's own way to say the same, for a plain schema: keys of one field to another table."""
    relations = []
    for key in mappings(descriptor.get("foreignKeys"), "foreignKeys", shown):
        names = key["fields"] if isinstance(key.get("fields"), list) else [key.get("fields")]
        target = mapping(key.get("reference"), "foreignKeys", shown).get("resource")
        if len(names) == 1 and target:
            relations.append(Relation(known(names, fields, "foreignKeys", shown)[0], str(target)))
    return tuple(relations)


def _missing_values(declared: Any, shown: str) -> frozenset[str]:
    if declared is not None and not isinstance(declared, list):
        where = "missingValues"
        raise CannotRun(say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where=where))
    return frozenset(str(value) for value in declared or ())


def _unique_keys(
    descriptor: Mapping[str, Any], fields: Sequence[Field], shown: str
) -> tuple[tuple[str, ...], ...]:
    keys = descriptor.get("uniqueKeys") or []
    if not isinstance(keys, list):
        raise CannotRun(
            say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where="uniqueKeys")
        )
    return tuple(known(key if isinstance(key, list) else [key], fields, "uniqueKeys", shown) for key in keys)

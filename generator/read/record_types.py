"""One schema descriptor (a Table Schema and its ``sunlit:`` block) → :class:`RecordType`.

A schema without the block gets the defaults of a plain Table Schema: the id is the primary key or
``id``; the title is ``title`` or the first text that is not the id; the date is the first date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from generator.model.condition import TESTS, Condition, Test
from generator.model.record_type import (
    ChildShow,
    ChildTable,
    Field,
    FieldGroup,
    Period,
    RecordType,
    Relation,
    Show,
    State,
)
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.declarations import load, refuse_unknown, wording

LOOKS = ("live", "wait", "going", "done", "late", "none", "off")
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
    "tree",
    "period",
    "relations",
    "states",
    "children",
)
_FIELD_KEYS = frozenset({"name", "type", "format", "title", "description", "constraints", "show"})
Choice = TypeVar("Choice", bound=StrEnum)


def record_type(name: str, descriptor: Mapping[str, Any], shown: str) -> RecordType:
    """The type ``name`` as ``descriptor`` declares it; ``shown`` is how messages call the schema file."""
    block = descriptor.get("sunlit")
    schema = _Schema(shown, descriptor, block if isinstance(block, dict) else {})
    refuse_unknown(schema.block, SHIPPED_KEYS, shown, "sunlit")
    fields, children = schema.fields(), schema.children()
    common: frozenset[str] = frozenset()
    if block is not None:
        extra_fields, extra_children = _common()
        common_fields = [field for field in extra_fields if field.name not in {own.name for own in fields}]
        common_children = [
            table for table in extra_children if table.name not in {own.name for own in children}
        ]
        common = frozenset(
            {*(field.name for field in common_fields), *(table.name for table in common_children)}
        )
        fields, children = (*fields, *common_fields), (*children, *common_children)
    return schema.record_type(name, fields, children, common)


@lru_cache(maxsize=1)
def _common() -> tuple[tuple[Field, ...], tuple[ChildTable, ...]]:
    shown = "common_fields.yaml"
    content = load(Path(__file__).with_name(shown), shown)
    schema = _Schema(shown, content, content)
    return schema.fields(), schema.children(common=True)


def _operand(operand: Any) -> Any:
    """A day written as 2026-03-05 is that day; any other text names a field, a value or ``today``."""
    try:
        return date.fromisoformat(operand)
    except (TypeError, ValueError):
        return operand


def _first_date(fields: list[Field]) -> str | None:
    return next((field.name for field in fields if field.type in ("date", "datetime")), None)


class _Schema:
    """A descriptor being read: what its parts share is the name that messages give the file."""

    def __init__(self, shown: str, descriptor: Mapping[str, Any], block: Mapping[str, Any]) -> None:
        self.shown, self.descriptor, self.block = shown, descriptor, block

    def fields(self) -> tuple[Field, ...]:
        return self._fields(self.descriptor.get("fields"), "fields")

    def children(self, *, common: bool = False) -> tuple[ChildTable, ...]:
        return tuple(
            ChildTable(
                name=name,
                fields=self._fields(table.get("fields"), f"children.{name}"),
                title=wording(table, "title"),
                show=self._choice(ChildShow, table.get("show", ChildShow.TABLE), f"children.{name}.show"),
                common=common,
            )
            for name, table in (self.block.get("children") or {}).items()
        )

    def _fields(self, declared: Any, where: str) -> tuple[Field, ...]:
        if not isinstance(declared, list) or not declared:
            raise CannotRun(
                say(
                    "{path}: {where} must be a list of fields, with at least one.",
                    path=self.shown,
                    where=where,
                )
            )
        fields = tuple(self._field(item, where) for item in declared)
        names = [field.name for field in fields]
        for name in names:
            if names.count(name) > 1:
                raise CannotRun(
                    say(
                        "{path}: the field '{name}' stands twice under {where}.",
                        path=self.shown,
                        name=name,
                        where=where,
                    )
                )
        return fields

    def _field(self, item: Any, where: str) -> Field:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"]:
            raise CannotRun(say("{path}: a field under {where} has no name.", path=self.shown, where=where))
        translated = {key for key in item if key.startswith(("title_", "description_"))}
        return Field(
            name=item["name"],
            type=str(item.get("type", "string")),
            format=str(item.get("format", "default")),
            title=wording(item, "title"),
            description=wording(item, "description"),
            constraints=dict(item.get("constraints") or {}),
            options={key: value for key, value in item.items() if key not in _FIELD_KEYS | translated},
            show=self._choice(Show, item.get("show", Show.AUTO), item["name"]),
        )

    def _choice(self, kind: type[Choice], value: Any, where: str) -> Choice:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(kind)
            raise CannotRun(
                say(
                    "{path}: {where} may be {allowed}, not '{value}'.",
                    path=self.shown,
                    where=where,
                    allowed=allowed,
                    value=str(value),
                )
            ) from None

    def record_type(
        self, name: str, fields: tuple[Field, ...], children: tuple[ChildTable, ...], common: frozenset[str]
    ) -> RecordType:
        own = [field for field in fields if field.name not in common]
        id_field = self._id_field(own)
        return RecordType(
            name=name,
            fields=fields,
            id_field=id_field,
            title_field=self._title_field(own, id_field),
            date_field=self._one_known("date", fields) or _first_date(own),
            title=wording(self.block, "title") or wording(self.descriptor, "title"),
            description=wording(self.block, "description") or wording(self.descriptor, "description"),
            family=wording(self.block, "family"),
            order=int(self.block.get("order", 1000)),
            template=self._template(),
            children=children,
            relations=(*self._relations(fields, children), *self._foreign_keys(fields)),
            states=self._states(fields),
            groups=self._groups(fields),
            listing=self._known(self.block.get("listing") or (), fields, "listing"),
            tree_field=self._one_known("tree", fields),
            period=self._period(fields),
            unique_keys=self._unique_keys(fields),
            missing_values=frozenset(str(value) for value in self.descriptor.get("missingValues") or ()),
            common=common,
        )

    def _id_field(self, fields: list[Field]) -> str:
        key = self.descriptor.get("primaryKey")
        names = key if isinstance(key, list) else [key or "id"]
        if len(names) != 1 or names[0] not in {field.name for field in fields}:
            raise CannotRun(
                say(
                    "{path}: primaryKey must be one field of the schema, or a field must be called 'id'.",
                    path=self.shown,
                )
            )
        return str(names[0])

    def _title_field(self, fields: list[Field], id_field: str) -> str:
        declared = self._one_known("title_field", tuple(fields))
        texts = [field.name for field in fields if field.type == "string" and field.name != id_field]
        return declared or ("title" if "title" in texts else texts[0] if texts else id_field)

    def _template(self) -> str | None:
        template = self.block.get("template")
        if template is not None and not str(template).replace("-", "").replace("_", "").isalnum():
            raise CannotRun(
                say("{path}: a template's name has letters, digits, '-' and '_' only.", path=self.shown)
            )
        return None if template is None else str(template)

    def _one_known(self, key: str, fields: tuple[Field, ...]) -> str | None:
        name = self.block.get(key)
        return None if name is None else self._known([name], fields, key)[0]

    def _known(self, names: Iterable[Any], fields: tuple[Field, ...], where: str) -> tuple[str, ...]:
        known = {field.name for field in fields}
        for name in names:
            if name not in known:
                raise CannotRun(
                    say(
                        "{path}: {where} names '{name}', which is no field of the schema.",
                        path=self.shown,
                        where=where,
                        name=str(name),
                    )
                )
        return tuple(names)

    def _relations(self, fields: tuple[Field, ...], children: tuple[ChildTable, ...]) -> tuple[Relation, ...]:
        tables = {table.name: table.fields for table in children}
        relations = []
        for item in self.block.get("relations") or ():
            refuse_unknown(item, ("field", "child", "to", "inverse"), self.shown, "relations")
            child = str(item.get("child", ""))
            if child and child not in tables:
                raise CannotRun(
                    say(
                        "{path}: relations names '{name}', which is no child table of the schema.",
                        path=self.shown,
                        name=child,
                    )
                )
            self._known([item.get("field")], tables.get(child, fields), "relations")
            relations.append(
                Relation(str(item["field"]), str(item.get("to", "")), child, wording(item, "inverse"))
            )
        return tuple(relations)

    def _foreign_keys(self, fields: tuple[Field, ...]) -> tuple[Relation, ...]:
        """Table Schema's own way to say the same, for a plain schema: keys of one field to another table."""
        relations = []
        for key in self.descriptor.get("foreignKeys") or ():
            names = key["fields"] if isinstance(key.get("fields"), list) else [key.get("fields")]
            target = (key.get("reference") or {}).get("resource")
            if len(names) == 1 and target:
                relations.append(Relation(self._known(names, fields, "foreignKeys")[0], str(target)))
        return tuple(relations)

    def _unique_keys(self, fields: tuple[Field, ...]) -> tuple[tuple[str, ...], ...]:
        keys = self.descriptor.get("uniqueKeys") or ()
        return tuple(
            self._known(key if isinstance(key, list) else [key], fields, "uniqueKeys") for key in keys
        )

    def _states(self, fields: tuple[Field, ...]) -> tuple[State, ...]:
        states = []
        for item in self.block.get("states") or ():
            refuse_unknown(item, ("id", "title", "look", "when"), self.shown, "states")
            if item.get("look") not in LOOKS:
                raise CannotRun(
                    say(
                        "{path}: {where} may be {allowed}, not '{value}'.",
                        path=self.shown,
                        where="states.look",
                        allowed=", ".join(LOOKS),
                        value=str(item.get("look")),
                    )
                )
            condition = self._condition(item.get("when") or {}, fields)
            states.append(State(str(item.get("id")), wording(item, "title"), item["look"], condition))
        return tuple(states)

    def _condition(self, when: Mapping[str, Any], fields: tuple[Field, ...]) -> Condition:
        self._known(when, fields, "when")
        tests = []
        for name, expected in when.items():
            if isinstance(expected, dict):
                refuse_unknown(expected, TESTS, self.shown, f"when.{name}")
                tests += [Test(name, operator, _operand(operand)) for operator, operand in expected.items()]
            else:
                tests.append(Test(name, "in" if isinstance(expected, list) else "is", expected))
        return Condition(tuple(tests))

    def _groups(self, fields: tuple[Field, ...]) -> tuple[FieldGroup, ...]:
        return tuple(
            FieldGroup(wording(item, "title"), self._known(item.get("fields") or (), fields, "groups"))
            for item in self.block.get("groups") or ()
        )

    def _period(self, fields: tuple[Field, ...]) -> Period | None:
        declared = self.block.get("period")
        if declared is None:
            return None
        refuse_unknown(declared, ("from", "to"), self.shown, "period")
        starts, ends = self._known([declared.get("from"), declared.get("to")], fields, "period")
        return Period(starts, ends)

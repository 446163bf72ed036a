"""``fields`` and ``children`` of a schema → :class:`Field` and :class:`ChildTable`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from generator.model.personal import After, Personal, PersonalClass, Public
from generator.model.record_type import ChildShow, ChildTable, Field, Show
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.declarations import refuse_unknown, wording

FIELD_KEYS = frozenset(
    {"name", "type", "format", "title", "description", "constraints", "show", "remark", "personal"}
)
"""What the generator itself reads of a field; Table Schema's other properties are handed on as they are."""
CHILD_KEYS = ("title", "description", "show", "home", "fields")
PERSONAL_KEYS = ("class", "public", "after")
Choice = TypeVar("Choice", bound=StrEnum)


def mapping(value: Any, where: str, shown: str) -> Mapping[str, Any]:
    """``value`` if it is a mapping (nothing is an empty one); stops with a sentence if it is something else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise CannotRun(say("{path}: {where} is made of 'key: value' lines.", path=shown, where=where))
    return value


def mappings(value: Any, where: str, shown: str) -> list[Mapping[str, Any]]:
    """``value`` as a list of mappings (nothing is an empty one); stops with a sentence if it is something else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise CannotRun(say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where=where))
    return [mapping(item, where, shown) for item in value]


def read_fields(declared: Any, where: str, shown: str) -> tuple[Field, ...]:
    """The fields of one table. Stops at a table without any, a field without a name, a name used twice, an unknown remark."""
    fields = tuple(_field(item, where, shown) for item in mappings(declared, where, shown))
    if not fields:
        raise CannotRun(
            say("{path}: {where} must be a list of fields, with at least one.", path=shown, where=where)
        )
    names = [field.name for field in fields]
    for name in names:
        if names.count(name) > 1:
            raise CannotRun(
                say(
                    "{path}: the field '{name}' stands twice under {where}.",
                    path=shown,
                    name=name,
                    where=where,
                )
            )
    _check_remarks(fields, names, where, shown)
    return fields


def _check_remarks(fields: tuple[Field, ...], names: list[str], where: str, shown: str) -> None:
    for field in fields:
        if field.remark and field.remark not in names:
            raise CannotRun(
                say(
                    "{path}: the remark of '{name}' goes into '{remark}', which is no field under {where}.",
                    path=shown,
                    name=field.name,
                    remark=field.remark,
                    where=where,
                )
            )


def _field(item: Mapping[str, Any], where: str, shown: str) -> Field:
    name = item.get("name")
    if not isinstance(name, str) or not name:
        raise CannotRun(say("{path}: a field under {where} has no name.", path=shown, where=where))
    translated = {key for key in item if key.startswith(("title_", "description_"))}
    show = choice(Show, item.get("show", Show.AUTO), f"{name}.show", shown)
    if show is Show.ATTACHMENT and item.get("type", "string") not in ("string", "array"):
        raise not_one_of(item["type"], ("string", "array"), f"{name}.type", shown)
    return Field(
        name=name,
        type=str(item.get("type", "string")),
        format=str(item.get("format", "default")),
        title=wording(item, "title"),
        description=wording(item, "description"),
        constraints=dict(mapping(item.get("constraints"), f"{name}.constraints", shown)),
        options={key: value for key, value in item.items() if key not in FIELD_KEYS | translated},
        show=show,
        remark=str(item.get("remark") or ""),
        personal=_personal(item, f"{name}.personal", shown),
    )


def _personal(item: Mapping[str, Any], where: str, shown: str) -> Personal | None:
    """``personal`` of a field. Stops at a class or a time that there is not, and at a mask for what is no text."""
    if item.get("personal") is None:
        return None
    declared = mapping(item["personal"], where, shown)
    refuse_unknown(declared, PERSONAL_KEYS, shown, where)
    policy = Personal(
        choice(PersonalClass, declared.get("class"), f"{where}.class", shown),
        choice(Public, declared.get("public"), f"{where}.public", shown),
        choice(After, declared.get("after", After.REMOVE), f"{where}.after", shown),
    )
    if policy.after is After.MASK and item.get("type", "string") != "string":
        raise CannotRun(
            say("{path}: {where}.after: only a text can be masked. Write remove.", path=shown, where=where)
        )
    return policy


def read_children(declared: Any, shown: str, *, common: bool = False) -> tuple[ChildTable, ...]:
    """The child tables of a type."""
    tables = mapping(declared, "children", shown)
    return tuple(
        _child(name, mapping(table, f"children.{name}", shown), shown, common=common)
        for name, table in tables.items()
    )


def _child(name: str, table: Mapping[str, Any], shown: str, *, common: bool) -> ChildTable:
    refuse_unknown(table, CHILD_KEYS, shown, f"children.{name}")
    return ChildTable(
        name=name,
        fields=read_fields(table.get("fields"), f"children.{name}.fields", shown),
        title=wording(table, "title"),
        description=wording(table, "description"),
        show=choice(ChildShow, table.get("show", ChildShow.TABLE), f"children.{name}.show", shown),
        home=table.get("home") is True,
        common=common,
    )


def choice(kind: type[Choice], value: Any, where: str, shown: str) -> Choice:
    """The member of ``kind`` that ``value`` names; stops and lists them if there is none."""
    try:
        return kind(value)
    except ValueError:
        raise not_one_of(value, kind, where, shown) from None


def not_one_of(value: Any, allowed: Any, where: str, shown: str) -> CannotRun:
    """What to raise for a value that is none of those allowed."""
    return CannotRun(
        say(
            "{path}: {where} may be {allowed}, not '{value}'.",
            path=shown,
            where=where,
            allowed=", ".join(allowed),
            value=str(value),
        )
    )

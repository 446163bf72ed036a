"""``data/schemas/*.yaml`` (or ``.json``) → :class:`RecordType`, one a file, named by the file's stem."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from generator.model.declared.record_type import Category, Field, RecordType, Relation, RuleChange
from generator.model.files.addresses import RESERVED_TYPES, file_name
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.cache.own_code import add
from generator.read.cache.readings import SCHEMAS, Readings
from generator.read.files.shipped import shipped
from generator.read.schema.binder import passing
from generator.read.schema.in_english import PREFIX, in_english
from generator.read.schema.place import Place
from generator.read.schema.record_types import read_one, record_type
from generator.read.schema.rule_changes import RULE_CHANGES, apply_changes, with_former_titles
from generator.read.schema.site_file import read_site
from generator.read.yaml.declarations import declaration_text, loaded

SUFFIXES = (".yaml", ".yml", ".json")
Each = TypeVar("Each")
Made = TypeVar("Made")
EXTENDS = "extends"
SHIPPED_PREFIX = "sunlit/"
ADDED = ("relations", "rules")
"""What a schema adds to that of the shipped schema which it extends."""


def read_types(root: Path) -> dict[str, RecordType]:
    """All types of a root, by name, in their order (``order``, then name). Stops without any.

    What the schemas declare is kept by all that they say and all that it follows from, once it was found to be sound.
    """
    folder = root / "data" / "schemas"
    if not (root / "data").is_dir():
        raise CannotRun(
            say(
                "There is no data/ folder in {root}. Run this where data/ is, or name the place with -C.",
                root=str(root),
            )
        )
    paths = sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES) if folder.is_dir() else []
    if not paths:
        raise CannotRun(
            say("data/schemas/ holds no schema, so no record can be judged. Add data/schemas/<type>.yaml.")
        )
    departments, readings = read_site(root).departments, Readings(SCHEMAS)
    key = readings.key(_content(paths), repr(departments).encode("utf-8", "surrogatepass"), dear=True)
    known: list[RecordType] | None = readings.recall(key)
    if known is None:
        known = [replace(type, file=None) for type in _declared_in(paths, departments)]
        readings.keep(key, known)
    files = {path.name: path for path in paths}
    return {type.name: replace(type, file=files[PurePosixPath(type.path).name]) for type in known}


def _content(paths: Iterable[Path]) -> bytes:
    """What the schemas are called and say, wherever they stand."""
    total = sha256()
    for path in paths:
        add(total, (os.fsencode(path.name), path.read_bytes() if path.is_file() else b"no file"))
    return total.digest()


def _declared_in(paths: Iterable[Path], departments: tuple[Category, ...]) -> list[RecordType]:
    types = _all(_read, paths)
    _refuse_twins(types)
    by_name = {type.name: type for type in sorted(types, key=lambda type: (type.order, type.name))}
    _all(lambda type: _refuse_passing_owed(type, by_name), types)
    offered = (
        [_with_departments(type, departments) for type in by_name.values()]
        if departments
        else by_name.values()
    )
    return _all(lambda type: _with_known_relations(type, by_name), offered)


def _all(read: Callable[[Each], Made], each: Iterable[Each]) -> list[Made]:
    """What is made of each; stops with what is wrong with every one of them, not with the first alone."""
    made: list[Made] = []
    refused: list[Phrase] = []
    for item in each:
        try:
            made.append(read(item))
        except CannotRun as stop:
            refused.append(stop.phrase)
    if refused:
        raise CannotRun(reduce(lambda first, rest: say("{first}\n{rest}", first=first, rest=rest), refused))
    return made


def way_out(name: str) -> Phrase | None:
    """What to do about a type that is missing or does not say enough, if one of that name comes with the generator."""
    if not shipped("data", "schemas", f"{name}.yaml").is_file():
        return None
    return say(
        "A type of that name comes with Sunlit: data/schemas/{name}.yaml with the line 'extends: sunlit/{name}' is enough.",
        name=name,
    )


def type_called(name: str, types: Mapping[str, RecordType]) -> RecordType:
    """The type of that name or title. Stops if there is none, and names the nearest."""
    spellings = {text: type for type in types.values() for text in (type.name, *type.title.all())}
    if name in spellings:
        return spellings[name]
    near = nearest(name, spellings, NEARER)
    raise CannotRun(
        say("There is no type '{name}'. Did you mean '{near}'?", name=name, near=near)
        if near
        else say("There is no type '{name}'. There are: {names}.", name=name, names=", ".join(types))
    )


def _read(path: Path) -> RecordType:
    place, name = Place(f"data/schemas/{path.name}", path), path.stem
    if name in RESERVED_TYPES or file_name(name) != name:
        raise CannotRun(
            say(
                "{path}: '{name}' cannot name a type. Use lowercase letters, digits and '-', and none of {reserved}.",
                path=place.shown,
                name=name,
                reserved=", ".join(sorted(RESERVED_TYPES)),
            )
        )
    text = declaration_text(path, place.shown)
    base = _extended(text, place)
    base_text = declaration_text(_base(base, place), f"{base}.yaml") if base is not None else ""
    return replace(_declared(name, text, base_text, place), file=path)


@lru_cache(maxsize=256)
def _extended(text: str, place: Place) -> Any:
    """What the text of a schema says that it extends, if anything."""
    return loaded(text, Path(place.shown), place.shown).get(EXTENDS)


@lru_cache(maxsize=256)
def _declared(name: str, text: str, base_text: str, place: Place) -> RecordType:
    """What the text of a schema declares, laid over that of the shipped one which it extends.

    Kept, since the same schemas are read for both revisions that are compared and at every change of a preview.
    """
    over = loaded(text, Path(place.shown), place.shown)
    extended = over.pop(EXTENDS, None)
    base = loaded(base_text, Path(f"{extended}.yaml"), f"{extended}.yaml") if base_text else {}
    if str(extended).startswith(SHIPPED_PREFIX + PREFIX):
        base = in_english(base)
    shipped_rules = base.get("sunlit", {}).get("rules", [])
    base, changes = _with_rule_changes(base, over, place.at("sunlit"))
    descriptor = _merged(base, over)
    try:
        type = record_type(name, descriptor, place)
    except CannotRun as stop:
        if base or (cure := way_out(name)) is None:
            raise
        raise CannotRun(say("{first} {rest}", first=stop.phrase, rest=cure)) from None
    shipped_ones = {key: _shipped_ones(key, base, descriptor) for key in ADDED}
    stand = base.get("sunlit", {}).get("rules", [])
    changed = {number for number, rule in enumerate(stand) if all(rule is not each for each in shipped_rules)}
    return replace(
        type,
        relations=tuple(
            replace(relation, inherited=number < shipped_ones["relations"])
            for number, relation in enumerate(type.relations)
        ),
        rules=tuple(
            replace(use, inherited=number < shipped_ones["rules"], changed=number in changed)
            for number, use in enumerate(type.rules)
        ),
        rule_changes=changes,
    )


def _with_rule_changes(
    base: dict[str, Any], over: Mapping[str, Any], place: Place
) -> tuple[dict[str, Any], tuple[RuleChange, ...]]:
    """The schema that is extended, with its rules as the site has them; and what the site changed of them."""
    block = over.get("sunlit")
    changes = read_one(RecordType, RULE_CHANGES, block, place) if isinstance(block, Mapping) else ()
    if not changes:
        return base, ()
    inside = place.at(RULE_CHANGES)
    if not base:
        raise inside.refusal(say("{path}: {where} is for a schema that extends a shipped one."))
    shipped_rules = base["sunlit"]["rules"]
    rules = apply_changes(shipped_rules, changes, inside)
    changed = {**base, "sunlit": {**base["sunlit"], "rules": rules}}
    return changed, with_former_titles(changes, shipped_rules)


def _shipped_ones(key: str, base: Mapping[str, Any], descriptor: Mapping[str, Any]) -> int:
    """How many entries come from the schema that is extended: they stand first."""
    shipped_entries = base.get("sunlit", {}).get(key, ())
    entries = (descriptor.get("sunlit") or {}).get(key) or ()
    return sum(any(entry is each for each in shipped_entries) for entry in entries)


def _base(base: Any, place: Place) -> Path:
    """The file of the shipped schema that another one extends."""
    path = shipped("data", "schemas", f"{str(base).removeprefix(SHIPPED_PREFIX).removeprefix(PREFIX)}.yaml")
    if (
        not str(base).startswith(SHIPPED_PREFIX)
        or path.parent != shipped("data", "schemas")
        or not path.is_file()
    ):
        names = ", ".join(
            f"{SHIPPED_PREFIX}{path.stem}" for path in sorted(shipped("data", "schemas").glob("*.yaml"))
        )
        raise place.at(EXTENDS).refusal(
            say("{path} extends '{base}', which does not come with the generator. There are: {names}.",
                base=str(base), names=names)
        )  # fmt: skip
    return path


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    return base | {
        key: _laid_over(base[key], value, key) if key in base else value for key, value in over.items()
    }


def _laid_over(base: Any, over: Any, key: str = "") -> Any:
    """Mappings merge key by key, lists of named things by name, categories by their value; rules and relations add up; the
    rest is replaced.
    """
    if isinstance(base, dict) and isinstance(over, dict):
        return _merged(base, over)
    if key in ADDED and isinstance(base, list) and isinstance(over, list):
        return [*base, *over]
    name = "value" if key == "categories" else "name"
    if _named(base, name) and _named(over, name):
        merged = {item[name]: item for item in base}
        for item in over:
            merged[item[name]] = _laid_over(merged.get(item[name], {}), item)
        return list(merged.values())
    return over


def _named(value: Any, name: str) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and isinstance(item.get(name), str) for item in value
    )


def _refuse_twins(types: list[RecordType]) -> None:
    names = [type.name for type in types]
    for type in types:
        if names.count(type.name) > 1:
            raise CannotRun(say("data/schemas/ holds two schemas for '{name}'. Keep one.", name=type.name))


def _refuse_passing_owed(type: RecordType, types: Mapping[str, RecordType]) -> None:
    """Stops at a page that would show another type's values past their day."""
    owed = [each for section in type.pages for each in getattr(section.page, "owed", ()) if each.of in types]
    for each in owed:
        for field in types[each.of].fields:
            if field.name in (each.field, each.by) and not field.lasts:
                raise passing(field.name, Place(type.path, type.file).at("sunlit").at("pages"))


def _with_known_relations(type: RecordType, types: Mapping[str, RecordType]) -> RecordType:
    """The type without the shipped relations to types that the site lacks; stops at one of its own to nowhere."""
    place = Place(type.path, type.file).at("sunlit").at("relations")

    def refuse(relation: Relation) -> None:
        if relation.to not in types and not relation.inherited:
            cure = way_out(relation.to) or say("There are: {names}.", names=", ".join(types))
            raise place.refusal(
                say("{path}: the relation of '{field}' leads to '{to}', which is no type here. {cure}",
                    field=relation.field, to=relation.to, cure=cure)
            )  # fmt: skip

    _all(refuse, type.relations)
    kept = tuple(relation for relation in type.relations if relation.to in types)
    return replace(type, relations=kept, cut=len(kept) < len(type.relations))


def _with_departments(type: RecordType, departments: tuple[Category, ...]) -> RecordType:
    """The type whose fields that name a department take one of the body's."""

    def offering(fields: Sequence[Field]) -> tuple[Field, ...]:
        return tuple(
            replace(field, categories=departments)
            if field.is_department and not field.categories and "enum" not in field.constraints
            else field
            for field in fields
        )

    children = tuple(replace(table, fields=offering(table.fields)) for table in type.children)
    return replace(type, fields=offering(type.fields), children=children)

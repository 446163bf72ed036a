"""THE reader of declarations: a block of a schema, of ``site.yaml`` or of a rule's parameters → what it declares.

It reads by annotations (:mod:`generator.model.declared.kinds`) and gives unknown and missing keys, wrong kinds, names of nothing
with the nearest name, and defaults. Whatever means nothing stops the run (:class:`~generator.model.text.stop.CannotRun`)
with one sentence that says where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from generator.model.declared.condition import TESTS, Condition, Test
from generator.model.declared.kinds import Among, Names, Naming, Trait
from generator.model.declared.record_type import ChildTable, Field, RecordType, names_in_title
from generator.model.text.languages import parted
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, Wording, say
from generator.read.schema.keys import Key, Keys, Kind, keys_of
from generator.read.schema.place import Place
from generator.read.schema.words import expected

Block = TypeVar("Block")
Nameable = Mapping[str, Field | None]
"""What a name may be the name of; with the field, if it is one, so that its policy can be asked."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names are looked for in. ``None`` where nobody knows it yet: such a name is taken as it stands."""

    fields: Sequence[Field] = ()
    tables: Sequence[ChildTable] = ()
    row: Sequence[Field] | None = None
    """The fields of the child table that the block names, if it names one."""
    types: Mapping[str, RecordType] | None = None
    their: Sequence[Field] | None = None
    """The fields of the other type that the block names, or leads to."""
    lasting: bool = False
    """Whether only fields may be named whose values are public for good."""
    _nameable: dict[Names, Nameable | None] = field(default_factory=dict, init=False)

    def nameable(self, names: Names) -> Nameable | None:
        """Everything that may be named so, with the field that a name is the name of; worked out once."""
        if names not in self._nameable:
            self._nameable[names] = self._found(names)
        return self._nameable[names]

    def _found(self, names: Names) -> Nameable | None:
        fields = {
            Among.OWN: self.fields,
            Among.ROW: self.row or (),
            Among.ROW_OR_OWN: self.fields if self.row is None else self.row,
            Among.THEIR: self.their,
        }[names.among]
        if fields is None or (self.types is None and Naming.TYPE in names.naming):
            return None
        all_names: Mapping[Naming, Nameable] = {
            Naming.FIELD: {each.name: each for each in fields},
            Naming.TABLE: dict.fromkeys(table.name for table in self.tables),
            Naming.COLUMN: {
                f"{table.name}.{each.name}": each for table in self.tables for each in table.fields
            },
            Naming.TYPE: dict.fromkeys(self.types or ()),
        }
        return {name: each for naming in names.naming for name, each in all_names[naming].items()}

    def settled(self, naming: Naming, name: str) -> Scope:
        """The scope of a block that names this child table, or this type."""
        if naming is Naming.TABLE:
            return replace(self, row=next(table.fields for table in self.tables if table.name == name))
        return replace(self, their=self.types[name].fields if self.types else None)


NOTHING = Scope()
"""The scope of a block that names nothing."""


def read_block(
    declared: Callable[..., Block], value: Any, place: Place, scope: Scope = NOTHING, **known: Any
) -> Block:
    """What a block declares, as that dataclass; those of its attributes that are ``known`` already are not read."""
    return declared(**known, **read_keys(keys_of(declared), value, place, scope, known))


def read_keys(
    keys: Keys, value: Any, place: Place, scope: Scope, known: Collection[str] = ()
) -> dict[str, Any]:
    """What stands under the keys of a block, by attribute; what is left out is not in it."""
    block = mapping(value, place)
    found = _others(block, keys, place)
    for key in keys.to_read:
        if key.attribute in known:
            continue
        stands = _under(key, block, place, scope)
        if stands is not None:
            found[key.attribute] = stands
        elif key.required:
            raise place.refusal(say("{path}: {where} must say '{key}'.", key=key.name))
        if key.settles and stands is not None:
            scope = scope.settled(key.settles, stands)
    return found


def _others(block: Mapping[str, Any], keys: Keys, place: Place) -> dict[str, Any]:
    """What stands under further keys, if the block has room for it; stops at one if it has none, and at two alternatives."""
    others = {name: value for name, value in block.items() if not _is_key(name, keys)}
    if keys.others:
        return {keys.others: others}
    refuse_unknown(others, keys.by_name, place)
    written = [name for name in keys.alternatives if block.get(name) is not None]
    if keys.alternatives and len(written) != 1:
        names = ", ".join(name for name in keys.by_name if name in keys.alternatives)
        raise place.refusal(say("{path}: {where} must say one of {names}, and one only.", names=names))
    return {}


def _is_key(name: str, keys: Keys) -> bool:
    """Whether a key is declared, or a translation of one that is."""
    return name in keys.by_name or _untranslated(name) in keys.wordings


def _untranslated(name: str) -> str:
    """``title`` of ``title_en``."""
    return parted(name)[0]


def refuse_unknown(names: Iterable[str], known: Collection[str], place: Place) -> None:
    """Stop at the first name that is not known, naming the nearest one that is."""
    for name in names:
        if name not in known:
            raise place.at(name).refusal(
                say("{path}: '{key}' under {where} means nothing. {cure}",
                    key=name, where=place.where, cure=_nearest(name, {each: each for each in known}))
            )  # fmt: skip


def _nearest(name: str, spellings: Mapping[str, str]) -> Phrase:
    """The name that is spelled most like this, else all that there are."""
    near = nearest(name, spellings, NEARER)
    if near:
        return say("Did you mean {near}?", near=spellings[near])
    return say("There are: {names}.", names=", ".join(dict.fromkeys(spellings.values())) or "-")


def _under(key: Key, block: Mapping[str, Any], place: Place, scope: Scope) -> Any:
    """What stands under one key; ``None`` for nothing, which a blank text is as well."""
    if key.kind.base is Wording:
        return _wording(block, key.name, place)
    if key.kind.is_wording:
        return _wordings(key, block, place, scope)
    if key.name not in block:
        return None
    value = block[key.name]
    if isinstance(value, str) and not value.strip() and key.kind.is_text:
        value = None
    if value is None and key.kind.item is None:
        return None
    return read(key.kind, value, place.at(key.name), scope)


def _wordings(key: Key, block: Mapping[str, Any], place: Place, scope: Scope) -> tuple[Wording, ...] | None:
    """The texts under a key, each with what stands at its place under the translations of the key."""
    texts = replace(key.kind, item=replace(key.kind.item or key.kind, base=str))
    lists = {
        parted(name)[1]: read(texts, value, place.at(name), scope)
        for name, value in block.items()
        if value not in (None, "") and key.name in (name, _untranslated(name))
    }
    said: list[dict[str, str]] = [{} for _ in range(max(map(len, lists.values()), default=0))]
    for code, entries in lists.items():
        for wording, text in zip(said, entries, strict=False):
            wording[code] = text
    return tuple(Wording(each.pop("", ""), each) for each in said) or None


def _wording(block: Mapping[str, Any], key: str, place: Place) -> Wording | None:
    """The text under a key with its translations (``title``, ``title_en`` …)."""
    texts = {
        parted(name)[1] if name != key else "": value
        if isinstance(value, str)
        else _scalar(_TEXT, value, place.at(name), NOTHING)
        for name, value in block.items()
        if name.startswith(key) and value is not None and key in (name, _untranslated(name))
    }
    said = {code: text for code, text in texts.items() if text.strip()}
    return Wording(said.pop("", ""), said) or None


def read(kind: Kind, value: Any, place: Place, scope: Scope) -> Any:
    """What a value means by its kind. Stops at one that means nothing."""
    if Trait.LASTING in kind.traits and not scope.lasting:
        scope = replace(scope, lasting=True)
    if kind.item is not None:
        return _several(kind, kind.item, value, place, scope)
    if kind.is_block:
        if Trait.SHORT in kind.traits and not isinstance(value, Mapping):
            value = {next(iter(keys_of(kind.base).by_name)): value}
        return read_block(kind.base, value, place, scope)
    if kind.base is Condition:
        return _condition(kind.names or Names(), value, place, scope)
    return mapping(value, place) if kind.base is Mapping else _scalar(kind, value, place, scope)


def _several(kind: Kind, item: Kind, value: Any, place: Place, scope: Scope) -> Any:
    """A list, or what is written in place of one."""
    if Trait.BY_NAME in kind.traits:
        named = mapping(value, place).items()
        return tuple(read_block(item.base, each, place.at(name), scope, name=name) for name, each in named)
    if Trait.ONE_OR_MORE in kind.traits and value is not None and not isinstance(value, list):
        return kind.base([read(item, value, place, scope)])
    entries = [
        read(item, each, place.entry(number, len(value), isinstance(each, dict) and each.get("name")), scope)
        for number, each in enumerate(_listed(value, place))
    ]
    if not entries and Trait.FILLED in kind.traits:
        raise place.refusal(say("{path}: {where} needs at least one entry."))
    for number, entry in enumerate(entries) if Trait.DIFFERENT in kind.traits else ():
        if entry in entries[:number]:
            raise place.refusal(say("{path}: {where} names '{name}' twice.", name=entry))
    return kind.base(entries)


def _listed(value: Any, place: Place) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise place.refusal(say("{path}: {where} is a list, each entry begun by '- '."))
    if value and None in value:
        raise place.entry(value.index(None), len(value)).refusal(
            say("{path}: {where} has an entry with nothing in it.")
        )
    return value or []


def mapping(value: Any, place: Place) -> Mapping[str, Any]:
    """``value`` if it is a mapping (nothing is an empty one). Stops at something else."""
    if value is not None and not isinstance(value, dict):
        raise place.refusal(say("{path}: {where} is made of 'key: value' lines."))
    return value or {}


def _scalar(kind: Kind, value: Any, place: Place, scope: Scope) -> Any:
    """A text, a number, a day, a choice; a text may be the name of something, or have such names in brackets."""
    try:
        found = _PARSERS.get(kind.base, kind.base)(value)
        fits = all(limit.fits(found) for limit in kind.limits)
    except (TypeError, ValueError):
        fits = False
    if not fits or (Trait.NEW_NAME in kind.traits and not isinstance(value, str)):
        raise place.refusal(
            say("{path}: {where} cannot be '{value}'. It is {expected}.", value=str(value), expected=expected(kind))
        )  # fmt: skip
    if kind.names is not None:
        for name in names_in_title(found) if Trait.IN_BRACKETS in kind.traits else (found,):
            _refuse_misnamed(name, kind.names, place, scope)
    return found


def _refuse_misnamed(name: str, names: Names, place: Place, scope: Scope) -> None:
    """Stop at the name of nothing, and at that of a field whose values would be shown for good but are not public so long."""
    nameable = scope.nameable(names)
    if nameable is not None and name not in nameable:
        if names.among is Among.ROW_OR_OWN:
            names = Names(names.naming, Among.OWN if scope.row is None else Among.ROW)
        spellings = {text: each for each, field in nameable.items() for text in _spellings(each, field)}
        raise place.refusal(
            say("{path}: {where} names '{name}', which is not {expected}. {cure}",
                name=name, expected=expected(Kind(str, marks=(names,))), cure=_nearest(name, spellings))
        )  # fmt: skip
    _refuse_passing((nameable or {}).get(name), place, scope)


def _spellings(name: str, field: Field | None) -> tuple[str, ...]:
    return (name, *(field.title.all() if field else ()))


def _refuse_passing(field: Field | None, place: Place, scope: Scope) -> None:
    if field is not None and scope.lasting and not field.lasts:
        raise passing(field.name, place)


def passing(name: str, place: Place) -> CannotRun:
    """What to raise where a field is used whose values do not stay public, and what is shown stays."""
    return place.refusal(
        say("{path}: {where} cannot use '{name}', whose values do not stay public: what is shown there is not taken down.",
            name=name)
    )  # fmt: skip


def _condition(names: Names, value: Any, place: Place, scope: Scope) -> Condition:
    """``{ends_on: {before: today}, kind: 选拔任用}``: all of it must hold."""
    tests: list[Test] = []
    for name, wanted in mapping(value, place).items():
        _refuse_misnamed(name, names, place, scope)
        if isinstance(wanted, dict):
            refuse_unknown(wanted, sorted(TESTS), place.at(name))
            tests += [Test(name, operator, _operand(operand)) for operator, operand in wanted.items()]
        else:
            tests.append(Test(name, "in" if isinstance(wanted, list) else "is", wanted))
    for test in tests:
        if isinstance(test.operand, str):
            _refuse_passing((scope.nameable(names) or {}).get(test.operand), place, scope)
    return Condition(tuple(tests))


def _operand(operand: Any) -> Any:
    """A day written as 2026-03-05 is that day; any other text names a field, a value or ``today``."""
    try:
        return date.fromisoformat(operand)
    except (TypeError, ValueError):
        return operand


def _text(value: Any) -> str:
    """A number without quotes is a text too."""
    return value if isinstance(value, str) else str(_number(value))


def _number(value: Any) -> Decimal:
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(str(value))
    return Decimal(_integer(value))


def _integer(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_PARSERS: Mapping[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _flag,
    int: _integer,
    Decimal: _number,
    date: date.fromisoformat,
}
_TEXT = Kind(str)

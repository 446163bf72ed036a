"""Declared dataclasses and rules → their keys: what each is called in files, what stands there, and what it means."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.condition import Condition
from generator.model.kinds import As, Between, Form, Names, Naming, OneOf, Trait
from generator.model.wording import Wording

Mark = TypeVar("Mark")
Declared = type[Any] | Callable[..., Any]
"""A dataclass of the model, or the function of a rule, whose first parameter is the case that it judges."""


@dataclass(frozen=True, slots=True)
class Kind:
    """An annotation, taken apart: what a value is in Python, of what it is a list, and what else is said of it."""

    base: Any
    item: Kind | None = None
    marks: tuple[Any, ...] = ()

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The mark of that kind, if it has one."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)

    def has(self, trait: Trait) -> bool:
        return trait in self.marks

    @property
    def limits(self) -> tuple[Between | OneOf | Form, ...]:
        """What the value must fit besides."""
        return tuple(mark for mark in self.marks if isinstance(mark, (Between, OneOf, Form)))

    @property
    def is_block(self) -> bool:
        """Whether keys of its own stand below it."""
        return is_dataclass(self.base) and self.base not in (Wording, Condition)

    @property
    def is_choice(self) -> bool:
        """Whether it is one of the members of an enumeration."""
        return isinstance(self.base, type) and issubclass(self.base, StrEnum)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a block: its name in files, its attribute or parameter in Python, and what it is if it is left out."""

    name: str
    attribute: str
    kind: Kind
    default: Any

    @property
    def required(self) -> bool:
        return self.default is MISSING

    @property
    def settles(self) -> Naming | None:
        """What it names, if other names of the block are looked for in there."""
        names = self.kind.mark(Names)
        return names.naming if names and names.naming in (Naming.TABLE, Naming.TYPE) else None


@dataclass(frozen=True, slots=True)
class Keys:
    """All keys that a block may have, in their order, by their names in files."""

    by_name: Mapping[str, Key]
    others: str = ""
    """The attribute that takes whatever stands under further keys; empty: there are none."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Of these exactly one is written."""
        return tuple(name for name, key in self.by_name.items() if key.kind.has(Trait.ALTERNATIVE))


@cache
def keys_of(declared: Declared) -> Keys:
    """The keys by which a file declares this; what the reader works out is none."""
    hints = get_type_hints(declared, include_extras=True)
    kinds = {name: kind_of(hints[name]) for name in _defaults(declared)}
    others = "".join(name for name, kind in kinds.items() if kind.has(Trait.OTHERS))
    found = [
        key
        for name, default in _defaults(declared).items()
        if name != others and not kinds[name].has(Trait.COMPUTED)
        for key in _keys(name, kinds[name], default)
    ]
    return Keys({key.name: key for key in found}, others)


def _defaults(declared: Declared) -> Mapping[str, Any]:
    """Attributes or parameters, and what each is if it is left out."""
    if isinstance(declared, type):
        made = {field.name: field for field in fields(declared) if field.init}
        return {
            name: field.default if field.default_factory is MISSING else field.default_factory()
            for name, field in made.items()
        }
    given = list(inspect.signature(declared).parameters.values())[1:]
    return {each.name: MISSING if each.default is each.empty else each.default for each in given}


def _keys(attribute: str, kind: Kind, default: Any) -> Iterator[Key]:
    """The key of an attribute; one that may be any of several blocks has a key for each."""
    if kind.base is Union:
        for block in kind.marks[0]:
            yield Key(block.KEY, attribute, Kind(block, marks=(Trait.ALTERNATIVE,)), None)
        return
    written = kind.mark(As)
    needed = (Trait.FILLED,) if kind.item is not None and default is MISSING else ()
    yield Key(
        written.key if written else attribute.rstrip("_"),
        attribute,
        replace(kind, marks=(*kind.marks, *needed)),
        default,
    )


def kind_of(annotation: Any) -> Kind:
    """The annotation, taken apart."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        bare = kind_of(inner[0])
        return replace(bare, marks=(*bare.marks, *inner[1:]))
    if origin in (Union, UnionType):
        given = tuple(part for part in inner if part is not NoneType)
        return kind_of(given[0]) if len(given) == 1 else Kind(Union, marks=(given,))
    if origin in (tuple, frozenset):
        return Kind(origin, kind_of(inner[0]))
    return Kind(annotation if origin is None else origin)


@cache
def meanings_of(declared: type[Any]) -> Mapping[str, str]:
    """What the docstring below each attribute of a dataclass, or member of an enumeration, says of it: a message id."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(declared))).body
    found = {}
    for item, after in zip(node.body, node.body[1:], strict=False) if isinstance(node, ast.ClassDef) else ():
        target = item.target if isinstance(item, ast.AnnAssign) else getattr(item, "targets", [None])[0]
        if (
            isinstance(target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[target.id] = " ".join(str(after.value.value).split())
    return found

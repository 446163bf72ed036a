"""Declared dataclasses and rules → their keys: what each is called in files, what stands there, and what it means."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.declared.condition import Condition
from generator.model.declared.kinds import As, Between, Form, Names, Naming, OneOf, Trait
from generator.model.text.wording import Wording

Mark = TypeVar("Mark")
Declared = Callable[..., Any]
"""A dataclass of the model, or the function of a rule, whose first parameter is the case that it judges."""


@dataclass(frozen=True)
class Kind:
    """An annotation, taken apart: what a value is in Python, of what it is a list, and what else is said of it."""

    base: Any
    item: Kind | None = None
    marks: tuple[Any, ...] = ()

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The mark of that kind, if it has one."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)

    @cached_property
    def traits(self) -> frozenset[Trait]:
        return frozenset(mark for mark in self.marks if isinstance(mark, Trait))

    @cached_property
    def names(self) -> Names | None:
        """Of what it is the name, or over what it is a condition."""
        return self.mark(Names)

    @cached_property
    def limits(self) -> tuple[Between | OneOf | Form, ...]:
        """What the value must fit besides."""
        return tuple(mark for mark in self.marks if isinstance(mark, (Between, OneOf, Form)))

    @cached_property
    def is_block(self) -> bool:
        """Whether keys of its own stand below it."""
        return is_dataclass(self.base) and self.base not in (Wording, Condition)

    @cached_property
    def is_text(self) -> bool:
        """Whether it is a text, or may be one by itself in place of a list of them."""
        one = self.item if self.item is not None and Trait.ONE_OR_MORE in self.traits else self
        return one.base is str

    @cached_property
    def is_wording(self) -> bool:
        """Whether it has translations: a text for people, or a list of them."""
        return Wording in (self.base, self.item and self.item.base)

    @property
    def is_choice(self) -> bool:
        """Whether it is one of the members of an enumeration."""
        return isinstance(self.base, type) and issubclass(self.base, StrEnum)


@dataclass(frozen=True)
class Key:
    """One key of a block: its name in files, its attribute or parameter in Python, and what it is if it is left out."""

    name: str
    attribute: str
    kind: Kind
    default: Any

    @property
    def required(self) -> bool:
        return self.default is MISSING

    @cached_property
    def settles(self) -> Naming | None:
        """What it names, if other names of the block are looked for in there."""
        naming = self.kind.names.naming if self.kind.names else None
        return naming if naming in (Naming.TABLE, Naming.TYPE) else None


@dataclass(frozen=True)
class Keys:
    """All keys that a block may have, in their order, by their names in files."""

    by_name: Mapping[str, Key]
    others: str = ""
    """The attribute that takes whatever stands under further keys; empty: there are none."""

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Those that may have translations."""
        return frozenset(name for name, key in self.by_name.items() if key.kind.is_wording)

    @cached_property
    def alternatives(self) -> frozenset[str]:
        """Those of which exactly one is written."""
        return frozenset(name for name, key in self.by_name.items() if Trait.ALTERNATIVE in key.kind.traits)

    @cached_property
    def to_read(self) -> tuple[Key, ...]:
        """In the order in which they are read: what settles the names of others comes before them."""
        return tuple(sorted(self.by_name.values(), key=lambda key: key.settles is None))


@cache
def keys_of(declared: Declared) -> Keys:
    """The keys by which a file declares this; what the reader works out is none."""
    hints = get_type_hints(declared, include_extras=True)
    kinds = {name: kind_of(hints[name]) for name in _defaults(declared)}
    others = "".join(name for name, kind in kinds.items() if Trait.OTHERS in kind.traits)
    found = [
        key
        for name, default in _defaults(declared).items()
        if name != others and Trait.COMPUTED not in kinds[name].traits
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


def blocks_below(declared: Declared) -> Sequence[Any]:
    """The dataclasses and enumerations that are declared in a block and further below, each once, the block itself first."""
    found: list[Declared] = []
    waiting: list[Declared] = [declared]
    while waiting:
        block = waiting.pop(0)
        has_keys = is_dataclass(block)
        if block not in found:
            found.append(block)
            kinds = [key.kind.item or key.kind for key in keys_of(block).by_name.values()] if has_keys else []
            waiting += [kind.base for kind in kinds if kind.is_block or kind.is_choice]
    return found


def meanings(declared: Any) -> Mapping[str, str]:
    """What each key of a dataclass, or value of an enumeration, means: the message id is the docstring below it."""
    said = docstrings(declared)
    if issubclass(declared, StrEnum):
        return {member.value: said[member.name] for member in declared}
    keys = keys_of(declared)
    pages = {name for name in keys.alternatives if keys.by_name[name].kind.is_block}
    return {
        name: first_paragraph(key.kind.base) if name in pages else said[key.attribute]
        for name, key in keys.by_name.items()
    }


def first_paragraph(declared: Declared) -> str:
    """What a docstring says first."""
    return " ".join((inspect.getdoc(declared) or "").partition("\n\n")[0].split())


def docstrings(declared: Declared) -> Mapping[str, str]:
    """What stands below the attributes of a class."""
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

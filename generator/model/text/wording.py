"""Texts that are shown in the reader's language, kept unrendered until somebody reads them.

A stage never knows who reads its findings, so it yields a :class:`Phrase` (a message id and its
parameters) and the report or the page renders it. Names that staff declare in a schema are
:class:`Wording`: one text and its translations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import Any, TypeAlias

Translate = Callable[[str], str]
"""Message id → text in one language (gettext's contract: an unknown id comes back unchanged)."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wording:
    """A declared name: ``base`` is what the schema says, ``translations`` maps language → text."""

    base: str = ""
    translations: Mapping[str, str] = field(default_factory=_nothing, hash=False)

    def in_language(self, language: str) -> str:
        """The text in ``language``, else the base text (which may be empty)."""
        return self.translations.get(language) or self.base

    def all(self) -> tuple[str, ...]:
        """Every spelling of the name, for matching the headers that people type."""
        return tuple(text for text in (self.base, *self.translations.values()) if text)

    def __bool__(self) -> bool:
        return bool(self.base or self.translations)

    def __reduce__(self) -> tuple[type[Wording], tuple[str, dict[str, str]]]:
        """Between processes as plain mappings: a read-only one cannot travel."""
        return Wording, (self.base, dict(self.translations))


class _Counting(Formatter):
    """``{n:day|days}`` becomes ``1 day`` or ``3 days``; everything else is as ``str.format`` has it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        return f"{value} {one if str(value) == '1' else many}" if bar else str(format(value, format_spec))


def fill(text: str, /, **parameters: object) -> str:
    """A message with its names filled in; ``{n:day|days}`` is the number and the word that goes with it."""
    pieces = _pieces(text)
    if pieces is None:
        return _Counting().vformat(text, (), parameters)
    return "".join(
        [
            before if name is None else before + _COUNTING.format_field(parameters[name], form)
            for before, name, form in pieces
        ]
    )


_COUNTING = _Counting()
_Piece: TypeAlias = "tuple[str, str | None, str]"


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[_Piece, ...] | None:
    """What stands before each name, the name, and its form; nothing of a message that asks for more than names."""
    parsed = list(Formatter().parse(text))
    if any(
        name is not None and (conversion or not name.isidentifier() or "{" in (form or ""))
        for _, name, form, conversion in parsed
    ):
        return None
    return tuple((before, name, form or "") for before, name, form, _ in parsed)


Parameter: TypeAlias = "str | int | Wording | Phrase"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message id (an English sentence with ``{names}``) and what stands for the names."""

    text: str
    parameters: Mapping[str, Parameter] = field(default_factory=_nothing, hash=False)

    def render(self, translate: Translate, language: str) -> str:
        """The sentence in one language; parameters that are texts of their own follow it."""
        shown = {name: _shown(value, translate, language) for name, value in self.parameters.items()}
        return fill(translate(self.text), **shown)

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, dict[str, Parameter]]]:
        """As :class:`Wording` does."""
        return Phrase, (self.text, dict(self.parameters))


def _shown(value: Parameter, translate: Translate, language: str) -> str | int:
    if isinstance(value, Wording):
        return value.in_language(language)
    return value.render(translate, language) if isinstance(value, Phrase) else value


def say(text: str, /, **parameters: Parameter) -> Phrase:
    """Build a :class:`Phrase`; the literal first argument is what the catalogue test collects."""
    return Phrase(text, MappingProxyType(parameters))


def as_plain(phrase: Phrase) -> dict[str, Any]:
    """A phrase for JSON, so that it can be kept and read in another language later."""
    return {"text": phrase.text, "with": {name: _plain(value) for name, value in phrase.parameters.items()}}


def _plain(value: Parameter) -> object:
    if isinstance(value, Phrase):
        return as_plain(value)
    return (
        {"base": value.base, "translations": dict(value.translations)}
        if isinstance(value, Wording)
        else value
    )


def from_plain(content: Mapping[str, Any]) -> Phrase:
    """The phrase of :func:`as_plain`."""
    return Phrase(str(content["text"]), {name: _parameter(value) for name, value in content["with"].items()})


def _parameter(value: Any) -> Parameter:
    if isinstance(value, dict):
        return Wording(**value) if "base" in value else from_plain(value)
    return value if isinstance(value, int) else str(value)

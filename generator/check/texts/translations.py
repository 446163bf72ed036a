"""Names that the site's own declarations give in too few of its languages: its pages show them in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.model.declared.record_type import Category, ChildTable, Field, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.languages import ending, written_in
from generator.model.text.wording import Wording, say
from generator.read.cache.readings import SCHEMAS, Readings
from generator.read.files.shipped import shipped
from generator.read.schema.schemas import read_types

SITE = "data/site.yaml"
MOST_NAMED = 5
"""Names that a message repeats; how many there are it says anyway."""
_FOR_STAFF = {Field: frozenset({"description"}), ChildTable: frozenset({"description"})}
"""What stands on forms, and on no page."""


def check_translations(register: Register) -> Iterator[Finding]:
    """A warning for each declaration and each language of the site in which it leaves names unsaid."""
    first, *others = register.site.languages
    for code in others:
        yield from _lacking(SITE, register.site, first, code, _shipped_names())
        elsewhere = _shipped_names() | frozenset(_wordings(register.site))
        for type in register.types.values():
            yield from _lacking(type.path, type, first, code, elsewhere)


def _lacking(
    path: str, declared: Any, first: str, code: str, elsewhere: frozenset[Wording]
) -> Iterator[Finding]:
    """``elsewhere`` are names that another declaration gives."""
    names = dict.fromkeys(
        name
        for name in _wordings(declared)
        if code not in name.translations and written_in(name.base, first, code) not in ("", code)
    )
    if not names or not (own := [name for name in names if name not in elsewhere]):
        return
    shown = ", ".join(name.base for name in own[:MOST_NAMED]) + ("…" if len(own) > MOST_NAMED else "")
    yield Finding(
        rules.UNTRANSLATED,
        Source(path),
        say("{n:name has|names have} no translation in the language '{code}': {names}.", n=len(own), code=code, names=shown),
        say("Write it beside them: title{ending}, label{ending}, name{ending} … Until then pages in that language show "
            "another, and say in which it is.", ending=ending(code)),
        severity=Severity.WARNING,
    )  # fmt: skip


def _wordings(declared: Any) -> Iterator[Wording]:
    """The names of a declaration that stand on pages."""
    if isinstance(declared, Wording):
        yield declared
    elif isinstance(declared, Category):
        yield declared.name
    elif isinstance(declared, tuple | frozenset):
        for each in declared:
            yield from _wordings(each)
    elif is_dataclass(declared):
        staff = _FOR_STAFF.get(type(declared), frozenset())
        common = declared.common if isinstance(declared, RecordType) else frozenset()
        for field in fields(declared):
            value = getattr(declared, field.name)
            if common and field.name in ("fields", "children"):
                value = tuple(each for each in value if each.name not in common)
            if field.name not in staff and not isinstance(value, Mapping):
                yield from _wordings(value)


@cache
def _shipped_names() -> frozenset[Wording]:
    """Names that come with the generator: a site that extends its types has not declared them."""
    readings = Readings(SCHEMAS)
    key = readings.key(b"names of shipped types", dear=True)
    known: frozenset[Wording] | None = readings.recall(key)
    if known is None:
        names = {name for type in read_types(shipped()).values() for name in _wordings(type)}
        known = frozenset(names | {_in_english(name) for name in names})
        readings.keep(key, known)
    return known


def _in_english(name: Wording) -> Wording:
    """As a schema says it that extends the shipped one in English."""
    others = {code: text for code, text in name.translations.items() if code != "en"}
    return Wording(name.in_language("en"), {"zh": name.base, **others})

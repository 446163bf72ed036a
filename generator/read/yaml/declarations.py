"""YAML and JSON files that declare things (schemas, ``site.yaml``, calendars) → plain mappings. The one loader of them.

A file that cannot be read stops the run (:class:`CannotRun`) with one sentence that names the line and the cure, since
nothing could be judged without it. Whoever wrote it may be hostile: size, depth, names, texts and numbers are limited,
no alias is followed and no tag is obeyed, and every step takes time in proportion to the file.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.files.file_bytes import MEGABYTE
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.text.decoding import BadByte, decode
from generator.read.text.placeholders import placeholder
from generator.read.yaml.json_document import read_json
from generator.read.yaml.rows import read_document

_LONGEST_SHOWN = 50
LARGEST = 2
"""Megabytes of a file."""
MOST_VALUES = 100_000
LONGEST_TEXT = 20_000
"""Characters of one text."""
MOST_DIGITS = 15
"""Digits of a whole number: a longer one is text, since few programs would keep it as it is."""
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair, which an escape may spell and nothing can write."""
_TRUE, _FALSE = "true", "false"


def load(path: Path, shown: str) -> dict[str, Any]:
    """The mapping in a declaration file; ``shown`` is how messages call the file."""
    return loaded(declaration_text(path, shown), path, shown)


def loaded(text: str, path: Path, shown: str) -> dict[str, Any]:
    """The same from the text of the file that was read before."""
    return _Plain(shown).mapping(_parsed(text, shown, is_json=path.suffix == ".json"))


def read_declaration(path: Path, shown: str) -> RawMapping:
    """The same as it was typed, each value with its place."""
    return _parsed(declaration_text(path, shown), shown, is_json=path.suffix == ".json")


@lru_cache(maxsize=256)
def _parsed(text: str, shown: str, *, is_json: bool) -> RawMapping:
    """Kept, since the same schemas are read for both revisions that are compared and at every change of a preview."""
    document, findings = (read_json if is_json else read_document)(text, shown)
    if findings:
        raise _refusal(min(findings, key=lambda finding: finding.sort_key))
    if not isinstance(document, RawMapping):
        raise CannotRun(say("{path} is not a list of 'key: value' lines.", path=shown))
    return document


def refuse_bombs(path: Path, shown: str) -> None:
    """Stop before a YAML file that somebody else reads, without limits of its own, if it is past ours."""
    _, findings = read_document(declaration_text(path, shown), shown, tags=True)
    if findings:
        raise _refusal(min(findings, key=lambda finding: finding.sort_key))


def declaration_text(path: Path, shown: str) -> str:
    """The text of a declaration file. Stops if it cannot be read, is too large, or is not what it seems."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST * MEGABYTE + 1)
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be read: {reason}.", path=shown, reason=str(error.strerror))
        ) from None
    if len(data) > LARGEST * MEGABYTE:
        raise CannotRun(say("{path} is larger than {most} MB.", path=shown, most=LARGEST))
    text = decode(data)
    if isinstance(text, BadByte):
        raise _refusal(text.finding(shown, len(text.line_before) + 1))
    if instead := placeholder(text, shown):
        raise _refusal(instead)
    return text


def _refusal(finding: Finding) -> CannotRun:
    """The sentence for what is wrong at one place of a file that has to be whole."""
    return CannotRun(
        say(
            "{path} cannot be read: look at line {line}, column {column}. {problem} {cure}",
            path=finding.source.path,
            line=finding.source.line or 1,
            column=finding.source.column or 1,
            problem=finding.message,
            cure="" if finding.hint is None or finding.rule is rules.TOO_DEEP else finding.hint,
        )
    )


class _Plain:
    """Turns what was typed into plain Python values: a declaration is data for Table Schema, and nothing that acts."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._count = 0

    def mapping(self, typed: RawMapping) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in typed.entries:
            name = self._sound(key)
            if name in mapping:
                raise self._refused(
                    key, say("'{name}' stands twice under each other.", name=name[:_LONGEST_SHOWN])
                )
            mapping[name] = self._value(value)
        return mapping

    def _value(self, typed: RawValue) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            raise self._refused(typed, say("The file holds more than {most} values.", most=MOST_VALUES))
        if isinstance(typed, RawMapping):
            return self.mapping(typed)
        if isinstance(typed, RawList):
            return [self._value(item) for item in typed.items]
        text = self._sound(typed)
        return _resolved(text) if typed.plain else text

    def _sound(self, typed: RawText) -> str:
        if len(typed.text) > LONGEST_TEXT:
            raise self._refused(typed, say("This text is longer than {most} characters.", most=LONGEST_TEXT))
        if _HALF.search(typed.text):
            raise self._refused(typed, say("Half of a character stands here, which no file can hold."))
        return typed.text

    def _refused(self, typed: RawValue, message: Phrase) -> CannotRun:
        place = Source(self._shown, typed.line, typed.column)
        return _refusal(Finding(rules.YAML_SYNTAX, place, message))


def _resolved(text: str) -> Any:
    """What a text without quotes is: nothing, yes or no, a number, or else text, dates among that.

    As YAML 1.2 has it, and without its octal and hexadecimal numbers: ``no``, ``012``, ``12:30`` and ``0x1F`` are text.
    """
    if not text:
        return None
    if text in (_TRUE, _FALSE):
        return text == _TRUE
    if _INTEGER.fullmatch(text):
        return int(text) if len(text.lstrip("-+")) <= MOST_DIGITS else text
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text

"""Workflow commands, from which GitHub makes annotations beside the lines of a change."""

from __future__ import annotations

from generator.check.gate import Verdict
from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker, counts, tell
from generator.check.report.told import Told


def as_github(verdict: Verdict, language: str) -> str:
    """One command a finding, then the counts. Nothing that a record says ends its line or begins a command."""
    speak = Speaker(language)
    commands = [_command(told, speak) for told in tell(verdict, language)]
    return "\n".join([*commands, counts(verdict, speak)]) + "\n"


def _command(told: Told, speak: Speaker) -> str:
    properties = {
        "file": visible(told.path),
        "line": told.line,
        "col": told.text_column,
        "title": visible(" ".join(part for part in (told.place, told.rule) if part)),
    }
    given = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{told.severity.value} {given}::{_data(_text(told, speak))}"


def _text(told: Told, speak: Speaker) -> str:
    lines = [told.message]
    if told.hint:
        lines.append(speak.plain("Cure: {text}", text=told.hint))
    lines.append(speak.plain("Rule: {id}: {sentence}", id=told.rule, sentence=told.sentence))
    if told.basis:
        lines.append(speak.plain("Basis: {text}", text=told.basis))
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

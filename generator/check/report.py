"""Findings → text for people or JSON for programs. No other module formats a finding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.check.gate import Verdict
from generator.model.catalogue import translator
from generator.model.finding import Finding
from generator.model.severity import Severity
from generator.model.wording import Phrase

SHORTEST_MASKED = 11
"""Digits in a row from which a number may be a person's (a mobile number has 11)."""
_LONG_NUMBER = re.compile(rf"(\d{{3}})\d{{{SHORTEST_MASKED - 5},}}([\dxX]{{2}})")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class _Speaker:
    """Texts in one language, with what may be personal masked."""

    def __init__(self, language: str) -> None:
        self.language, self.translate = language, translator(language)

    def __call__(self, phrase: Phrase) -> str:
        return masked(phrase.render(self.translate, self.language))

    def plain(self, text: str, /, **parameters: object) -> str:
        return self.translate(text).format(**parameters)


def masked(text: str) -> str:
    """The text without any long number or mail address in full."""
    return _MAIL.sub("***@***", _LONG_NUMBER.sub(r"\1******\2", text))


def as_text(verdict: Verdict, language: str) -> str:
    """The report that a clerk reads: place, what is wrong, the cure, the rule; then the counts."""
    speak = _Speaker(language)
    blocks = [_text_block(finding, speak) for finding in verdict.findings]
    counts = speak.plain(
        "{errors} errors, {warnings} warnings.", errors=verdict.errors, warnings=verdict.warnings
    )
    return "\n".join([*blocks, counts]) + "\n"


def _text_block(finding: Finding, speak: _Speaker) -> str:
    severity = speak.plain("Error") if finding.severity is Severity.ERROR else speak.plain("Warning")
    lines = [f"{place(finding, language=speak.language)}: {severity}: {speak(finding.message)}"]
    if finding.hint:
        lines.append("    " + speak.plain("Cure: {text}", text=speak(finding.hint)))
    lines.append(
        "    "
        + speak.plain("Rule: {id}: {sentence}", id=finding.rule.id, sentence=speak(finding.rule.sentence))
    )
    return "\n".join(lines)


def place(finding: Finding, language: str) -> str:
    """``path:line:column`` as editors know it; a table's column by its letter, as Excel shows it."""
    source = finding.source
    if source.line is None:
        return source.path
    if source.column is None:
        return f"{source.path}:{source.line}"
    if source.path.lower().endswith(".csv"):
        letter = translator(language)("(column {letter})").format(letter=column_letter(source.column))
        return f"{source.path}:{source.line} {letter}"
    return f"{source.path}:{source.line}:{source.column}"


def column_letter(ordinal: int) -> str:
    """The name that spreadsheets give the column: 1 is A, 27 is AA."""
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def as_json(verdict: Verdict, language: str) -> str:
    """One object with the counts and the sorted findings (the form is in ``docs/findings.md``)."""
    speak = _Speaker(language)
    content = {
        "root": ".",
        "as_of": verdict.as_of.isoformat(),
        "counts": {"error": verdict.errors, "warning": verdict.warnings},
        "findings": [_json_finding(finding, speak) for finding in verdict.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _json_finding(finding: Finding, speak: _Speaker) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "path": finding.source.path,
        "line": finding.source.line,
        "column": finding.source.column,
        "record": masked(finding.record),
        "field": finding.field,
        "message": speak(finding.message),
        "hint": speak(finding.hint) if finding.hint else "",
        "basis": finding.basis,
    }


FORMATS: Mapping[str, Callable[[Verdict, str], str]] = {"text": as_text, "json": as_json}
"""The formats that ``sunlit check --format`` knows."""

"""Findings put into one language: what every format of a report is made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from generator.check.gate import Verdict
from generator.check.personal.detection import masked
from generator.check.report.masking import masked_path, storable, visible
from generator.check.report.told import Told, counts_of, is_table
from generator.model.declared.severity import Severity
from generator.model.declared.site import Country
from generator.model.findings.finding import Finding
from generator.model.records.record import Source, column_letter
from generator.model.text.catalogue import translator
from generator.model.text.wording import Parameter, Phrase, Wording, fill

PATHS = frozenset({"path"})
"""Parameters of messages that name a file."""
QUOTED = frozenset({"value", "text", "id", "name", "error", "scheme"})
"""Parameters of messages that repeat what the file says."""
LONGEST_QUOTED = 200
"""Signs of it that a report prints; the whole is masked before it is cut, so that no cut leaves half a number."""
ELLIPSIS = "…"
MARK, MARK_END = "\x02", "\x03"
"""Stand around a quoted value in ``Told.marked``; no value holds them, since control signs are made visible."""
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
"""Our language codes → what ``lang`` attributes say."""


class Speaker:
    """Texts in one language, with what may be personal masked and nothing that breaks a line.

    ``countries`` are those whose ids and mobile numbers the gate looked for too.
    """

    def __init__(self, language: str, countries: Collection[Country] = ()) -> None:
        self.language, self.translate, self.countries = language, translator(language), countries

    def __call__(self, phrase: Phrase, *, mark: bool = False) -> str:
        safe = {name: self._safe(name, value, mark=mark) for name, value in phrase.parameters.items()}
        return Phrase(phrase.text, safe).render(self.translate, self.language)

    def masked(self, text: str) -> str:
        """The text with a mask in the place of each personal value."""
        return masked(text, self.countries)

    def quoted(self, text: str) -> str:
        """The text as a message repeats it: masked, every sign of it visible, and no longer than that."""
        return self._safe("text", text)

    def path(self, path: str) -> str:
        """The same of a path, name by name."""
        return masked_path(path, self.countries)

    def plain(self, text: str, /, **parameters: object) -> str:
        return fill(self.translate(text), **parameters)

    def _safe(self, name: str, value: Parameter, *, mark: bool = False) -> str:
        if isinstance(value, Phrase):
            return self(value, mark=mark)
        text = value.in_language(self.language) if isinstance(value, Wording) else str(value)
        shown = visible(self.path(text) if name in PATHS else self.masked(text))
        if name in QUOTED and len(shown) > LONGEST_QUOTED:
            shown = shown[:LONGEST_QUOTED] + ELLIPSIS
        return f"{MARK}{shown}{MARK_END}" if mark and name in QUOTED else shown


def tell(verdict: Verdict, language: str) -> Sequence[Told]:
    """All findings of a verdict in one language, sorted by place."""
    speak = Speaker(language, verdict.register.site.countries)
    path, sentence = (
        cache(lambda typed: speak.path(storable(typed))),
        cache(speak),
    )  # thousands have one of each
    return [
        _told(finding, speak, path(finding.source.path), sentence(finding.rule.sentence))
        for finding in sorted(verdict.findings, key=lambda found: found.sort_key)
    ]


def _told(finding: Finding, speak: Speaker, path: str, sentence: str) -> Told:
    marked = speak(finding.message, mark=True)
    return Told(
        finding.rule.id,
        finding.severity,
        finding.source,
        path=path,
        place=place(finding.source, speak),
        weight=speak.plain("Error") if finding.severity is Severity.ERROR else speak.plain("Warning"),
        message=marked.replace(MARK, "").replace(MARK_END, ""),
        marked=marked,
        hint=speak(finding.hint) if finding.hint else "",
        sentence=sentence,
        record=visible(speak.masked(finding.record)),
        field=visible(finding.field),
        basis=visible(speak.masked(finding.basis)),
    )


def counts(verdict: Verdict, speak: Speaker) -> str:
    """The sentence with both counts."""
    return counts_of(verdict.errors, verdict.warnings, speak.translate)


def place(source: Source, speak: Speaker) -> str:
    """Where in its file something stands, as staff see the file; empty for the file as a whole."""
    if source.sheet:
        return visible(speak.masked(cell(source)))
    if source.line is None:
        return ""
    if source.column is None:
        return speak.plain("line {line}", line=source.line)
    if is_table(source):
        letter = column_letter(source.column)
        return speak.plain("line {line}, column {letter}", line=source.line, letter=letter)
    return speak.plain("line {line}, character {column}", line=source.line, column=source.column)


def cell(source: Source) -> str:
    """``sheet!C7``, as Excel names a cell; the row alone, or the sheet alone, where no cell is meant."""
    column = column_letter(source.column) if source.column else ""
    return f"{source.sheet}!{column}{source.line}" if source.line else source.sheet

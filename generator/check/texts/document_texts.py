"""The texts of documents and pictures, and a finding for each that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.document_text.examination import at_once, examined
from generator.read.document_text.parts import Part, Reason, Section, Unexaminable

_HOLDERS: Mapping[Section, Phrase] = {
    Section.BODY: say("The text of the file"),
    Section.CELL: say("The cell"),
    Section.COMMENTS: say("A comment in the file"),
    Section.HEADERS: say("A header, a footer or another text beside the cells"),
    Section.NOTES: say("A note in the file"),
    Section.PROPERTIES: say("The properties of the file (author, title, keywords …)"),
    Section.ATTRIBUTES: say("A hidden text of the file (alternative text, link, name)"),
    Section.EMBEDDED: say("A file or object within the file"),
    Section.EARLIER: say(
        "What an earlier version left in the file (saved under a new name, or printed into a new PDF, it is free of that)"
    ),
}
_SHOWN = frozenset({Section.BODY, Section.PAGE, Section.CELL})
_REASONS: Mapping[Reason, tuple[Phrase, Phrase]] = {
    Reason.DAMAGED: (
        say("The file cannot be examined: it is damaged, or not what its name says."),
        say("Open it, save it again under a new name, and put that here."),
    ),
    Reason.LOCKED: (
        say("The file cannot be examined: it is locked with a password."),
        say("Save it without a password; nobody could read it on the website either."),
    ),
    Reason.TOO_LARGE: (
        say("The file cannot be examined: it is too large."),
        say("Divide it into several files."),
    ),
    Reason.TOO_SLOW: (
        say("The file cannot be examined: reading it takes too long."),
        say("Print it into a new PDF, or save it again, and put that here."),
    ),
    Reason.TOO_DEEP: (
        say("The file cannot be examined: it holds files within files within files."),
        say("Put each of them here by itself."),
    ),
    Reason.UNKNOWN_KIND: (
        say(
            "The file cannot be examined: it is not a PDF, a Word or Excel file of today, a text or a picture."
        ),
        say("Save it as .pdf, .docx or .xlsx."),
    ),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose texts are read, or why they cannot be."""

    source: Source
    outcome: Iterable[Part] | Unexaminable

    def texts(self) -> Iterator[Part | Finding]:
        """Its parts, and a finding if it cannot be read whole, or shows no text."""
        pages: list[bool] = []
        try:
            if isinstance(self.outcome, Unexaminable):
                raise self.outcome
            for part in self.outcome:
                if part.section is Section.PAGE:
                    pages.append(bool(part.text.strip()))
                yield part
        except Unexaminable as unexaminable:
            yield Finding(rules.UNEXAMINED_FILE, self.source, *_REASONS[unexaminable.reason])
            return
        if pages and not any(pages):
            yield _scanned(self.source)

    def public_text(self, part: Part) -> PublicText:
        """One of its parts."""
        source = self.source
        place = Source(source.path, part.line, part.column, part.sheet) if part.line or part.sheet else source
        holder = (
            say("Page {number}", number=part.number)
            if part.section is Section.PAGE
            else _HOLDERS.get(part.section)
        )
        in_text_file = part.section is Section.BODY and part.line is not None
        return PublicText(
            part.text,
            Place.DOCUMENT,
            place,
            said=holder or _HOLDERS[Section.BODY],
            lined=in_text_file,
            is_code=part.is_code,
            shown=part.section in _SHOWN,
        )


def texts_of_documents(paths: Iterable[Path], root: Path) -> Iterator[PublicText | Finding]:
    """The texts of the files, with their paths from ``root``; a finding for one that cannot be read or shows no text."""
    for document in read_documents(paths, root):
        for one in document.texts():
            yield one if isinstance(one, Finding) else document.public_text(one)


def read_documents(paths: Iterable[Path], root: Path, *, limited: bool = True) -> Iterator[Document]:
    """The files, with their paths from ``root``. Unless ``limited`` they are of ours: they take the time that they take, and are
    read while whoever asks goes through their texts.
    """
    for path, outcome in examined(paths) if limited else at_once(paths):
        yield Document(Source(path.relative_to(root).as_posix()), outcome)


def _scanned(source: Source) -> Finding:
    return Finding(
        rules.UNEXAMINED_FILE,
        source,
        say("The pages of this PDF are pictures (a scan?), in which nothing can be searched for."),
        say("Look through it for personal data yourself, or save the original document as a PDF."),
        severity=Severity.WARNING,
    )

"""``data/locales/<language>.po`` → :class:`Catalogue`: what a site's pages say in a language of its own, or in other words.

A catalogue is text of gettext's form; what it says is text too, never markup. Of one that cannot be read, or of a translation
that asks for other values than its sentence, nothing reaches a page: the words that are shipped stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.catalogue import (
    PAGE_LANGUAGES,
    Catalogue,
    misfit,
    said_on_pages,
    values_in,
)
from generator.model.text.languages import is_language
from generator.model.text.po import Entry, NotRead, read_po
from generator.model.text.wording import Phrase, say
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import printable, visible_entries
from generator.read.text.mojibake import sound_text
from generator.read.yaml.declarations import LARGEST, LONGEST_TEXT

FOLDER = "data/locales"
SUFFIX = ".po"
MOST_NAMED = 3
"""Sentences that a message repeats; how many there are it says anyway."""
_LONGEST_NAMED = 60


def catalogue_path(language: str) -> str:
    """Where a site puts its own words in a language, from the root."""
    return f"{FOLDER}/{language}{SUFFIX}"


def read_catalogues(
    root: Path, languages: Sequence[str]
) -> tuple[tuple[Catalogue, ...], tuple[Finding, ...]]:
    """The catalogues of a site with these languages, and what is wrong with them. No link is followed."""
    folder = root / FOLDER
    found: list[Catalogue] = []
    findings: list[Finding] = []
    if folder.is_symlink() or not folder.is_dir():
        return (), ()
    try:
        entries = visible_entries(folder)
    except OSError:
        hint = say("See that it exists and that you may open it.")
        return (), (
            Finding(rules.UNREADABLE_FILE, Source(FOLDER), say("The folder cannot be opened."), hint),
        )
    for entry in entries:
        path, name = f"{FOLDER}/{printable(entry.name)}", Path(entry.name)
        if name.suffix != SUFFIX or not is_language(name.stem) or not entry.is_file(follow_symlinks=False):
            findings.append(_no_catalogue(path))
            continue
        words, said = _read(root, path, name.stem)
        findings += said
        if name.stem in languages:
            found.append(Catalogue(name.stem, words))
        else:
            findings.append(_not_used(path, name.stem))
    return tuple(found), tuple(findings)


def _read(root: Path, path: str, language: str) -> tuple[dict[str, str], list[Finding]]:
    text = _text(root, path)
    if isinstance(text, Finding):
        return {}, [text]
    try:
        entries = read_po(text)
    except NotRead as trouble:
        return {}, [_broken(path, trouble.line, trouble.why)]
    usable = [entry for entry in entries if entry.plain and not entry.doubtful and entry.text.strip()]
    known = [entry for entry in usable if entry.id in said_on_pages()]
    fitting = [
        entry for entry in known if not misfit(entry.id, entry.text) and len(entry.text) <= LONGEST_TEXT
    ]
    findings = [_misfit(path, entry) for entry in known if entry not in fitting]
    findings += _unknown(
        path, [entry for entry in entries if entry not in known and entry.id not in said_on_pages()]
    )
    if language not in PAGE_LANGUAGES:
        said = {entry.id for entry in known}
        lines = {entry.id: entry.line for entry in entries}
        findings += _unsaid(path, language, sorted(said_on_pages() - said), lines)
    return {entry.id: entry.text for entry in fitting}, findings


def _text(root: Path, path: str) -> str | Finding:
    content = read_bytes(root, path, LARGEST)
    if isinstance(content, Finding):
        return content
    text = sound_text(content, path, lambda line, _: len(line) + 1)
    if isinstance(text, str) and content.decode("utf-8-sig", "replace") != text:
        return _broken(path, 1, say("It is saved in another encoding than UTF-8."))
    return text


def _broken(path: str, line: int, why: Phrase) -> Finding:
    message = say("This catalogue cannot be read. {why}", why=why)
    hint = say(
        "Put this place right, best with a program for catalogues (such as Poedit), and save it as UTF-8."
    )
    return Finding(rules.BROKEN_CATALOGUE, Source(path, line), message, hint)


def _no_catalogue(path: str) -> Finding:
    message = say("This file is no catalogue of words, so nothing of it is used.")
    hint = say(
        "A catalogue is called by the code of its language: eu.po, zh-hant.po. Anything else can be deleted here."
    )
    return _warning(rules.BROKEN_CATALOGUE, path, None, message, hint)


def _not_used(path: str, language: str) -> Finding:
    message = say("The site has no pages in the language '{code}'.", code=language)
    hint = say("Once the words are complete, add it to 'languages' in data/site.yaml.")
    return _warning(rules.UNUSED_WORDS, path, None, message, hint)


def _misfit(path: str, entry: Entry) -> Finding:
    if len(entry.text) > LONGEST_TEXT:
        message = say("This text is longer than {most} characters.", most=LONGEST_TEXT)
        return Finding(rules.MISFIT_TRANSLATION, Source(path, entry.line), message, say("Shorten it."))
    values = values_in(entry.id)
    if not values:
        message = say(
            "The translation of '{id}' asks for a value, and the sentence has none.", id=_short(entry.id)
        )
        hint = say("Take out what stands in braces; a brace that is meant as a sign is written twice.")
    else:
        message = say(
            "The translation of '{id}' asks for other values than the sentence.", id=_short(entry.id)
        )
        hint = say("It has to hold each of these once, with its braces: {values}.", values=" ".join(values))
    return Finding(rules.MISFIT_TRANSLATION, Source(path, entry.line), message, hint)


def _unknown(path: str, entries: Sequence[Entry]) -> Iterator[Finding]:
    if entries:
        names = _listed([entry.id for entry in entries])
        message = say("{n:sentence|sentences} here that no page says: {names}.", n=len(entries), names=names)
        hint = say(
            "What pages say stands in generator/locales/pages.pot of Sunlit; what is not there any more can be taken out here."
        )
        yield _warning(rules.UNUSED_WORDS, path, entries[0].line, message, hint)


def _unsaid(path: str, language: str, missing: Sequence[str], lines: dict[str, int]) -> Iterator[Finding]:
    if missing:
        first = min((lines[id] for id in missing if id in lines), default=None)
        message = say(
            "{n:sentence|sentences} of pages without a translation in the language '{code}': {names}.",
            n=len(missing), code=language, names=_listed(missing),
        )  # fmt: skip
        hint = say(
            "Fill in the msgstr below each, and take away the mark 'fuzzy' where it is right; what is not here yet stands in "
            "generator/locales/pages.pot of Sunlit. Until then pages show another language there, and say in which it is."
        )
        yield _warning(rules.UNTRANSLATED, path, first, message, hint)


def _warning(rule: Rule, path: str, line: int | None, message: Phrase, hint: Phrase) -> Finding:
    return Finding(rule, Source(path, line), message, hint, severity=Severity.WARNING)


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(f"“{_short(id)}”" for id in ids[:MOST_NAMED]) + ("…" if len(ids) > MOST_NAMED else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}…"

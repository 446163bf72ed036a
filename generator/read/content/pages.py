"""The pages that people write in ``content/``: bytes → text → front matter and Markdown → :class:`Page`.

The only reader of such pages. The gate judges what it yields and the website publishes just that, so a page that the
check passed is built, and shows what was checked.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.model.declared.severity import Severity
from generator.model.files.addresses import PAGE_SUFFIX, address_of_content, relative
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.page import CONTENT, Page, PageLine
from generator.model.records.record import Source
from generator.model.text.folding import canonical
from generator.model.text.languages import are_chinese
from generator.model.text.nearest import nearest
from generator.model.text.wording import Phrase, say
from generator.read.content.front_matter import FrontMatter, read_front_matter
from generator.read.content.markdown import (
    DEEPEST,
    MOST_STEPS,
    MOST_STEPS_OF_ALL,
    Target,
    TooDeep,
    TooMuchMarkup,
    Written,
    read_markdown,
)
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import printable, visible_entries
from generator.read.text.mojibake import sound_text

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
LARGEST = 1
"""Megabytes of a page."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_UNREAD = re.compile(r"[\x00-\x20]")
"""What a browser leaves out of an address before it looks for the scheme."""
_UNSAFE = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
_FEW_ENOUGH, _MOST_SOUGHT = 500, 10
"""Names among which a near one is looked for, and for how many of a page."""
_LONGEST_SHOWN = 100


@dataclass(slots=True)
class _Draft:
    """A page whose own text is read, and whose links are not."""

    path: str
    address: str
    language: str
    front: FrontMatter
    written: Written
    findings: list[Finding] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    """The id of each heading, by the ways in which a link may spell it."""


def read_pages(root: Path, languages: Sequence[str]) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Every page of ``content/`` in the order of their paths, and what is wrong with them.

    ``languages`` are those of the site: a page below ``content/<language>/`` is in that language, any other in the
    first. A page that cannot be read whole is left out, with its finding.
    """
    content = root / CONTENT
    if content.is_symlink():
        hint = say("Put a copy of the file itself in its place.")
        return (), (
            Finding(
                rules.LINK_IN_DATA, Source(CONTENT), say("This is a link to another file or folder."), hint
            ),
        )
    names = sorted(_files(content)) if content.is_dir() else []
    findings: list[Finding] = []
    drafts: dict[str, _Draft] = {}
    left = MOST_STEPS_OF_ALL
    for name in names:
        if name.lower().endswith(PAGE_SUFFIX):
            if left <= 0:
                findings.append(_too_much_in_all())
                break
            draft = _read(root, name, languages)
            if isinstance(draft, _Draft):
                drafts[name] = draft
                left -= draft.written.steps
            else:
                findings.extend(draft)
                left -= MOST_STEPS if any(f.rule is rules.PAGE_TOO_COMPLEX for f in draft) else 0
    known = {canonical(name): name for name in names}
    pages = tuple(_linked(draft, drafts, known) for draft in drafts.values())
    findings += [finding for draft in drafts.values() for finding in draft.findings]
    return pages, tuple(sorted(findings, key=lambda finding: finding.sort_key))


def picture_names(root: Path) -> tuple[str, ...]:
    """The pictures in ``content/``, each by its path from there, in their order. No link is followed."""
    content = root / CONTENT
    names = _files(content) if content.is_dir() and not content.is_symlink() else ()
    return tuple(
        sorted(
            name for name in names if PurePosixPath(name).suffix.lower() in PICTURE_SUFFIXES and _spells(name)
        )
    )


def _spells(name: str) -> bool:
    """Whether a name is text: one that is not makes no address."""
    return printable(name) == name


def _files(content: Path) -> Iterator[str]:
    """Every plain file in the folder, by its path from there; no link is followed."""
    folders = [""]
    while folders:
        above = folders.pop()
        with suppress(OSError):  # what cannot be opened is a finding of whoever looks at all files there
            for entry in visible_entries(content / above):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{above}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield above + entry.name


def _read(root: Path, name: str, languages: Sequence[str]) -> _Draft | list[Finding]:
    """One page, or why there is none."""
    path = f"{CONTENT}/{printable(name)}"
    if printable(name) != name:
        hint = say("Give it a name that is readable text.")
        return [
            Finding(rules.CONTENT_ADDRESS, Source(path), say("The name of this page makes no address."), hint)
        ]
    data = read_bytes(root, path, LARGEST)
    text = (
        data
        if isinstance(data, Finding)
        else sound_text(data, path, lambda line, _: len(line) + 1, chinese=are_chinese(languages))
    )
    if isinstance(text, Finding):
        return [text]
    front = read_front_matter(text, path)
    try:
        written = read_markdown(front.body)
    except TooMuchMarkup:
        message = say("This page is too much to read: it holds more signs of markup than any page needs.")
        hint = say("Divide it into several pages; take out long rows of brackets, asterisks and the like.")
        return [*front.findings, Finding(rules.PAGE_TOO_COMPLEX, Source(path, 1), message, hint)]
    except TooDeep as deep:
        message = say("Lists and quotes stand in each other more than {limit} deep here.", limit=DEEPEST // 2)
        hint = say("Begin the list anew, further to the left, or make a heading of it.")
        return [*front.findings, Finding(rules.PAGE_TOO_COMPLEX, Source(path, deep.line), message, hint)]
    front.findings.extend(_html_as_text(written, path))
    folder = name.split("/")[0] if "/" in name else ""
    language = folder if folder in languages[1:] else languages[0]
    anchors = {_spelling(heading.text): heading.id for heading in reversed(written.headings)}
    anchors.update((heading.id, heading.id) for heading in written.headings)
    address = address_of_content(PurePosixPath(name))
    return _Draft(path, address, language, front, written, front.findings, anchors)


def _html_as_text(written: Written, path: str) -> Iterator[Finding]:
    """Warnings for tags and for remarks, one of each, at the first of them: pages show them as they are typed."""
    if written.remarks:
        lines = len(set(written.remarks))
        message = say(
            "A remark (<!-- … -->) is shown on the page as it is typed (on {n:line|lines}).", n=lines
        )
        hint = say("Take the remark out: whoever reads the page reads it too.")
        source = Source(path, written.remarks[0])
        yield Finding(rules.HTML_AS_TEXT, source, message, hint, severity=Severity.WARNING)
    if written.tags:
        lines = len(set(written.tags))
        message = say("HTML is shown on the page as it is typed, tags and all (on {n:line|lines}).", n=lines)
        hint = say("Write it in Markdown, or put it between backticks if readers are to see the tags.")
        source = Source(path, written.tags[0])
        yield Finding(rules.HTML_AS_TEXT, source, message, hint, severity=Severity.WARNING)


def _too_much_in_all() -> Finding:
    message = say(
        "The pages in this folder are too much to read: they hold more signs of markup than any site needs."
    )
    hint = say("Take out long rows of brackets, asterisks and the like, and pages that nobody reads.")
    return Finding(rules.PAGE_TOO_COMPLEX, Source(CONTENT), message, hint)


def _linked(draft: _Draft, drafts: Mapping[str, _Draft], names: Mapping[str, str]) -> Page:
    """The page, its links resolved; those that lead nowhere are findings of the draft."""
    links = _Links(draft, drafts, names)
    front, written = draft.front, draft.written
    targets = tuple(links.targets(written.targets))
    first = next((heading.text for heading in written.headings if heading.level == 1), "")
    return Page(
        path=draft.path,
        address=draft.address,
        language=draft.language,
        title=front.title or first or _named(draft.address),
        description=front.description or written.first_paragraph,
        html=written.html(links.resolved),
        order=front.order,
        headings=tuple(written.headings),
        text=tuple(written.text),
        stated=tuple(front.stated),
        spoken=tuple(written.spoken),
        targets=targets,
    )


def _named(address: str) -> str:
    """A title from a file's name."""
    name = address.rpartition("/")[2].removesuffix(".html").replace("-", " ").replace("_", " ")
    return name.capitalize() if name == name.lower() else name


class _Lead(NamedTuple):
    """Where a target leads (``None``: nowhere, so that its text alone is shown), and what is wrong with it."""

    href: str | None
    message: Phrase | None = None
    hint: Phrase | None = None


class _Links:
    """Where the links and pictures of one page lead; ``names`` are those of all files, as the disk has them, by their NFC."""

    def __init__(self, draft: _Draft, drafts: Mapping[str, _Draft], names: Mapping[str, str]) -> None:
        self._draft = draft
        self._drafts = drafts
        self._names = names
        self._name = draft.path.removeprefix(f"{CONTENT}/")
        self._known: dict[tuple[str, bool], _Lead] = {}
        self._sought = 0

    def targets(self, targets: Sequence[Target]) -> Iterator[PageLine]:
        """Those that lead somewhere; what is wrong with any becomes a finding of the page."""
        for target in targets:
            lead = self._lead(target.typed, target.is_picture)
            if lead.message:
                source = Source(self._draft.path, target.line)
                broken = Finding(
                    rules.BROKEN_LINK, source, lead.message, lead.hint, severity=Severity.WARNING
                )
                self._draft.findings.append(broken)
            if lead.href is not None:
                yield PageLine(target.typed, target.line)

    def resolved(self, typed: str, is_picture: bool) -> str | None:
        """What stands in the HTML for a target."""
        return self._lead(typed, is_picture).href

    def _lead(self, typed: str, is_picture: bool) -> _Lead:
        known = self._known.get((typed, is_picture))
        if known is None:
            known = self._known[typed, is_picture] = self._followed(typed, is_picture)
        return known

    def _followed(self, typed: str, is_picture: bool) -> _Lead:
        read = _UNREAD.sub("", typed).replace("\\", "/")
        scheme = _SCHEME.match(read.lower())
        if is_picture and (scheme or read.startswith("//")):
            return _Lead(
                None,
                say("A picture from another place is not shown: a page asks no other host for anything."),
                say("Put the picture into content/, and name it from there."),
            )
        if scheme and scheme[1] not in _SCHEMES:
            return _Lead(
                None,
                say("A link that begins with '{scheme}' is not made.", scheme=f"{scheme[1]}:"),
                say("Links begin with https:, http:, mailto: or tel:, or name a page of this site."),
            )
        if scheme or read.startswith("//"):
            return _Lead(_typed(typed))
        return self._within(typed, is_picture)

    def _within(self, typed: str, is_picture: bool) -> _Lead:
        """A target on this site: a page of ``content/``, a picture there, or something that is not ours to know."""
        rest, mark, fragment = typed.partition("#")
        path = unquote(rest.partition("?")[0])
        if not path:
            return (
                self._anchored(self._draft, "", unquote(fragment))
                if mark and not rest
                else _Lead(_typed(typed))
            )
        folder = "" if path.startswith("/") else posixpath.dirname(self._name)
        sought = canonical(posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))
        name = self._names.get(sought, sought)
        suffix = posixpath.splitext(path)[1].lower()
        if suffix == PAGE_SUFFIX and name in self._drafts:
            page = self._drafts[name]
            address = quote(relative(page.address, self._draft.address))
            return self._anchored(page, address, unquote(fragment)) if fragment else _Lead(address)
        if suffix != PAGE_SUFFIX and not (is_picture or suffix in PICTURE_SUFFIXES):
            return _Lead(_typed(typed))
        if sought not in self._names:
            message = say("There is no file '{name}' in content/.", name=path)
            return _Lead(_typed(typed), message, self._near(name, is_page=suffix == PAGE_SUFFIX))
        return _Lead(_typed(typed) if suffix == PAGE_SUFFIX else quote(relative(name, self._draft.address)))

    def _anchored(self, page: _Draft, address: str, fragment: str) -> _Lead:
        """A heading of a page, by its id or by its text."""
        if not fragment:
            return _Lead(f"{address}#")
        if id := page.anchors.get(fragment) or page.anchors.get(_spelling(fragment)):
            return _Lead(f"{address}#{id}")
        near = self._nearest(fragment, [heading.text for heading in page.written.headings])
        hint = say("Is '{near}' meant?", near=near) if near else say("Name a heading as it stands there.")
        message = say("The page has no heading '{name}'.", name=fragment)
        return _Lead(address + _typed(f"#{fragment}"), message, hint)

    def _near(self, name: str, *, is_page: bool) -> Phrase:
        known = [other for other in self._names if other.lower().endswith(PAGE_SUFFIX) is is_page]
        near = self._nearest(name, known)
        if near is None:
            return say(
                "Links to pages and pictures name a file in content/, from the folder of this page on."
            )
        leads = posixpath.relpath(near, posixpath.dirname(self._name) or ".")
        return say("Is '{near}' meant?", near=leads)

    def _nearest(self, name: str, known: Sequence[str]) -> str | None:
        """Sought for a few: a page of nothing but broken links must not take for ever."""
        self._sought += 1
        if self._sought > _MOST_SOUGHT or len(known) > _FEW_ENOUGH:
            return None
        return nearest(name[:_LONGEST_SHOWN], known)


def _spelling(text: str) -> str:
    """A heading as a link may spell it."""
    return "".join(text.replace("-", " ").casefold().split())


def _typed(target: str) -> str:
    """A target as it was typed, with what may not stand in an address written by its number."""
    return _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", target)

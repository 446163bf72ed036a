"""What may stand above a page: its title, its description and its order, each plain text. Anything else is a finding.

Whatever stands there is ours to read and to escape; nothing of it reaches the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.page import PageLine
from generator.model.records.record import Source
from generator.model.text.nearest import nearest
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END, RawMapping, RawText, RawValue
from generator.read.yaml.rows import read_mappings
from generator.read.yaml.values import cut_values

TITLE, DESCRIPTION, ORDER = "title", "description", "order"
KNOWN = (TITLE, DESCRIPTION, ORDER)
_FENCE, _ENDS = "---", ("---", "...")
_ORDER = re.compile(r"[+-]?\d{1,6}(?:\.\d{1,6})?", re.ASCII)
_LONGEST_NAME = 50

_TEXT = say("Write it into the text of the page.")
_NAVIGATION = say("Which pages are listed, and in which order, is said under nav in mkdocs.yml.")
_NOT_YET = say("Keep the page outside of content/ until it is to be published.")
_INSTEAD: Mapping[str, Phrase] = {
    "hide": _NAVIGATION,
    "hidden": _NAVIGATION,
    "search": say("Every page of the site is found by its search; delete the line."),
    "template": say("How pages look is decided in site_templates/, for all of them; delete the line."),
    "layout": say("How pages look is decided in site_templates/, for all of them; delete the line."),
    "location": say("Write a link to the other page into the text."),
    "redirect": say("Write a link to the other page into the text."),
    "status": _TEXT,
    "icon": say("Pages have no icons; delete the line."),
    "tags": _TEXT,
    "categories": _TEXT,
    "author": _TEXT,
    "authors": _TEXT,
    "date": _TEXT,
    "draft": _NOT_YET,
    "published": _NOT_YET,
    "weight": say("Write it as '{name}', with a number.", name=ORDER),
    "nav_order": say("Write it as '{name}', with a number.", name=ORDER),
    "position": say("Write it as '{name}', with a number.", name=ORDER),
    "summary": say("Write it as '{name}'.", name=DESCRIPTION),
    "lang": say("A page in another language stands in the folder of that language, such as content/en/."),
    "language": say("A page in another language stands in the folder of that language, such as content/en/."),
}


@dataclass(slots=True)
class FrontMatter:
    """What a page says of itself above its text. ``body`` is the text, with every line where it was."""

    body: str
    title: str = ""
    description: str = ""
    order: float | None = None
    stated: list[PageLine] = field(default_factory=list)
    """Title and description with their lines."""
    findings: list[Finding] = field(default_factory=list)


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Part a page's text in front matter and body. Broken front matter is a finding, and never a part of the body."""
    lines = LINE_END.split(text)
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if not _begins(lines, start):
        return FrontMatter(text)
    ends = (number for number, line in enumerate(lines) if number > start and line.rstrip() in _ENDS)
    end = next(ends, None)
    if end is None:
        page = FrontMatter("")
        page.findings.append(_unclosed(path, start + 1))
        return page
    page = FrontMatter("\n" * (end + 1) + "\n".join(lines[end + 1 :]))
    yaml = "\n" * (start + 1) + "\n".join(lines[start + 1 : end]) + "\n"
    troubles: dict[Rule, Finding] = {}
    for item in read_mappings(yaml, path):
        if isinstance(item, RawMapping):
            page.findings.extend(_take(item, path, page))
        else:
            troubles.setdefault(
                item.rule, item
            )  # one of each kind is enough: what stands there cannot be read
    page.findings.extend((*troubles.values(), *cut_values(yaml, path)))
    return page


def _begins(lines: list[str], start: int) -> bool:
    """Three dashes above everything else. With an empty line under them they are a rule across the page."""
    following = lines[start + 1] if start + 1 < len(lines) else ""
    return start < len(lines) and lines[start].rstrip() == _FENCE and bool(following.strip())


def _take(mapping: RawMapping, path: str, page: FrontMatter) -> Iterator[Finding]:
    if mapping.trouble:
        yield mapping.trouble
    seen: set[str] = set()
    for key, value in mapping.entries:
        source = Source(path, key.line, key.column)
        if key.text not in KNOWN:
            yield _unknown(key.text, source)
        elif key.text in seen:
            message = say("'{name}' stands twice above the page.", name=key.text)
            yield Finding(rules.FRONT_MATTER, source, message, say("Keep one of the two lines."))
        elif key.text == ORDER:
            yield from _take_order(value, path, page)
        else:
            yield from _take_text(key.text, value, path, page)
        seen.add(key.text)


def _take_text(name: str, value: RawValue, path: str, page: FrontMatter) -> Iterator[Finding]:
    if not isinstance(value, RawText):
        message = say("'{name}' is a line of text, and here stands something else.", name=name)
        hint = say("Write the text behind the colon; if it holds a colon or brackets, put it in quotes.")
        yield Finding(rules.FRONT_MATTER, Source(path, value.line, value.column), message, hint)
        return
    text = " ".join(value.text.split())
    if text:
        page.stated.append(PageLine(text, value.line))
        setattr(page, name, text)


def _take_order(value: RawValue, path: str, page: FrontMatter) -> Iterator[Finding]:
    text = value.text.strip() if isinstance(value, RawText) else "-"
    if _ORDER.fullmatch(text):
        page.order = float(text)
    elif text:
        message = say("'{name}' is a number, and here stands something else.", name=ORDER)
        hint = say("Write a number of at most six digits: pages with smaller ones come first.")
        yield Finding(rules.FRONT_MATTER, Source(path, value.line, value.column), message, hint)


def _unknown(name: str, source: Source) -> Finding:
    short = name[:_LONGEST_NAME]
    message = say("'{name}' above a page means nothing here.", name=name)
    near = nearest(short, KNOWN)
    hint = _INSTEAD.get(name.strip().lower())
    if hint is None and near:
        hint = say("Is '{near}' meant?", near=near)
    known = say(
        "Above a page stand only title, description and order. What readers should know belongs into its text."
    )
    return Finding(rules.FRONT_MATTER, source, message, hint or known)


def _unclosed(path: str, line: int) -> Finding:
    message = say("The three dashes here open what a page says of itself, and nothing closes it.")
    hint = say(
        "Write three dashes under it too; if they are a rule across the page, put an empty line under them."
    )
    return Finding(rules.FRONT_MATTER, Source(path, line, 1), message, hint)

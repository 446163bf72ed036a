"""What may stand above a page: its title, its description and its order, each plain text. Anything else is a finding.

Whatever stands there is ours to read and to escape; nothing of it reaches the theme.
"""

from __future__ import annotations

import itertools
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
_BEFORE = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
"""What does not keep lines from standing first on a page: empty lines and remarks."""
_LIKE_FENCE = re.compile(
    r"\s*(?:[-\u2010-\u2015\u2212\u2500\uff0d]{2,}\s*(?:ya?ml|toml)?|([+;*_=])\1{2,}|[{}])\s*", re.IGNORECASE
)
"""Dashes of whatever kind and number, and what begins front matter for other programs."""
_LINE_OF_IT = re.compile(r"""\s*["']?([^\W\d][\w-]*)["']?\s*[:\uff1a=](.*)""")
_MORE_OF_IT = re.compile(r"\s+\S|- |#|\[")
"""A line that goes on with what stands above it, parts it, or is a remark."""
_CODE = re.compile(r"(?: {4}|\t)")
_YES_OR_NO = re.compile(r"""[\s"']*(?:true|false|yes|no|on|off|[01]|\u662f|\u5426)[\s"',]*""", re.IGNORECASE)
_MOST_LINES = 100
"""Lines at the top of a page that are looked at for it."""

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

_HELD_BACK = frozenset({"draft", "published", "hidden", "hide", "private", "草稿"})
"""Who writes one of these does not mean the page to be read."""


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
        page = FrontMatter(text)
        page.findings.extend(_spelled_otherwise(text, path))
        return page
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


def _spelled_otherwise(text: str, path: str) -> Iterator[Finding]:
    """A finding where what a page says of itself stands first and would be read as its text: three dashes on lines of their own
    are missing, are other signs, or do not stand first.
    """
    before = _BEFORE.match(text)
    skipped = text[: before.end()].rpartition("\n")[0] if before else ""
    number = len(LINE_END.split(skipped)) if skipped else 0
    lines = LINE_END.split(text)[number : number + _MOST_LINES]
    is_fenced = bool(lines) and _LIKE_FENCE.fullmatch(lines[0]) is not None
    inner = list(itertools.dropwhile(lambda line: not line.strip(), lines[1:])) if is_fenced else lines
    block = list(itertools.takewhile(lambda line: line.strip() and not _LIKE_FENCE.fullmatch(line), inner))
    keys = _keys(block) if is_fenced or not _CODE.match(block[0] if block else "") else set()
    if not keys:
        return
    message = say("What this page says of itself stands above its text in a way that would be published.")
    hint = say(
        "Put three dashes (---) alone on the first line of the file, and on the line under it; if it is text, put a "
        "heading above it."
    )
    held_back = not _HELD_BACK.isdisjoint(keys)
    yield Finding(rules.FRONT_MATTER, Source(path, number + 1), message, _NOT_YET if held_back else hint)


def _keys(block: list[str]) -> set[str]:
    """The known names in lines that each are a name with a value; none where they may be a paragraph of the page."""
    keys: set[str] = set()
    for number, line in enumerate(block):
        said = _LINE_OF_IT.match(line)
        if said is None or (line[:1].isspace() and number):
            if number and _MORE_OF_IT.match(line):
                continue
            return set()
        name, value = said[1], said[2]
        is_held_back = name.lower() in _HELD_BACK and _YES_OR_NO.fullmatch(value)
        if is_held_back or name in KNOWN or name in _INSTEAD:
            keys.add(name.lower())
    return keys


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

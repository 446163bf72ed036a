"""The outlook as one HTML file for a supervisor: no script, nothing fetched, readable on a phone and in print."""

from __future__ import annotations

from html import escape

from generator.check.gate import Verdict
from generator.check.report.page_style import STYLE, source_hash
from generator.check.report.speaker import LANGUAGE_TAGS
from generator.disclose.outlook.sections import Item, Section, outlook
from generator.disclose.outlook.wording import Writer
from generator.model.text.wording import say

_OWN_STYLE = """
details { margin-top: 1.2rem; }
main ul { margin: 0; padding: 0; list-style: none; }
main li { padding: .6rem .9rem; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
main li p { margin: .1rem 0; } main li p.line { padding-inline-start: 1rem; }
del { color: var(--soft); } ins { text-decoration: none; border-bottom: 2px solid var(--red); }
"""
_STYLE = STYLE + _OWN_STYLE
_POLICY = f"default-src 'none'; style-src {source_hash(_STYLE)}; base-uri 'none'; form-action 'none'"
_ELEMENTS = {"before": "del", "after": "ins", "id": "strong"}
"""Parameters that stand in an element of their own."""


def as_html(verdict: Verdict, language: str) -> str:
    """The whole page; every text in it is escaped."""
    countries = verdict.register.site.countries
    found, write = outlook(verdict), Writer(language, escape, _quote, countries)
    title = write(say("What the public will see"))
    sections = [_section(section, write) for section in found.sections]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{LANGUAGE_TAGS[language]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f"<header><h1>{title}</h1><p>{write(found.opening)}</p>",
            *(f"<p>{write(line)}</p>" for line in found.counts),
            "</header>",
            "<main>",
            *(sections or [f"<p>{write(say('Nothing that the public sees changes.'))}</p>"]),
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def _quote(name: str, text: str) -> str:
    element = _ELEMENTS.get(name)
    return f"<{element}>{escape(text)}</{element}>" if element else escape(text)


def _section(section: Section, write: Writer) -> str:
    title, items = write(section.title), "\n".join(_item(item, write) for item in section.items)
    heading = f"<summary><h2>{title}</h2> <small>{len(section.items)}</small></summary>"
    return f"<details open>\n{heading}\n<ul>\n{items}\n</ul>\n</details>"


def _item(item: Item, write: Writer) -> str:
    lines = "".join(f'<p class="line">{write(line)}</p>' for line in item.lines)
    return f"<li><p>{write(item.head)}</p>{lines}</li>"

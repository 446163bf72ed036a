"""The outlook for a merge request, where whoever wrote a record must not be able to say anything of his own.

All that records say stands in code spans: there, no host makes links, mentions, references, pictures or commands of it.
"""

from __future__ import annotations

import re

from generator.check.gate import Verdict
from generator.disclose.outlook.sections import Section, outlook
from generator.disclose.outlook.wording import Writer
from generator.model.text.wording import say

MOST = 100
"""Items of a section: hosts refuse comments that are too long. How many more there are is said."""
LONGEST = 500
"""Characters of one text."""
_TICKS = re.compile("`+")


def as_markdown(verdict: Verdict, language: str) -> str:
    """The outlook as Markdown (CommonMark)."""
    countries = verdict.register.site.countries
    found, write = outlook(verdict), Writer(language, str, lambda _, text: code_span(text), countries)
    parts = [f"### {write(say('What the public will see'))}", write(found.opening)]
    parts.append("\n".join(f"- {write(line)}" for line in found.counts))
    parts += [_section(section, write) for section in found.sections]
    if not found.sections:
        parts.append(write(say("Nothing that the public sees changes.")))
    return "\n\n".join(parts) + "\n"


def code_span(text: str) -> str:
    """The text so that nothing in it is read as Markdown: between more backticks than it holds in a row."""
    text = " ".join(text.split()) or "-"
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _section(section: Section, write: Writer) -> str:
    lines = [f"**{write(section.title)}** ({len(section.items)})", ""]
    for item in section.items[:MOST]:
        lines += [f"- {write(item.head)}", *(f"  - {write(line)}" for line in item.lines)]
    if len(section.items) > MOST:
        lines.append(f"- {write(say('And {n} more of these.', n=len(section.items) - MOST))}")
    return "\n".join(lines)

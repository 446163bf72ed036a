"""The outlook for a terminal or a mail."""

from __future__ import annotations

from generator.check.gate import Verdict
from generator.disclose.outlook.sections import outlook
from generator.disclose.outlook.wording import Writer
from generator.model.text.wording import say


def as_text(verdict: Verdict, language: str) -> str:
    """Everything, uncut."""
    countries = verdict.register.site.countries
    found, write = outlook(verdict), Writer(language, str, lambda _, text: text, countries)
    lines = [write(found.opening), *map(write, found.counts)]
    for section in found.sections:
        lines += ["", write(say("{title} ({n})", title=section.title, n=len(section.items)))]
        for item in section.items:
            lines += [f"  {write(item.head)}", *(f"    {write(line)}" for line in item.lines)]
    if not found.sections:
        lines += ["", write(say("Nothing that the public sees changes."))]
    return "\n".join(lines) + "\n"

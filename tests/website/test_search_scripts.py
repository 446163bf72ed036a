"""The scripts of the search page: what is asked for early is what is needed, and nothing else."""

from __future__ import annotations

import re

from building import PROJECT

SCRIPTS = PROJECT / "site_templates" / "theme" / "assets" / "search"
_IMPORT = re.compile(r'^(?:import|export) .*?from "\./(\w+)\.js";$|^import "\./(\w+)\.js";$', re.MULTILINE)


def needed(name: str, found: set[str]) -> set[str]:
    for match in _IMPORT.finditer((SCRIPTS / f"{name}.js").read_text(encoding="utf-8")):
        other = match[1] or match[2]
        if other not in found:
            found.add(other)
            needed(other, found)
    return found


def test_the_search_page_asks_early_for_all_modules_that_it_needs() -> None:
    start = (SCRIPTS / "start.js").read_text(encoding="utf-8")
    listed = re.findall(r'"(\w+)"', re.search(r"MODULES = \[(.*?)\]", start, re.DOTALL)[1])  # type: ignore[index]
    assert listed == sorted(needed("page", set()))

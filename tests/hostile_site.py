"""A root in which every text that staff may type tries to be markup, code, or a way out of the folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from building import PROJECT, Root, records_as_yaml

IMAGE = "<img src=x onerror=alert(1)>"
SCRIPT = '"><script>alert(1)</script>'
TEMPLATE = "{{ 7*7 }}"
ADDRESS = "javascript:alert(1)"
TITLES = (IMAGE, SCRIPT, TEMPLATE, ADDRESS)
LONG = "x" * 200
LONG_HAN = "日" * 66
EXTRA = tuple(
    {"id": id, "title": title, "lede": IMAGE}
    for id, title in ((LONG, IMAGE), (LONG_HAN, SCRIPT), ("%2e%2e", TEMPLATE))
)


def hostile_root(folder: Path) -> Root:
    """The golden case of that name, and a few ids too long for a comfortable checkout."""
    shutil.copytree(
        PROJECT / "tests" / "cases" / "hostile", folder, ignore=shutil.ignore_patterns("expected")
    )
    root = Root(folder)
    root.write("data/notes/more.yaml", records_as_yaml(EXTRA))
    return root


def build_hostile_site(folder: Path) -> Root:
    root = hostile_root(folder)
    root.build()
    return root

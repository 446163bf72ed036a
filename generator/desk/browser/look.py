"""The colours and faces of the site's own sheet for the desk's pages: one place says what they are."""

from __future__ import annotations

import re

from generator.read.files.shipped import shipped

_LIGHT = re.compile(r"^:root, body \{\n(.*?)^\}", re.DOTALL | re.MULTILINE)
_DARK = re.compile(r'^  \[data-sl-scheme="dark"\][^{]*\{\n(.*?)^  \}', re.DOTALL | re.MULTILINE)


def _tokens() -> str:
    sheet = shipped("site_templates", "theme", "assets", "sunlit.css").read_text(encoding="utf-8")
    light, dark = _LIGHT.search(sheet), _DARK.search(sheet)
    assert light
    assert dark
    return (
        f":root {{\n{light[1]}color-scheme: light;\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark[1]}color-scheme: dark;\n}}\n}}\n"
    )


TOKENS = _tokens()

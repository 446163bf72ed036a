"""The site's own look → the files that pages ask for: its logo, and one style sheet of its colours and rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.declared.colours import shades_of_accent, shades_of_main
from generator.model.declared.look import STYLES, Look
from generator.model.files.addresses import ASSETS

FOLDER = f"{ASSETS}/look"
ON_PAPER = ":root, body"
IN_THE_DARK = '[data-sl-scheme="dark"], [data-sl-scheme="dark"] body'
WITH_CONTRAST = '[data-sl-scheme="contrast"], [data-sl-scheme="contrast"] body'


def look_files(look: Look) -> Iterator[tuple[str, bytes]]:
    """Each with its address."""
    own = dict(look.files)
    if look.logo in own:
        yield f"{FOLDER}/{look.logo}", own[look.logo]
    if look.styles:
        rules = own.get(look.stylesheet, b"").decode("utf-8-sig")
        yield f"{FOLDER}/{STYLES}", "\n".join((*_colours(look), rules)).encode()


def look_addresses(look: Look) -> tuple[str, str]:
    """Where the logo and the style sheet stand; empty for what there is not."""
    has_logo = look.logo in dict(look.files)
    return f"{FOLDER}/{look.logo}" if has_logo else "", f"{FOLDER}/{STYLES}" if look.styles else ""


def _colours(look: Look) -> Iterator[str]:
    """The variables of the style sheet that follow from the site's colours, in the schemes that have them."""
    paper: dict[str, str] = {}
    dark: dict[str, str] = {}
    contrast: dict[str, str] = {}
    if look.main:
        for found, shades in zip((paper, dark, contrast), shades_of_main(look.main.lower()), strict=True):
            found |= shades
    if look.accent:
        for found, shades in zip((paper, dark), shades_of_accent(look.accent.lower()), strict=True):
            found |= shades
    if paper:
        yield _rule(ON_PAPER, paper)
        yield f"@media screen {{\n{_rule(IN_THE_DARK, dark)}\n{_rule(WITH_CONTRAST, contrast)}\n}}"


def _rule(selector: str, shades: Mapping[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--sl-{name}: {colour};' for name, colour in shades.items())} }}"

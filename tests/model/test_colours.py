"""Colours of a site: what is accepted can be read, in every scheme; what is refused is offered the nearest that can."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.model.declared import colours
from generator.model.declared.colours import (
    BLACK,
    DARK_ON_BAND,
    DARK_PAPERS,
    MARKED,
    ON_ACCENT,
    ON_BAND,
    PAPERS,
    READABLE,
    STRONG,
    WHITE,
    contrast,
    fit_accent,
    fit_main,
    shades_of_accent,
    shades_of_main,
)

SHEET = Path(__file__).parents[2] / "site_templates" / "theme" / "assets" / "sunlit.css"
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens(block: str) -> dict[str, str]:
    """The colours of the first block with this selector."""
    text = SHEET.read_text(encoding="utf-8")
    return dict(re.findall(r"--sl-([\w-]+):\s*(#[0-9a-f]+);", text[text.index(block) :].partition("}")[0]))


def test_the_papers_and_inks_are_those_of_the_style_sheet() -> None:
    paper, dark = tokens(":root, body {"), tokens('[data-sl-scheme="dark"]')
    assert (paper["paper"], paper["sheet"], paper["sunk"]) == PAPERS
    assert (dark["paper"], dark["sheet"], dark["sunk"]) == DARK_PAPERS
    assert (paper["on-band"], dark["on-band"], paper["on-gold"]) == (ON_BAND, DARK_ON_BAND, ON_ACCENT)
    made = {**shades_of_main("#961b1e")[0], **shades_of_accent("#e8a91f")[0]}
    assert made.keys() <= paper.keys()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == 21
    assert contrast(WHITE, WHITE) == 1
    assert round(contrast("#767676", WHITE), 2) == 4.54  # the lightest grey that passes on white


def test_the_shipped_colours_would_pass() -> None:
    assert fit_main("#961b1e") == "#961b1e"
    assert fit_accent("#e8a91f") == "#e8a91f"


@given(any_colour)
def test_what_is_offered_passes_and_what_passes_stays(colour: str) -> None:
    main, accent = fit_main(colour), fit_accent(colour)
    assert fit_main(main) == main
    assert fit_accent(accent) == accent
    if min(contrast(colour, each) for each in (*PAPERS, ON_BAND)) >= READABLE:
        assert main == colour
    if contrast(colour, ON_ACCENT) >= READABLE:
        assert accent == colour


@given(any_colour)
def test_every_shade_of_a_colour_that_passes_can_be_read(colour: str) -> None:
    paper, dark, strong = shades_of_main(fit_main(colour))
    for shades, papers, on_band, ratio in (
        (paper, PAPERS, ON_BAND, READABLE),
        (dark, DARK_PAPERS, DARK_ON_BAND, READABLE),
        (strong, (WHITE,), WHITE, STRONG),
    ):
        for text in (shades["red"], shades["red-deep"]):
            assert min(contrast(text, each) for each in (*papers, shades["red-tint"])) >= ratio
        assert contrast(on_band, shades["band"]) >= ratio


@given(any_colour)
def test_every_shade_of_an_accent_that_passes_can_be_seen(colour: str) -> None:
    paper, dark = shades_of_accent(fit_accent(colour))
    for shades, papers in ((paper, PAPERS), (dark, DARK_PAPERS)):
        assert contrast(shades["gold"], ON_ACCENT) >= READABLE
        assert min(contrast(shades["gold-ink"], each) for each in (*papers, shades["gold-tint"])) >= READABLE
        assert min(contrast(shades["gold-edge"], each) for each in papers) >= MARKED


def test_a_colour_that_is_too_light_keeps_its_tone() -> None:
    offered = fit_main("#66ccff")
    red, green, blue = (int(offered[at : at + 2], 16) for at in (1, 3, 5))
    assert red < green < blue
    assert contrast(offered, PAPERS[2]) < READABLE + 0.3
    assert colours.nearest_fit("#66ccff", BLACK, (WHITE,), 1.0) == "#66ccff"

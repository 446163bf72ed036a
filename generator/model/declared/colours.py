"""Colours of a site: what of one's own can be read on its pages, and the shades that follow from it in every scheme.

Contrast is that of WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11). The papers and inks are those of
``site_templates/theme/assets/sunlit.css``; a test holds them equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

READABLE, MARKED, STRONG = 4.5, 3.0, 7.0
"""The contrasts of text, of what is no text but has to be seen, and of text for whoever asks for more."""
PAPERS = ("#faf6ee", "#fffdf9", "#f1ebde")
DARK_PAPERS = ("#181510", "#211d17", "#2a251d")
ON_BAND, DARK_ON_BAND, ON_ACCENT = "#fff6e8", "#ffeedd", "#231f1a"
BLACK, WHITE = "#000000", "#ffffff"
STEPS = 100
"""Steps from a colour to black or white, in which a fitting one is looked for."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a ``share`` (0 to 1) of another one in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def nearest_fit(colour: str, towards: str, others: Sequence[str], ratio: float) -> str:
    """The colour itself, or the first on the way to ``towards`` whose contrast with all ``others`` is enough."""
    way = (mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next((each for each in way if all(contrast(each, other) >= ratio for other in others)), towards)


def fit_main(colour: str) -> str:
    """The nearest colour that can be the main one: text on every paper, and the ground of a band with light text."""
    return nearest_fit(colour, BLACK, (*PAPERS, ON_BAND), READABLE)


def fit_accent(colour: str) -> str:
    """The nearest colour that can be the accent: dark text is read on it."""
    return nearest_fit(colour, WHITE, (ON_ACCENT,), READABLE)


Shades = Mapping[str, str]
"""The name of a variable of the style sheet → its colour."""


def shades_of_main(main: str) -> tuple[Shades, Shades, Shades]:
    """What follows from the main colour on paper, in the dark, and with more contrast."""
    tint, dark_tint = mixed(PAPERS[1], main, 0.08), mixed(DARK_PAPERS[1], main, 0.2)
    text = nearest_fit(main, BLACK, (*PAPERS, tint), READABLE)
    in_the_dark = nearest_fit(main, WHITE, (*DARK_PAPERS, dark_tint), READABLE + 1)
    strong = nearest_fit(main, BLACK, (WHITE,), STRONG)
    return (
        _main(text, mixed(text, BLACK, 0.2), tint, mixed(main, BLACK, 0.15)),
        _main(
            in_the_dark,
            mixed(in_the_dark, WHITE, 0.3),
            dark_tint,
            nearest_fit(main, BLACK, (DARK_ON_BAND,), STRONG),
        ),
        _main(strong, mixed(strong, BLACK, 0.3), WHITE, mixed(strong, BLACK, 0.3)),
    )


def _main(text: str, deep: str, tint: str, band: str) -> Shades:
    return {"red": text, "red-deep": deep, "red-tint": tint, "band": band}


def shades_of_accent(accent: str) -> tuple[Shades, Shades]:
    """What follows from the accent on paper and in the dark; with more contrast it stays what it is."""
    tint, dark_tint = mixed(PAPERS[1], accent, 0.2), mixed(DARK_PAPERS[1], accent, 0.15)
    return (
        {
            "gold": accent,
            "gold-tint": tint,
            "gold-ink": nearest_fit(accent, BLACK, (*PAPERS, tint), READABLE),
            "gold-edge": nearest_fit(accent, BLACK, PAPERS, MARKED),
        },
        {
            "gold": nearest_fit(accent, WHITE, (*DARK_PAPERS, ON_ACCENT), READABLE),
            "gold-tint": dark_tint,
            "gold-ink": nearest_fit(accent, WHITE, (*DARK_PAPERS, dark_tint), READABLE + 1),
            "gold-edge": nearest_fit(accent, WHITE, DARK_PAPERS, MARKED),
        },
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

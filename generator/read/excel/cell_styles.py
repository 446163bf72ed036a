"""What the styles of a workbook say of cells: which are written in the colour of their own background, which are struck out."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

_NAME = rb"(?:[^\s<>/:]+:)?"
_FONT = re.compile(rb"<(" + _NAME + rb"font)(?:\s[^<>]*)?(?:/>|>(.*?)</\1\s*>)", re.DOTALL)
_FILL = re.compile(rb"<(" + _NAME + rb"fill)(?:\s[^<>]*)?(?:/>|>(.*?)</\1\s*>)", re.DOTALL)
_COLOUR = re.compile(rb"<" + _NAME + rb"color\s([^<>]*)>")
_PATTERN = re.compile(rb"<" + _NAME + rb"patternFill\b([^<>]*)>")
_FOREGROUND = re.compile(rb"<" + _NAME + rb"fgColor\s([^<>]*)>")
_STRIKE = re.compile(rb"<" + _NAME + rb"strike\b([^<>]*)>")
_FALSE = (b"0", b"false", b"off")
_ATTRIBUTE = re.compile(rb"\b(\w+)\s*=\s*[\"']([^\"']*)")
_THEME = re.compile(
    rb"<a:(lt1|dk1|lt2|dk2|accent[1-6]|hlink|folHlink)>\s*<a:(?:sysClr\s[^<>]*?lastClr|srgbClr\s[^<>]*?val)=\"([0-9A-Fa-f]{6})\""
)
_OF_THEMES = (b"lt1", b"dk1", b"lt2", b"dk2", *(b"accent%d" % number for number in range(1, 7)))
"""In the order in which styles number them."""
_INDEXED = {0: 0x000000, 1: 0xFFFFFF, 8: 0x000000, 9: 0xFFFFFF, 64: 0x000000, 65: 0xFFFFFF}
_BLACK, _WHITE = 0x000000, 0xFFFFFF
LEAST_CONTRAST = 1.2
"""Of text and background, by WCAG 2.2: below this nobody sees that anything is written there."""
Colour = int | str | None
"""Red, green and blue; or how the file names one that is not known; nothing where there is no telling."""


class CellStyles:
    """What fonts and fills a workbook declares; ``theme`` may be empty."""

    def __init__(self, styles: bytes, theme: bytes) -> None:
        named = {name: int(value, 16) for name, value in _THEME.findall(theme)}
        defaults = {b"lt1": _WHITE, b"dk1": _BLACK}
        self._theme = [named.get(name, defaults.get(name)) for name in _OF_THEMES]
        fonts = [content for _, content in _FONT.findall(_block(styles, b"fonts"))]
        self._fonts = [self._font(content) for content in fonts]
        self._struck = [_is_struck(content) for content in fonts]
        self._fills = [self._fill(content) for _, content in _FILL.findall(_block(styles, b"fills"))]

    def hides(self, font: int, fill: int, *, white: bool = False) -> bool:
        """Whether text in this font cannot be seen on this fill; ``white`` if its number format makes it white."""
        ink = _WHITE if white else self._fonts[font] if font < len(self._fonts) else _BLACK
        return self._is_unseen(ink, fill)

    def strikes(self, font: int) -> bool:
        """Whether text in this font is struck out."""
        return font < len(self._struck) and self._struck[font]

    def hides_run(self, colour: Mapping[str, str], fill: int) -> bool:
        """Whether a part of a text cannot be seen on this fill that has a colour of its own (black if that is empty)."""
        return self._is_unseen(
            self._colour({name.encode(): value.encode() for name, value in colour.items()}), fill
        )

    def _is_unseen(self, ink: Colour, fill: int) -> bool:
        ground = self._fills[fill] if fill < len(self._fills) else _WHITE
        if isinstance(ink, int) and isinstance(ground, int):
            return _contrast(ink, ground) < LEAST_CONTRAST
        return ink is not None and ink == ground

    def _font(self, content: bytes) -> Colour:
        colour = _COLOUR.search(content)
        return self._stated(colour[1]) if colour else _BLACK

    def _fill(self, content: bytes) -> Colour:
        pattern = _PATTERN.search(content)
        kind = dict(_ATTRIBUTE.findall(pattern[1])).get(b"patternType", b"none") if pattern else b""
        if kind in (b"none", b"gray125"):
            return _WHITE
        foreground = _FOREGROUND.search(content)
        return self._stated(foreground[1]) if kind == b"solid" and foreground else None

    def _stated(self, attributes: bytes) -> Colour:
        return self._colour(dict(_ATTRIBUTE.findall(attributes)))

    def _colour(self, stated: Mapping[bytes, bytes]) -> Colour:
        unknown = repr(sorted(stated.items()))
        try:
            if b"rgb" in stated:
                return int(stated[b"rgb"][-6:], 16)
            if b"theme" in stated:
                base = self._theme[int(stated[b"theme"])]
                return _tinted(base, float(stated.get(b"tint", 0))) if base is not None else unknown
            if b"indexed" in stated:
                return _INDEXED.get(int(stated[b"indexed"]), unknown)
        except (ValueError, IndexError):
            return None
        return _BLACK


def _is_struck(font: bytes) -> bool:
    found = _STRIKE.search(font)
    return found is not None and dict(_ATTRIBUTE.findall(found[1])).get(b"val", b"1") not in _FALSE


def _block(styles: bytes, name: bytes) -> bytes:
    found = re.search(rb"<(" + _NAME + name + rb")[\s>].*</\1\s*>", styles, re.DOTALL)
    return found[0] if found else b""


def _parts(colour: int) -> tuple[float, float, float]:
    return (colour >> 16) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255


def _tinted(colour: int, tint: float) -> int:
    """Lighter or darker, as ECMA-376 part 1, 18.8.19 has it."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return red << 16 | green << 8 | blue


def _contrast(one: int, other: int) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: int) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

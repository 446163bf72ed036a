"""Digits in groups → the numbers that they may be meant as: ``138-0013-8000``, ``1 3 8 0 …``, ``1.10105E+17``.

A number is sought in whole groups only, and the way it is grouped counts: what people use is as good as an undivided
number, an even division (the same sign between all groups) is in doubt, anything else counts for a resident id alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.personal.kinds import Kind
from generator.check.personal.number_forms import bare, form_of, form_of_rounded

FEWEST_DIGITS, MOST_DIGITS = 11, 20
DIGITS_BEFORE_X = 17
LONGEST_GAP = 4
"""Signs between two groups, any white space counting as one."""
_GROUP = re.compile(r"\d+")
_GAP = re.compile(r"[-‐-―−_.·•・,，、/|:：;；'’()（）\[\]【】「」{}~～+=&^$%!！?？ \n\t]+")
_SPACES = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"(?<![0-9A-Za-z.])(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})(?![0-9A-Za-z])")
_UNIT = re.compile(r"\s*(?:元|万|亿|吨|平方|公里|千|人次|人民币|亩|立方|美元|度)")
_CENTS = re.compile(r"\.(\d{1,2})(?![\d.])")
_HEX = frozenset("0123456789abcdefABCDEF-")
_HEX_AFTER = re.compile(r"[0-9a-fA-F-]+")
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
_LAST_X = re.compile(r"[^\w\n]{0,2}[Xx](?![A-Za-z])")
_COUNTRY = {"86", "086", "0086"}
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


def numbers(text: str, *, undivided: bool = False) -> Iterator[Number]:
    """Every number of a personal kind in a plain text. ``undivided``: digits with anything between are not joined."""
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
                yield from _number(text, groups, first, last)
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
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        between = text[match.end() : after.start()] if after else None
        yield _Group(match[0], match.start(), match.end(), _gap(between))


def _gap(between: str | None) -> str | None:
    if between is None or not _GAP.fullmatch(between):
        return None
    gap = _SPACES.sub(lambda white: "\n" if "\n" in white[0] else "\t" if "\t" in white[0] else " ", between)
    return gap if len(gap) <= LONGEST_GAP else None


def _number(text: str, groups: list[_Group], first: int, last: int) -> Iterator[Number]:
    run = groups[first : last + 1]
    start, end = run[0].start, run[-1].end
    digits = "".join(group.digits for group in run)
    x = _LAST_X.match(text, end) if len(digits) == DIGITS_BEFORE_X else None
    if x:
        end, digits = x.end(), f"{digits}X"
    form = form_of(digits)
    if form and not _is_part_of_more(text, start, end):
        kind, certain = form
        evidence = _grouping(kind, groups, first, last, bool(x))
        if evidence is not None and (evidence or certain or kind is not Kind.RESIDENT_ID):
            yield Number(
                kind, start, end, bare(kind, digits), certain and evidence and not _counts(kind, text, end)
            )


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
        return None  # a decimal fraction, or a list from nought on
    around = {groups[first - 1].gap if first else None, groups[last].gap}
    if lengths in _USUAL[kind]:
        if kind is Kind.PHONE and lengths[0] == len("1995") and gaps[0].isspace():
            return False  # a year and its figures look the same
        return not (len(set(gaps)) == 1 and gaps[0] in around and set(gaps[0]) & _LIST_SIGNS)
    if len(set(gaps)) == 1:
        return not set(gaps[0]) & _LIST_SIGNS and set(lengths) == {1}
    mixed = {" ", "-", ".", "\n", "/"}
    return False if kind is Kind.RESIDENT_ID and set(gaps) <= mixed and len(run) <= len("xxxxxx") else None


def _is_part_of_more(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a digest, a UUID, a decimal fraction or an amount with cents."""
    if _is_in_digest(text, start, end):
        return True
    if text[max(0, start - 2) : start] == "0." and not text[max(0, start - 3) : start - 2].isdigit():
        return True
    cents = _CENTS.match(text, end)
    return bool(cents and cents[1].strip("0"))


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

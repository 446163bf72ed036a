"""Home addresses by their form: a building, a staircase and a room (3号楼2单元402室), whatever the estate is called.

- A staircase (单元) with a room or a door is a home.
- A building with a room, or a street, a number and a room, is one if anything about it is residential (小区, 弄, 栋 …); if
  it names an office (人民路1号市政府大楼305室) it is none; else it is in doubt, as are buildings and households that may be
  counted (3栋120户).
- Numbers behind a building are its staircase and its room (3号楼-2-402, 3#-2-402, 8号院5号楼6层601), unless an office is named.
- So is a village group with a house number (王家村3组12号), and numbers alone behind an estate (阳光花园3-2-402).

An address that ends at its house number (示例路12号) is an office's as often as not, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.text.chinese_numerals import DIGITS, IN_FULL, TEN, TEN_IN_FULL

_HAN = "".join(DIGITS) + IN_FULL[1:]
_NUMBER = rf"(?:\d{{1,5}}|[{_HAN}{TEN}{TEN_IN_FULL}百佰]{{1,6}})[a-z甲乙丙丁]?"
_LETTER = r"(?<![a-z])[a-z甲乙丙丁](?:-?\d{1,3})?"
_STREET = r"(?:路|街|巷|弄|胡同|大道|里|坊|条|村|小区|社区|花园|花苑|家园|公寓|苑|庄|庭|城|府|园|湾|宿舍|家属院|大院)"
_NEAR = r"[^。;,:!?\n\ufffe\d]{0,10}?"
_NAMED = re.compile(_STREET)
_FAR = 30
"""Signs before it that may name the street, or say that it is an office."""
_BUILDING = rf"(?:{_NUMBER}|{_LETTER})(?:号楼|栋|幢|座|#楼?|号院)"
_STAIRCASE = rf"(?:{_NUMBER}|{_LETTER})单元"
_ROOM = rf"(?:{_NUMBER}|[a-z]-?\d{{1,4}})(?:室|户(?!外)|房(?!间|屋|源|产|型|价|贷|子))"
_DOOR = (
    rf"(?:{_ROOM}|{_NUMBER}号(?!楼|院|线)|\d{{3,4}}(?![\d年月日号楼栋幢元]|\.\d)|[东西南北中][户室]|\d{{1,2}}-\d{{1,2}}(?![\d-])"
    rf"|[{_HAN}]{{3,4}}(?![{_HAN}十百千万年]))"
)
"""A number with or without its word, also read out digit by digit, or floor and door; or on which side it is."""
_FLOOR = rf"(?:{_NUMBER}[层楼]{_NEAR})?"
_AT_STAIRCASE = re.compile(
    rf"(?:{_BUILDING}{_NEAR})?{_STAIRCASE}{_NEAR}{_FLOOR}{_DOOR}|{_BUILDING}{_NUMBER}门{_FLOOR}{_NUMBER}室"
)
"""In some cities a staircase is called a door (门)."""
_IN_BUILDING = re.compile(rf"(?:{_BUILDING}{_NEAR}){{1,2}}{_FLOOR}(?:{_ROOM}|{_NUMBER}号(?!楼|院|线))")
_AT_NUMBER = re.compile(rf"{_NUMBER}[号弄]{_NEAR}(?:{_NUMBER}号{_NEAR})?{_FLOOR}{_ROOM}")
_BEHIND_ESTATE = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}-(?:\d{1,2}-)?\d{3,4}(?!\d|-)室?")
_PARTED = r"[,、/-]?"
_ENDS = r"(?![\w-]|\.\d)"
_PARTED_AT_STAIRCASE = re.compile(
    rf"(?:{_BUILDING}{_PARTED}{_STAIRCASE}{_PARTED}{_FLOOR}(?:{_NUMBER}[室户房]|\d{{3,4}}){_ENDS}|{_STAIRCASE}[,、/-]{_FLOOR}{_NUMBER}室{_ENDS})"
)
"""A building, a staircase and a room as in the columns of a table, with a comma between."""
_BEHIND_BUILDING = re.compile(rf"(?<![\d-])\d{{1,3}}(?:号?楼|栋|幢|#楼?)-?\d{{1,2}}-\d{{3,4}}(?:室|{_ENDS})")
_ON_FLOOR = re.compile(
    rf"\d{{1,4}}号院(?:内)?\d{{1,3}}(?:号楼|栋|幢|#楼?)(\d{{1,2}})[层楼]\1\d\d(?:[室户房]|{_ENDS})"
)
"""A compound, a building, a floor, and a room that begins with the number of its floor."""
_IN_VILLAGE = re.compile(rf"[\u4e00-\u9fff]{{1,6}}[村屯寨庄]{_NEAR}{_NUMBER}(?:村民小组|组|社|队){_NUMBER}号")
_STAIRCASE_OR_GROUP = re.compile(rf"单元|门|[组社队][\d{_HAN}{TEN}{TEN_IN_FULL}]")
_CONTEXT = re.compile(r"[^。;,!?\n\ufffe]{0,24}\Z")
_BEFORE = re.compile(rf"(?:[\u4e00-\u9fff]{{1,8}}?{_STREET}{_NEAR})?(?:{_NUMBER}[号弄]{_NEAR})?\Z")
_RESIDENTIAL = re.compile(r"单元|[栋幢弄]|\d户")
"""What people live in; a street, a number and a room alone may be an office's."""
_DWELLING = re.compile(r"小区|花园|花苑|家园|公寓|新村|苑|宿舍|家属|住址|住在|家住|现住")
"""Says so even of an office's own houses (县医院家属院)."""
_OFFICE = re.compile(
    r"政府|机关|大厦|办公|服务中心|行政|委员会|[县市区省]委|党委|组织部|党校|会议|写字楼|接待|法院|检察|学校|大学|医院|管委会|公司|银行|宾馆|酒店"
    r"|园区|产业园|科技园|工业园|创业园|中心|大楼|综合楼|教学|商务"
)
_MAY_HOLD_ONE = re.compile(r"[室户房栋幢座#组社队]|单元|号|\d-\d{3}")


_CLOSED = re.compile(r"[^。;:!?\n\ufffe]+")
"""None of the forms reaches over these signs, and most of what stands between them holds no number of a house."""


def home_addresses(text: str) -> Iterator[tuple[int, int, bool]]:
    """Place of every home address in a text as it is read, without blanks, and whether it is certainly one."""
    for closed in _CLOSED.finditer(text):
        if _MAY_HOLD_ONE.search(text, *closed.span()):
            yield from _within(text, *closed.span())


def _within(text: str, first: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The same between two places of a text."""
    for form in (
        (_AT_STAIRCASE, _PARTED_AT_STAIRCASE, _IN_VILLAGE)
        if _STAIRCASE_OR_GROUP.search(text, first, end)
        else ()
    ):
        for match in form.finditer(text, first, end):
            yield _start(text, match.start()), match.end(), True
    for form in (_BEHIND_BUILDING, _ON_FLOOR):
        for match in form.finditer(text, first, end):
            context = _around(text, match.start()) + match[0]
            if not _OFFICE.search(context) or _DWELLING.search(context):
                yield _start(text, match.start()), match.end(), "#" not in match[0]
    for form in (_IN_BUILDING, _AT_NUMBER, _BEHIND_ESTATE):
        for match in form.finditer(text, first, end):
            start = _start(text, match.start())
            context = _around(text, match.start()) + match[0]
            is_named = _NAMED.search(text, start, match.start()) is not None
            is_office = _OFFICE.search(context) and not _DWELLING.search(context)
            if is_office or not (is_named or (form is _IN_BUILDING and match[0].endswith("室"))):
                continue
            is_counted = form is _IN_BUILDING and match[0].endswith("户")
            is_home = form is _BEHIND_ESTATE or _RESIDENTIAL.search(context) or _DWELLING.search(context)
            yield start, match.end(), bool(is_home) and not is_counted


def _start(text: str, start: int) -> int:
    """Where the street or the estate before it begins."""
    match = _BEFORE.search(text, max(0, start - _FAR), start)
    return match.start() if match else start


def _around(text: str, start: int) -> str:
    match = _CONTEXT.search(text, max(0, start - _FAR), start)
    return match[0] if match else ""

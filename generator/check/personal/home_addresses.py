"""Home addresses by their form: a street or an estate, a house number, and then a building, a staircase or a room.

An address that ends at its house number (示例路12号) is an office's as often as not, and is none. One that names an
office between number and room (人民路1号市政府大楼305室) is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,5})[A-Za-z甲乙丙丁]?"
_STREET = r"(?:路|街|巷|弄|胡同|大道|大街|里|坊|条|村|小区|社区|花园|花苑|家园|公寓|新村|苑|庄|庭|城|府|园|湾|宿舍|家属院|大院)"
_NEAR = r"[^。；;，,：:!?！？\n\d]{0,8}?\s?"
_BUILDING = rf"{_NUMBER}\s?(?:号楼|栋|幢|座|#楼?|单元|号院)"
_ROOM = rf"{_NUMBER}\s?(?:室|户|房(?!间|屋|源|产))"
_PARTED = r"\d{1,2}\s?-\s?(?:\d{1,2}\s?-\s?)?\d{3,4}(?!\d|\s?-)"
_NAME = r"[\u4e00-\u9fff]{1,8}?"
_FORM = re.compile(
    rf"{_NAME}{_STREET}{_NEAR}(?:{_NUMBER}\s?[号弄]{_NEAR})?"
    rf"(?:{_BUILDING}{_NEAR}(?:{_BUILDING}{_NEAR})?(?:{_ROOM}|{_NUMBER}\s?号(?!楼|院)|(?<=单元)\s?\d{{3,4}}(?!\d))|{_PARTED}\s?室?)"
    rf"|{_NAME}{_STREET}{_NEAR}{_NUMBER}\s?弄{_NEAR}{_NUMBER}\s?号{_NEAR}{_ROOM}"
    rf"|{_NAME}{_STREET}{_NEAR}{_NUMBER}\s?号{_NEAR}{_ROOM}"
    rf"|[\u4e00-\u9fff]{{1,6}}[村屯寨庄]{_NEAR}{_NUMBER}\s?(?:村民小组|组|社|队)\s?{_NUMBER}\s?号"
)
_RESIDENTIAL = re.compile(
    rf"单元|[栋幢弄户]|小区|花园|花苑|家园|公寓|新村|苑|宿舍|家属院|[组社队]\s?{_NUMBER}\s?号|\d\s?-\s?\d"
)
"""What people live in; a street, a number and a room alone may be an office's."""
_MAY_HOLD_ONE = re.compile(r"[室户房栋幢座#组社队]|单元|号|\d-\d{3}")
_OFFICE = re.compile(
    r"政府|机关|大厦|办公|服务中心|行政|委员会|[县市区省]委|党委|组织部|党校|会议|写字楼|接待|法院|检察|学校|大学|医院|管委会|公司|银行|宾馆|酒店|园区|产业园|科技园|工业园|创业园"
)


def home_addresses(text: str) -> Iterator[tuple[int, int, bool]]:
    """Place of every home address in a plain text, and whether it is certainly one."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for match in _FORM.finditer(text):
        if not _OFFICE.search(match[0]):
            yield match.start(), match.end(), _RESIDENTIAL.search(match[0]) is not None

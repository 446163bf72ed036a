from __future__ import annotations

import re
from datetime import date

from each import each
from hypothesis import given
from hypothesis import strategies as some
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from benchmarks.personal_values import hostile_values
from generator.check.personal.detection import is_suspect, personal_values
from generator.check.personal.digit_groups import numbers
from generator.check.personal.home_addresses import home_addresses
from generator.check.personal.kinds import Kind, Sighting
from generator.check.personal.mail_addresses import mail_addresses
from generator.check.personal.spelling import as_read, as_read_with_places

HOSTILE = list(hostile_values(seed=11, each=2))
IN_DOUBT = {"pairs", "rounded by Excel", "middle dots", "dots", "file name", "in an address"}
"""Spellings that are only a warning, for some of the kinds."""


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(str(one.kind), text[one.start : one.end], one.certain) for one in personal_values(text)]


def kinds(text: str) -> list[str]:
    return [str(one.kind) for one in personal_values(text)]


def test_there_are_enough_hostile_values_and_spellings() -> None:
    assert len(HOSTILE) > 250
    assert len({(value.kind, value.spelling) for value in HOSTILE}) > 150


def test_every_hostile_spelling_is_found_as_its_kind() -> None:
    for value in HOSTILE:
        sightings = [one for one in personal_values(f"甲{value.typed}乙") if one.kind is value.kind]
        assert sightings, value
        assert sightings[0].certain or value.spelling in IN_DOUBT, value


def test_no_message_shows_the_value_in_full() -> None:
    for value in HOSTILE:
        for one in personal_values(value.typed):
            assert one.value not in one.masked, value
            assert value.value not in one.masked, value


@each(("text", "place"), [
    ("电话13800138000。", "13800138000"),
    ("电话：138 0013 8000，", "138 0013 8000"),
    ("甲\n乙 1**38**00138000 丙", "1**38**00138000"),
    ("&#49;&#51;800138000&#48;", None),
    ("x &#49;3800138000 y", "&#49;3800138000"),
    ("邮箱ｚｓ＠example．org！", "ｚｓ＠example．org"),
    ("身份证 11010519491231002X，", "11010519491231002X"),
    ("住幸福小区3栋2单元402，", "住幸福小区3栋2单元402"),
])  # fmt: skip
def test_the_place_is_that_in_the_text_as_it_was_typed(text: str, place: str | None) -> None:
    assert [text[one.start : one.end] for one in personal_values(text)] == ([place] if place else [])


@each("typed", ["壹參捌零零壹參捌零零零", "弌弎捌零零弌弎捌零零零", "壹叄捌零零壹叄捌零零零"])
def test_every_way_to_write_a_digit_out_counts(typed: str) -> None:
    assert [one.value for one in personal_values(typed)] == ["13800138000"]


@each("text", [
    "", "监督电话 12380", "政务服务热线12345", "0577-88888888", "（0755）82000000", "400-123-4567", "〔2026〕14号",
    "2026-11-24 2026-12-01", "2026-11-24 09:30", "20260305093000123", "共 138000000000 元", "10,000,000,000", "1.38E+10",
    "110105194913310024",  # no such month
    "110105194902300025",  # no such day
    "110105179912310027",  # nobody alive was born then
    "110105210001010024",  # nor is anybody yet
    "6222021234567890127",  # not Luhn
    "9999021234567890128",  # no issuer
    "3f13800138000ab3f13800138000ab3f",  # a digest
    "13800138-0001-4f3a-8b2c-13800138000a",  # a UUID
    "0.13800138000", "13 14 15 16 17 18 19 20 21", "1,3,8,0,0,1,3,8,0,0,0,1,2", "138****8000",
    "logo@2x.png", "@所有人", "第一条、第二条", "一、二、三、四、五、六、七、八、九、十、十一",
    "示例路12号", "示例大道1号", "行政中心2号楼305室", "人民路1号市政府大楼305室",
    "示例路12号科技园3栋201室", "教室3户外", "第3单元", "2号楼3门课402人",
    "第3单元二〇二六年", "第3单元4-2-1节", "第3单元三四百人",
    "look at the dot on example.com", "created_at_2026", "小老鼠上灯台", "圈a和圈b",
    "http://example.org/m13800138000.htm", "https://example.org/13800138000", "https://t.me/s/13800138000a",
    "https://mp.weixin.qq.com/s?mid=13800138000", "https://example.org/?id=13800138000", "C# and F#", "page.html#top",
])  # fmt: skip
def test_what_only_looks_like_it_is_nothing(text: str) -> None:
    assert found(text) == []


@each(("text", "kind", "certain"), [
    ("11010519491231002X", "resident-id", True),
    ("110105194912310020", "resident-id", True),  # a wrong checksum, but a person's day of birth: a slip of the pen
    ("110105202611240011", "resident-id", False),  # rather a file number with its day
    ("990105194912310020", "resident-id", False),  # no such province
    ("110105198001010000", "resident-id", True),  # rounded by Excel
    ("110105491231002", "resident-id", True),
    ("990105491231002", "resident-id", False),
    ("1.10105E+17", "resident-id", True),
    ("1.10105491231E+14", "resident-id", True),
    ("9.9E+17", "resident-id", False),
    ("13800138000元", "phone", False),
    ("13800138000.25", "phone", False),  # rather an amount
    ("1380-0138-000", "phone", True),
    ("1995 1234 567", "phone", False),  # a year and its figures look the same
    ("13-80-01-38-00-0", "phone", False),
    ("1,3,8,0,0,1,3,8,0,0,0", "phone", False),
    ("6222021234567890128", "bank-card", True),
    ("6222021234567890000", "bank-card", False),
    ("4111111111111111", "bank-card", True),
    ("示例路12号302室", "address", False),  # an office's as often as not
    ("示例路12号3单元302室", "address", True),
    ("王家村3组12号", "address", True),
    ("王家村叁组拾贰号", "address", True),
    ("示例小区叁号楼贰单元肆零贰室", "address", True),
    ("示例小区三栋二单元四零二", "address", True),
    ("示例小区3号楼2单元4-2", "address", True),
    ("5号楼3单元5楼东户", "address", True),
    ("2号楼3门402室", "address", True),
    ("8号院5号楼6层601", "address", True),
    ("3号楼，2单元，402室", "address", True),
    ("3号楼、2单元、402", "address", True),
    ("2单元，402室", "address", True),
    ("3号楼-2-402", "address", True),
    ("3栋2-402", "address", True),
    ("3#-2-402", "address", False),  # or a part of a machine
])  # fmt: skip
def test_what_is_in_doubt_is_graded_so(text: str, kind: str, certain: bool) -> None:
    assert found(text) == [(kind, text.removesuffix("元").removesuffix(".25"), certain)]


@each("typed", [
    "https://wa.me/8613800138000", "wa.me/8613800138000?text=a", "https://wa.me/+8613800138000",
    "https://api.whatsapp.com/send?phone=8613800138000", "weixin://dl/chat?13800138000", "whatsapp://send/13800138000",
    "https://t.me/+8613800138000", "https://example.org/a?phone=13800138000&b=1", "https://example.org/a?mobile_no=13800138000",
])  # fmt: skip
def test_a_number_by_which_somebody_is_called_counts_in_a_web_address_too(typed: str) -> None:
    assert [one.value for one in personal_values(f"见{typed} ")] == ["13800138000"]
    assert is_suspect(typed)


@each("sign", ["圈a", "圈A", "小老鼠", " 小老鼠 ", "(小老鼠)", "_at_", "（圈a）", "ⓐ", "Ⓐ", "🅐", "⒜"])
def test_what_stands_in_for_the_sign_of_a_mail_address_counts(sign: str) -> None:
    assert [one.value for one in personal_values(f"邮箱zhang{sign}example.org")] == ["zhang@example.org"]
    assert [one.value for one in personal_values(f"邮箱zhang{sign}qq点com")] == ["zhang@qq.com"]


@each("typed", [
    "〡〣〨〇〇〡〣〨〇〇〇", "〡〣〨00138000", "㈠㈢㈧〇〇㈠㈢㈧〇〇〇", "㊀㊂㊇〇〇㊀㊂㊇〇〇〇", "㈠38 0013 8000",
])  # fmt: skip
def test_numerals_of_markets_in_brackets_and_in_rings_are_digits(typed: str) -> None:
    assert [one.value for one in personal_values(f"电话{typed}，")] == ["13800138000"]
    assert is_suspect(typed)


def test_several_values_stand_side_by_side() -> None:
    assert kinds("张三13800138000，李四 139-0013-9000；zs@example.org 11010519491231002X") == [
        "phone", "phone", "email", "resident-id",
    ]  # fmt: skip


def test_in_code_only_undivided_numbers_count() -> None:
    assert personal_values("M138 0013 8000L13.5", undivided=True) == ()
    assert [one.kind for one in personal_values("n=13800138000;", undivided=True)] == [Kind.PHONE]


@given(
    some.text(alphabet=some.characters(codec=None))
    | some.text("0123456789 -.,eE+&#;<b>/*路号室单元@ａ３一\u200b\n")
)
def test_whatever_the_text_places_lie_in_it_in_order_and_apart(text: str) -> None:
    end = 0
    for one in personal_values(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(some.text() | some.text("0123456789 -.&#;<b>/*ａ３①\u200b\n"))
def test_every_sign_that_is_read_has_its_place(text: str) -> None:
    read = as_read_with_places(text)
    assert read.text == as_read(text)
    assert len(read.starts) == len(read.ends) == len(read.text)
    assert list(read.starts) == sorted(read.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(read.starts, read.ends, strict=True))


days = some.dates(date(1900, 1, 1), date(2009, 12, 31))


@given(some.sampled_from(["110105", "330302", "650102"]), days, some.integers(0, 999))
def test_every_resident_id_is_found_for_certain(region: str, day: date, number: int) -> None:
    body = f"{region}{day:%Y%m%d}{number:03}"
    id = body + mod_11_2.calc_check_digit(body)
    assert [(one.kind, one.value, one.certain) for one in personal_values(id)] == [
        (Kind.RESIDENT_ID, id, True)
    ]


@given(some.integers(10**16, 10**17 - 1))
def test_no_number_without_a_day_of_birth_is_a_resident_id(number: int) -> None:
    digits = f"{number}0"
    possible = "1800" <= digits[6:10] <= "2099" and "01" <= digits[10:12] <= "12"
    assert possible or Kind.RESIDENT_ID not in [one.kind for one in personal_values(digits)]


@given(
    some.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    some.sampled_from(["", " ", "-", "－", ".", "\u200b", "**", "<i></i>"]),
)
def test_every_mobile_number_is_found_however_parted(number: str, gap: str) -> None:
    (one,) = personal_values(gap.join((number[:3], number[3:7], number[7:])))
    assert (one.kind, one.value, one.certain) == (Kind.PHONE, number, True)


@given(some.integers(0, 10**16 - 1))
def test_every_card_is_found(number: int) -> None:
    body = f"62{number:016}"
    card = body + luhn.calc_check_digit(body)
    assert (Kind.BANK_CARD, card) in [(one.kind, one.value) for one in personal_values(f"卡号{card}")]


@given(
    some.text("0123456789abcdef", min_size=64, max_size=64),
    some.sampled_from(
        ["", "13800138000", "11010519491231002", "110105194912310020", "6222021234567890128", "1e18"]
    ),
    some.integers(0, 64),
)
def test_a_digest_is_not_looked_at_closer_and_nothing_would_be_found_in_it(
    text: str, inner: str, place: int
) -> None:
    digest = (text[:place] + inner + text[place:])[:64]
    if digest.isdigit():
        assert is_suspect(digest), "digits alone are looked at"
    else:
        assert not is_suspect(digest)
        assert not [*numbers(digest), *mail_addresses(digest), *home_addresses(digest)]
    assert is_suspect(f"13800138000{'a' * 52}")


@given(some.text())
def test_what_is_not_suspect_holds_nothing(text: str) -> None:
    """The look before the closer look loses nothing that the closer look would find."""
    if not is_suspect(text):
        assert personal_values(f"{text}&#x41;") == ()


@each("sighting", [
    (Sighting(Kind.PHONE, 0, 1, "13800138000"), "1380****000"),
    (Sighting(Kind.RESIDENT_ID, 0, 1, "11010519491231002X"), "1101***********02X"),
    (Sighting(Kind.EMAIL, 0, 1, "zhang.san@example.org"), "z***@example.org"),
    (Sighting(Kind.ADDRESS, 0, 1, "示例路12号3单元402室"), "示例路*号*单元*室"),
])  # fmt: skip
def test_masks(sighting: tuple[Sighting, str]) -> None:
    assert sighting[0].masked == sighting[1]


def test_long_texts_of_numbers_end() -> None:
    """No detector looks at a text again and again: each of these would otherwise not end within a day."""
    pieces = (
        "1 ",
        "1-",
        "a@",
        "路1号",
        "1号楼",
        "&#49;",
        "<b>",
        "a.a",
        "1.1e",
        "a at ",
        "一 ",
        "<a ",
        "a.",
        "13800138000 ",
        "号",
    )
    for piece in pieces:
        for text in (piece * 3_000 + "@", "a@" + piece * 3_000):
            personal_values(text)
    for blank in (" ", "\n", "*", "\u200b", "0", "组1"):
        personal_values(f"1{blank * 10_000}1@")
        personal_values(f"13800138000{blank * 10_000}元")


def test_a_value_is_its_plain_spelling() -> None:
    for value in HOSTILE:
        for one in personal_values(value.typed):
            if one.kind is value.kind and value.spelling in ("full width", "zero width", "Han"):
                assert re.sub(r"\s", "", one.value) == value.value

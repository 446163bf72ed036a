from __future__ import annotations

import json

from each import each
from hypothesis import given
from hypothesis import strategies as some

from check.reported import PATH
from generator.check.personal.detection import masked
from generator.check.report.masking import masked_path, storable, visible
from generator.check.report.speaker import Speaker
from generator.check.values.messages import shown
from generator.model.text.wording import Wording, say


@each(("written", "shown"), [
    ("13800138000", "1380****000"),
    ("138 - 0013 - 8000", "1380****000"),
    ("１３８－００１３－８０００", "1380****000"),
    ("138\u200b00138\u200b000", "1380****000"),
    ("+86 138 0013 8000", "+1380****000"),
    ("330102198001011234", "3301***********234"),
    ("330102-19800101-123X", "3301***********23X"),
    ("6222 0212 3456 7890 128", "6222************128"),
    ("2026-11-24 13800138000", "2026-11-24 1380****000"),
    ("2026-11-24-13800138000", "2026-11-24-1380****000"),
    ("电话13800138000，或 139 0013 9000。", "电话1380****000，或 1390****000。"),
    ("a.b+c@mail.sample.example", "a***@mail.sample.example"),
    ("a＠sample．example", "a***@sample.example"),
    ("张三@示例.cn", "张***@示例.cn"),
    ("住人民路12号3单元402室", "住人民路*号*单元*室"),
    ("壹叁捌零零壹叁捌零零零", "1380****000"),
])  # fmt: skip
def test_what_the_gate_finds_is_masked(written: str, shown: str) -> None:
    assert masked(written) == shown


@each(
    "text",
    [
        "2026-11-24",
        "2026-11-24 09:30",
        "2026-11-24 2026-12-01",
        "2026-11-24–2026-12-01",
        "2026-11-24-001",
        "20260305-001",
        "〔2026〕14号",
        "1234567890",
        "gs-2026-0011",
        "0577-88888888",
        "0577 88888888",
        "0577-88888888-8001",
        "10,000,000,000",
        "12345.6789",
        "1a2b3c4d5e6f7890",
        "10 / 20 / 30 / 40 / 50 / 60",
        "第 3 行第 5 字",
        "https://example.org/a/m15303153001.htm",
        "8.645533141210375",
    ],
)
def test_what_is_nobody_s_stays_readable(text: str) -> None:
    assert masked(text) == text


@given(
    some.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    some.sampled_from(["", " ", "-", "－", "\u3000", "\u2009"]),
)
def test_no_mobile_number_comes_through(number: str, gap: str) -> None:
    written = gap.join((number[:3], number[3:7], number[7:]))
    shown = "".join(sign for sign in masked(f"联系{written}。") if sign.isdigit())
    assert len(shown) <= len(number) - 4, "of eleven digits the first three and the last four at the most"


@given(some.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


def test_long_texts_cost_little() -> None:
    """Neither pattern looks at a text again and again: this would not end within a day."""
    for piece in ("a", "1 ", "1-", "2026-11-24 ", "a@"):
        assert masked(piece * 10_000)


@given(some.text(some.characters(codec=None)))
def test_what_is_visible_stands_on_one_line_and_can_be_stored(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert json.loads(json.dumps(shown)) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown


@each(
    ("text", "shown"),
    [
        ("a\nb", "a␊b"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f", "␡"),
        ("\u202e", "<U+202E>"),
        ("\x85", "<U+0085>"),
        ("\U0001ffff", "<U+1FFFF>"),
    ],
)
def test_signs_that_nobody_would_see_are_named(text: str, shown: str) -> None:
    assert visible(text) == shown


@each("text", ["中文　全角空格", "𰻝𠮷", "Māori, 한국어", "🙂"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_name_that_utf_8_cannot_hold_is_storable() -> None:
    assert storable("坏\udcff.yaml") == "坏?.yaml"
    assert storable("a\nb") == "a\nb"


def test_a_path_is_masked_name_by_name_and_else_stays_as_it_is() -> None:
    speak = Speaker("en")
    assert PATH in speak(say("It stands first in {path}, line {line}.", path=PATH, line=3))
    path = "data/tasks/张三 138-0013-8000.d/a13900139000.csv"
    assert masked_path(path) == "data/tasks/张三 1380****000.d/a1390****000.csv"
    assert masked_path(path) in speak(say("It stands first in {path}, line {line}.", path=path, line=3))


def test_what_is_quoted_is_masked_before_it_is_cut() -> None:
    """However the text before it is, no cut leaves a part of a number that the mask would have hidden."""
    for length in range(170, 201):
        told = Speaker("en")(say("'{value}' is no date.", value="样" * length + "13800138000"))
        assert "13800" not in told
        assert len(told) < 230
    for length in range(20, 41):
        assert "13800" not in shown("样" * length + "13800138000")


def test_every_other_parameter_is_masked_the_nested_ones_too() -> None:
    number = "13800138000"
    inner = say("Write one of: {allowed}.", allowed=number)
    for value in (number, int(number), Wording(number), inner):
        assert number not in Speaker("zh")(say("{field} is {value}", field="x", value=value))

"""Whatever spelling is typed finds whatever spelling a record has, and is marked there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from building import Root
from disclosing import disclosed
from each import each
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.search.engine import Engine, running, write_index
from generator.model.text.folding import fold, is_word
from generator.website.search.days import days_in, pattern

SCHEMA = {
    "fields": [
        {"name": "id"},
        {"name": "title", "title": "标题"},
        {"name": "person", "title": "姓名"},
        {"name": "amount", "title": "金额", "type": "number"},
        {"name": "held_on", "title": "日期", "type": "date"},
        {"name": "text", "title": "内容", "show": "long"},
    ],
    "sunlit": {"title": "记事", "department": "person"},
}
RECORDS = {
    "padded": {"person": "陈　样甲"},
    "spaced": {"person": "陈 样甲"},
    "plain": {"person": "陈样甲"},
    "dot": {"person": "古丽·样例"},
    "bullet": {"person": "古丽•样例"},
    "point": {"person": "古丽‧样例"},
    "full": {"person": "古丽．样例"},
    "radicals": {"text": "⻓期规划由⼯作组实施"},
    "selector": {"text": "葛\U000e0100城县"},
    "compatible": {"text": "凉\uf9dc亭"},
    "bracket": {"text": "样组通〔2026〕14号"},
    "amount": {"amount": "7654321.5"},
    "wrapped": {"text": "推进托幼\n服务体系"},
    "emoji": {"text": "👍🏽 完成 ❤️"},
    "accents": {"text": "café, Māori, Straße"},
    "traditional": {"text": "網頁標題"},
    "grouped": {"text": "共2,345,678.50元"},
    "bare": {"text": "共2345678.50元"},
    "day": {"held_on": "2025-07-09"},
    "iso": {"text": "自2025-07-09起"},
    "english": {"text": "held on 9 July 2025 at noon"},
    "american": {"text": "on July 9, 2025"},
    "padded-day": {"text": "2025年07月09日召开"},
    "slashes": {"text": "2025/7/9"},
    "numerals": {"text": "二〇二五年七月九日"},
    "longer-number": {"text": "十七月九日，一二〇二五年七月"},
    "other-year": {"text": "9 Jul 2024; 10 decisions; 19 July 2025"},
    "month": {"text": "2025年7月通报"},
    "parts": {"text": "In July we met 9 times, as in 2025"},
}

DAY = "day iso english american padded-day slashes numerals"
"""What names the ninth of July 2025."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    root = Root(tmp_path_factory.mktemp("spellings"))
    root.schema(SCHEMA)
    root.records(*({"id": id, "title": f"记事{id}", **values} for id, values in RECORDS.items()))
    write_index(disclosed(root.folder), root.folder)
    with running(root.folder) as engine:
        yield engine


@each(("text", "found"), [
    ("陈样甲", "padded spaced plain"), ('"陈 样甲"', "padded spaced plain"), ("古丽·样例", "dot bullet point full"),
    ("古丽.样例", "dot bullet point full"), ("古丽样例", "dot bullet point full"), ("古丽·", "dot bullet point full"),
    ("长期规划", "radicals"), ("工作组", "radicals"), ("⼯作组", "radicals"), ("葛城县", "selector"), ("隆亭", "compatible"),
    ("样组通[2026]14号", "bracket"), ("样组通(2026)14号", "bracket"), ("样组通〔2026〕14", "bracket"), ("7654321.5", "amount"),
    ("7,654,321.5", "amount"), ("托幼服务", "wrapped"), ("👍", "emoji"), ("❤", "emoji"), ("👍🏿", "emoji"), ("cafe", "accents"),
    ("CAFÉ", "accents"), ("maori", "accents"), ("strasse", "accents"), ("网页标题", "traditional"), ("網页", "traditional"),
    ("2345678.5", "grouped bare"), ("2,345,678.5", "grouped bare"), ("2345678.50元", "grouped bare"), ("345678.5", ""),
    ("2025年7月9日", DAY), ("2025-07-09", DAY), ('"9 July 2025"', DAY), ("9 July 2025", f"{DAY} other-year parts"),
    ("July 9, 2025", DAY), ("2025年7月09日", DAY), ("２０２５年７月９日", DAY), ("2025 年 7 月 9 日", DAY),
    ("二〇二五年七月九日", DAY), ("二○二五年 七月九号", DAY), ("七月九日", f"{DAY} other-year"),
    ("二零二五年七月", f"{DAY} other-year month"), ("十七月", "longer-number"),
    ("2025年7月", f"{DAY} other-year month"), ("7月9日", f"{DAY} other-year"), ('"July 2025"', f"{DAY} other-year month"),
    ('"9 Jul"', f"{DAY} other-year"), ('"10 December"', ""), ("2025-13-09", ""), ("2025-07-0", "iso"),
    ("样甲陈", ""), ("🎉", ""), ("1.5", ""),
])  # fmt: skip
def test_a_spelling_finds_the_others(engine: Engine, text: str, found: str) -> None:
    hits = engine.answers(text, size=50)[0]["hits"]
    assert {hit["id"] for hit in hits} == set(found.split())
    for hit in hits:
        marked = [piece["text"] for piece in (*hit["title"], *hit["context"]) if piece["mark"]]
        assert marked, (hit["id"], hit["context"])


@given(
    some.lists(
        some.sampled_from(
            [
                *"0123456789年月日号-/. ,字é",
                "jan",
                "march",
                "9 mar 2026",
                "2026-03-05",
                "三月五日",
                "二〇二六年十二月",
                *"〇二十",
            ]
        )
    ).map("".join)
)
def test_days_are_looked_for_wherever_one_may_begin(text: str) -> None:
    """As by the pattern, tried at every character."""
    folded = fold(text)
    every = re.finditer(f"(?=({pattern()}))", folded)
    begin = {match.start() for match in every if not (match.start() and goes_on(folded[match.start() - 1]))}
    found = list(days_in(folded))
    assert {place.start for place, _ in found} <= begin
    missed = begin - {place.start for place, _ in found}
    assert all(
        place.start for start in missed for place, _ in days_in(folded[start:])
    )  # no calendar has them


def goes_on(before: str) -> bool:
    """Whether a word or a number goes on behind a sign."""
    return is_word(before) or before in "〇零○一二三四五六七八九十"


def test_what_is_shown_is_what_was_typed(engine: Engine) -> None:
    (hit,) = engine.answers("隆亭")[0]["hits"]
    assert "".join(piece["text"] for piece in hit["context"]) == "凉\uf9dc亭"
    assert [piece["text"] for piece in hit["context"] if piece["mark"]] == ["\uf9dc亭"]


def test_departments_that_read_alike_are_one(engine: Engine) -> None:
    values = {one["value"]: one["count"] for one in engine.answers("")[-1]["facets"]["department"]}
    assert sorted(values.values()) == [3, 4]
    (name,) = (value for value, count in values.items() if count == 3)
    assert len(engine.found("", filters={"department": [name]})) == 3

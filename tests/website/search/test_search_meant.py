"""Where nothing holds what was typed, words are offered that sound so or are a sign away; results they are never."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from building import DAY, Root
from disclosing import disclosed
from each import each
from pages_of_ours import page

from benchmarks.search.engine import Engine, running, write_index
from generator.website.search import segment_files
from generator.website.search.documents import of_page
from generator.website.search.pinyin import _reading, forget_dictionary, pairs, spoken, words_of
from generator.website.search.segment_files import SegmentFiles
from generator.website.search.segments import Cut

SCHEMA = {
    "fields": [{"name": "id"}, {"name": "title"}, {"name": "person"}],
    "sunlit": {"title": "记事"},
}
NOTICES = {
    "fields": [
        {"name": "id"},
        {"name": "title"},
        {"name": "starts_on", "type": "date"},
        {"name": "ends_on", "type": "date"},
        {"name": "named", "personal": {"class": "name", "public": "during-period"}},
    ],
    "sunlit": {
        "title": "公示",
        "period": {"from": "starts_on", "to": "ends_on"},
        "neutral_title": ["{title}"],
    },
}
RECORDS = (
    {"id": "a", "title": "政府信息公开条例"},
    {"id": "b", "title": "重庆路排水管网改造（二期）", "person": "吴晓样"},
    {"id": "c", "title": "养老服务办法", "person": "古丽·样例"},
    {"id": "e", "title": "关于修改条例的说明"},
    {"id": "f", "title": "Annual Régulation Report"},
)
NOTICE = {"id": "d", "title": "公示", "starts_on": str(DAY), "ends_on": str(DAY), "named": "欧阳样甲"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    root = Root(tmp_path_factory.mktemp("meant"))
    root.schema(SCHEMA)
    root.records(*RECORDS)
    root.schema(NOTICES, "notices")
    root.records(NOTICE, type="notices")
    write_index(disclosed(root.folder), root.folder)
    with running(root.folder) as engine:
        yield engine


@each(("typed", "meant"), [
    ("wuxiaoyang", ["吴晓样"]), ("wxy", ["吴晓样"]), ("WuXiao", ["吴晓样"]),
    ("wx", ["吴晓样"]), ("chongqinglu", ["重庆路排水管网改造"]),
    ("yanglao", ["养老服务办法"]), ("gulyl", []), ("guliyangli", ["古丽样例"]), ("zzz", []), ("plastic", []),
    ("tiaoli", ["条例"]), ("tl", ["条例"]), ("tiaol", ["条例"]), ("xinxigongkai", ["信息公开"]), ("xxgk", ["信息公开"]),
    ("guanwang gaizao", ["管网改造"]), ("gongkaixinxi", []), ("wu xiao", ["吴晓样"]), ("xiaoyang", ["晓样"]),
    ("wuxaioyang", ["吴晓样"]), ("wuxioyang", ["吴晓样"]), ("tiaoil", ["条例"]), ("yanglaofuwubnafa", ["养老服务办法"]),
    ("zhengfuxinix", ["政府信息"]), ("gulyangli", ["古丽样例"]), ("wxz", []),
    ("regulaton", ["Régulation"]), ("anual reprot", ["Annual", "Report"]), ("reprot", ["Report"]),
    ("政府信息公开条列", ["政府信息公开条例"]), ("政府信公开条例", ["政府信息公开条例"]),
    ("排水官网改造", ["排水管网改造"]), ("养老服物", ["养老服务"]),
    ("消防安全检查", []), ("不在此处", []), ("排水官网", ["排水管网"]),
])  # fmt: skip
def test_what_was_probably_meant(engine: Engine, typed: str, meant: list[str]) -> None:
    assert engine.ask("meant", text=typed) == meant
    assert engine.answers(typed)[-1]["total"] == 0, "never a result"
    for words in meant:
        assert engine.answers(words)[-1]["total"] > 0, words


def test_who_is_on_notice_is_offered_until_the_last_day(engine: Engine) -> None:
    assert engine.ask("meant", text="ouyang", today=str(DAY)) == ["欧阳样甲"]
    assert engine.ask("meant", text="oyyj", today="2031-01-01") == []


def test_words_are_those_of_titles_and_names() -> None:
    assert list(words_of("关于A1的通知", "王 样甲\n一个相当长的句子说了很多\n样例科")) == [
        "关于",
        "的通知",
        "王样甲",
        "样例科",
    ]
    assert list(words_of("The Māori Ministry of 2026 教育", "")) == ["教育", "Māori", "Ministry"]
    assert spoken(["重庆", "单于", "女", "Māori"]) == [
        "chan yu 单于",
        "chong qing 重庆",
        "maori Māori",
        "nv 女",
    ]


def test_the_tables_of_readings_go_when_a_segment_has_been_read_and_are_there_again_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _reading.cache_clear()
    assert spoken(["单于"]) == ["chan yu 单于"]
    assert "pypinyin" in sys.modules
    monkeypatch.setattr(segment_files, "forget_dictionary", forget_dictionary)
    made = SegmentFiles("", Cut(0, 1)).files([of_page(page("a.html", "zh", "单于", ""))], DAY)
    assert len(list(made)) > 1
    assert not [name for name in sys.modules if name.startswith("pypinyin")]
    assert spoken(["重庆"]) == ["chong qing 重庆"]


def test_pairs_are_those_within_a_word_the_most_frequent_first() -> None:
    lines = ["gong kai tiao li 公开条例", "xiu gai tiao li 修改条例", "ministry Ministry"]
    assert pairs(lines) == ["tiao li 条例", "gai tiao 改条", "kai tiao 开条"]

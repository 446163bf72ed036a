"""Where nothing holds what was typed, words are offered that sound so or are a sign away; results they are never."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import DAY, Root
from disclosing import disclosed
from each import each
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from benchmarks.search.engine import Engine, running, write_index
from generator.model.files.working_folders import PLACE
from generator.website.search.dictionary import dictionary
from generator.website.search.pinyin import pairs, spoken, words_of

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


PHRASES = sorted(phrase for phrase in PHRASES_DICT if len(phrase) < 5)
HAN = st.characters(
    min_codepoint=0x3400, max_codepoint=0x9FFF, exclude_characters=map(chr, range(0x4DC0, 0x4E00))
)
WORDS = st.lists(
    st.sampled_from(PHRASES) | st.sampled_from(PHRASES).map(lambda phrase: phrase[:-1]) | HAN, min_size=1
)


@given(WORDS.map("".join))
def test_words_are_spoken_as_pypinyin_speaks_them(word: str) -> None:
    assert dictionary().spoken(word) == " ".join(lazy_pinyin(word, errors="ignore"))


def test_the_dictionary_is_made_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Loaded, pypinyin takes 60 MB: no process that makes pages has it."""
    monkeypatch.setenv(PLACE, str(tmp_path))
    code = "import sys; from generator.website.search.pinyin import spoken; print(spoken(['单于']), 'pypinyin' in sys.modules)"
    for _ in range(2):  # the second finds what was damaged
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert told == "['chan yu 单于'] False\n"
        (kept,) = (tmp_path / "dictionary").iterdir()
        assert 500_000 < kept.stat().st_size < 2_000_000
        kept.write_bytes(kept.read_bytes()[:-1])


def test_pairs_are_those_within_a_word_the_most_frequent_first() -> None:
    lines = ["gong kai tiao li 公开条例", "xiu gai tiao li 修改条例", "ministry Ministry"]
    assert pairs(lines) == ["tiao li 条例", "gai tiao 改条", "kai tiao 开条"]

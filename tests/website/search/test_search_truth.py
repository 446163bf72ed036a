"""What is found is what the texts hold: everything, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import chain

import pytest
from each import each

from benchmarks.search.corpus import GIVEN, SURNAMES
from benchmarks.search.engine import Engine, documents, truth
from generator.disclose.disclosure import Disclosure, Entry

ABSENT = (
    "欧阳锋 司马懿 诸葛亮 上官婉 慕容复 令狐冲 东方朔 公孙胜 尉迟恭 长孙晟 独孤信 皇甫嵩 宇文泰 夏侯惇 端木赐 百里奚 "
    "南宫适 西门豹 左丘明 钟离权 太史慈 申屠嘉 濮阳兴 淳于髡 单于丹 轩辕集 呼延灼 闾丘冲 亓官勤 仉督亮"
).split()
QUERIES = (
    "养老服务", "養老服務", "排水管网改造", "征求意见", "的", "路", "王", "督查 整改", "督查　通报", "公", "务",
    "t1", "T12", "Ｔ１２", "n3", "2026", "202", "2026年", "2026年3月", "3月5日", "12%", "%", "t1 的", "zzz",
    "〔2025〕", "〔2025〕14", "145号", "(2025)", "“征求意见”", "「公开」 办理", '"责任书"', "组织一科", "——", "，",
    "机关党委、公示", "选拔任用公示", "窗口延时", "不在此处", "办理的工作", "的的",
)  # fmt: skip


@each("text", QUERIES)
def test_a_query_finds_what_the_texts_hold(text: str, corpus: Disclosure, over_corpus: Engine) -> None:
    found = over_corpus.found(text)
    assert len(set(found)) == len(found)
    expected = truth(documents(corpus), text) if re.search(r"[\w%]", text) else set()
    assert set(found) == expected


@pytest.mark.parametrize("pieces", [20, pytest.param(600, marks=pytest.mark.proof)])
def test_pieces_of_the_texts_themselves_are_found(
    corpus: Disclosure, over_corpus: Engine, pieces: int
) -> None:
    """Any run of characters out of any record, of one to twelve, wherever it begins."""
    chance, all_documents = random.Random(6), documents(corpus)
    for _ in range(pieces):
        document = chance.choice(all_documents)
        line = chance.choice([document.title, *document.text.split("\n")])
        start = chance.randrange(len(line))
        piece = line[start : start + chance.randint(1, 12)]
        found = set(over_corpus.found(f'"{piece}"'))
        assert found == (truth(all_documents, f'"{piece}"') if re.search(r"[\w%]", piece) else set()), piece


def names(disclosure: Disclosure) -> set[str]:
    """The names of people in the records: what stands in the fields that hold names."""
    rows = [
        row for entry in entries_of(disclosure) for row in (entry.values, *chain(*entry.children.values()))
    ]
    found = {
        str(row[name]) for row in rows for name in ("name", "person", "responsible", "leader") if name in row
    }
    return {name for name in found if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name)}


def entries_of(disclosure: Disclosure) -> Iterator[Entry]:
    return chain(*disclosure.entries.values())


def test_every_name_of_the_examples_is_found(shipped: Disclosure, over_shipped: Engine) -> None:
    """In full, and by its last two characters; the examples call nobody by two."""
    all_documents, known = documents(shipped), names(shipped)
    assert len(known) >= 20
    for name in known | {name[-2:] for name in known}:
        assert truth(all_documents, name)
        assert set(over_shipped.found(name)) == truth(all_documents, name), name


def test_a_name_that_is_public_for_a_period_alone_is_found_in_its_period_and_not_in_the_index(
    shipped: Disclosure, over_shipped: Engine
) -> None:
    bound = [entry.only_in_period for entry in entries_of(shipped)]
    rows = [row for held in bound if held for row in chain(*held.children.values())]
    passing = {str(row["name"]) for row in rows if row.get("name")} - names(shipped)
    assert passing
    for name in passing:
        assert over_shipped.found(name), name
        assert truth(documents(shipped), name) == set(), name
        assert over_shipped.answers(name, today="2031-01-01")[-1]["total"] == 0, name


def test_every_two_character_name_of_many_is_found(corpus: Disclosure, over_corpus: Engine) -> None:
    all_documents = documents(corpus)
    texts = " ".join(f"{document.heading} {document.text}" for document in all_documents)
    known = set(re.findall(f"[{SURNAMES}][{GIVEN}]", texts))
    assert len(known) > 500
    for name in sorted(known)[::10]:
        assert set(over_corpus.found(name)) == truth(all_documents, name), name


def test_thirty_names_that_do_not_occur_find_nothing(
    shipped: Disclosure, corpus: Disclosure, over_shipped: Engine, over_corpus: Engine
) -> None:
    absent = [name for name in ABSENT if not truth(documents(shipped), name) | truth(documents(corpus), name)]
    assert len(absent) == 30
    for name in absent:
        for engine in (over_shipped, over_corpus):
            first, last = engine.answers(name)
            assert (first["hits"], last["total"], last["exact"]) == ([], 0, True), name


def test_what_is_shown_is_marked_where_it_matches(corpus: Disclosure, over_corpus: Engine) -> None:
    for text in ("养老服务", "養老服務", "２０２６", "t12"):
        for hit in over_corpus.answers(text, size=30)[0]["hits"]:
            marked = [piece["text"] for piece in (*hit["title"], *hit["context"]) if piece["mark"]]
            assert marked or hit["id"].startswith("t12")
            # A blank that folding leaves out goes with the sign before it.
            assert all(re.fullmatch("(养老服务|2026|t12)+", part) for part in marked)


def test_a_record_without_a_page_is_not_found(shipped: Disclosure, over_shipped: Engine) -> None:
    addresses = {f"{document.type}/{document.name}.html" for document in documents(shipped)}
    assert set(over_shipped.found("")) == {*addresses, "about.html"}

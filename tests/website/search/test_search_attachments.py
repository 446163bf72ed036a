"""The text of attachments is found, shown as such, and cut where it is said to be; what goes with a notice is never kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from building import DAY, Root
from disclosing import disclosed
from each import each
from files_to_attach import page

from benchmarks.search.engine import Engine, running, write_index
from generator.model.files.attachment import MOST_TEXT
from generator.website.search.postings import inflated

SCHEMA = {
    "fields": [
        {"name": "id"},
        {"name": "title"},
        {"name": "starts_on", "type": "date"},
        {"name": "ends_on", "type": "date"},
        {"name": "person", "personal": {"class": "name", "public": "during-period"}},
        {"name": "report", "show": "attachment"},
    ],
    "sunlit": {
        "title": "公示",
        "period": {"from": "starts_on", "to": "ends_on"},
        "neutral_title": ["{title}"],
    },
}
NOTES = {
    "fields": [{"name": "id"}, {"name": "title"}, {"name": "report", "type": "array", "show": "attachment"}],
    "sunlit": {"title": "记事"},
}
LONG = "样例文字，" * (MOST_TEXT // 5) + "末尾藏词"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Root(tmp_path_factory.mktemp("attached"))
    root.schema(NOTES)
    root.schema(SCHEMA, "notices")
    root.write("data/attachments/plan.pdf", page("Rules on composting of kitchen waste"))
    root.write("data/attachments/list.csv", "事项,说明\n排水管网,二期改造 工程\n")
    root.write("data/attachments/long.csv", f"事项\n{LONG}\n")
    root.write("data/attachments/own.csv", "名称\n增补甲乙\n")
    root.write("data/attachments/more.csv", "名称\n补充材料\n")
    root.write("data/attachments/passing.csv", "事项\n随公示下架\n")
    root.records(
        {"id": "a", "title": "办法甲", "report": ["plan.pdf"]},
        {"id": "b", "title": "办法乙", "report": ["list.csv"]},
        {"id": "c", "title": "办法丙", "report": ["long.csv"]},
        {"id": "d", "title": "排水管网通知"},
        {"id": "f", "title": "办法己", "report": ["own.csv", "more.csv"]},
    )
    ends = str(DAY + timedelta(days=3))
    notice = {
        "id": "n",
        "title": "公示丁",
        "starts_on": str(DAY),
        "ends_on": ends,
        "person": "样某",
        "report": "passing.csv",
    }
    root.records(notice, type="notices")
    write_index(disclosed(root.folder), root.folder)
    return root.folder


@pytest.fixture(scope="module")
def engine(site: Path) -> Iterator[Engine]:
    with running(site) as engine:
        yield engine


@each(("text", "address", "name"), [
    ("composting", "notes/a.html", "plan.pdf"), ('"kitchen waste"', "notes/a.html", "plan.pdf"),
    ("二期改造工程", "notes/b.html", "list.csv"),
    ("plan.pdf", "notes/a.html", "plan.pdf"),
])  # fmt: skip
def test_words_of_an_attachment_lead_to_its_record(
    engine: Engine, text: str, address: str, name: str
) -> None:
    (hit,) = (hit for hit in engine.answers(text)[-1]["hits"] if hit["attachment"])
    assert hit["address"] == address
    assert "".join(piece["text"] for piece in hit["attachment"]["name"]) == name
    assert hit["title"] == [{"text": "办法甲" if address == "notes/a.html" else "办法乙", "mark": False}]
    assert not hit["attachment"]["isCut"]
    assert any(piece["mark"] for piece in (*hit["context"], *hit["attachment"]["name"]))


def test_a_record_stands_before_attachments_and_each_is_told_apart(engine: Engine) -> None:
    for sort in ("match", "newest"):
        hits = engine.answers("排水管网", sort=sort)[-1]["hits"]
        assert [bool(hit["attachment"]) for hit in hits] == [False, True], sort


def test_the_text_is_cut_where_it_is_said(engine: Engine) -> None:
    (hit,) = engine.answers("样例文字")[-1]["hits"]
    assert hit["attachment"]["isCut"]
    assert engine.answers("末尾藏词")[-1]["total"] == 0


def test_the_title_of_the_record_finds_no_attachment(engine: Engine) -> None:
    assert [hit["attachment"] for hit in engine.answers("办法甲")[-1]["hits"]] == [None]


@each(("text", "address", "name"), [
    ("办法甲 composting", "notes/a.html", "plan.pdf"), ("二期改造工程 办法乙", "notes/b.html", "list.csv"),
    ('"kitchen waste" 办法', "notes/a.html", "plan.pdf"), ("甲 waste kitchen", "notes/a.html", "plan.pdf"),
    ("样例文字 丙", "notes/c.html", "long.csv"),
    ("增补 补充 办法己", "notes/f.html", "own.csv"),
])  # fmt: skip
def test_words_of_a_record_and_of_its_attachments_find_it_together(
    engine: Engine, text: str, address: str, name: str
) -> None:
    for sort in ("match", "newest", "oldest"):
        answer = engine.answers(text, sort=sort)[-1]
        (hit,) = answer["hits"]
        assert (hit["address"], answer["total"], answer["exact"]) == (address, 1, True)
        assert "".join(piece["text"] for piece in hit["attachment"]["name"]) == name
        assert any(piece["mark"] for piece in (*hit["context"], *hit["title"]))
    assert engine.found(text, filters={"type": ["notes"]}) == [address]
    assert engine.found(text, filters={"type": ["notices"]}) == []


def test_words_of_different_records_find_nothing_together(engine: Engine) -> None:
    for text in ("办法丙 composting", "composting 排水管网", "办法乙 kitchen 二期"):
        assert engine.answers(text)[-1]["total"] == 0, text


def test_who_alone_holds_all_is_found_once(engine: Engine) -> None:
    """An attachment that holds every word is a hit of its own, and its record none besides."""
    for text in ("composting kitchen", "二期 事项"):
        (hit,) = engine.answers(text)[-1]["hits"]
        assert hit["attachment"], text


def test_without_words_and_in_suggestions_there_are_records_alone(engine: Engine) -> None:
    answer = engine.answers("", size=50)[-1]
    assert (answer["total"], [hit["attachment"] for hit in answer["hits"]]) == (6, [None] * 6)
    assert engine.ask("suggest", text="list", limit=5) == []


def test_what_goes_with_a_notice_stands_in_no_index(site: Path, engine: Engine) -> None:
    assert engine.answers("随公示下架")[-1]["total"] == 0
    for path in site.joinpath("search").rglob("*.bin"):
        assert "随公示" not in inflated(path.read_bytes()).decode(errors="replace"), path

"""Who is on notice now is found by name, until the last day, and in no other file than the one that goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from building import DAY, Root
from disclosing import disclosed
from each import each

from benchmarks.search.engine import Engine, running, write_index
from generator.model.files.addresses import OPEN_NAMES
from generator.website.search.postings import deflated, inflated

BOUND = {"personal": {"class": "name", "public": "during-period"}}
SCHEMA = {
    "fields": [
        {"name": "id"},
        {"name": "title", "personal": {"class": "other", "public": "during-period"}},
        {"name": "unit"},
        {"name": "starts_on", "type": "date"},
        {"name": "ends_on", "type": "date"},
        {"name": "lead", **BOUND},
        {"name": "unseen", "show": "hidden", **BOUND},
        {"name": "degree", "personal": {"class": "other", "public": "during-period"}},
    ],
    "sunlit": {
        "title": "公示", "title_field": "title", "date": "starts_on", "period": {"from": "starts_on", "to": "ends_on"},
        "neutral_title": ["{unit}公示"],
        "children": {"people": {"title": "对象", "fields": [{"name": "name", **BOUND}]}},
    },
}  # fmt: skip
SOON, LATER = DAY + timedelta(days=2), DAY + timedelta(days=9)
RECORDS = (
    {"id": "a", "title": "甲", "unit": "样例一科", "starts_on": DAY, "ends_on": SOON, "lead": "欧阳 样例",
     "unseen": "司徒样例", "degree": "样例学位", "people": [{"name": "王样甲"}, {"name": "李样乙"}]},
    {"id": "b", "title": "乙", "unit": "样例二科", "starts_on": DAY, "ends_on": LATER, "people": [{"name": "王样丙"}]},
    {"id": "c", "title": "丙", "unit": "样例三科", "starts_on": DAY - timedelta(days=40), "ends_on": DAY - timedelta(days=30),
     "people": [{"name": "王样丁"}]},
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Root(tmp_path_factory.mktemp("open"))
    root.schema(SCHEMA)
    root.records(*RECORDS)
    write_index(disclosed(root.folder), root.folder)
    return root.folder


@pytest.fixture(scope="module")
def engine(site: Path) -> Iterator[Engine]:
    with running(site) as engine:
        yield engine


def found(engine: Engine, text: str, today: date = DAY) -> list[str]:
    answer = engine.answers(text, today=str(today))[-1]
    assert answer["total"] == len(answer["hits"])
    assert answer["exact"]
    return sorted(hit["id"] for hit in answer["hits"])


@each(
    ("text", "ids"),
    [("王样甲", "a"), ("王", "ab"), ("样甲 李样乙", "a"), ("王样 一科", "a"), ("“王样丙”", "b"), ("欧阳样例", "a"),
     ("欧阳　样例", "a"), ("王样丁", ""), ("司徒样例", ""), ("样例学位", ""), ("甲李", ""), ("样例", "abc"), ("公示 王", "ab")],
)  # fmt: skip
def test_who_is_on_notice_is_found_by_name(engine: Engine, text: str, ids: str) -> None:
    assert found(engine, text) == sorted(ids)


def test_a_hit_shows_the_name_and_the_neutral_title(engine: Engine) -> None:
    (hit,) = engine.answers("王样甲")[0]["hits"]
    assert "".join(piece["text"] for piece in hit["title"]) == "样例一科公示"
    assert [piece["text"] for piece in hit["context"] if piece["mark"]] == ["王样甲"]
    assert hit["address"] == "notes/a.html"


def test_the_browser_drops_what_is_past_whatever_the_server_serves(engine: Engine) -> None:
    assert found(engine, "王", SOON) == ["a", "b"]
    assert found(engine, "王", SOON + timedelta(days=1)) == ["b"]
    assert found(engine, "王", LATER + timedelta(days=1)) == []


def test_filters_and_counts_know_them(engine: Engine) -> None:
    answer = engine.answers("王样", filters={"year": [str(DAY.year)]})[-1]
    assert [one["count"] for one in answer["facets"]["type"]] == [answer["total"]] == [2]


def test_they_are_asked_for_past_every_cache(site: Path) -> None:
    with running(site) as engine:
        engine.answers("王样甲")
        assert engine.ask("caches")[OPEN_NAMES] == "no-store"


def test_no_suggestion_and_no_other_file_knows_a_name(site: Path, engine: Engine) -> None:
    assert engine.ask("suggest", text="王样甲", limit=5) == []
    for path in site.joinpath("search/index").rglob("*.bin"):
        text = inflated(path.read_bytes()).decode(errors="replace")
        if path != site / OPEN_NAMES:
            assert not [name for name in ("王样", "样甲", "李样", "欧阳", "阳样") if name in text], path
    held = json.loads(inflated((site / OPEN_NAMES).read_bytes()))
    assert [row[1:5] for row in held] == [
        ["notes", "a", str(SOON), "欧阳 样例\n王样甲\n李样乙"],
        ["notes", "b", str(LATER), "王样丙"],
    ]


def test_a_server_that_does_not_answer_is_said_and_asked_again(site: Path, tmp_path: Path) -> None:
    content = (site / OPEN_NAMES).read_bytes()
    with running(site) as engine:
        (site / OPEN_NAMES).rename(tmp_path / "aside")
        answer = engine.answers("王样甲")[-1]
        assert (answer["hits"], answer["withoutNames"]) == ([], True)
        (site / OPEN_NAMES).write_bytes(content)
        answer = engine.answers("王样甲")[-1]
        assert (len(answer["hits"]), answer["withoutNames"]) == (1, False)


def test_a_row_of_another_build_shows_nobody(site: Path) -> None:
    """Numbers are of the index as it was when the file was made."""
    content = (site / OPEN_NAMES).read_bytes()
    rows = json.loads(inflated(content))
    rows[0][2] = "z"
    (site / OPEN_NAMES).write_bytes(deflated(json.dumps(rows).encode()))
    with running(site) as engine:
        assert [hit["id"] for hit in engine.answers("王样甲")[-1]["hits"]] == []
    (site / OPEN_NAMES).write_bytes(content)

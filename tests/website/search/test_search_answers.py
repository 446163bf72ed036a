"""Order, narrowing, counts, paging, suggestions, languages, and what happens when files cannot be had."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from each import each

from benchmarks.search.engine import Engine, Refused, documents, running, truth
from generator.disclose.disclosure import Disclosure
from generator.model.text.folding import fold
from generator.website.places.turning import from_now_on
from generator.website.search.documents import Document


def address(document: Document) -> str:
    return f"{document.type}/{document.name}.html"


def newest_first(all_documents: list[Document]) -> list[str]:
    dated = [address(document) for document in all_documents if document.day]
    return dated[::-1] + [address(document) for document in all_documents if not document.day]


def test_there_are_several_segments_and_bundles(corpus_index: Path) -> None:
    """Else what follows would say nothing of how the browser puts them together."""
    texts = {folder.name.rpartition("-")[0] for folder in corpus_index.glob("search/index/d*")}
    assert texts == {"d0-0", "d0-1", "d512-0"}


def test_without_words_everything_the_newest_first(corpus: Disclosure, over_corpus: Engine) -> None:
    assert over_corpus.found("") == newest_first(documents(corpus))
    assert over_corpus.found("  ", sort="newest") == newest_first(documents(corpus))


def test_the_oldest_first(corpus: Disclosure, over_corpus: Engine) -> None:
    assert over_corpus.found("", sort="oldest") == [address(document) for document in documents(corpus)]


def test_hits_in_the_title_stand_before_newer_ones(corpus: Disclosure, over_corpus: Engine) -> None:
    for text in ("督查", "养老服务", "务实 的"):
        found = over_corpus.found(text)
        titled = {address(d) for d in documents(corpus) if all(w in fold(d.heading) for w in text.split())}
        expected = [one for one in newest_first(documents(corpus)) if one in set(found)]
        assert found == [o for o in expected if o in titled] + [o for o in expected if o not in titled]
        assert over_corpus.found(text, sort="newest") == expected


def test_an_id_in_full_stands_before_ids_that_begin_so(over_corpus: Engine) -> None:
    for id in ("t1", "t12", "n70"):
        assert over_corpus.answers(id)[0]["hits"][0]["id"] == id


def test_pages_of_results_follow_each_other(over_corpus: Engine) -> None:
    for text in ("的", "养老服务", "", "通报 工作"):
        whole = over_corpus.found(text)
        parts = [
            over_corpus.answers(text, **{"from": start, "size": 7})[0]["hits"] for start in (0, 7, 14, 70)
        ]
        shown = [[hit["address"] for hit in part] for part in parts]
        assert shown == [whole[start : start + 7] for start in (0, 7, 14, 70)]


def holding(disclosure: Disclosure, text: str) -> list[Document]:
    """The documents that hold the text; without one, all."""
    all_documents = documents(disclosure)
    held = truth(all_documents, text)
    return [document for document in all_documents if not text or address(document) in held]


def counted(found: list[Document], of: str, disclosure: Disclosure) -> Counter[str]:
    day = disclosure.as_of
    values = {
        "type": lambda d: d.type,
        "department": lambda d: d.department,
        "year": lambda d: f"{d.day.year:04}" if d.day else "",
        "state": lambda d: groups[d.type, state] if (state := from_now_on(d.course, day)[0][1]) else "",
        "own state": lambda d: f"{d.type}.{from_now_on(d.course, day)[0][1]}",
    }[of]
    groups = {(type.name, state.id): state.look.group for type in disclosure.types for state in type.states}
    return Counter(value for value in map(values, found) if value)


@each("text", ["", "督查", "t1", "养老 服务", "〔2025〕"])
def test_counts_are_exact_where_they_say_so(text: str, corpus: Disclosure, over_corpus: Engine) -> None:
    answer = over_corpus.answers(text)[-1]
    matching = holding(corpus, text)
    if answer["exact"]:
        assert answer["total"] == len(matching)
    if answer["facetsExact"]:
        for name, values in answer["facets"].items():
            assert {one["value"]: one["count"] for one in values} == counted(matching, name, corpus)


def test_an_estimate_is_not_far_off(corpus: Disclosure, over_corpus: Engine) -> None:
    first, last = over_corpus.answers("养老服务", size=10)
    assert (first["exact"], last["exact"], last["facetsExact"]) == (False, False, False)
    assert abs(last["total"] - len(truth(documents(corpus), "养老服务"))) < 0.2 * last["total"]


@each("sort", ["match", "newest", "oldest"])
@each("text", ["养老服务", "排水管网改造", "选拔任用公示", "督查 通报 责任书", "t1"])
def test_the_first_hits_come_early_and_are_the_first(text: str, sort: str, over_corpus: Engine) -> None:
    *early, first, last = over_corpus.answers(text, sort=sort, size=6, early=True)
    assert all(answer["isEarly"] and not answer["exact"] for answer in early)
    assert not first["isEarly"]
    for answer in early:
        assert answer["hits"]
        assert answer["hits"] == last["hits"][: len(answer["hits"])]


def test_a_long_word_has_hits_before_all_its_terms_are_looked_up(over_corpus: Engine) -> None:
    answers = over_corpus.answers("养老服务", size=6, early=True, fresh=True)
    assert [answer["isEarly"] for answer in answers][-3:] == [True, False, False]
    early = [len(answer["hits"]) for answer in answers if answer["isEarly"]]
    assert early == [*range(1, len(early) + 1)], "each hit as soon as it is verified"
    assert not over_corpus.answers("养老服务", size=6)[0]["isEarly"], "only for whom wants it"


def test_the_first_hit_needs_no_more_files_than_a_browser_asks_for_at_a_time(over_corpus: Engine) -> None:
    """On a slow line what counts is how many times one waits: for the boot file, for terms, for texts."""
    for text in ("督查", "养老服务", "排水管网改造", "t12", "2026年3月", "的"):
        first = over_corpus.answers(text, size=6, early=True, fresh=True)[0]
        assert first["hits"], text
        kinds = [address.removeprefix("search/index/")[0] for address, _ in first["fetched"]]
        assert kinds.count("b") == 1, text
        assert kinds.count("d") <= 6, text
        assert kinds.count("r") + kinds.count("f") <= 6 + 4, (
            "those of the next terms are asked for beside the texts"
        )


def test_few_candidates_are_counted_exactly(corpus: Disclosure, over_corpus: Engine) -> None:
    first, last = over_corpus.answers("排水管网改造", size=2)
    matching = truth(documents(corpus), "排水管网改造")
    assert first["facets"] is None
    assert (last["total"], last["exact"], last["facetsExact"]) == (len(matching), True, True)


@each("text", ["", "督查", "养老服务"])
def test_filters_narrow_and_counts_ignore_their_own(
    text: str, corpus: Disclosure, over_corpus: Engine
) -> None:
    matching = holding(corpus, text)
    in_years = [d for d in matching if d.day and d.day.year in (2024, 2025)]
    both = [d for d in in_years if d.type == "tasks"]
    filters = {"type": ["tasks"], "year": ["2024", "2025"]}
    assert set(over_corpus.found(text, filters=filters)) == set(map(address, both))
    answer = over_corpus.answers(text, filters=filters)[-1]
    if answer["facetsExact"]:
        counts = {name: {v["value"]: v["count"] for v in values} for name, values in answer["facets"].items()}
        assert counts["type"] == counted(in_years, "type", corpus)
        tasks = [d for d in matching if d.type == "tasks"]
        assert counts["year"] == counted(tasks, "year", corpus)
        assert counts["state"] == counted(both, "own state", corpus)


def test_a_filter_that_nothing_passes_is_listed_with_none(over_corpus: Engine) -> None:
    answer = over_corpus.answers("", filters={"year": ["1999"]})[-1]
    assert (answer["hits"], answer["total"]) == ([], 0)
    assert {"value": "1999", "label": "1999", "count": 0} in answer["facets"]["year"]


def test_departments_of_the_examples_are_counted(shipped: Disclosure, over_shipped: Engine) -> None:
    """Whichever field a type declares for them."""
    facets = over_shipped.answers("")[-1]["facets"]
    values = {one["value"]: one["count"] for one in facets["department"]}
    assert values == counted(documents(shipped), "department", shipped)
    assert {document.type for document in documents(shipped) if document.department} >= {
        "tasks",
        "regulations",
        "publicity",
    }


def test_labels_are_in_the_readers_language(over_shipped: Engine) -> None:
    chinese, english = (
        over_shipped.answers("", filters={"type": ["tasks"]}, language=code)[-1] for code in ("zh", "en")
    )
    assert chinese["hits"][0]["typeLabel"] == "目标任务"
    assert english["hits"][0]["typeLabel"] == "Tasks"
    assert english["hits"][0]["address"] == "en/" + chinese["hits"][0]["address"]
    values = [{one["value"] for one in answer["facets"]["state"]} for answer in (chinese, english)]
    assert values[0] == values[1]


def test_pages_that_people_wrote_are_found_in_their_language(over_shipped: Engine) -> None:
    assert over_shipped.found("鹦鹉螺") == ["about.html"]
    assert over_shipped.found("nautilus") == []
    assert over_shipped.found("naut", language="en") == ["en/about.html"]
    hit = over_shipped.answers("鹦鹉螺")[0]["hits"][0]
    assert (hit["type"], hit["typeLabel"], hit["state"], hit["day"], hit["id"]) == (
        "~pages",
        "网页",
        None,
        None,
        "",
    )
    assert over_shipped.found("", filters={"type": ["~pages"]}) == ["about.html"]


def test_suggestions_are_titles(corpus: Disclosure, over_corpus: Engine) -> None:
    hits: list[dict[str, Any]] = over_corpus.ask("suggest", text="督查", limit=5)
    assert len(hits) == 5
    assert all("督查" in "".join(piece["text"] for piece in hit["title"]) for hit in hits)
    assert over_corpus.ask("suggest", text=" ", limit=5) == []
    assert over_corpus.ask("suggest", text="鹦鹉螺", limit=5) == []


def test_markup_in_a_record_stays_text(over_corpus: Engine) -> None:
    assert over_corpus.found("<img src=x onerror=alert(1)>") == []


@pytest.fixture
def index(shipped_index: Path, tmp_path: Path) -> Path:
    shutil.copytree(shipped_index / "search", tmp_path / "search")
    return tmp_path


def test_a_site_published_anew_is_read_anew(index: Path, corpus_index: Path) -> None:
    with running(index) as engine:
        engine.answers("")
        shutil.rmtree(index / "search")
        shutil.copytree(corpus_index / "search", index / "search")
        assert engine.answers("督查")[0]["hits"][0]["type"] in ("tasks", "notes")


def test_a_bundle_that_is_missing_is_said(index: Path) -> None:
    for folder in (index / "search" / "index").glob("d*"):
        shutil.rmtree(folder)
    with running(index) as engine:
        with pytest.raises(Refused) as refused:
            engine.answers("")
        assert refused.value.kind == "version"


def test_another_layout_is_refused(index: Path) -> None:
    from generator.website.search.postings import deflated

    (index / "search" / "index" / "boot.bin").write_bytes(deflated(b'{"version":99,"segments":[]}'))
    with running(index) as engine:
        with pytest.raises(Refused) as refused:
            engine.answers("")
        assert refused.value.kind == "version"

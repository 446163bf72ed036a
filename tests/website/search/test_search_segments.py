"""Segments and files: the same records give the same bytes, and little changes when little changed."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from disclosing import finely, segments_of
from hypothesis import given
from hypothesis import strategies as some
from pages_of_ours import PAGES

from benchmarks.search.engine import documents, running, truth, write_index
from generator.disclose.disclosure import Disclosure, Entry
from generator.website.search.index import search_files, segments
from generator.website.search.postings import MOST_DOCUMENTS, inflated, read_shard
from generator.website.search.segment_files import BOOT_ADDRESS
from generator.website.search.segments import PREVIEWED, PUBLISHED, Cut, Cutting, cuts, in_order

CUTTINGS = some.sampled_from([PUBLISHED, PREVIEWED])


@given(some.integers(0, 400_000), CUTTINGS)
def test_segments_follow_each_other_and_hold_everything(count: int, cutting: Cutting) -> None:
    made = list(cuts(count, cutting))
    assert sum(cut.count for cut in made) == count
    assert [cut.start for cut in made] == [
        sum(cut.count for cut in made[:place]) for place in range(len(made))
    ]
    assert all(0 < cut.count <= MOST_DOCUMENTS for cut in made)
    assert [cut.count for cut in made] == sorted((cut.count for cut in made), reverse=True)


@given(some.integers(0, 400_000), CUTTINGS)
def test_one_more_touches_the_last_segment_unless_segments_merge(count: int, cutting: Cutting) -> None:
    before, after = list(cuts(count, cutting)), list(cuts(count + 1, cutting))
    if count % cutting.unit < cutting.unit - 1:
        assert after[:-1] == before[: len(after) - 1]
        assert after[-1].count <= cutting.unit


@given(some.integers(0, 400_000), CUTTINGS)
def test_no_segment_holds_more_than_its_share_of_a_large_index(count: int, cutting: Cutting) -> None:
    assert all(cut.count <= max(count // cutting.share, cutting.always) for cut in cuts(count, cutting))


def test_a_quarter_at_most_and_binary_digits() -> None:
    assert [cut.count for cut in cuts(100_000)] == [*[16384] * 6, 1024, 672]
    assert [cut.count for cut in cuts(10_000)] == [*[2048] * 4, 1024, 784]
    assert list(cuts(3_500)) == [Cut(0, 2048), Cut(2048, 1024), Cut(3072, 428)]
    assert [cut.count for cut in cuts(1_000, PREVIEWED)] == [*[64] * 15, 40]


FEW = 256
"""A unit of segments below: a quarter of what it is."""


def files(disclosure: Disclosure) -> dict[str, bytes]:
    with segments_of(FEW):
        return dict(search_files(dataclasses.replace(disclosure, pages=PAGES), cutting=finely(FEW)))


def changed(disclosure: Disclosure, change: Callable[[Entry], Entry | None]) -> Disclosure:
    """The disclosure with each entry changed, or left out."""
    entries = {
        name: tuple(made for entry in entries if (made := change(entry)))
        for name, entries in disclosure.entries.items()
    }
    return dataclasses.replace(disclosure, entries=entries)


@pytest.fixture(scope="module")
def small(corpus: Disclosure) -> Disclosure:
    """Two segments of records with little text."""
    kept = {id(entry) for entry in in_order(corpus)[: FEW + 60]}

    def shortened(entry: Entry) -> Entry | None:
        values = {
            name: value[:20] if isinstance(value, str) else value for name, value in entry.values.items()
        }
        return dataclasses.replace(entry, values=values, children={}) if id(entry) in kept else None

    return changed(corpus, shortened)


@pytest.fixture(scope="module")
def made(small: Disclosure) -> dict[str, bytes]:
    return files(small)


def test_the_same_records_give_the_same_bytes_in_whatever_order(
    small: Disclosure, made: dict[str, bytes]
) -> None:
    shuffled = {
        name: tuple(random.Random(1).sample(entries, len(entries)))
        for name, entries in reversed(small.entries.items())
    }
    assert made == files(dataclasses.replace(small, entries=shuffled))


def test_one_record_more_leaves_the_older_segments_alone(small: Disclosure, made: dict[str, bytes]) -> None:
    newest = in_order(small)[-1]
    assert newest.published_on
    fewer = changed(small, lambda entry: None if entry is newest else entry)
    before, after = files(fewer), made
    touched = {address for address in after if before.get(address) != after[address]}
    older = {address for address in after if address.split("/")[2][1:].startswith("0-")}
    assert older
    assert touched
    assert not touched & older


@pytest.fixture(scope="module")
def victim(small: Disclosure) -> Entry:
    """A record of the oldest segment whose title occurs nowhere else."""
    every = documents(small)
    return next(entry for entry in in_order(small)[100:] if len(truth(every, entry.title)) == 1)


def test_a_record_taken_down_keeps_its_number_and_its_words_are_gone(
    small: Disclosure, made: dict[str, bytes], victim: Entry, tmp_path: Path
) -> None:
    def stripped(entry: Entry) -> Entry:
        gone = dataclasses.replace(entry, title="已撤下", values={}, children={}, links=())
        return gone if entry is victim else entry

    less = changed(small, stripped)
    assert [entry.id for entry in in_order(less)] == [entry.id for entry in in_order(small)]
    with segments_of(FEW):
        before, after = made, write_index(less, tmp_path, finely(FEW))
    with running(tmp_path) as engine:
        assert engine.found(f'"{victim.title}"') == []
        assert engine.found(victim.id)[0].endswith(f"/{victim.id}.html")
    assert not [text for text in map(_readable, after.values()) if victim.title in text]
    newer = {address for address in before if address.split("/")[2][1:].startswith(f"{FEW}-")}
    assert newer
    assert {address: after[address] for address in newer} == {address: before[address] for address in newer}


def _readable(content: bytes) -> str:
    return inflated(content).decode("utf-8", "ignore")


def test_no_term_of_a_record_taken_down_points_at_it(small: Disclosure, victim: Entry) -> None:
    """Not even one that other records hold as well."""
    number = in_order(small).index(victim)
    gone = dataclasses.replace(victim, title="已撤下", values={}, children={}, links=())
    after = files(changed(small, lambda entry: gone if entry is victim else entry))
    left = set()
    for address, content in after.items():
        if address.split("/")[2].startswith(("r0-", "f0-")):
            left |= {name for name, both in read_shard(content).items() if number in (*both[0], *both[1])}
    assert {name for name in left if len(name) <= 2 and name[0] >= "\u4e00"} == set("已撤下") | {
        "已撤",
        "撤下",
    }


def test_only_the_column_of_states_follows_the_calendar(small: Disclosure, made: dict[str, bytes]) -> None:
    later = dataclasses.replace(small, as_of=small.as_of + timedelta(days=1))
    before, after = made, files(later)
    touched = {address.split("/")[2][0] for address in after if before.get(address) != after[address]}
    assert touched <= {"c", "s", "b"}


def test_the_boot_file_names_every_bundle(made: dict[str, bytes]) -> None:
    boot: dict[str, Any] = json.loads(inflated(made[BOOT_ADDRESS]))
    kinds = ("rare", "frequent", "documents", "columns", "spoken")
    named = "".join(segment[kind] for segment in boot["segments"] for kind in kinds)
    hashes = {named[place : place + 8] for place in range(0, len(named), 8)}
    bundled = [address.split("/") for address in made if address.count("/") == 3]
    assert {bundle.rsplit("-", 1)[1] for _, _, bundle, _ in bundled} == hashes


def test_a_segment_s_files_follow_from_its_own_records_alone(
    small: Disclosure, made: dict[str, bytes]
) -> None:
    """So it need not be made again when others change."""
    empty = dataclasses.replace(small, entries=dict.fromkeys(small.entries, ()), index={})
    with segments_of(FEW):
        first, *others = segments(dataclasses.replace(small, pages=PAGES), cutting=finely(FEW))
        assert others
        for segment in (first, *others):
            own = dict(segment.files(empty))
            assert segment.address in own
            assert own == {address: made[address] for address in own}


def test_a_site_without_records_has_an_index(small: Disclosure, tmp_path: Path) -> None:
    write_index(changed(small, lambda entry: None), tmp_path)
    with running(tmp_path) as engine:
        for text in ("", "路"):
            answer = engine.answers(text)[-1]
            assert (answer["hits"], answer["total"], answer["exact"]) == ([], 0, True)

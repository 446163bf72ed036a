"""Shards: what Python writes, the browser reads; and the readers of both languages agree."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as some
from proving import examples

from benchmarks.search.engine import Engine
from generator.website.search.postings import (
    MOST_DOCUMENTS,
    deflated,
    encode,
    inflated,
    number,
    read_shard,
    shard,
    term,
)

NAMES = some.text(some.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=8)
DOCUMENTS = some.sets(some.integers(0, MOST_DOCUMENTS - 1), max_size=40)
CONTENTS = some.dictionaries(NAMES, some.tuples(DOCUMENTS, DOCUMENTS), max_size=12)


def lists(content: dict[str, tuple[set[int], set[int]]]) -> dict[str, tuple[list[int], list[int]]]:
    return {name: (sorted(body - title), sorted(title)) for name, (body, title) in content.items()}


def written(content: dict[str, tuple[list[int], list[int]]]) -> bytes:
    return shard([term(name, body, title) for name, (body, title) in content.items()])


@given(CONTENTS)
def test_what_is_written_is_read_again(content: dict[str, tuple[set[int], set[int]]]) -> None:
    expected = lists(content)
    assert read_shard(written(expected)) == expected


def test_the_browser_reads_the_same(over_corpus: Engine) -> None:
    @examples(30)
    @given(CONTENTS)
    def agree(content: dict[str, tuple[set[int], set[int]]]) -> None:
        expected = lists(content)
        read = over_corpus.ask("shard", content=list(inflated(written(expected))))
        assert {name: (body, title) for name, body, title in read} == expected

    agree()


def test_the_first_and_the_last_document_of_the_largest_segment_fit(over_corpus: Engine) -> None:
    both_ends = {"路": ([0, MOST_DOCUMENTS - 1], list(range(MOST_DOCUMENTS - 3, MOST_DOCUMENTS - 1)))}
    content = written(both_ends)
    assert read_shard(content) == both_ends
    assert over_corpus.ask("shard", content=list(inflated(content))) == [["路", *both_ends["路"]]]


def test_numbers_are_known_beforehand_as_they_are_worked_out() -> None:
    assert all(encode([value]) == number(value) for value in range(MOST_DOCUMENTS))


def test_numbers_are_of_seven_bits_a_byte() -> None:
    assert [number(value).hex() for value in (0, 127, 128, 300, 65535)] == [
        "00",
        "7f",
        "8001",
        "ac02",
        "ffff03",
    ]


def test_files_are_the_same_bytes_on_every_machine() -> None:
    """What a release is signed for: another version of the library that packs otherwise is a change of every address."""
    packed = deflated("\n".join(f"第{number}号公示，样例道路排水管网" for number in range(2000)).encode())
    assert hashlib.sha256(packed).hexdigest()[:16] == "ef3d1d722deb8fff"
    assert inflated(packed).decode().endswith("第1999号公示，样例道路排水管网")

"""However the terms of a phrase stand in title and text: together, apart, in one of them or in both, every record that holds
the phrase is found, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from building import Root
from disclosing import disclosed
from hypothesis import given
from hypothesis import strategies as st
from proving import examples

from benchmarks.search.engine import Engine, documents, running, truth, write_index
from generator.disclose.disclosure import Disclosure

PARTS = {
    "zh": ("中学", "学校", "校规", ""),
    "ja": ("市が", "がいし", "議会", ""),
    "th": ("ประกาศ", "ศาล", "กาศ", ""),
    "ko": ("의원", "원과", "참의", ""),
    "de": ("Straße", "Straßen", "bau", " "),
    "en": ("plastic", "bag", "bags", " "),
}
"""For each language three parts of which one may be the end or the beginning of another, and what stands between them."""
MOST = 3
EVERY = 19
"""Of all pairs of a title and a text that can be made of the parts, one of so many stands in the index."""


def arrangements(language: str) -> list[str]:
    """Every sequence of one to three parts."""
    *parts, between = PARTS[language]
    return [between.join(chosen) for size in range(1, MOST + 1) for chosen in product(parts, repeat=size)]


def records() -> Iterator[dict[str, Any]]:
    for language in PARTS:
        made = arrangements(language)
        for number, (title, text) in enumerate(product(made, made)):
            if number % EVERY == 0:
                day = f"20{10 + number % 9}-01-{1 + number % 28:02}"
                yield {"id": f"{language}{number}", "title": title, "on": day, "text": f"{text}。"}


@pytest.fixture(scope="module")
def arranged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Disclosure, Engine]]:
    root = Root(tmp_path_factory.mktemp("arranged"))
    root.schema(
        {
            "fields": [
                {"name": "id"},
                {"name": "title"},
                {"name": "on", "type": "date"},
                {"name": "text", "show": "long"},
            ],
            "sunlit": {"title": "记事"},
        }
    )
    root.records(*records())
    disclosure = disclosed(root.folder)
    write_index(disclosure, root.folder)
    with running(root.folder) as engine:
        yield disclosure, engine


@st.composite
def queries(draw: st.DrawFn) -> str:
    """One or two arrangements of a language, each in quotation marks or not."""
    chosen = st.sampled_from(arrangements(draw(st.sampled_from(sorted(PARTS)))))
    words = draw(st.lists(chosen, min_size=1, max_size=2))
    return " ".join(f'"{word}"' if draw(st.booleans()) else word for word in words)


@examples(40)
@given(
    query=queries(),
    size=st.sampled_from([1, 2, 6, 25, 100_000]),
    sort=st.sampled_from(["match", "newest", "oldest"]),
)
def test_no_record_is_lost_between_title_and_text(
    arranged: tuple[Disclosure, Engine], query: str, size: int, sort: str
) -> None:
    disclosure, engine = arranged
    held = truth(documents(disclosure), query)
    found: list[str] = []
    for start in range(0, 4 * size, size):
        first, last = engine.answers(query, size=size, sort=sort, **{"from": start})
        found += [hit["address"] for hit in last["hits"]]
        for answer in (first, last):
            if answer["exact"]:
                assert answer["total"] == len(held)
    assert len(found) == len(set(found)) == min(len(held), 4 * size)
    assert set(found) <= held


def test_every_phrase_of_every_language_finds_what_holds_it(arranged: tuple[Disclosure, Engine]) -> None:
    disclosure, engine = arranged
    sizes = set()
    for language in PARTS:
        for phrase in arrangements(language):
            held = truth(documents(disclosure), f'"{phrase}"')
            assert set(engine.found(f'"{phrase}"')) == held, phrase
            sizes.add(len(held))
    assert min(sizes) < 12 < 50 < max(sizes), "small and large results"

"""Segments that several processes make have the same bytes."""

from __future__ import annotations

import pytest
from disclosing import segments_of

from generator.disclose.disclosure import Disclosure
from generator.website.search import index
from generator.website.search.postings import PackedTerms, Term


def test_a_segment_made_by_other_processes_has_the_same_bytes(
    corpus: Disclosure, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(iter(index.segments(corpus)))
    here = list(first.files(corpus))
    monkeypatch.setattr(index, "AT_ONCE", len(first.sources) // 2 - 1)
    with segments_of(len(first.sources) // 3):
        assert list(first.files(corpus)) == here


def test_packed_terms_are_the_terms() -> None:
    terms = [
        Term("a", b"\x01\x00", b"\x05", 6),
        Term("政府", b"\x81\x01\x00", b"", 9),
        Term("x", b"\x00\x00", b"12", 7),
    ]
    packed = PackedTerms()
    for term in terms:
        packed.append(term)
    assert [packed[place] for place in range(3)] == terms
    assert (packed.names, list(packed.sizes)) == (["a", "政府", "x"], [6, 9, 7])

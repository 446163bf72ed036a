"""Work in processes of its own gives what it gives here, says what goes wrong, and ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from disclosing import segments_of

from generator.disclose.disclosure import Disclosure
from generator.website.search import index
from generator.website.search.apart import apart
from generator.website.search.postings import PackedTerms, Term


def test_what_is_made_comes_one_by_one_from_another_process() -> None:
    made = list(apart(lambda: ((number, os.getpid()) for number in range(3))))
    assert [number for number, _ in made] == [0, 1, 2]
    assert os.getpid() not in {process for _, process in made}


def test_what_goes_wrong_is_raised_here_and_a_killed_process_is_noticed() -> None:
    def wrong() -> Iterator[int]:
        yield 1
        raise ValueError("here")

    taken = apart(wrong)
    assert next(taken) == 1
    with pytest.raises(ValueError, match="here"):
        next(taken)
    with pytest.raises(RuntimeError):
        list(apart(lambda: (os.kill(os.getpid(), signal.SIGKILL) for _ in range(1))))


def test_who_takes_no_more_is_not_kept_waiting() -> None:
    taken = apart(lambda: ((os.getpid(), b"0" * 1_000_000) for _ in range(50)))
    process, _ = next(taken)
    taken.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


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

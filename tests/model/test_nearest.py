from __future__ import annotations

import difflib

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.model.text import nearest as module
from generator.model.text.folding import fold
from generator.model.text.nearest import NEARER, NEAREST, Nearest, nearest


@each(("text", "candidates", "found"), [
    ("姓 名", ["姓名", "性别"], "姓名"),
    ("編號", ["编号", "号码"], "编号"),
    ("王炜", ["王伟", "李明"], "王伟"),
    ("温组通[2026]14号", ["温组通〔2026〕15号", "温组通〔2026〕14号"], "温组通〔2026〕14号"),
    ("Cafe", ["cape", "café"], "café"),
    ("ＤＥＡＤＬＩＮＥ", ["headline", "deadline"], "deadline"),
    ("xyz", ["abc"], None),
    ("", ["abc"], None),
    ("abc", [], None),
])  # fmt: skip
def test_the_nearest_is_what_reads_alike_else_what_looks_alike(
    text: str, candidates: list[str], found: str | None
) -> None:
    assert nearest(text, candidates) == found


def test_how_near_is_near_enough_can_be_said() -> None:
    assert [nearest("ab", ["ax"], share) for share in (0.5, NEARER, NEAREST)] == ["ax", None, None]


@each(("text", "found"), [
    ("rw-2026-32", "rw-2026-032"),
    ("rw2026-032", "rw-2026-032"),
    ("RW—2026—0032", "rw-2026-032"),
    ("rw-2O26-017", "rw-2026-017"),
    ("rv-2019-399", "rw-2019-399"),
    ("王小二", None),
])  # fmt: skip
def test_among_thousands_the_one_with_the_same_numbers_is_the_nearest(text: str, found: str | None) -> None:
    ids = Nearest((f"rw-{year}-{number:03d}" for year in range(2015, 2027) for number in range(400)), NEAREST)
    assert ids.to(text) == found


def test_many_searches_among_many_names_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gets thousands of names wrong costs no more than a bounded number of comparisons."""
    compared = 0
    close_matches = difflib.get_close_matches

    def counting(word: str, names: list[str], *rest: float) -> list[str]:
        nonlocal compared
        compared += len(names)
        return close_matches(word, names, *rest)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(difflib, "get_close_matches", counting)
    monkeypatch.setattr(module, "MOST_COMPARISONS", 300)
    known = Nearest([f"consultations/{number}" for number in range(2000)], NEAREST)
    found = [known.to(f"consultations/{number}") for number in range(5000, 7000)]
    assert 0 < compared <= 300 + module.MOST_COMPARED
    assert found[0] is not None
    assert found[-1] is None
    assert (
        known.to("Consultations／7") == "consultations/7"
    )  # what only reads otherwise is found all the same


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=80))
def test_the_nearest_is_one_of_them_and_found_wherever_it_stands(text: str, names: list[str]) -> None:
    assert Nearest(names).to(text) in {None, *names}
    if names:
        assert fold(Nearest(names).to(names[-1]) or "") == fold(names[-1])

from __future__ import annotations

import pytest

from generator.model.nearest import NEARER, NEAREST, nearest


@pytest.mark.parametrize(("text", "candidates", "found"), [
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

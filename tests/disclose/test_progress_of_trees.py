"""A tree that shows progress: what its wholes have is worked out at the door, once, for every page and file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from building import DAY, Root
from each import each
from hypothesis import given
from hypothesis import strategies as some
from proving import examples

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Entry
from generator.model.records.derived import is_derived

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id"},
        {"name": "title"},
        {"name": "above"},
        {"name": "share", "title": "进度", "type": "number", "show": "progress"},
        {"name": "weight", "type": "number"},
        {"name": "dropped", "type": "boolean"},
    ],
    "sunlit": {
        "title": "事",
        "tree": "above",
        "states": [{"id": "off", "title": "不办了", "look": "off", "when": {"dropped": True}}],
        "pages": [{"tree": {"progress": "share", "weight": "weight"}, "title": "全部"}],
    },
}
Records = Sequence[dict[str, Any]]


def public(folder: Path, *records: dict[str, Any]) -> dict[str, Entry]:
    root = Root(folder)
    root.schema(SCHEMA, "things")
    root.records(*({"title": each["id"], **each} for each in records), type="things")
    verdict = judge(root.folder, DAY)
    assert verdict.fit
    assert [finding.rule.id for finding in verdict.findings if finding.rule.id == "rolled-up"] == []
    found = disclose(verdict.register, DAY, verdict.checked)
    return {entry.id: entry for entry in found.entries["things"]}


def part(id: str, share: float | None = None, weight: float | None = None, **more: Any) -> dict[str, Any]:
    said = {"share": share, "weight": weight, **more}
    return {"id": id, "above": "top", **{name: value for name, value in said.items() if value is not None}}


@each(
    ("parts", "expected"),
    [
        ([part("a", 100, 75), part("b", 20, 25)], 80),
        ([part("a", 100, 90), part("b", 50)], 75),
        ([part("a", 60), part("b", 0, dropped=True)], 60),
        ([part("a", 60), part("b")], 60),
        ([part("a"), part("b")], None),
        ([part("a", 100, 75), part("b", 20, 25, draft=True)], 100),
    ],
    ids=["by-weight", "a-weight-is-missing", "dropped", "one-says-nothing", "none-says-it", "a-draft"],
)
def test_a_whole_has_the_mean_of_what_the_public_sees_below_it(
    tmp_path: Path, parts: Records, expected: int | None
) -> None:
    top = public(tmp_path, {"id": "top"}, *parts)["top"].values.get("share")
    assert top == expected
    assert expected is None or is_derived(top)


def test_what_was_typed_stays_and_nobody_is_told_that_it_differs(tmp_path: Path) -> None:
    """The page declares what is shown, no rule: whoever wants one declares ``rolled-up``."""
    top = public(tmp_path, {"id": "top", "share": 99}, part("a", 10), part("b", 20))["top"].values["share"]
    assert top == 99
    assert not is_derived(top)


@examples(5)
@given(some.lists(some.tuples(some.integers(0, 100), some.integers(1, 100)), min_size=1, max_size=6))
def test_the_mean_lies_between_the_least_and_the_greatest(drawn: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        parts = [part(str(number), share, weight) for number, (share, weight) in enumerate(drawn)]
        top = public(Path(folder), {"id": "top"}, *parts)["top"].values["share"]
    shares = [share for share, _ in drawn]
    assert min(shares) - 0.01 <= top <= max(shares) + 0.01


def test_the_tree_the_record_and_its_twin_say_the_same(root: Root) -> None:
    root.schema(SCHEMA, "things")
    top = {"id": "top", "title": "总的"}
    root.records(top, part("a", 100, 75, title="甲"), part("b", 20, 25, title="乙"), type="things")
    root.schema(
        {**SCHEMA, "sunlit": {**SCHEMA["sunlit"], "title": "别的", "pages": [{"tree": {}}], "states": []}},
        "bare",
    )
    root.records({"id": "x", "title": "上"}, {"id": "y", "title": "下", "above": "x"}, type="bare")
    root.build()
    tree = root.page("things/year/undated.html")
    assert tree.texts("h1") == ["全部"], "no word of a year that nobody gives"
    assert "80%" in tree.visible
    assert "80%" in root.page("things/top.html").visible
    assert '"share":80' in (root.site / "things/top.json").read_text().replace(" ", "")
    bare = root.page("bare/year/undated.html")
    assert bare.texts("h1") == ["别的"]
    assert "%" not in bare.visible
    assert not any(word in bare.visible for word in ("项完成", "进度", "期限", "责任人", "状态", "没写年度"))
    assert "下" in bare.visible

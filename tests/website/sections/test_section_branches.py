from __future__ import annotations

from decimal import Decimal

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Condition
from generator.model.declared.record_type import Field, RecordType, State
from generator.model.declared.section import TreePage
from generator.model.text.wording import Wording
from generator.website.sections.branches import branches, goals

TYPE = RecordType("jobs", (Field("id"),), "id", "id", tree_field="above")
PAGE = TreePage("year", "share", "weight")


def entry(
    id: str, above: str = "", share: int | None = None, weight: int | None = None, look: str = "going"
) -> Entry:
    values = {"above": above or None, "share": share, "weight": weight and Decimal(weight)}
    state = State(look, Wording(look), look, Condition())
    return Entry(TYPE, id, id, None, None, state, {k: v for k, v in values.items() if v is not None}, {})


def grown(*entries: Entry) -> list[tuple[str, float | None, int, int, int]]:
    """Code, share, leaves, done and late of the topmost; entries as the file has them."""
    return [
        (b.code, b.share, b.leaves, b.done, b.late) for b in branches(list(reversed(entries)), PAGE, "above")
    ]


def test_a_leaf_has_its_own_share() -> None:
    assert grown(entry("a", share=40, look="late")) == [("1", 40.0, 1, 0, 1)]


def test_what_has_others_below_has_the_share_that_is_published_and_counts_theirs() -> None:
    """What it is worked out of is the door's business: here is no second sum."""
    found = grown(
        entry("top", share=99),
        entry("x", "top", 100, 75, "done"),
        entry("y", "top", 20, 25),
    )
    assert found == [("1", 99.0, 2, 1, 0)]
    assert grown(entry("top"), entry("x", "top", 60), entry("y", "top", 0, look="off")) == [
        ("1", None, 1, 0, 0)
    ]


def test_a_parent_of_another_year_leaves_a_tree_of_its_own() -> None:
    assert [code for code, *_ in grown(entry("a", "elsewhere"), entry("b"))] == ["1", "2"]


def test_the_goals_of_one_tree_are_its_branches_and_of_several_the_trees() -> None:
    one = branches([entry("x", "top"), entry("top")], PAGE, "above")
    assert [goal.entry.id for goal in goals(one)] == ["x"]
    two = branches([entry("b"), entry("a")], PAGE, "above")
    assert [goal.entry.id for goal in goals(two)] == ["a", "b"]

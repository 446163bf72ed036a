"""Values that read alike are one group, one value of a facet and one row of a matrix, in the spelling that is most usual."""

from __future__ import annotations

from typing import Any

from building import DAY
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import Field, RecordType
from generator.model.declared.section import GroupsPage, Section
from generator.model.declared.site import Site
from generator.model.text.folding import fold
from generator.website.listing.facets import tally
from generator.website.places.sections import all_groups
from generator.website.words.alike import shown_for_all

TYPE = RecordType(
    "notes",
    (Field("id"), Field("person"), Field("kind", constraints={"enum": ["甲 类", "乙类"]})),
    "id",
    "id",
    facets=("person", "kind"),
    pages=(Section(GroupsPage("person")),),
)
PEOPLE = ("王　伟", "王 伟", "王伟", "买买提·吐尔逊", "买买提•吐尔逊", "王伟", "张炜", "買買提‧吐爾遜")


def disclosure(*values: dict[str, Any]) -> Disclosure:
    entries = tuple(
        Entry(TYPE, str(number), "", None, None, None, value, {}) for number, value in enumerate(values)
    )
    return Disclosure(Site(), DAY, (TYPE,), {"notes": entries}, ())


def test_every_group_has_one_page_in_the_spelling_that_is_typed_most_often() -> None:
    groups = all_groups(disclosure(*({"person": person} for person in PEOPLE)))["notes", "person"]
    assert {group.value: [entry.id for entry in group.entries] for group in groups.values()} == {
        "王伟": ["0", "1", "2", "5"],
        "买买提·吐尔逊": ["3", "4", "7"],
        "张炜": ["6"],
    }


def test_a_person_who_is_named_twice_in_one_record_counts_once() -> None:
    groups = all_groups(disclosure({"person": ("王伟", "王 伟")}, {"person": "王伟"}))["notes", "person"]
    assert [(group.value, len(group.entries)) for group in groups.values()] == [("王伟", 2)]


def test_a_facet_counts_them_once_and_keeps_what_the_schema_allows() -> None:
    records = [
        {"person": person, "kind": kind} for person, kind in zip(PEOPLE, ["甲类"] * 7 + ["乙类"], strict=True)
    ]
    person, kind = tally(disclosure(*records))["notes"]
    assert person.counts == {"王伟": 4, "买买提·吐尔逊": 3, "张炜": 1}
    assert kind.counts == {"甲 类": 7, "乙类": 1}
    assert person.facet.values(disclosure({"person": ("王 伟", "王伟", "张炜")}).entries["notes"][0]) == (
        "王伟",
        "张炜",
    )


@each(
    ("values", "known", "shown"),
    [
        (["b", "B"], [], {"b": "b", "B": "b"}),
        (["B", "b", "b"], [], {"b": "b", "B": "b"}),
        (["b", "b"], ["B"], {"b": "B"}),
        (["b"], ["c"], {"b": "b"}),
        ([], ["c"], {}),
    ],
)
def test_one_spelling_stands_for_all(values: list[str], known: list[str], shown: dict[str, str]) -> None:
    assert shown_for_all(values, known) == shown


@given(some.lists(some.text("王伟 aAá·,", min_size=1, max_size=4)), some.lists(some.text("aA", min_size=1)))
def test_whatever_is_shown_reads_like_what_was_typed(values: list[str], known: list[str]) -> None:
    shown = shown_for_all(values, known)
    assert set(shown) == set(values)
    assert all(fold(typed) == fold(value) for typed, value in shown.items())
    assert len(set(shown.values())) == len(set(map(fold, values)))

"""States by what they mean, years in order, the facets of a type's listing once it is chosen, and the order of deadlines."""

from __future__ import annotations

from collections import Counter

from benchmarks.search.engine import Engine
from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import Look
from generator.model.files.addresses import file_name
from generator.model.text.folding import fold
from generator.website.listing.facets import tally
from generator.website.places.deadlines import deadline_of, has_deadlines
from generator.website.places.facets import STATE
from generator.website.places.searching import own_key, state_value
from generator.website.words.language import language
from generator.website.words.state_groups import state_groups


def all_of(disclosure: Disclosure) -> list[Entry]:
    return [entry for entries in disclosure.entries.values() for entry in entries]


def test_every_look_has_a_group_with_a_name() -> None:
    assert (
        {look.group for look in Look}
        == set(state_groups(language("zh")))
        == set(state_groups(language("en")))
    )


def test_states_are_counted_by_what_they_mean_in_one_order(shipped: Disclosure, over_shipped: Engine) -> None:
    found = over_shipped.answers("")[-1]["facets"]["state"]
    groups = state_groups(language("zh"))
    counts = Counter(entry.state.look.group for entry in all_of(shipped) if entry.state)
    assert [(one["value"], one["label"], one["count"]) for one in found] == [
        (group, name, counts[group]) for group, name in groups.items() if counts[group]
    ]
    late = {
        f"{e.type.name}/{file_name(e.id)}.html" for e in all_of(shipped) if e.state and e.state.look == "late"
    }
    assert late
    assert set(over_shipped.found("", filters={"state": ["late"]})) == late


def test_years_stand_from_the_newest_whatever_is_chosen(over_shipped: Engine) -> None:
    for filters in ({}, {"year": ["1999", "2026"]}, {"type": ["tasks"]}, {"year": ["no year"]}):
        years = [one["value"] for one in over_shipped.answers("", filters=filters)[-1]["facets"]["year"]]
        known = [int(year) for year in years if year.isdigit()]
        assert len(known) > 1
        assert known == sorted(known, reverse=True)


def test_once_a_type_is_chosen_its_facets_are_those_of_its_listing(
    shipped: Disclosure, over_shipped: Engine
) -> None:
    """With the same values, labels and counts, whichever type it is."""
    for type in shipped.types:
        for code in ("zh", "en"):
            answer = over_shipped.answers("", filters={"type": [type.name]}, language=code)[-1]
            facets = {
                key: {one["value"]: one["count"] for one in values}
                for key, values in answer["facets"].items()
            }
            for item in tally(shipped)[type.name]:
                value = (lambda v, t=type: state_value(t, v)) if item.facet.key == STATE else fold
                expected = {value(one): count for one, count in item.counts.items()}
                assert facets[own_key(type, item.facet)] == expected, (type.name, item.facet.key)


def test_a_facet_of_a_type_narrows_and_means_nothing_without_it(over_shipped: Engine) -> None:
    own = {"type": ["publicity"], "by.kind": ["选拔任用"]}
    found = over_shipped.found("", filters=own)
    assert 0 < len(found) < len(over_shipped.found("", filters={"type": ["publicity"]}))
    counts = over_shipped.answers("", filters=own)[-1]
    assert next(one["key"] for one in counts["own"]) == "year"
    types = {one["value"]: one["count"] for one in counts["facets"]["type"]}
    assert types["publicity"] == len(found)
    assert types["tasks"] == len(over_shipped.found("", filters={"type": ["tasks"]}))
    assert over_shipped.found("", filters={"by.kind": ["选拔任用"]}) == over_shipped.found("")
    both = {"type": ["publicity", "tasks"], "by.kind": ["选拔任用"]}
    assert over_shipped.answers("", filters=both)[-1]["own"] == []


def test_what_ends_next_comes_first_then_what_is_over_then_what_never_ends(
    shipped: Disclosure, over_shipped: Engine
) -> None:
    ends = {f"{e.type.name}/{file_name(e.id)}.html": deadline_of(e) for e in all_of(shipped)}
    assert {type.name for type in shipped.types if has_deadlines(type)} >= {"tasks", "publicity", "opinions"}
    for text, day in (("", shipped.as_of), ("的", shipped.as_of.replace(year=2027))):
        found = over_shipped.found(text, sort="deadline", today=day.isoformat())
        days = [ends.get(address) for address in found]
        ahead = [one for one in days if one and one >= day]
        over = [one for one in days if one and one < day]
        assert over
        assert days == sorted(ahead) + sorted(over, reverse=True) + [None] * days.count(None)
        assert set(found) == set(over_shipped.found(text))
        parts = [
            hit["address"]
            for start in (0, 7)
            for hit in over_shipped.answers(
                text, sort="deadline", today=day.isoformat(), size=7, **{"from": start}
            )[0]["hits"]
        ]
        assert parts == found[:14]

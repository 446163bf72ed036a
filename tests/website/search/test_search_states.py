"""States in the browser are those that the declared conditions give on that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from building import PROJECT
from each import each
from hypothesis import given
from hypothesis import strategies as some
from proving import examples

from benchmarks.search.engine import Engine
from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import Field, RecordType
from generator.read.schema.schemas import read_types
from generator.website.places.turning import course, from_now_on
from generator.website.search.documents import of_entry
from generator.website.words.language import language

DAYS = some.dates(date(2025, 6, 1), date(2027, 6, 30))
TYPES = {name: type for name, type in read_types(PROJECT).items() if type.states}


def values_of(field: Field, type: RecordType) -> some.SearchStrategy[Any]:
    """Anything that the field may hold, what the conditions ask for above all."""
    if field.type in ("date", "datetime"):
        return some.none() | DAYS
    if field.type == "boolean":
        return some.none() | some.booleans()
    if field.type in ("integer", "number"):
        return some.none() | some.sampled_from([0, 50, 99, 100, 101])
    asked = [test.operand for state in type.states for test in state.when.tests if test.field == field.name]
    texts = [text for operand in asked for text in (operand if isinstance(operand, list) else [operand])]
    return some.none() | some.sampled_from(["别的", *(text for text in texts if isinstance(text, str))])


def records(type: RecordType) -> some.SearchStrategy[Mapping[str, Any]]:
    return some.fixed_dictionaries({field.name: values_of(field, type) for field in type.fields})


def declared(type: RecordType, values: Mapping[str, Any], day: date) -> str | None:
    return next((state.id for state in type.states if state.when.holds(values, day)), None)


def entry(type: RecordType, values: Mapping[str, Any], as_of: date) -> Entry:
    state = next((state for state in type.states if state.when.holds(values, as_of)), None)
    return Entry(type, "a", "甲", None, None, state, values, {})


def parts(steps: tuple[tuple[str, str | None], ...]) -> list[str | None]:
    return [part for step in steps for part in step][1:]


def test_there_are_types_with_states() -> None:
    assert len(TYPES) > 10
    assert any(
        test.operand == "today"
        for type in TYPES.values()
        for state in type.states
        for test in state.when.tests
    )


@each("name", sorted(TYPES))
def test_states_agree_on_every_day(name: str, over_corpus: Engine) -> None:
    type = TYPES[name]

    @examples(12)
    @given(records(type), DAYS)
    def agree(values: Mapping[str, Any], as_of: date) -> None:
        steps = course(entry(type, values, as_of), as_of)
        written = [day for value in values.values() if isinstance(value, date) for day in around(value)]
        days = sorted({as_of, *written, *(as_of + timedelta(days=step) for step in (-400, 1, 30, 400))})
        ahead = [day for day in days if day >= as_of]
        asked = [[parts(steps), iso(days)], [parts(from_now_on(steps, as_of)), iso(ahead)]]
        always, from_now = over_corpus.ask("states", courses=asked)
        assert always == [declared(type, values, day) for day in days]
        assert from_now == [declared(type, values, day) for day in ahead]

    agree()


def around(day: date) -> list[date]:
    return [day - timedelta(days=1), day, day + timedelta(days=1)]


def iso(days: list[date]) -> list[str]:
    return [day.isoformat() for day in days]


def test_states_of_the_examples_are_those_of_their_pages(shipped: Disclosure, over_shipped: Engine) -> None:
    """Today and on later days, in hits and in counts."""
    for later in (0, 5, 40, 300):
        day = shipped.as_of + timedelta(days=later)
        hits = over_shipped.answers("", today=day.isoformat(), size=1000)[-1]["hits"]
        shown = {hit["address"]: hit["state"] and hit["state"]["id"] for hit in hits}
        for entries in shipped.entries.values():
            for one in entries:
                address = f"{one.type.name}/{of_entry(one, language('zh'), day).name}.html"
                assert shown[address] == declared(one.type, one.values, day)


def test_a_clock_that_runs_behind_shows_the_states_of_the_build(
    shipped: Disclosure, over_shipped: Engine
) -> None:
    behind, on_time = (
        [hit["state"] for hit in over_shipped.answers("", today=day, size=1000)[-1]["hits"]]
        for day in ("1999-01-01", shipped.as_of.isoformat())
    )
    assert behind == on_time


def test_a_state_that_the_public_values_do_not_explain_stays() -> None:
    type = TYPES["tasks"]
    other = type.states[0]
    odd = Entry(type, "a", "甲", None, None, other, {}, {})
    assert declared(type, {}, date(2026, 11, 24)) != other.id
    assert course(odd, date(2026, 11, 24)) == (("", other.id),)

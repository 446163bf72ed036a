"""Whatever stands in a cell, of whatever kind: no rule breaks, and each says something that can be said."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as some
from proving import examples

from generator.check.rules.engine import judge_by_rules
from generator.check.rules.examples import TYPE, example
from generator.check.rules.library import LIBRARY
from generator.model.declared.record_type import Field, RecordType
from generator.model.declared.site import Site
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.catalogue import LANGUAGES, translator

IDS = ("a", "b", "c", "d")
words = some.sampled_from(["", *IDS, "甲", "办法-2019", "2026", "专家论证", "13800000000", "x@example.org"])
numbers = some.one_of(
    some.integers(-5, 120),
    some.integers(-(10**60), 10**60),
    some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60, places=30),
    some.sampled_from([Decimal(0), Decimal("NaN"), Decimal("Infinity"), Decimal("12.50")]),
)
values = some.one_of(
    some.none(),
    words,
    some.text(),
    numbers,
    some.booleans(),
    some.dates(),
    some.datetimes(),
    some.lists(words).map(tuple),
)


def rows(fields: tuple[Field, ...]) -> some.SearchStrategy[Row]:
    cells = some.fixed_dictionaries({}, optional={field.name: values for field in fields})
    return cells.map(lambda found: Row(found, Source("data/a.yaml", 1, 1)))


def records(type: RecordType, entry: object) -> some.SearchStrategy[tuple[Record, ...]]:
    """Records with anything in the type's own fields; common ones only where the rule names them."""
    left_out = {name for name in type.common if name not in str(entry)}
    tables = {
        table.name: some.lists(rows(table.fields), max_size=4).map(tuple)
        for table in type.children
        if table.name not in left_out
    }
    fields = tuple(field for field in type.fields if field.name not in left_out)
    one = some.tuples(some.sampled_from(IDS), rows(fields), some.fixed_dictionaries(tables))
    return some.lists(one.map(lambda parts: Record(type.name, *parts)), max_size=4).map(tuple)


@cache
def registers(id: str) -> some.SearchStrategy[Register]:
    """Of the types of a rule's example."""
    shown = example(id)
    by_type = {name: records(type, shown.entry) for name, type in shown.types.items()}
    return some.fixed_dictionaries(by_type).map(lambda found: Register(Site(), shown.types, found))


@pytest.mark.parametrize("id", sorted(LIBRARY))
@given(data=some.data())
@examples(8, in_the_proofs=400, suppress_health_check=list(HealthCheck))
def test_no_value_breaks_a_rule(id: str, data: Any) -> None:
    register = data.draw(registers(id))
    judgement = judge_by_rules(register, data.draw(some.dates()))
    for finding in judgement.findings:
        for language in LANGUAGES:
            translate = translator(language)
            assert finding.message.render(translate, language)
            assert finding.hint is None or finding.hint.render(translate, language)
    if not LIBRARY[id].covers:
        assert set(judgement.checked) == {(TYPE, record.id) for record in register.records[TYPE]}

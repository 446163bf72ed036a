"""Whatever passes without frictionless is what frictionless accepts: over invented fields and values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from each import each
from frictionless import Resource, Schema
from hypothesis import given
from hypothesis import strategies as st

from generator.check.values.plain_values import certainly_fit
from generator.model.declared.record_type import Field

CONSTRAINTS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "enum": st.sampled_from([["a", "b"], ["a", ""], ["1", "2"]]),
        "minimum": st.sampled_from([0, 2]),
        "maximum": st.sampled_from([1, 100]),
        "minLength": st.sampled_from([0, 2]),
        "pattern": st.sampled_from(["a+", "[0-9]", "a|b", "(?i)A", "(?:", "a\\n?"]),
    },
)
ALLOWED = {
    "string": {"required", "enum", "minLength", "pattern"},
    "integer": {"required", "minimum", "maximum"},
    "number": {"required", "minimum", "maximum"},
    "date": {"required"},
    "boolean": {"required"},
    "any": {"required"},
    "year": {"required"},
    "array": {"required"},
}
ADDRESSES = st.from_regex(r"(?:https?://|ftp:|//)?[A-Za-z0-9.%:@\[-]*(?:[/?#][!-~甲]*)?", fullmatch=True)
VALUES = st.one_of(
    st.none(),
    st.sampled_from(["", "a", "ab", "1", " ", "nan", "true", "2026-03-05", "甲"]),
    st.integers(-3, 103),
    st.booleans(),
    st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("1.50"), Decimal(0), Decimal(-1)]),
    st.dates(),
    st.datetimes(),
    st.sampled_from([("a", "b"), (), ("",)]),
    st.sampled_from([0, 9999, 10000, "a\n"]),
    ADDRESSES,
)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    type = draw(st.sampled_from(sorted(ALLOWED)))
    stated = {name: bound for name, bound in draw(CONSTRAINTS).items() if name in ALLOWED[type]}
    format = draw(st.sampled_from(["default", "uri"])) if type == "string" else "default"
    return Field("value", type, format=format, constraints=stated)


@given(fields(), VALUES)
def test_what_passes_here_frictionless_accepts(field: Field, value: Any) -> None:
    if certainly_fit([field])({"value": value}):
        constraints = dict(field.constraints)
        descriptor = {"name": "value", "type": field.type, "format": field.format, "constraints": constraints}
        schema = Schema.from_descriptor({"fields": [descriptor]})
        cell = list(value) if isinstance(value, tuple) else value
        report = Resource(data=[["value", "other"], [cell, "x"]], schema=_with_other(schema)).validate()
        assert report.valid, (field, value, report.flatten(["message"]))


def _with_other(schema: Schema) -> Schema:
    """A second column, so that a row without a value is not an empty row."""
    descriptor = schema.to_descriptor()
    return Schema.from_descriptor({"fields": [*descriptor["fields"], {"name": "other", "type": "string"}]})


@each(
    ("field", "good", "doubtful"),
    [
        (Field("value", "string", constraints={"required": True}), "甲", [None, "", 1]),
        (Field("value", "string", constraints={"enum": ["甲"]}), "甲", ["乙"]),
        (Field("value", "string", constraints={"pattern": "a"}), "a", ["b", "ab", 1]),
        (Field("value", "string", constraints={"pattern": "a|b"}), "b", ["ab", "ba"]),
        (Field("value", "string", constraints={"pattern": "a)|(b"}), None, ["a", "b"]),
        (Field("value", "string", constraints={"pattern": "("}), None, ["("]),
        (
            Field("value", "string", format="uri"),
            "https://a.example/b/1.html?c=2",
            ["a.example", "http://甲"],
        ),
        (Field("value", "year"), 2026, [10_000, -1, "2026", True]),
        (Field("value", "string", format="email"), None, ["a@b.example"]),
        (
            Field("value", "number", constraints={"maximum": 100}),
            Decimal(100),
            [Decimal(101), "9", 101, Decimal("NaN")],
        ),
        (Field("value", "integer"), 1, [True, Decimal(1)]),
        (Field("value", "date"), date(2026, 3, 5), [datetime(2026, 3, 5), "2026-03-05"]),
        (Field("value", "boolean"), False, [0]),
        (Field("value", "array"), ("a",), ["a", ["a"]]),
        (Field("value", "array", constraints={"minLength": 1}), None, [("a",)]),
        (Field("value", "array", options={"arrayItem": {"type": "string"}}), None, [("a",)]),
        (Field("value", "string", constraints={"unique": True}), None, ["a", None]),
    ],
)
def test_doubts_go_to_frictionless(field: Field, good: Any, doubtful: list[Any]) -> None:
    fit = certainly_fit([field])
    assert fit({"value": good}) or "unique" in field.constraints
    assert not any(fit({"value": value}) for value in doubtful)

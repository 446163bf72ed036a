"""Each type and each constraint of Table Schema, through the gate: one finding where the value stands."""

from __future__ import annotations

from typing import Any

import pytest
from building import Root

from generator.check.gate import Verdict, judge
from generator.check.same_faults import apart
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun

OTHER = {"name": "other", "type": "string"}


def verdict(root: Root, field: dict[str, Any], *texts: str, **schema: Any) -> Verdict:
    """What the gate says to a CSV whose second column holds the texts."""
    root.schema({"fields": [{"name": "id", "type": "string"}, {"name": "value", **field}, OTHER], **schema})
    root.write(
        "data/notes/a.csv", "id,value,other\n" + "".join(f'{n},"{text}",x\n' for n, text in enumerate(texts))
    )
    return judge(root.folder, None)


CONSTRAINTS = [
    ({"type": "string", "constraints": {"required": True}}, "x", "", "required"),
    ({"type": "string", "constraints": {"enum": ["甲", "乙"]}}, "乙", "丙", "not-allowed"),
    ({"type": "integer", "constraints": {"enum": [1, 2]}}, "2", "3", "not-allowed"),
    ({"type": "integer", "constraints": {"minimum": 0}}, "0", "-1", "out-of-range"),
    ({"type": "number", "constraints": {"maximum": 100}}, "100", "100.01", "out-of-range"),
    ({"type": "date", "constraints": {"minimum": "2020-01-01"}}, "2020-01-01", "2019-12-31", "out-of-range"),
    (
        {"type": "date", "constraints": {"maximum": "2020-01-01"}},
        "2020年1月1日",
        "2020-01-02",
        "out-of-range",
    ),
    ({"type": "string", "constraints": {"minLength": 2}}, "两字", "一", "wrong-length"),
    ({"type": "string", "constraints": {"maxLength": 2}}, "两字", "三个字", "wrong-length"),
    ({"type": "array", "constraints": {"maxLength": 2}}, "a;b", "a;b;c", "wrong-length"),
    ({"type": "string", "constraints": {"pattern": "[0-9]{4}年"}}, "2026年", "26年", "wrong-pattern"),
    ({"type": "string", "constraints": {"pattern": "a"}}, "a", "ab", "wrong-pattern"),
    ({"type": "string", "constraints": {"pattern": "[0-9]{4}|-"}}, "-", "2026后面随便写", "wrong-pattern"),
    ({"type": "string", "constraints": {"pattern": "[0-9]{4}|-"}}, "2026", "前面随便写-", "wrong-pattern"),
    ({"type": "string", "constraints": {"pattern": "^[0-9]{4}$|^-$"}}, "2026", "2026-", "wrong-pattern"),
]
MAIL = "a@sample.example"
TYPES = [
    ({"type": "date"}, "2026年3月5日", "2026-02-30"),
    ({"type": "date"}, "2026/3/5", "2026年底前"),
    ({"type": "datetime"}, "2026-03-05 09:30", "2026-03-05 25:00"),
    ({"type": "integer"}, "１２", "1.5"),
    ({"type": "number"}, "1,234.5", "约12"),
    ({"type": "boolean"}, "是", "也许"),
    ({"type": "year"}, "2026年", "二零二六"),
    ({"type": "number", "show": "progress"}, "80%", "快了"),
    ({"type": "string", "format": "email"}, MAIL, "没有"),
    ({"type": "string", "format": "uri"}, "https://sample.example/", "不是网址"),
]


@pytest.mark.parametrize(("field", "good", "bad", "rule"), CONSTRAINTS)
def test_each_constraint(root: Root, field: dict[str, Any], good: str, bad: str, rule: str) -> None:
    (finding,) = verdict(root, field, good, bad, good).findings
    assert (finding.rule.id, finding.record, finding.field) == (rule, "1", "value")
    assert (finding.source.path, finding.source.line, finding.source.column) == ("data/notes/a.csv", 3, 2)
    assert finding.hint


@pytest.mark.parametrize(("field", "good", "bad"), TYPES)
def test_each_type(root: Root, field: dict[str, Any], good: str, bad: str) -> None:
    root.declare(
        "data/site.yaml", {"public_contacts": [{"value": MAIL, "reason": "公开信箱"}]} if good == MAIL else {}
    )
    (finding,) = verdict(root, field, good, bad).findings
    assert (finding.rule.id, finding.record) == ("wrong-type", "1")
    for code in ("zh", "en"):
        assert bad in finding.message.render(translator(code), code)
        assert finding.hint
        assert finding.hint.render(translator(code), code)


def test_a_value_that_must_be_unique(root: Root) -> None:
    (finding,) = verdict(root, {"type": "string", "constraints": {"unique": True}}, "a", "b", "a").findings
    assert (finding.rule.id, finding.record, finding.source.line) == ("repeated-value", "2", 4)


@pytest.mark.parametrize("type", ["string", "any"])
def test_two_spellings_of_one_accent_are_not_unique(root: Root, type: str) -> None:
    field = {"type": type, "constraints": {"unique": True}}
    (finding,) = verdict(root, field, "\u00c9", "b", "E\u0301").findings
    assert (finding.rule.id, finding.record, finding.source.line) == ("repeated-value", "2", 4)


def test_an_empty_optional_cell_is_no_value(root: Root) -> None:
    optional = {"type": "integer", "constraints": {"minimum": 5, "enum": [7]}}
    assert verdict(root, optional, "", "7").findings == ()


def test_several_broken_values_are_all_found(root: Root) -> None:
    """frictionless stops at a thousand errors unless told otherwise."""
    assert len(list(apart(verdict(root, {"type": "integer"}, *["x"] * 1200).findings))) == 1200


def test_the_first_column_is_judged_too(root: Root) -> None:
    root.schema({"fields": [{"name": "id", "type": "string", "constraints": {"pattern": "[a-z]+"}}, OTHER]})
    root.write("data/notes/a.csv", "id,other\na,x\n7,x\n")
    (finding,) = judge(root.folder, None).findings
    assert (finding.rule.id, finding.source.line, finding.source.column) == ("wrong-pattern", 3, 1)


def test_rows_of_a_child_table_are_judged_where_they_stand(root: Root) -> None:
    rows = {
        "steps": {
            "fields": [{"name": "text", "constraints": {"required": True}}, {"name": "day", "type": "date"}]
        }
    }
    root.schema({"fields": [{"name": "id", "type": "string"}, OTHER], "sunlit": {"children": rows}})
    root.write("data/notes/a.yaml", "id: a\nsteps:\n  - {text: x, day: 2026-01-01}\n  - {day: 昨天}\n")
    findings = judge(root.folder, None).findings
    assert [(f.rule.id, f.source.line, f.source.column, f.record) for f in findings] == [
        ("required", 4, 5, "a"),
        ("wrong-type", 4, 11, "a"),
    ]


def test_texts_that_mean_nothing_are_empty_cells(root: Root) -> None:
    """Table Schema's ``missingValues``."""
    found = verdict(root, {"type": "integer"}, "n/a", "-", "7", missingValues=["", "n/a", "-"])
    assert found.findings == ()
    assert [record.values.get("value") for record in found.register] == [None, None, 7]


def test_a_decimal_sign_of_the_schema_s_own_is_not_misread(root: Root) -> None:
    """ "1,500" is one and a half where the schema says that the decimal sign is a comma."""
    found = verdict(root, {"type": "number", "decimalChar": ",", "groupChar": "."}, "1,500")
    assert found.findings == ()
    (record,) = found.register
    assert record.values["value"] != 1500


@pytest.mark.parametrize(
    "field",
    [
        {"type": "nonsense"},
        {"type": "number", "constraints": {"exclusiveMinimum": 0}},
        {"type": "integer", "constraints": {"minimum": "x"}},
        {"type": "integer", "constraints": {"maxLength": 3}},
        {"type": "string", "constraints": {"pattern": "("}},
        {"type": "string", "constraints": {"pattern": "a)|(b"}},
    ],
)
def test_a_schema_that_frictionless_refuses_stops_the_run(root: Root, field: dict[str, Any]) -> None:
    with pytest.raises(CannotRun, match="Table Schema"):
        verdict(root, field, "x", "5")

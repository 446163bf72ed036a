"""A key of several fields makes a readable id, and each field may have texts of its own that mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from building import DAY, Root
from declaring import refusal
from each import each

from generator.check.gate import Verdict, judge
from generator.model.records.record import Source

PETITIONS: dict[str, Any] = {
    "fields": [
        {"name": "place", "title": "选区"},
        {"name": "on", "title": "日期", "type": "date"},
        {"name": "count", "title": "人数", "type": "integer"},
    ],
    "primaryKey": ["place", "on"],
    "sunlit": {"title": "请愿", "title_field": "place", "children": {"signs": {"fields": [{"name": "who"}]}}},
}
VISITS: dict[str, Any] = {
    "fields": [{"name": "id"}, {"name": "title"}, {"name": "petition"}],
    "sunlit": {"relations": [{"field": "petition", "to": "petitions"}]},
}
TABLE = "选区,日期,人数\n示例区,2026-03-05,12\n示例区,2026-03-06,3\n"


def petitions(folder: Path, table: str = TABLE, schema: dict[str, Any] = PETITIONS) -> Root:
    root = Root(folder)
    root.schema(schema, "petitions")
    root.write("data/petitions/2026.csv", table)
    return root


def rules(verdict: Verdict) -> list[tuple[str, str, int | None]]:
    return [(finding.rule.id, finding.source.path, finding.source.line) for finding in verdict.findings]


def test_the_id_is_what_the_key_says_and_everything_goes_by_it(tmp_path: Path) -> None:
    root = petitions(tmp_path)
    root.write("data/petitions/2026.signs.csv", "编号,who\n示例区--2026-03-06,甲\n")
    root.write("data/petitions/b.yaml", "选区: 乙区\n日期: 2026年1月2日\nsigns:\n- who: 乙\n")
    root.schema(VISITS, "visits")
    root.records({"id": "a", "title": "走访", "petition": "示例区--2026-03-05"}, type="visits")
    verdict = judge(root.folder, DAY)
    assert rules(verdict) == []
    first, second, third = verdict.register.records["petitions"]
    assert [each.id for each in (first, second, third)] == [
        "示例区--2026-03-05",
        "示例区--2026-03-06",
        "乙区--2026-01-02",
    ]
    assert first.row.source_of("id") == Source("data/petitions/2026.csv", 2, 1)
    assert [row.values["who"] for each in (second, third) for row in each.children["signs"]] == ["甲", "乙"]


def test_it_has_a_page_and_stands_in_the_data(tmp_path: Path) -> None:
    root = petitions(tmp_path)
    root.build()
    assert root.twin("petitions/示例区--2026-03-05.json")["id"] == "示例区--2026-03-05"


def test_the_same_key_twice_and_a_part_that_is_missing_are_named(tmp_path: Path) -> None:
    root = petitions(tmp_path, TABLE + "示例区,2026/3/5,1\n示例区,,1\n,2026-01-01,1\n")
    path = "data/petitions/2026.csv"
    assert rules(judge(root.folder, DAY)) == [
        ("duplicate-id", path, 4),
        ("required", path, 5),
        ("required", path, 6),
    ]


def test_a_table_has_no_column_for_an_id_that_is_made(tmp_path: Path) -> None:
    root = petitions(tmp_path, "id,选区,日期\nx,示例区,2026-03-05\n")
    assert [rule for rule, _, _ in rules(judge(root.folder, DAY))] == ["unknown-key"]


def test_a_schema_with_a_field_called_id_keeps_it(tmp_path: Path) -> None:
    schema = {**PETITIONS, "fields": [{"name": "id"}, *PETITIONS["fields"]]}
    root = petitions(tmp_path, "id,选区,日期\n7,示例区,2026-03-05\n", schema)
    (record,) = judge(root.folder, DAY).register.records["petitions"]
    assert (record.id, record.values["id"]) == ("示例区--2026-03-05", "7")


@each("key", [["place", "place"], ["place", "nothing"], "nothing"])
def test_a_key_of_no_fields_is_refused_with_those_that_there_are(tmp_path: Path, key: Any) -> None:
    said = refusal(tmp_path, {**PETITIONS, "primaryKey": key})
    assert "There are: place, on, count." in said


MISSING: dict[str, Any] = {
    "fields": [
        {"name": "id"},
        {"name": "title"},
        {"name": "count", "type": "integer", "missingValues": ["-", {"value": "x", "label": "拒答"}]},
        {"name": "name", "missingValues": []},
    ],
    "missingValues": ["", "NA"],
}


def test_a_field_has_missing_values_of_its_own(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(MISSING)
    root.write("data/notes/a.csv", "id,title,count,name\na,NA,-,NA\nb,t,x,-\nc,t,NA,t\n")
    verdict = judge(root.folder, DAY)
    first, second, _ = verdict.register.records["notes"]
    assert first.values == {"id": "a", "name": "NA"}
    assert second.values == {"id": "b", "title": "t", "name": "-"}
    assert rules(verdict) == [("wrong-type", "data/notes/a.csv", 4)]


def test_missing_values_are_a_list(tmp_path: Path) -> None:
    wrong = {"fields": [{"name": "id"}, {"name": "a", "missingValues": "-"}]}
    assert "is a list" in refusal(tmp_path, wrong)

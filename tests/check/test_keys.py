from __future__ import annotations

from typing import Any

from each import each

from generator.check.ids.keys import check_keys
from generator.model.declared.record_type import ChildTable, Field, RecordType, Relation
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.catalogue import translator

TASKS = RecordType(
    "tasks",
    (Field("id"), Field("title"), Field("parent"), Field("year"), Field("number")),
    "id",
    "title",
    children=(ChildTable("steps", (Field("task"),)),),
    relations=(Relation("parent", "tasks"), Relation("task", "tasks", "steps")),
    tree_field="parent",
    unique_keys=(("year", "number"),),
)


def record(id: str, line: int = 1, steps: tuple[str, ...] = (), **values: Any) -> Record:
    row = Row(
        {"id": id, **values},
        Source("data/tasks/a.csv", line),
        {"id": (0, 1), "parent": (0, 3), "year": (0, 4)},
    )
    rows = tuple(Row({"task": task}, Source("data/tasks/a.steps.csv", 2), {"task": (0, 2)}) for task in steps)
    return Record("tasks", id, row, {"steps": rows})


def found(*records: Record) -> list[Finding]:
    return list(check_keys(Register(Site(), {"tasks": TASKS}, {"tasks": records})))


def hint(finding: Finding) -> str:
    assert finding.hint
    return finding.hint.render(translator("en"), "en")


def test_records_that_are_in_order_give_nothing() -> None:
    assert found(record("a"), record("b", parent="a", steps=("a", "b"))) == []


def test_the_second_of_two_equal_ids_is_found_and_the_first_named() -> None:
    (finding,) = found(record("a", 2), record("b", 3), record("a", 4))
    assert (finding.rule, finding.source) == (rules.DUPLICATE_ID, Source("data/tasks/a.csv", 4, 1))
    assert "data/tasks/a.csv, line 2" in hint(finding)


def test_each_further_equal_id_is_found() -> None:
    assert [finding.source.line for finding in found(record("a", 2), record("a", 3), record("a", 4))] == [
        3,
        4,
    ]


@each(("id", "why", "cure"), [
    ("index", "at this address stands the list of all records", "another id"),
    ("x" * 203, "203 bytes, and 200 is the limit", "3 bytes less"),
    ("关于" * 34, "204 bytes, and 200 is the limit", "4 bytes less"),
    ("Plan A " * 14, "207 bytes, and 200 is the limit", "7 bytes less"),
])  # fmt: skip
def test_an_id_that_makes_no_address_is_told_the_limit_and_by_how_much_it_is_past_it(
    id: str, why: str, cure: str
) -> None:
    (finding,) = found(record(id.strip()))
    message = finding.message.render(translator("en"), "en")
    assert finding.rule is rules.UNPUBLISHABLE_ID
    assert why in message
    assert cure in hint(finding)
    assert len(message) < 150


def test_ids_that_differ_by_case_or_sign_are_two_ids() -> None:
    assert found(*map(record, ("a", "A", "~41", "a ", "Ａ", "%41", "a/", "../a"))) == []


def test_a_reference_to_nothing_is_found_at_its_cell() -> None:
    (finding,) = found(record("T-1", 2), record("T-2", 3, parent="T-11"))
    assert (finding.rule, finding.source) == (rules.DANGLING_REFERENCE, Source("data/tasks/a.csv", 3, 3))
    assert (finding.record, finding.field) == ("T-2", "parent")
    assert "'T-1'" in hint(finding)


def test_a_reference_with_nothing_like_it_gets_no_guess() -> None:
    (finding,) = found(record("T-1"), record("T-2", parent="另外的"))
    assert "T-1" not in hint(finding)


def test_a_reference_in_a_child_table_is_found_there() -> None:
    (finding,) = found(record("a", steps=("a", "b")))
    assert (finding.source, finding.record) == (Source("data/tasks/a.steps.csv", 2, 2), "a")


def test_a_list_of_references_is_judged_one_by_one() -> None:
    findings = found(record("a"), record("b", parent=("a", "x", "y")))
    assert len(findings) == 2


def test_references_to_a_type_that_was_half_read_are_not_judged() -> None:
    register = Register(Site(), {"tasks": TASKS}, {"tasks": (record("a", parent="lost"),)})
    assert list(check_keys(register, frozenset({"tasks"}))) == []


def test_a_combination_that_must_be_unique() -> None:
    (finding,) = found(
        record("a", 2, year=2026, number=1),
        record("b", 3, year=2026, number=2),
        record("c", 4, year=2026, number=1),
    )
    assert (finding.rule, finding.source, finding.record) == (
        rules.REPEATED_VALUE,
        Source("data/tasks/a.csv", 4, 4),
        "c",
    )


@each(("first", "second"), [("\u00e9", "e\u0301"), (("a", "\u00e9"), ("a", "e\u0301"))])
def test_two_spellings_of_one_accent_are_one_combination(first: Any, second: Any) -> None:
    (finding,) = found(record("a", year=2026, number=first), record("b", year=2026, number=second))
    assert (finding.rule, finding.record) == (rules.REPEATED_VALUE, "b")


def test_records_without_any_part_of_a_unique_key_do_not_collide() -> None:
    assert found(record("a"), record("b")) == []


def test_a_circle_is_found_once() -> None:
    (finding,) = found(
        record("c", parent="a"), record("a", parent="b"), record("b", parent="c"), record("d", parent="a")
    )
    assert (finding.rule, finding.record) == (rules.CIRCULAR_TREE, "a")
    said = finding.message.render(translator("en"), "en")
    assert said.count("→") == 3


def test_a_circle_is_found_behind_whichever_of_several_parents() -> None:
    (finding,) = found(record("a", parent=("z", "b")), record("b", parent=("a",)), record("z"))
    assert (finding.rule, finding.record) == (rules.CIRCULAR_TREE, "a")
    assert finding.message.render(translator("en"), "en").endswith("a → b → a.")
    assert hint(finding) == "Take out the id of a record that stands below."


def test_circles_through_one_record_are_told_each() -> None:
    findings = found(record("a", parent=("b", "c", "a")), record("b", parent="a"), record("c", parent="b"))
    said = [finding.message.render(translator("en"), "en").rpartition(": ")[2] for finding in findings]
    assert said == ["a → b → a.", "a → a."]


def test_several_ways_to_one_top_are_no_circle() -> None:
    assert (
        found(
            record("a", parent=("b", "c")),
            record("b", parent="d"),
            record("c", parent=("d", "b")),
            record("d"),
        )
        == []
    )


def test_a_record_above_itself() -> None:
    (finding,) = found(record("a", parent="a"))
    assert finding.rule is rules.CIRCULAR_TREE


def test_two_circles_are_two_findings() -> None:
    assert [f.record for f in found(*(record(i, parent=p) for i, p in ("ab", "ba", "cd", "dc")))] == [
        "a",
        "c",
    ]


def test_a_long_chain_is_no_circle() -> None:
    chain = [record("0"), *(record(str(n), parent=str(n - 1)) for n in range(1, 3000))]
    assert found(*chain) == []

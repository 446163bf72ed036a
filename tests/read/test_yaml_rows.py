from __future__ import annotations

from datetime import date

import pytest
from each import each
from task_root import Root

from generator.model.findings import rules
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.read.yaml import rows as yaml_rows

A = "data/tasks/a.yaml"


def test_one_record_is_read_with_its_places(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "# 说明\n编号: T-1\n标题: 甲\n完成期限:   2026年3月5日\n备注:\n")
    assert reading.findings == ()
    (record,) = reading.records
    assert record.values == {"id": "T-1", "title": "甲", "due": date(2026, 3, 5)}
    assert record.source == Source(A, 2, 1)
    assert record.row.source_of("due") == Source(A, 4, 9)
    assert record.row.source_of("note") == Source(A, 2, 1)


def test_a_list_of_records_is_read(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "- id: T-1\n  title: 甲\n- {id: T-2, title: 乙}\n")
    assert reading.values == [{"id": "T-1", "title": "甲"}, {"id": "T-2", "title": "乙"}]
    assert [record.source for record in reading.records] == [Source(A, 1, 3), Source(A, 3, 3)]


def test_child_tables_and_arrays_are_read(root: Root) -> None:
    text = "id: T-1\nunits: [甲, ' 乙 ', '']\n工作步骤:\n  - 步骤: 起草\n    日期: 2026/3/5\n  - name: 印发\n进展:\n"
    reading = root.read_file("tasks/a.yaml", text)
    assert reading.findings == ()
    (record,) = reading.records
    assert record.values["units"] == ("甲", "乙")
    first, second = record.children["steps"]
    assert (first.values, second.values) == ({"name": "起草", "on": date(2026, 3, 5)}, {"name": "印发"})
    assert first.source_of("on") == Source(A, 5, 9)
    assert second.source == Source(A, 6, 5)
    assert "updates" not in record.children


@each("text", ["no", "012", "12:30", "1e3", "2026-03-05", "0x1F", "true", "1_000", "=", "<<x"])
def test_a_plain_scalar_is_text_as_typed(root: Root, text: str) -> None:
    assert root.read_file("tasks/a.yaml", f"id: {text}\nnote: {text}\n").values == [
        {"id": text, "note": text}
    ]


@each("text", ["", "~", "null", "''", '"  "', "|", "\u3000"])
def test_nothing_is_absent(root: Root, text: str) -> None:
    assert root.read_file("tasks/a.yaml", f"id: T-1\nnote: {text}\n").values == [{"id": "T-1"}]


@each("text", ["null", "~"])
def test_a_quoted_null_is_text(root: Root, text: str) -> None:
    assert root.read_file("tasks/a.yaml", f"id: T-1\nnote: '{text}'\n").values[0]["note"] == text


def test_texts_of_several_lines_are_read(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "id: T-1\ntitle: |\n  甲\n\n  \t乙\nnote: >\n  丙\n  丁\n")
    assert reading.values == [{"id": "T-1", "title": "甲\n\n\t乙", "note": "丙丁"}]
    assert reading.findings == ()


@each("end", ["\r\n", "\r"])
def test_other_line_ends_are_read(root: Root, end: str) -> None:
    reading = root.read_file("tasks/a.yaml", f"id: T-1{end}note: '甲{end}{end}  乙'{end}title: 丙{end}")
    assert reading.values == [{"id": "T-1", "note": "甲\n乙", "title": "丙"}]
    assert reading.records[0].row.places["title"] == (5, 8)


@each("text", ["", "\n# 还没有\n", "---\n", "[]\n", "~\n"])
def test_a_file_without_a_record_is_empty(root: Root, text: str) -> None:
    assert root.read_file("tasks/a.yaml", text).places == [(A, 1, None, "empty-file")]


@each(
    ("text", "line", "column"),
    [
        ("甲\n", 1, 1),
        ("编号： T-1\n标题： 甲\n", 1, 1),
        ("- id: T-1\n- 乙\n", 2, 3),
        ("- id: T-1\n- [乙]\n", 2, 3),
        ("- id: T-1\n-\n", 2, 2),
        ("id: T-1\n{a: b}: c\n", 2, 1),
    ],
)
def test_what_is_no_record_is_named(root: Root, text: str, line: int, column: int) -> None:
    reading = root.read_file("tasks/a.yaml", text)
    assert reading.places == [(A, line, column, "not-a-record")]
    assert reading.ids == (["T-1"] if "T-1" in text and "：" not in text else [])


def test_full_width_colons_have_their_own_cure(root: Root) -> None:
    hint = root.read_file("tasks/a.yaml", "编号： T-1\n标题： 甲\n").only(rules.NOT_A_RECORD).hint
    assert hint is not None
    assert "half-width colon" in hint.text


def test_a_record_without_id_is_left_out_and_named(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "- id: T-1\n- title: 乙\n- id: ''\n  title: 丙\n")
    assert reading.places == [(A, 2, 3, "required"), (A, 3, 3, "required")]
    assert reading.ids == ["T-1"]


@each("second", ["title", "标题", "Title"])
def test_a_field_that_stands_twice_is_named(root: Root, second: str) -> None:
    reading = root.read_file("tasks/a.yaml", f"id: T-1\ntitle: 甲\n{second}: 乙\n")
    assert reading.places == [(A, 3, 1, "duplicate-key")]
    assert (reading.findings[0].record, reading.findings[0].field) == ("T-1", "title")
    assert reading.values == [{"id": "T-1", "title": "甲"}]


def test_a_field_that_stands_twice_in_a_child_row_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "id: T-1\nsteps:\n- name: 甲\n  步骤: 乙\n")
    assert reading.places == [(A, 4, 3, "duplicate-key")]


def test_an_unknown_key_is_named_at_its_own_place_with_the_nearest_field(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "id: T-1\n标提: 甲\nsteps:\n  - nmae: 乙\n")
    assert reading.places == [(A, 2, 1, "unknown-key"), (A, 4, 5, "unknown-key")]
    assert [finding.hint and finding.hint.parameters["near"] for finding in reading.findings] == [
        "标题",
        "name",
    ]
    assert {finding.record for finding in reading.findings} == {"T-1"}


def test_a_stray_key_of_a_flow_mapping_hints_at_the_quotes(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "id: T-1\nsteps:\n- {步骤: 甲,乙}\n")
    assert reading.places == [(A, 3, 10, "unknown-key")]
    hint = reading.findings[0].hint
    assert hint is not None
    assert "before the comma" in hint.text
    assert root.read_file("tasks/a.yaml", 'id: T-1\nsteps:\n- {步骤: "甲,乙"}\n').findings == ()


@each(
    ("text", "line", "column", "ids"),
    [
        ("id: T-1\nnote: &a 甲\ntitle: 乙\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: *a\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: *见附件\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: &见附件\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: !重要 甲\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: !a!b 甲\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: ! 甲\n", 2, 7, ["T-1"]),
        ("id: T-1\nnote: !!str 甲\n", 2, 7, ["T-1"]),
        ("id: T-1\nunits: !x [甲]\n", 2, 8, ["T-1"]),
        ("id: T-1\n---\nid: T-2\n", 2, 1, ["T-1", "T-2"]),
        ("id: T-1\n...\nid: T-2\n", 3, 1, ["T-1"]),
    ],
)
def test_what_only_yaml_knows_is_named(root: Root, text: str, line: int, column: int, ids: list[str]) -> None:
    reading = root.read_file("tasks/a.yaml", text)
    assert reading.places == [(A, line, column, "yaml-feature")]
    assert reading.ids == ids


def test_a_merge_key_is_refused(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "- &a\n  id: T-1\n- <<: *a\n  id: T-2\n")
    assert [place[3] for place in reading.places] == ["yaml-feature", "unknown-key", "yaml-feature"]
    assert reading.ids == ["T-1", "T-2"]


@each(
    ("text", "line", "column"),
    [
        ("id: T-1\n\ttitle: 甲\n", 2, 1),
        ("id: T-1\nsteps:\n\t- name: 甲\n", 3, 1),
        ("id: T-1\nsteps:\n  - name: 甲\n \t on: 2026-03-05\n", 4, 2),
        ("id: T-1\nunits: [甲,\n\t乙]\n", 3, 1),
        ("id: T-1\ntitle: '甲'\n\t\nnote: 乙\n", 3, 1),
    ],
)
def test_a_tab_is_named_where_it_stands(root: Root, text: str, line: int, column: int) -> None:
    assert root.read_file("tasks/a.yaml", text).places == [(A, line, column, "tab-in-yaml")]


def test_tabs_inside_texts_are_text(root: Root) -> None:
    text = 'id:\tT-1\nnote: |\n  甲\n\n  \t乙\ntitle: "丙\n\t丁"\n'
    reading = root.read_file("tasks/a.yaml", text)
    assert (reading.ids, reading.findings) == (["T-1"], ())


@each(
    ("text", "line", "column", "says"),
    [
        ("id: T-1\ntitle: 关于: 通知\n", 2, 10, "second colon"),
        ("id: T-1\nnote: 乙\n  title: 甲\n", 3, 8, "second colon"),
        ("id: T-1\ntitle: '甲\nnote: 乙\n", 2, 8, "quote that opens"),
        ('id: T-1\ntitle: "甲\n', 2, 8, "quote that opens"),
        ("id: T-1\nunits: [甲, 乙\nnote: 丙\n", 2, 8, "bracket that opens"),
        ("id: T-1\nsteps:\n- {name: 甲\nnote: 丙\n", 3, 3, "bracket that opens"),
        ('id: T-1\nnote: "C:\\共享"\n', 2, 10, "backslash"),
        ("id: T-1\nsteps: - 甲\n", 2, 8, "dash"),
        ("id: T-1\nnote: @甲\n", 2, 7, "begin with this sign"),
        ("id: T-1\nnote: `甲`\n", 2, 7, "begin with this sign"),
        ("id: T-1\nnote: %甲\n", 2, 7, "begin with this sign"),
        ('id: T-1\nnote: "甲" 乙\n', 2, 11, "does not fit"),
        ("id: T-1\nnote: |\n   甲\n 乙: 丙\n", 4, 2, "does not fit"),
        ("id: T-1\nnote: |甲\n", 2, 7, "next line"),
        ("id: T-1\n部门：教育局\nnote: 甲\n", 3, 1, "no field name"),
        ("id: T-1\nnote: ]\n", 2, 7, "cannot be read"),
        ("id: T-1\nnote: 甲\x07乙\n", 2, 8, "control character"),
    ],
)
def test_a_syntax_error_is_explained_and_keeps_its_record(
    root: Root, text: str, line: int, column: int, says: str
) -> None:
    reading = root.read_file("tasks/a.yaml", text)
    assert reading.places == [(A, line, column, "yaml-syntax")]
    finding = reading.only(rules.YAML_SYNTAX)
    assert says in finding.message.text
    assert finding.hint is not None
    if "\x07" not in text:
        assert (finding.record, reading.ids) == ("T-1", ["T-1"])


def test_records_before_a_syntax_error_are_kept(root: Root) -> None:
    reading = root.read_file(
        "tasks/a.yaml", "- id: T-1\n- id: T-2\n  steps:\n  - name: 甲\n    on: @\n- id: T-3\n"
    )
    assert reading.places == [(A, 5, 9, "yaml-syntax")]
    assert reading.ids == ["T-1", "T-2"]
    assert reading.records[1].children["steps"][0].values == {"name": "甲"}


@each(
    ("text", "line", "column", "field"),
    [
        ("id: T-1\ntitle: [甲, 乙]\n", 2, 8, "title"),
        ("id: T-1\ntitle:\n  name: 甲\n", 3, 3, "title"),
        ("id: T-1\nunits:\n- 甲\n- name: 乙\n", 4, 3, "units"),
        ("id: T-1\nunits: {甲: 乙}\n", 2, 8, "units"),
        ("id: T-1\nsteps: 甲\n", 2, 8, "steps"),
        ("id: T-1\nsteps:\n  name: 甲\n", 3, 3, "steps"),
        ("id: T-1\nsteps:\n- 甲\n", 3, 3, "steps"),
        ("id: T-1\nsteps:\n- name: [甲]\n", 3, 9, "name"),
    ],
)
def test_a_wrong_shape_is_named(root: Root, text: str, line: int, column: int, field: str) -> None:
    reading = root.read_file("tasks/a.yaml", text)
    assert reading.places == [(A, line, column, "wrong-shape")]
    assert (reading.findings[0].record, reading.findings[0].field) == ("T-1", field)
    assert reading.ids == ["T-1"]


def test_an_id_of_a_wrong_shape_is_named_once(root: Root) -> None:
    reading = root.read_file("tasks/a.yaml", "id: [甲]\n")
    assert reading.places == [(A, 1, 5, "wrong-shape")]


def test_an_array_may_be_one_text(root: Root) -> None:
    assert root.read_file("tasks/a.yaml", "id: T-1\nunits: 甲、乙\n").values[0]["units"] == ("甲", "乙")


@each("bracket", ["[", "{a: "])
def test_nesting_has_a_limit(root: Root, bracket: str) -> None:
    reading = root.read_file("tasks/a.yaml", f"id: T-1\nnote: {bracket * 5000}")
    assert [place[3] for place in reading.places] == ["too-deep"]
    assert reading.ids == ["T-1"]
    assert {finding.record for finding in reading.findings} == {"T-1"}


def test_nesting_up_to_the_limit_is_a_wrong_shape(root: Root) -> None:
    depth = yaml_rows.DEEPEST - 1
    reading = root.read_file("tasks/a.yaml", f"id: T-1\nnote: {'[' * depth}{']' * depth}\n")
    assert reading.places == [(A, 2, 7, "wrong-shape")]


RULES_OF_YAML: tuple[Rule, ...] = (rules.YAML_SYNTAX, rules.YAML_FEATURE, rules.TAB_IN_YAML)


def test_the_parser_in_python_is_understood_too(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C parser is not built, the same files give the same rules."""
    import yaml

    monkeypatch.setattr(yaml_rows, "_Loader", yaml.SafeLoader)
    for broken in (
        "note: 关于: 通知",
        "note: '甲",
        "units: [甲",
        "note: *见",
        "note: @甲",
        "\tnote: 甲",
        "note: 甲\x07",
    ):
        reading = root.read_file("tasks/a.yaml", f"id: T-1\n{broken}\n")
        assert len(reading.findings) == 1
        assert reading.findings[0].rule in RULES_OF_YAML
    assert root.read_file("tasks/a.yaml", "id: T-1\nnote: no\n").values == [{"id": "T-1", "note": "no"}]

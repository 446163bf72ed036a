"""``sunlit import``: an office's own file becomes records, with no cell edited that the file already said."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from building import Root, sunlit
from each import each
from hypothesis import given
from hypothesis import strategies as st
from office_files import ABOVE, BELOW, DAY, HEADER, NOTICES, PEOPLE, as_book, as_csv, imported, record, said
from proving import examples

from generator.check.gate import judge
from generator.desk.importing.importing import answers_text, import_file, write
from generator.desk.importing.wanted import Wanted
from generator.desk.record_files.yaml_text import scalar
from generator.model.declared.record_type import Field
from generator.model.text.stop import CannotRun


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    made = Root(tmp_path_factory.mktemp("desk"))
    made.schema(NOTICES, "notices")
    made.records(
        {"id": "2026-gs-007", "title": "早先的", "kind": "评优", "from": "2026-03-02", "to": "2026-03-06"},
        type="notices",
    )
    return made


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.csv"])
def test_an_office_file_is_a_record_with_no_cell_edited(root: Root, tmp_path: Path, name: str) -> None:
    rows = (*ABOVE, HEADER, *PEOPLE, *BELOW)
    content = as_csv(rows) if name.endswith("csv") else as_book(rows, ["A1:G1", "A2:G2", "G4:G5", "A6:G6"])
    made = imported(root, tmp_path, content, name, 类别="任用")
    assert made.fit, made.findings
    assert made.path == "data/notices/2026-gs-008.yaml"
    assert record(made) == {
        "id": "2026-gs-008",
        "title": "干部任前公示名单",
        "kind": "任用",
        "listed": 2,
        "from": date(2026, 12, 1),
        "to": date(2026, 12, 7),
        "phone": "0454-7654321",
        "published_on": DAY,
        "people": [
            {"name": "示例甲", "birth": "1985年3月", "now": "示例局甲科科长", "next": "拟任示例局副局长"},
            {"name": "示例乙", "birth": "1986年10月", "now": "示例办主任", "next": "拟任示例办调研员"},
        ],
    }
    report = said(made)
    for text in ("男", "女", "主持工作", "G4"):
        assert text in report, "what has no field stands in the report"
    assert "示例甲" not in report
    assert made.files[made.path].startswith(
        "# yaml-language-server: $schema=../imports/notices.schema.json\n"
    )


def test_what_is_missing_is_said_and_nothing_is_written(root: Root, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv((*ABOVE, HEADER, *PEOPLE)))
    before = sorted(root.folder.rglob("*"))
    run = sunlit("-C", root.folder, "import", "notices", tmp_path / "a.csv", "--as-of", DAY.isoformat())
    assert run.returncode == 1
    assert "--set kind=" in run.stdout
    assert "任用 / 评优" in run.stdout
    assert sorted(root.folder.rglob("*")) == before


def test_the_last_day_is_computed_and_a_wrong_one_refused_at_its_cell(root: Root, tmp_path: Path) -> None:
    made = imported(
        root, tmp_path, as_csv((HEADER, *PEOPLE)), "a.csv", kind="任用", title="名单", 公示开始="2026-12-01"
    )
    assert record(made)["to"] == date(2026, 12, 7)
    above = (("公示时间：2026年12月1日至2026年12月4日",), ("示例任前公示名单",))
    short = imported(root, tmp_path, as_csv((*above, HEADER, *PEOPLE)), "a.csv", kind="任用")
    assert not short.fit
    wrong = next(each for each in short.findings if each.rule.id == "minimum-working-days")
    assert (wrong.source.path, wrong.source.line, wrong.source.column) == ("a.csv", 1, 1)


def test_a_value_that_is_none_is_refused_at_its_cell(root: Root, tmp_path: Path) -> None:
    rows = (*ABOVE, HEADER, PEOPLE[0], ("2", "示例乙", "女", "属虎", "示例办主任", "", ""))
    made = imported(root, tmp_path, as_csv(rows), "a.csv", kind="任用")
    assert not made.fit
    assert [(each.source.line, each.source.column) for each in made.findings] == [(5, 4)]


def test_a_written_import_is_what_was_judged_and_not_taken_twice(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    root.schema(NOTICES, "notices")
    made = imported(root, tmp_path, as_csv((*ABOVE, HEADER, *PEOPLE)), "a.csv", kind="任用")
    write(root.folder, made)
    assert [each.id for each in judge(root.folder, DAY).register] == ["2026-001"]
    assert not [path for path in root.folder.rglob("*") if path.name.startswith(".")]
    again = imported(root, tmp_path, as_csv((*ABOVE, HEADER, *PEOPLE)), "b.csv", kind="任用")
    assert (again.unchanged, again.files, again.findings) == (True, {}, [])


def test_what_was_said_of_a_column_is_kept_for_the_next_file(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    root.schema(NOTICES, "notices")
    own = ("序号", "称呼", "性别", "生辰", "现任职务", "拟任职务", "备注")
    (tmp_path / "a.csv").write_bytes(as_csv((*ABOVE, own, *PEOPLE)))
    columns = {"称呼": "people.name", "生辰": "公示对象.出生年月", "性别": ""}
    wanted = Wanted("notices", tmp_path / "a.csv", {"kind": "任用"}, said_columns=columns, as_of=DAY)
    made = import_file(root.folder, wanted)
    assert made.fit, made.findings
    write(root.folder, made)
    above = (("十二月干部任前公示名单",), ("公示时间：2026年12月8日—2026年12月14日",))
    next_month = imported(root, tmp_path, as_csv((*above, own, *PEOPLE)), "b.csv", kind="任用")
    assert [each["birth"] for each in record(next_month)["people"]] == ["1985年3月", "1986年10月"]
    kept = root.folder / "data/imports/notices.yaml"
    kept.write_text(kept.read_text(encoding="utf-8").replace("people.birth", "people.born"), encoding="utf-8")
    with pytest.raises(CannotRun) as stop:
        imported(root, tmp_path, as_csv((*above, own, *PEOPLE)), "b.csv", kind="任用")
    assert "people.born" in stop.value.phrase.render(str, "en")


def test_rows_that_are_records_have_ids_of_their_own(root: Root, tmp_path: Path) -> None:
    rows = (
        ("标题", "公示开始", "公示结束", "类别"),
        ("甲处公示", "2026年12月1日", "2026/12/7", "评优"),
        ("乙处公示", "2026.12.2", "2026-12-8", "任用"),
    )
    made = imported(root, tmp_path, as_csv(rows), "a.csv")
    assert made.fit, made.findings
    assert [(each["id"], each["title"]) for each in record(made)] == [
        ("2026-gs-008", "甲处公示"),
        ("2026-gs-009", "乙处公示"),
    ]


def test_answers_hold_rows_and_are_read_as_records_are(root: Root, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv((("标题", "类别"), ("甲处公示", "评优"))))
    (tmp_path / "more.yaml").write_text(
        "公示开始: 2026年12月1日\n公示对象:\n  - 姓名: 示例丙\n", encoding="utf-8"
    )
    made = import_file(
        root.folder, Wanted("notices", tmp_path / "a.csv", answers=tmp_path / "more.yaml", as_of=DAY)
    )
    assert made.fit, made.findings
    assert (record(made)["from"], record(made)["people"]) == (date(2026, 12, 1), [{"name": "示例丙"}])


@pytest.mark.parametrize(
    "arguments", [["--set", "什么=1"], ["--column", "姓名=无此字段"], ["--set", "无等号"]]
)
def test_what_is_not_understood_is_one_sentence(root: Root, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv((*ABOVE, HEADER, *PEOPLE)))
    run = sunlit("-C", root.folder, "import", "notices", tmp_path / "a.csv", *arguments)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1


def test_a_merged_text_holds_for_its_rows_and_columns_merged_into_one_are_refused(
    root: Root, tmp_path: Path
) -> None:
    rows = (HEADER, PEOPLE[0], ("2", "示例乙", "女", "1986.10", "", "拟任示例办调研员", ""))
    given = {"kind": "任用", "title": "名单", "from": "2026-12-01"}
    made = imported(root, tmp_path, as_book(rows, ["E2:E3"]), **given)
    assert [each["now"] for each in record(made)["people"]] == ["示例局甲科科长"] * 2
    assert "E2:E3" in said(made)
    wide = imported(root, tmp_path, as_book(rows, ["E3:F3"]), **given)
    assert not wide.fit
    assert [(each.rule.id, each.source.line, each.source.column) for each in wide.findings] == [
        ("merged-cells", 3, 5)
    ]


def test_a_column_is_known_by_choices_of_one_field_and_two_of_one_meaning_are_refused(
    root: Root, tmp_path: Path
) -> None:
    rows = (
        ("标题", "哪一类", "公示开始"),
        ("甲处公示", "评优", "2026-12-01"),
        ("乙处公示", "任用", "2026-12-02"),
    )
    made = imported(root, tmp_path, as_csv(rows), "a.csv")
    assert [each["kind"] for each in record(made)] == ["评优", "任用"]
    twice = (("标题", "类别", "说明", "备注"), ("甲处公示", "评优", "一", "二"))
    refused = imported(root, tmp_path, as_csv(twice), "a.csv", 公示开始="2026-12-01")
    assert [(each.rule.id, each.source.column) for each in refused.findings] == [("duplicate-header", 4)]


def test_a_new_record_is_written_with_what_its_fields_mean(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(NOTICES, "notices")
    told = ("--set", "标题=甲处公示", "--set", "类别=评优", "--as-of", "2026-11-27")
    assert sunlit("-C", tmp_path, "new", "notices", *told).returncode == 1, "the first day is missing"
    assert not (tmp_path / "data/notices").exists()
    run = sunlit("-C", tmp_path, "new", "notices", *told, "--set", "公示开始=2026年12月1日")
    assert run.returncode == 0, run.stdout
    text = (tmp_path / "data/notices/2026-001.yaml").read_text(encoding="utf-8")
    assert "# 公示结束\nto: 2026-12-07\n" in text
    assert judge(tmp_path, DAY).fit


def test_what_is_missing_is_asked_for_once_and_what_rules_tell_is_not(root: Root, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(field: Field) -> str:
        asked.append(field.name)
        return {"kind": "评优", "from": "2026年12月1日"}[field.name]

    (tmp_path / "a.csv").write_bytes(as_csv((("标题",), ("甲处公示",), ("乙处公示",))))
    made = import_file(root.folder, Wanted("notices", tmp_path / "a.csv", as_of=DAY, ask=ask))
    assert asked == ["kind", "from"]
    assert [each["to"] for each in record(made)] == [date(2026, 12, 7)] * 2


def test_rows_without_a_title_are_no_records_however_few_columns_are_known(
    root: Root, tmp_path: Path
) -> None:
    given = {"kind": "任用", "title": "名单", "from": "2026-12-01"}
    made = imported(root, tmp_path, as_csv((("姓名", "备注"), ("示例甲", "主持工作"))), "a.csv", **given)
    assert (record(made)["people"], "note" in record(made)) == ([{"name": "示例甲"}], False)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", (None, None)),
        (b"\xef\xbb\xbf\r\n", (None, None)),
        (as_csv((("标题", "类别"),)), (1, None)),
        (as_csv((("标题", "类别"), ("", ""))), (1, None)),
        (as_csv((*ABOVE, HEADER)), (3, None)),
    ],
)
def test_of_a_file_without_rows_nothing_is_written_and_it_is_said_why(
    root: Root, tmp_path: Path, content: bytes, place: tuple[int | None, int | None]
) -> None:
    made = imported(root, tmp_path, content, "a.csv", kind="任用", title="名单", 公示开始="2026-12-01")
    assert (made.fit, made.files) == (False, {})
    assert [(each.rule.id, each.source.line, each.source.column) for each in made.findings] == [
        ("empty-file", *place)
    ]


def test_a_row_that_counts_the_columns_and_a_header_that_stands_again_are_left_out_and_told(
    root: Root, tmp_path: Path
) -> None:
    counting = tuple(f"（{number}）" for number in range(1, len(HEADER) + 1))
    rows = (*ABOVE, HEADER, counting, PEOPLE[0], HEADER, *PEOPLE[1:])
    made = imported(root, tmp_path, as_csv(rows), "a.csv", 类别="任用")
    assert [each["name"] for each in record(made)["people"]] == ["示例甲", "示例乙"]
    assert "it counts or explains the columns: line 4" in said(made)
    assert "the header stands there once more: lines 6" in said(made)


def test_rows_about_several_records_are_no_one_record(root: Root, tmp_path: Path) -> None:
    rows = (
        ("姓名", "现任职务", "公示人数"),
        ("示例甲", "示例局甲科科长", "3"),
        ("示例乙", "示例办主任", "4"),
    )
    made = imported(root, tmp_path, as_csv(rows), "a.csv", kind="任用", title="名单", 公示开始="2026-12-01")
    assert not made.fit
    assert [(each.source.line, each.source.column) for each in made.findings] == [(1, 3)]


def test_labels_in_one_title_cell_are_told_apart_or_not_taken(root: Root, tmp_path: Path) -> None:
    above = (("任前公示名单",), ("公示时间：2026年12月1日至12月7日 受理电话：0454-7654321 填表人：甲",))
    made = imported(root, tmp_path, as_csv((*above, HEADER, *PEOPLE)), "a.csv", kind="任用")
    assert record(made)["phone"] == "0454-7654321"
    run_on = (("任前公示名单",), ("公示时间：2026年12月1日至12月7日",), ("受理电话：0454-7654321地址：某处",))
    made = imported(root, tmp_path, as_csv((*run_on, HEADER, *PEOPLE)), "a.csv", kind="任用")
    assert "phone" not in record(made)
    assert "0454-7654321地址：某处" in said(made)


def test_a_sheet_of_something_else_is_named_and_stops_nothing(root: Root, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_book((*ABOVE, HEADER, *PEOPLE))))
    book["Sheet2"].append(["随手记", "别的"])
    book["Sheet2"].append(["甲", "乙"])
    book.save(tmp_path / "两张表.xlsx")
    made = import_file(root.folder, Wanted("notices", tmp_path / "两张表.xlsx", {"kind": "任用"}, as_of=DAY))
    assert made.fit
    assert [each.source.sheet for each in made.findings] == ["Sheet2"]


@each(
    "text",
    [
        "甲：乙 # 丙",
        "- 甲",
        "否",
        "007",
        '说"好"',
        "一\n二",
        "\u2028\U00020000\x85",
        "2026-12-01",
        "甲\\乙",
        "null",
        "*甲",
    ],
)
def test_texts_are_written_so_that_they_are_read_as_they_were(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


TITLES = ("示例市干部任前公示名单", "公示时间：2026年12月1日—2026年12月7日", "受理电话：0454-7654321")
NOTES = (
    ("合计", "2"),
    ("注：以上人员按姓氏排列",),
    ("填表人：示例丁",),
    ("填表人：示例丁", "", "审核人：示例戊"),
    ("共2人",),
)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, bytes]:
    """Sheets as offices have them, all of which say the same two people."""
    titles = [(text,) for text in TITLES[: draw(st.integers(0, 3))]]
    order = draw(st.permutations([0, 1, 2, 3, 4, 5, 6]))
    two_rows = draw(st.booleans())
    if two_rows:  # a group over the two posts, which stand beside each other
        order = [index for index in order if index != 5]
        order.insert(order.index(4) + 1, 5)
    header: list[list[str]] = [[HEADER[index] for index in order]]
    line = len(titles) + 1
    merged: list[str] = []
    if two_rows:
        first = order.index(4)
        above, below = list(header[0]), [""] * len(order)
        below[first : first + 2] = above[first : first + 2]
        above[first : first + 2] = ["任职情况", ""]
        header = [above, below]
        letters = [chr(ord("A") + index) for index in range(len(order))]
        merged = [f"{letters[first]}{line}:{letters[first + 1]}{line}"]
        merged += [
            f"{each}{line}:{each}{line + 1}" for each in letters if each not in letters[first : first + 2]
        ]
    rows = [
        *titles,
        *header,
        *([person[index] for index in order] for person in PEOPLE),
        *draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True)),
    ]
    if draw(st.booleans()):
        return "a.csv", as_csv(rows, draw(st.sampled_from(("gb18030", "utf-8", "utf-8-sig", "utf-16"))))
    if draw(st.booleans()):
        merged += [f"A{number}:G{number}" for number in range(1, line)]
    return "a.xlsx", as_book(rows, merged if draw(st.booleans()) else ())


@examples(15)
@given(sheet=sheets())
def test_the_same_people_are_read_however_the_sheet_is_laid_out(
    root: Root, tmp_path_factory: pytest.TempPathFactory, sheet: tuple[str, bytes]
) -> None:
    name, content = sheet
    folder = tmp_path_factory.mktemp("sheet")
    given = {"kind": "任用", "title": "名单", "from": "2026-12-01", "to": "2026-12-07"}
    made = imported(root, folder, content, name, **given)
    assert made.fit, made.findings
    people = record(made)["people"]
    assert sorted(people, key=lambda person: person["birth"]) == [
        {"name": "示例甲", "birth": "1985年3月", "now": "示例局甲科科长", "next": "拟任示例局副局长"},
        {"name": "示例乙", "birth": "1986年10月", "now": "示例办主任", "next": "拟任示例办调研员"},
    ]
    assert "主持工作" in said(made)


@pytest.mark.parametrize("link", ["data/imports", "data/notices"])
def test_nothing_is_written_or_tried_behind_a_planted_link(tmp_path: Path, link: str) -> None:
    root, elsewhere = Root(tmp_path / "root"), tmp_path / "elsewhere"
    root.schema(NOTICES, "notices")
    elsewhere.mkdir()
    (elsewhere / "notices.yaml").write_text("mine", encoding="utf-8")
    (root.folder / link).symlink_to(elsewhere)
    with pytest.raises(CannotRun) as stop:
        write(root.folder, imported(root, tmp_path, as_csv((*ABOVE, HEADER, *PEOPLE)), "a.csv", kind="任用"))
    assert link in stop.value.phrase.render(str, "en")
    assert {path.name: path.read_text(encoding="utf-8") for path in elsewhere.iterdir()} == {
        "notices.yaml": "mine"
    }


def test_a_kept_mapping_that_says_anything_else_is_not_passed_over(tmp_path: Path) -> None:
    root, made = Root(tmp_path / "root"), as_csv((*ABOVE, HEADER, *PEOPLE))
    root.schema(NOTICES, "notices")
    kept = root.write("data/imports/notices.yaml", "性别: people.name\n")
    found = [refusal(root, tmp_path, made)]
    for plant in (lambda: kept.symlink_to("/etc/hostname"), lambda: os.mkfifo(kept)):
        kept.unlink()
        plant()
        found.append(refusal(root, tmp_path, made))
    assert "columns:" in found[0]
    assert ["no plain file" in each for each in found] == [False, True, True]


def refusal(root: Root, folder: Path, made: bytes) -> str:
    with pytest.raises(CannotRun) as stop:
        imported(root, folder, made, "a.csv", kind="任用")
    return stop.value.phrase.render(str, "en")


def test_a_column_that_is_left_out_is_said_to_be_so(root: Root, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv((*ABOVE, HEADER, *PEOPLE)))
    wanted = Wanted("notices", tmp_path / "a.csv", {"kind": "任用"}, said_columns={"性别": ""}, as_of=DAY)
    said = [each.render(str, "en") for each in import_file(root.folder, wanted).report]
    assert any(each.startswith("性别: 2 cells left out, as was said") for each in said), said


def test_what_was_answered_is_kept_for_the_next_try_when_nothing_was_written(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    root.schema(NOTICES, "notices")
    (tmp_path / "a.csv").write_bytes(as_csv((("标题",), ("甲处公示",))))
    answers = {"kind": "评优", "from": "2026年12月5日"}
    wanted = Wanted(
        "notices", tmp_path / "a.csv", {"to": "2026-12-06"}, as_of=DAY, ask=lambda field: answers[field.name]
    )
    made = import_file(root.folder, wanted)
    assert not made.fit, "too short"
    kept = root.write("answers.yaml", answers_text(made))
    again = Wanted("notices", tmp_path / "a.csv", {"to": "2026-12-11"}, kept, as_of=DAY)
    assert import_file(root.folder, again).fit


def test_a_workbook_with_a_password_is_one_finding_that_says_so(root: Root, tmp_path: Path) -> None:
    locked = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    )
    made = imported(root, tmp_path, locked)
    assert [each.rule.id for each in made.findings] == ["not-a-workbook"]
    assert "password" in made.findings[0].message.render(str, "en")


def test_what_becomes_wrong_elsewhere_refuses_the_import_and_what_was_wrong_before_does_not(
    tmp_path: Path,
) -> None:
    root = Root(tmp_path / "root")
    root.schema(NOTICES, "notices")
    fine = {"id": "2026-001", "title": "早先的", "kind": "评优", "from": "2026-03-02", "to": "2026-03-06"}
    root.records(
        {**fine, "note": "经办人示例甲。"}, {**fine, "id": "2026-002", "to": "2026-03-03"}, type="notices"
    )
    made = imported(root, tmp_path, as_csv((*ABOVE, HEADER, *PEOPLE)), "a.csv", kind="任用")
    assert [(each.rule.id, each.source.path) for each in made.findings] == [
        ("period-value", "data/notices/a.yaml")
    ]
    others = tuple((number, f"{name}子", *rest) for number, name, *rest in PEOPLE)
    assert imported(root, tmp_path, as_csv((*ABOVE, HEADER, *others)), "a.csv", kind="任用").fit

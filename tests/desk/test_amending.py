"""Changes of records that are there: by the office's changed file, or by ``sunlit set``; with the corrections they need."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from building import Root, commit, sunlit
from hypothesis import example, given
from hypothesis import strategies as st
from office_files import ABOVE, BELOW, HEADER, NOTICES, PEOPLE, as_csv, imported
from proving import examples

from generator.check.gate import read_everything
from generator.check.since import judge_since
from generator.desk.importing.importing import set_values, write
from generator.desk.importing.wanted import Import, Wanted
from generator.desk.record_files.amended_files import amended_files
from generator.desk.record_files.edits import Amendment
from generator.model.text.stop import CannotRun
from generator.read.table.values import normalise

PUBLISHED = ("--as-of", "2026-12-02")
LATER = date(2026, 12, 2)
NEW = ("3", "示例丙", "男", "1990.01", "示例局科员", "拟任示例局主任", "")
RECORD = """# 十二月的公示
id: 2026-001   # 不改
title: 干部任前公示名单
kind: 任用
listed: 2
from: 2026-12-01   # 周二
to: 2026-12-07
phone: 0454-7654321

note: |
  第一段。

  第二段。
published_on: 2026-11-27
people:
  # 按姓氏排列
  - {name: 示例甲, birth: 1985年3月, now: 示例局甲科科长, next: 拟任示例局副局长}
  - {name: 示例乙, birth: 1986年10月, now: 示例办主任, next: 拟任示例办调研员}   # 女
"""


def with_outcome() -> dict[str, Any]:
    """The notices, with an outcome that is filled in later."""
    outcome = {"name": "outcome", "title": "公示结果", "type": "string"}
    received = {"name": "received", "title": "收到反映", "type": "integer"}
    block = {**NOTICES["sunlit"], "fillable": ["outcome", "received"]}
    block["rules"] = [*block["rules"], {"rows-counted": {"table": "people", "field": "listed"}}]
    return {"fields": [*NOTICES["fields"], outcome, received], "sunlit": block}


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A site under git with one published notice, in a file with comments."""
    made = Root(tmp_path / "root")
    made.schema(with_outcome(), "notices")
    made.write("data/notices/2026-001.yaml", RECORD)
    commit(made.folder)
    return made


def text_of(root: Root) -> str:
    return (root.folder / "data/notices/2026-001.yaml").read_text(encoding="utf-8")


def corrections(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(text).get("corrections", [])
    return found


def put(root: Root, *given: str, **said: str) -> Import:
    pairs = dict(each.split("=", 1) for each in given)
    return set_values(root.folder, Wanted("公示", given=pairs, as_of=LATER, **said), "2026-001")


def test_an_outcome_is_one_command_and_needs_no_correction(root: Root) -> None:
    values = ("收到反映=0", "公示结果=没有收到反映，按原方案办理。")
    run = sunlit("-C", root.folder, "set", "公示", "2026-001", *values, *PUBLISHED)
    assert run.returncode == 0, run.stdout + run.stderr
    outcome = "outcome: 没有收到反映，按原方案办理。\nreceived: 0\n"
    assert text_of(root) == RECORD.replace("published_on:", outcome + "published_on:")
    assert judge_since(root.folder, LATER, "HEAD").fit


def test_a_correction_is_one_command_and_the_rest_of_the_file_stays(root: Root) -> None:
    why = ("--reason", "少写一位", "--approver", "示例丑")
    run = sunlit("-C", root.folder, "set", "公示", "2026-001", "受理电话=0454-7654322", *why, *PUBLISHED)
    assert run.returncode == 0, run.stdout + run.stderr
    text = text_of(root)
    assert text.startswith(RECORD.replace("phone: 0454-7654321", 'phone: "0454-7654322"'))
    assert corrections(text) == [
        {
            "on": LATER,
            "kind": "更正",
            "field": "受理电话",
            "before": "0454-7654321",
            "after": "0454-7654322",
            "reason": "少写一位",
            "approver": "示例丑",
        }
    ]
    assert judge_since(root.folder, LATER, "HEAD").fit


def test_without_a_reason_nothing_is_written_and_the_options_are_named(root: Root) -> None:
    run = sunlit("-C", root.folder, "set", "公示", "2026-001", "受理电话=0454-7654322", *PUBLISHED)
    assert (run.returncode, text_of(root)) == (1, RECORD)
    assert "--reason" in run.stdout
    assert "--approver" in run.stdout


def test_what_is_not_published_yet_is_changed_without_a_correction(root: Root) -> None:
    root.write("data/notices/b.yaml", RECORD.replace("2026-001", "2026-002").replace("干部任前", "另一批"))
    wanted = Wanted("公示", given={"phone": "1"}, as_of=LATER)
    made = set_values(root.folder, wanted, "2026-002")
    assert made.fit, made.findings
    assert b"corrections" not in made.files["data/notices/b.yaml"]  # type: ignore[operator]


def test_the_changed_file_of_a_published_list_proposes_its_corrections(root: Root, tmp_path: Path) -> None:
    above = (ABOVE[0], ("公示时间：2026年12月1日—12月7日    受理电话：0454-7654329",))
    people = (
        PEOPLE[0],
        (*PEOPLE[1][:4], "示例办副主任", *PEOPLE[1][5:]),
        NEW,
    )
    content = as_csv((*above, HEADER, *people, ("共3人",)))
    before = imported(root, tmp_path, content, "a.csv")
    assert not before.fit
    assert [field.name for field in before.unexplained] == ["reason", "approver"]
    (tmp_path / "a.csv").write_bytes(content)
    why = ("--reason", "名单有误", "--approver", "示例丑")
    run = sunlit("-C", root.folder, "import", "公示", tmp_path / "a.csv", *why, *PUBLISHED)
    assert run.returncode == 0, run.stdout
    assert not any(name in run.stdout for name in ("示例乙", "示例丙", "示例办副主任"))
    now = yaml.safe_load(text_of(root))
    assert (now["phone"], now["listed"], [each["now"] for each in now["people"]]) == (
        "0454-7654329", 3, ["示例局甲科科长", "示例办副主任", "示例局科员"],
    )  # fmt: skip
    assert "# 按姓氏排列" in text_of(root)
    assert {each["field"] for each in now["corrections"]} == {
        "受理电话",
        "公示人数",
        "公示对象·现任职务",
        "公示对象",
    }
    assert not any("before" in each for each in now["corrections"] if each["field"].startswith("公示对象"))
    assert judge_since(root.folder, LATER, "HEAD").fit


def test_somebody_who_is_left_out_of_the_file_goes_with_a_correction(root: Root, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv((*ABOVE, HEADER, PEOPLE[0], ("共1人",))))
    why = ("--reason", "放弃", "--approver", "示例丑")
    run = sunlit("-C", root.folder, "import", "公示", tmp_path / "a.csv", *why, *PUBLISHED)
    assert run.returncode == 0, run.stdout
    now = yaml.safe_load(text_of(root))
    assert (now["listed"], [each["name"] for each in now["people"]]) == (1, ["示例甲"])
    assert {each["field"] for each in now["corrections"]} == {"公示人数", "公示对象"}
    assert judge_since(root.folder, LATER, "HEAD").fit


def test_next_month_s_list_under_the_same_title_is_a_new_record(root: Root, tmp_path: Path) -> None:
    above = (ABOVE[0], ("公示时间：2026年12月8日—12月14日",))
    others = tuple(
        (*each[:1], each[1] + "子", *each[2:3], "1970.01", "某处处长", "某局局长", "") for each in PEOPLE
    )
    made = imported(root, tmp_path, as_csv((*above, HEADER, *others, *BELOW)), "a.csv", kind="任用")
    assert made.fit, made.findings
    assert (made.path, made.before) == ("data/notices/2026-002.yaml", {})


def test_the_same_people_on_another_day_are_asked_about(root: Root, tmp_path: Path) -> None:
    above = (ABOVE[0], ("公示时间：2026年12月2日—12月8日",))
    content = as_csv((*above, HEADER, *PEOPLE, *BELOW))
    asked = imported(root, tmp_path, content, "a.csv", kind="任用")
    assert not asked.fit
    assert "--set id=2026-001" in asked.findings[0].hint.render(str, "en")  # type: ignore[union-attr]
    made = imported(root, tmp_path, content, "a.csv", id="2026-001")
    assert (made.path, list(made.before)) == ("", ["data/notices/2026-001.yaml"])
    fresh = imported(root, tmp_path, content, "a.csv", kind="任用", id="2026-002")
    assert (fresh.path, fresh.before) == ("data/notices/2026-002.yaml", {})


def test_a_second_notice_of_the_same_days_is_a_new_record(root: Root, tmp_path: Path) -> None:
    """Whatever else both say: where to object is the same in all of them."""
    above = (("评选先进公示名单",), ABOVE[1])
    others = tuple(
        (*each[:1], each[1] + "子", *each[2:3], "1970.01", "某处处长", "某局局长", "") for each in PEOPLE
    )
    made = imported(
        root,
        tmp_path,
        as_csv((*above, HEADER, *others, *BELOW)),
        "a.csv",
        kind="评优",
        note="第一段。\n\n第二段。",
    )
    assert made.fit, made.findings
    assert (made.path, made.before) == ("data/notices/2026-002.yaml", {})


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(root: Root) -> None:
    made = put(root, "受理电话=1", why="错", approver="示例丑")
    root.write("data/notices/2026-001.yaml", RECORD + "# 同事加的\n")
    with pytest.raises(CannotRun):
        write(root.folder, made)
    assert text_of(root).endswith("# 同事加的\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-009", "phone=1"), "2026-001"),
        (("2026-001", "电话号=1"), "电话"),
        (("2026-001", "phone="), "phone"),
        (("2026-001", "id=2026-002"), ""),
    ],
)
def test_what_cannot_be_set_is_one_sentence(root: Root, arguments: tuple[str, ...], said: str) -> None:
    run = sunlit("-C", root.folder, "set", "公示", *arguments, *PUBLISHED)
    assert (run.returncode, len(run.stderr.splitlines()), text_of(root)) == (2, 1, RECORD)
    assert said in run.stderr


def test_a_value_that_is_none_is_refused_and_nothing_is_written(root: Root) -> None:
    run = sunlit("-C", root.folder, "set", "公示", "2026-001", "收到反映=三件", *PUBLISHED)
    assert (run.returncode, text_of(root)) == (1, RECORD)
    assert "data/notices/2026-001.yaml" in run.stdout


def test_a_record_in_a_workbook_is_changed_there(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(NOTICES, "notices")
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["编号", "标题", "类别", "公示开始", "公示结束"])
    sheet.append(["2026-001", "名单", "任用", "2026-12-01", "2026-12-07"])
    (tmp_path / "data/notices").mkdir()
    book.save(tmp_path / "data/notices/a.xlsx")
    with pytest.raises(CannotRun) as stop:
        put(root, "受理电话=1")
    assert "data/notices/a.xlsx" in stop.value.phrase.render(str, "en")


def test_rows_of_a_gbk_table_change_and_every_other_byte_stays(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(with_outcome(), "notices")
    table = (
        "编号,标题,类别,公示开始,公示结束,说明\r\n"
        '2026-001,甲,任用,2026-12-01,2026-12-07,"一,二"\r\n'
        '2026-002,乙,任用,2026-12-01,2026-12-07,"三\n四"\r\n'
    )
    rows = "编号,姓名,现任职务\r\n2026-001,示例甲,甲长\r\n2026-002,示例乙,乙长\r\n"
    root.write("data/notices/a.csv", table.encode("gb18030"))
    root.write("data/notices/a.people.csv", rows.encode("gb18030"))
    register = read_everything(root.folder).register
    type, record = register.types["notices"], register.records["notices"][0]
    amendment = Amendment(record, {"outcome": "没有, 反映", "note": "一"})
    amendment.cells.append(("people", record.children["people"][0], {"now": "丙长"}))
    amendment.added.append(("people", {"name": "示例丁", "birth": "1985年3月"}))
    files = amended_files(root.folder, type, [amendment])
    assert files["data/notices/a.csv"].decode("gb18030") == (
        "编号,标题,类别,公示开始,公示结束,说明,公示结果\r\n"
        '2026-001,甲,任用,2026-12-01,2026-12-07,一,"没有, 反映"\r\n'
        '2026-002,乙,任用,2026-12-01,2026-12-07,"三\n四",\r\n'
    )
    assert files["data/notices/a.people.csv"].decode("gb18030") == (
        "编号,姓名,现任职务,出生年月\r\n2026-001,示例甲,丙长,\r\n2026-001,示例丁,,1985年3月\r\n2026-002,示例乙,乙长,\r\n"
    )


TEXTS = st.text(
    st.sampled_from("甲乙 ab1:#-'\"，、{}[]&*!|>%@`\\\n"), min_size=1, max_size=12
).map(str.strip).filter(bool)  # fmt: skip
STYLES = {
    "list": """# 头
- id: a
  title: 甲   # 注
  rows:
    - {x: 一, y: 二}   # 行
    # 中
    - x: 三
      y: 四

# 间
- id: b
  title: 乙
""",
    "one": "id: a\ntitle: |\n  甲\n\n  甲\n\n# 注\nrows:\n- x: 一\n  y: 二\n",
    "brackets": '[{id: a, title: "甲", rows: [{x: 一}, {x: 三}]}, {id: b, title: 乙}]\n',
    "no-end": "id: a\ntitle: 甲\nother: 别的",
    "titles": "编号: a\r\n标题: 甲\r\n空的:\r\n表: \r\n",
}
PLAIN = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string"},
        {"name": "title", "title": "标题", "type": "string"},
        {"name": "empty", "title": "空的", "type": "string"},
        {"name": "other", "title": "别的", "type": "string"},
    ],
    "sunlit": {
        "title": "件",
        "family": "运行",
        "children": {
            "rows": {
                "title": "表",
                "fields": [{"name": name, "type": "string"} for name in ("x", "y", "z")],
            }
        },
    },
}


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Root:
    made = Root(tmp_path_factory.mktemp("styles"))
    made.schema(PLAIN, "items")
    return made


@examples(25)
@example(style="list", values={}, added=[], cells="1", touched="all go")
@given(
    style=st.sampled_from(sorted(STYLES)),
    values=st.dictionaries(st.sampled_from(["title", "empty", "other"]), TEXTS, max_size=3),
    added=st.lists(st.dictionaries(st.sampled_from("xyz"), TEXTS, min_size=1), max_size=2),
    cells=TEXTS,
    touched=st.sampled_from(["none", "cell", "new cell", "first goes", "all go"]),
)
def test_a_file_says_afterwards_what_was_meant_and_all_else_as_before(
    styled: Root, style: str, values: dict[str, str], added: list[dict[str, str]], cells: str, touched: str
) -> None:
    text = STYLES[style]
    styled.write("data/items/a.yaml", text)
    register = read_everything(styled.folder).register
    type, (record, *others) = register.types["items"], register.records["items"]
    rows = record.children.get("rows", ())
    amendment = Amendment(record, dict(values), added=[("rows", row) for row in added])
    expected = [dict(row.values) for row in rows]
    if rows and touched in ("cell", "new cell"):
        name = "x" if touched == "cell" else "z"
        amendment.cells.append(("rows", rows[0], {name: cells}))
        expected[0][name] = cells
    elif rows and touched != "none":
        gone = rows[:1] if touched == "first goes" else rows
        amendment.removed += [("rows", row) for row in gone]
        expected = expected[len(gone) :]
    for path, content in amended_files(styled.folder, type, [amendment]).items():
        styled.write(path, content)
    found, *unchanged = read_everything(styled.folder).register.records["items"]
    assert dict(found.values) == {**record.values, **values}
    assert [dict(row.values) for row in found.children.get("rows", ())] == [*expected, *added]
    assert [each.values for each in unchanged] == [each.values for each in others]
    now = (styled.folder / "data/items/a.yaml").read_text(encoding="utf-8")
    deep = (
        touched != "all go"
    )  # where no row is left, a comment among them stands at the depth of their table
    texts = {line.strip() for value in (*values.values(), cells) for line in value.splitlines()}
    before, after = (
        [line if deep else line.strip() for line in each.splitlines() if line.strip().startswith("#")]
        for each in (text, now)
    )
    assert before == [line for line in after if line.strip() not in texts or line in before]


def test_a_form_that_no_command_changes_is_one_sentence(styled: Root) -> None:
    styled.write("data/items/a.yaml", "id: a\ntitle: 甲\nrows: {x: 一}\n")
    register = read_everything(styled.folder).register
    amendment = Amendment(register.records["items"][0], added=[("rows", {"x": "二"})])
    with pytest.raises(CannotRun):
        amended_files(styled.folder, register.types["items"], [amendment])


def test_what_somebody_changed_by_hand_gets_its_correction(root: Root) -> None:
    root.write("data/notices/2026-001.yaml", RECORD.replace("0454-7654321", "0454-7654322"))
    made = put(root, "受理电话=0454-7654322", why="少写一位", approver="示例丑")
    assert made.fit, made.findings
    write(root.folder, made)
    assert [each["before"] for each in corrections(text_of(root))] == ["0454-7654321"]
    assert judge_since(root.folder, LATER, "HEAD").fit
    assert put(root, "受理电话=0454-7654322").unchanged


def test_a_report_repeats_nothing_that_looks_personal(root: Root) -> None:
    run = sunlit("-C", root.folder, "set", "公示", "2026-001", "说明=请打 13800138000 找他", *PUBLISHED)
    assert "说明" in run.stdout
    assert "13800138000" not in run.stdout + run.stderr


def unmarked(text: str) -> str:
    """Without the sign by which spreadsheets mark a text, which is no part of it."""
    return text.replace("'", "甲")


CELLS = st.text(st.sampled_from("甲乙a1 ,;\"'\n\t=＂"), max_size=8).map(str.strip)


@examples(20)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4),
    value=CELLS.filter(bool).map(unmarked),
    added=CELLS.filter(bool).map(unmarked),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_a_table_says_afterwards_what_was_meant_and_its_other_rows_are_the_same_bytes(
    styled: Root, rows: list[tuple[str, str]], value: str, added: str, encoding: str, separator: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerows([("编号", "标题", "别的"), *((f"r{number}", *row) for number, row in enumerate(rows))])
    (styled.folder / "data/items/a.yaml").unlink(missing_ok=True)
    styled.write("data/items/b.csv", out.getvalue().encode(encoding))
    register = read_everything(styled.folder).register
    type, (record, *others) = register.types["items"], register.records["items"]
    amendment = Amendment(record, {"other": value}, added=[("rows", {"x": added})])
    files = amended_files(styled.folder, type, [amendment])
    for path, content in files.items():
        styled.write(path, content)
    found, *unchanged = read_everything(styled.folder).register.records["items"]
    for path in files:
        (styled.folder / path).unlink()
    said = type.field("other")
    assert found.values.get("other", "") == normalise(value, said)
    assert [row.values for row in found.children["rows"]] == [{"x": normalise(added, said)}]
    assert [each.values for each in unchanged] == [each.values for each in others]
    tail = out.getvalue().encode(encoding).split(b"r1", 1)[1:]
    assert all(files.get("data/items/b.csv", tail[0]).endswith(each) for each in tail)


def test_a_value_that_a_table_cannot_hold_as_it_is_meant_is_not_written(styled: Root) -> None:
    (styled.folder / "data/items/a.yaml").unlink(missing_ok=True)
    path = styled.write("data/items/b.csv", "编号,标题\nr0,甲\n")
    with pytest.raises(CannotRun):
        set_values(styled.folder, Wanted("items", given={"title": "'1"}, as_of=LATER), "r0")
    path.unlink()

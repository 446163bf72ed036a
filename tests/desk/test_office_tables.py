"""Tables about records that are there, or about many at once, under the shipped types: progress, a survey, a ledger."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from building import PROJECT, Root, commit, sunlit
from office_files import said
from openpyxl.styles import Border, Side

from generator.check.since import judge_since
from generator.desk.importing.importing import import_file, write
from generator.desk.importing.wanted import Import, Wanted

sys.path.append(str(PROJECT / "docs"))
from writers.handbook_tasks import TYPES

DAY = date(2026, 11, 28)
TASKS = """- id: rw-1
  title: 窗口建设
  year: 2026
  progress: 60
  published_on: 2026-02-01
- id: rw-1-1
  title: 窗口延时服务
  year: 2026
  parent: rw-1
  weight: 50
  progress: 40   # 9月底
  as_of: 2026-09-30
  published_on: 2026-02-01
  updates:
    - {on: 2026-09-30, progress: 40, text: 两个窗口开了。}
- id: rw-1-2
  title: 窗口一次办结
  year: 2026
  parent: rw-1
  weight: 50
  progress: 80
  as_of: 2026-09-30
  published_on: 2026-02-01
  updates:
    - {on: 2026-09-30, progress: 80, text: 八成事项。}
"""
Q4 = (
    ("序号", "任务名称", "责任人", "第四季度进展", "", "备注"),
    ("", "", "", "进展情况", "完成进度", ""),
    (1, "窗口延时服务", "示例甲", "六个窗口都开了。", "75%", "余两处"),
    (2, "窗口一次办结", "示例乙", "全部事项。", "90%", ""),
)
Q4_MERGED = ("A1:F1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "F2:F3")
LEDGER = (
    ("序号", "收到时间", "来源", "反映人", "联系电话", "反映内容", "核实结论", "原因", "整改措施", "责任单位", "整改期限"),
    (1, "2026年11月23日", "基层服务对象", "示例甲", "13800000000", "窗口排队时间长，希望增加号源。上午更挤。",
     "存在", "号源少", "增设两个窗口", "办公室", "2026年12月20日"),
    (2, "2026年11月24日", "社会各界", "示例乙", "13900000000", "公示栏的字太小，看不清楚", "", "", "", "", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped types, and tasks that are published."""
    root = Root(tmp_path_factory.mktemp("shipped"))
    (root.folder / "data/schemas").mkdir(parents=True)
    for name in TYPES:
        shutil.copy(PROJECT / f"data/schemas/{name}.yaml", root.folder / "data/schemas")
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh"]})
    root.write("data/tasks/2026.yaml", TASKS)
    commit(root.folder)
    return root.folder


@pytest.fixture
def root(shipped: Path, tmp_path: Path) -> Root:
    return Root(Path(shutil.copytree(shipped, tmp_path / "root")))


def book(title: str, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """As offices print it: the title merged over the table, thin borders, a header of two rows, a signature below."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in ((title,), *rows, ("填表人：示例丁",)):
        sheet.append([value or None for value in row])
    thin = Side(style="thin")
    for cells in sheet.iter_rows(min_row=2, max_row=len(rows) + 1):
        for cell in cells:
            cell.border = Border(thin, thin, thin, thin)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def unaccounted(root: Root) -> list[str]:
    """What changed of the published records without its word."""
    found = judge_since(root.folder, DAY, "HEAD").findings
    return [each.rule.id for each in found if each.rule.id.startswith(("changed", "correction", "vanished"))]


def imported(root: Root, type: str, content: bytes, **more: Any) -> Import:
    file = root.folder.parent / "office.xlsx"
    file.write_bytes(content)
    return import_file(root.folder, Wanted(type, file, as_of=DAY, **more))


def test_the_table_of_a_quarter_is_a_row_of_updates_for_each_task(root: Root) -> None:
    title = "2026年第四季度目标任务进展情况表（截至2026年11月27日）"
    made = imported(root, "tasks", book(title, Q4, Q4_MERGED))
    assert made.fit, (made.findings, made.missing)
    write(root.folder, made)
    text = (root.folder / "data/tasks/2026.yaml").read_text(encoding="utf-8")
    parent, first, second = yaml.safe_load(text)
    assert (parent["progress"], first["progress"], second["progress"]) == (82.5, 75, 90)
    assert (first["as_of"], first["remark"], "responsible" in first) == (date(2026, 11, 27), "余两处", False)
    assert first["updates"][1] == {"on": date(2026, 11, 27), "text": "六个窗口都开了。", "progress": 75}
    assert len(second["updates"]) == 2
    assert "progress: 75   # 9月底" in text
    assert not unaccounted(root)
    assert "sunlit set" in said(made), "who is in charge is published: such a table does not change it"
    assert "示例甲" not in said(made)
    assert imported(root, "tasks", book(title, Q4, Q4_MERGED)).unchanged


def test_a_task_that_is_not_there_is_a_finding_at_its_cell_and_no_new_task(root: Root) -> None:
    rows = (*Q4[:3], (2, "窗口一次办妥", "示例乙", "全部事项。", "90%", ""))
    made = imported(root, "tasks", book("进展情况表（截至2026年11月27日）", rows, Q4_MERGED))
    assert not made.fit
    assert [(each.source.line, each.source.column) for each in made.findings] == [(5, 2)]
    assert "窗口一次办结" in made.findings[0].hint.render(str, "zh")  # type: ignore[union-attr]


def test_the_day_of_the_updates_is_asked_for_and_said(root: Root) -> None:
    content = book("进展情况表", Q4, Q4_MERGED)
    assert [each.name for each in imported(root, "tasks", content).missing] == ["updates.on"]
    made = imported(root, "tasks", content, given={"updates.on": "2026年11月26日"})
    assert made.fit, made.findings


def test_a_survey_with_a_header_of_two_rows_is_one_record(root: Root) -> None:
    rows = (
        ("调查时间：2026年10月12日—10月30日    发放问卷300份，有效回收286份",),
        ("序号", "题目", "满意度", "", "", "", "有效回答"),
        ("", "", "非常满意", "满意", "一般", "不满意", ""),
        (1, "您对办事效率是否满意", 150, 90, 34, 12, 286),
        (2, "您对服务态度是否满意", 160, 90, 24, 12, 286),
        ("合计", "", 310, 180, 58, 24, 572),
    )
    merged = ("A1:G1", "A2:G2", "C3:F3", "A3:A4", "B3:B4", "G3:G4")
    made = imported(
        root,
        "surveys",
        book("2026年窗口满意度调查统计表", rows, merged),
        given={"类别": "问卷调查", "题目计数": "份数"},
    )
    assert made.fit, (made.findings, made.missing)
    record = yaml.safe_load(made.files[made.path])
    assert record["title"] == "2026年窗口满意度调查统计表"
    assert (record["opens_on"], record["issued"], record["returned"]) == (date(2026, 10, 12), 300, 286)
    assert [list(row.values())[1:] for row in record["questions"]] == [
        [150, 90, 34, 12, 286],
        [160, 90, 24, 12, 286],
    ]


def test_a_ledger_is_many_records_and_who_said_it_is_never_written(root: Root) -> None:
    (root.folder.parent / "a.xlsx").write_bytes(book("2026年意见台账", LEDGER))
    run = sunlit(
        "-C", root.folder, "import", "opinions", root.folder.parent / "a.xlsx", "--as-of", DAY.isoformat()
    )
    assert run.returncode == 0, run.stdout
    (path,) = (root.folder / "data/opinions").iterdir()
    text = path.read_text(encoding="utf-8")
    first, second = yaml.safe_load(text)
    assert (first["id"], second["id"]) == ("2026-001", "2026-002")
    assert (first["title"], first["source_group"]) == ("窗口排队时间长，希望增加号源", "基层服务对象")
    assert first["rectifications"] == [
        {"cause": "号源少", "measure": "增设两个窗口", "unit": "办公室", "due_on": date(2026, 12, 20)}
    ]
    assert "rectifications" not in second
    for private in ("示例甲", "示例乙", "13800000000", "13900000000"):
        assert private not in text + run.stdout + run.stderr
    assert "反映人" in run.stdout
    commit(root.folder)

    changed = list(LEDGER[1])
    changed[7] = "号源少，窗口少"
    new = (3, "2026年11月25日", "上级机关", "示例丙", "", "台账要按月公布，方便群众监督", "", "", "", "", "")
    content = book("2026年意见台账", (LEDGER[0], changed, LEDGER[2], new))
    again = imported(root, "opinions", content, why="登记不全", approver="示例丑")
    assert again.fit, [each.message.render(str, "zh") for each in again.findings]
    write(root.folder, again)
    assert sorted(made.name for made in path.parent.iterdir()) == ["2026-001.yaml", "2026-003.yaml"]
    first, second = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert first["rectifications"][0]["cause"] == "号源少，窗口少"
    assert [each["field"] for each in first["corrections"]] == ["整改·原因"]
    assert "corrections" not in second
    assert not unaccounted(root)


def test_next_year_s_tasks_under_the_same_titles_are_new_records(root: Root) -> None:
    rows = (
        ("任务名称", "年度", "责任单位"),
        ("窗口延时服务", "2027", "办公室"),
        ("窗口一次办结", "2027", "办公室"),
    )
    made = imported(root, "tasks", book("2027年目标任务分解表", rows), given={"published_on": "2026-11-28"})
    assert made.path, [each.message.render(str, "zh") for each in made.findings]
    assert not made.before


def test_an_opinion_like_one_of_another_day_is_asked_about(root: Root) -> None:
    root.records(
        {
            "id": "yj-1",
            "title": "窗口",
            "content": LEDGER[1][5],
            "source_group": "社会各界",
            "received_on": "2026-03-02",
        },
        type="opinions",
    )
    made = imported(root, "opinions", book("意见台账", LEDGER))
    assert not made.fit
    assert [each.source.line for each in made.findings] == [3]

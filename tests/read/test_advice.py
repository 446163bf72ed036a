"""What is said of names that are not known: a cure that is right, and never one that hides or withdraws something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from books import rows_alone
from building import DAY, Root
from declaring import one
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.check.gate import judge
from generator.check.report.plain_text import as_text
from generator.model.declared.record_type import RecordType
from generator.read.schema.schemas import read_types
from generator.read.table.shape import shape_of

SHIPPED = Path(__file__).parents[2]
TYPES = read_types(SHIPPED)
NEVER_PROPOSED = {"withdrawn", "draft", "publish_at", "scope", "former_ids", "fictional"}


def said(folder: Path, files: dict[str, str | bytes], *shipped: str) -> str:
    root = Root(folder)
    for type in shipped:
        root.write(f"data/schemas/{type}.yaml", f"extends: sunlit/{type}\n")
    for path, content in files.items():
        root.write(path, content)
    return as_text(judge(root.folder, DAY), "zh")


@each(("type", "header", "field"), [
    ("opinions", "办结时间", "closed_on"),
    ("opinions", "答复时间", "replied_on"),
    ("opinions", "收 到 时 间", "received_on"),
    ("tasks", "任务名称", "title"),
    ("publicity", "公示截止日期", "ends_on"),
    ("regulations", "实施日期", "in_force_from"),
    ("regulations", "發文字號", "number"),
    ("surveys", "发布日期", "published_on"),
])  # fmt: skip
def test_offices_call_a_field_as_they_are_used_to(type: str, header: str, field: str) -> None:
    assert meaning(TYPES[type], header) == field


def meaning(type: RecordType, text: str) -> str | None:
    found = shape_of(type).records.spellings.meaning(text)
    return found.name if found else None


def test_a_ledger_with_the_names_of_an_office_is_read(tmp_path: Path) -> None:
    header = "编号,标题,反映内容,来源群体,收到时间,承办科室,核实结果,答复时间,办结时间,核实情况,警示,转交去向,答复内容"
    row = "yj-1,路灯不亮,门口的路灯不亮,个人,2026-11-02,办公室,无关,2026-11-10,2026-11-11,属市政,已提示,市政公司,已转"
    report = said(tmp_path, {"data/opinions/2026.csv": f"{header}\n{row}\n"}, "opinions")
    assert "共 0 处错误" in report


@each("type", TYPES)
@each("header", [
    "序号", "性别", "任务名称", "答复时间", "办理结果", "完成情况", "撤销时间", "撤回日期", "办结时间", "草案",
    "公开时限", "公示范围", "草稿状态",
])  # fmt: skip
def test_no_wrong_name_is_answered_by_a_field_that_hides_or_withdraws(type: str, header: str) -> None:
    near = shape_of(TYPES[type]).records.spellings.nearest(header)
    assert near is None or meaning(TYPES[type], near) not in NEVER_PROPOSED


@given(st.text(min_size=1, max_size=8), st.sampled_from(sorted(TYPES)))
def test_nor_is_any_other(text: str, type: str) -> None:
    near = shape_of(TYPES[type]).records.spellings.nearest(text)
    assert near is None or meaning(TYPES[type], near) not in NEVER_PROPOSED


@each(("type", "header"), [
    ("opinions", "序号"), ("opinions", "性别"), ("opinions", "办理结果"), ("tasks", "完成情况"), ("tasks", "任务代号"),
])  # fmt: skip
def test_a_name_of_which_half_is_another_is_answered_by_none(type: str, header: str) -> None:
    assert shape_of(TYPES[type]).records.spellings.nearest(header) is None


@each(("type", "header", "field"), [
    ("opinions", "Reply date", None), ("opinions", "答复的时间", "replied_on"), ("opinions", "Received day", "received_on"),
    ("publicity", "受理的时间", "accept_hours"),
])  # fmt: skip
def test_what_calls_itself_a_day_is_answered_by_none_but_days(
    type: str, header: str, field: str | None
) -> None:
    near = shape_of(TYPES[type]).records.spellings.nearest(header)
    assert (meaning(TYPES[type], near) if near else None) == field


def test_an_unknown_column_is_neither_deleted_nor_guessed(tmp_path: Path) -> None:
    row = "编号,标题,意见内容,来源群体,撤消时间\nyj-1,路灯,不亮,个人,2026-11-02\n"
    report = said(tmp_path, {"data/opinions/2026.csv": row}, "opinions")
    assert "没有「撤消时间」这个字段" in report
    assert "sunlit schema opinions 列出全部字段" in report
    for word in ("撤回", "删"):
        assert word not in report


NOTICE = "编号,标题,类别,公示开始,公示结束,姓名,拟任单位和职务\ngs-1,公示,评选先优,2026-11-23,2026-11-27,甲某,科员\n"


def test_columns_of_a_child_table_are_told_the_file_that_they_belong_into(tmp_path: Path) -> None:
    report = said(tmp_path, {"data/publicity/2026.csv": NOTICE}, "publicity")
    assert report.count("「姓名、拟任单位和职务」这几列属于「公示对象」表。") == 1
    assert "data/publicity/2026.people.csv" in report


def test_in_a_workbook_they_are_told_the_sheet(tmp_path: Path) -> None:
    content = rows_alone("公示", *(tuple(line.split(",")) for line in NOTICE.splitlines()))
    report = said(tmp_path, {"data/publicity/2026.xlsx": content}, "publicity")
    assert report.count("「姓名、拟任单位和职务」这几列属于「公示对象」表。") == 1
    assert "一张名为「公示对象」的工作表" in report


def test_in_a_record_they_are_told_the_key(tmp_path: Path) -> None:
    record = "编号: gs-1\n标题: 公示\n姓名: 甲某\n"
    report = said(tmp_path, {"data/publicity/a.yaml": record}, "publicity")
    assert "「姓名」属于「公示对象」表" in report
    assert "写在「公示对象:」下面" in report


def test_a_column_of_the_record_among_the_rows_of_its_table_is_told_to_go_up(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "data/publicity/2026.csv": "编号,标题,类别,公示开始,公示结束\ngs-1,公示,评选先优,2026-11-23,2026-11-27\n",
        "data/publicity/2026.people.csv": "编号,姓名,受理电话\ngs-1,甲某,12345\n",
    }
    assert "「受理电话」这一列属于记录本身" in said(tmp_path, files, "publicity")


def fields(*declared: dict[str, Any]) -> dict[str, Any]:
    return {"fields": [{"name": "id"}, *declared], "sunlit": {}}


def test_a_synonym_gives_way_to_a_name_and_to_a_title(tmp_path: Path) -> None:
    type = one(
        tmp_path,
        fields(
            {"name": "closed", "synonyms": ["done", "办结", "完成"]},
            {"name": "done", "type": "boolean"},
            {"name": "other", "title": "完 成"},
        ),
    )
    assert [meaning(type, text) for text in ("done", "完成", "办结")] == ["done", "other", "closed"]
    assert type.field("closed").synonyms == ("办结",)


def test_what_two_fields_list_means_neither(tmp_path: Path) -> None:
    type = one(
        tmp_path, fields({"name": "a", "synonyms": ["时间"]}, {"name": "b", "synonyms": ["时　间", "日子"]})
    )
    assert [meaning(type, text) for text in ("时间", "日子")] == [None, "b"]


def test_a_site_may_list_names_of_its_own_for_a_shipped_field(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.declare(
        "data/schemas/opinions.yaml",
        {"extends": "sunlit/opinions", "fields": [{"name": "closed_on", "synonyms": ["销号日期"]}]},
    )
    type = read_types(tmp_path)["opinions"]
    assert meaning(type, "销号日期") == "closed_on"


def test_no_shipped_synonym_is_lost_to_another_name() -> None:
    for path in sorted((SHIPPED / "data/schemas").glob("*.yaml")):
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        type = TYPES[path.stem]
        for field in declared["fields"]:
            assert type.field(field["name"]).synonyms == tuple(field.get("synonyms", ())), (path.name, field)

"""One table in every kind of file makes the same pages, byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from books import saved
from task_root import TASKS, Root

from generator.disclose.disclose import disclose
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.records.record import Register
from generator.website.build.assembly import files
from generator.website.build.pages import frame_keys
from generator.website.frame.contract import SLOTS, parse_frame

TEMPLATES = Path(__file__).parents[2] / "site_templates"
TODAY = date(2026, 11, 24)
HEADER = ("编号", "标题", "完成期限", "进度", "责任单位", "备注")
TABLE = (
    (
        "T-1",
        "推进老旧小区加装电梯",
        date(2026, 3, 5),
        "80",
        "住建局；规划局",
        '第一行\n第二行，带"引号"和 <b>',
    ),
    ("T-2", "㙟头村卫生室“𠮷”字招牌 é", date(2026, 12, 31), "98.4", "卫健局", None),
    ("〔2026〕14号", "x,y;z\t末", None, None, None, "=1+1 'a' # : - {}"),
)
STEPS = (
    ("编号", "步骤", "日期"),
    ("T-2", "选址", date(2026, 4, 1)),
    ("T-1", "立项", None),
    ("T-2", "开工", date(2026, 5, 1)),
)
TYPE: RecordType = replace(TASKS, date_field="due", listing=("due", "progress"))


def as_csv(rows: tuple[tuple[object, ...], ...], encoding: str, delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_workbook() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for number, row in enumerate((HEADER, *TABLE), 1):
        sheet.append(row[:3])
        if row[3] is not None:
            percent = number > 1
            sheet.cell(number, 4, float(row[3]) / 100 if percent else row[3]).number_format = (
                ("0.0%" if "." in row[3] else "0%") if percent else "@"
            )
        sheet.cell(number, 5, row[4])
        sheet.cell(number, 6, row[5]).data_type = "s"
    steps = workbook.create_sheet("工作步骤")
    for step in STEPS:
        steps.append(step)
    return saved(workbook)


def as_yaml() -> bytes:
    records = []
    for row in TABLE:
        record = {name: value for name, value in zip(HEADER, row, strict=True) if value is not None}
        steps = [dict(zip(STEPS[0][1:], step[1:], strict=True)) for step in STEPS[1:] if step[0] == row[0]]
        records.append(record | ({"工作步骤": steps} if steps else {}))
    return yaml.safe_dump(records, allow_unicode=True, sort_keys=False).encode()


WRITTEN: Mapping[str, Mapping[str, bytes]] = {
    "yaml": {"a.yaml": as_yaml()},
    "csv": {"a.csv": as_csv((HEADER, *TABLE), "utf-8"), "a.steps.csv": as_csv(STEPS, "utf-8")},
    "csv-gb18030": {"a.csv": as_csv((HEADER, *TABLE), "gb18030"), "a.工作步骤.csv": as_csv(STEPS, "gb18030")},
    "csv-utf-16": {
        "a.csv": as_csv((HEADER, *TABLE), "utf-16", "\t"),
        "a.steps.csv": as_csv(STEPS, "utf-16", ";"),
    },
    "xlsx": {"a.xlsx": as_workbook()},
}


def register_of(folder: Path, written: Mapping[str, bytes]) -> Register:
    root = Root(folder)
    for name, content in written.items():
        root.write(f"tasks/{name}", content)
    reading = root.read(TYPE)
    assert reading.findings == ()
    return Register(Site(languages=("zh", "en")), {TYPE.name: TYPE}, {TYPE.name: reading.records})


def pages_of(register: Register) -> Iterator[tuple[str, bytes]]:
    frame = parse_frame("".join(f"<!--sunlit:slot:{slot}-->" for slot in SLOTS))
    disclosure = disclose(register, TODAY)
    return files(disclosure, dict.fromkeys(frame_keys(disclosure), frame), [TEMPLATES], "revision")


@pytest.fixture(scope="module")
def yaml_register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return register_of(tmp_path_factory.mktemp("yaml"), WRITTEN["yaml"])


def test_the_table_is_what_was_written(yaml_register: Register) -> None:
    first, second, third = yaml_register.records["tasks"]
    assert (first.values["progress"], first.values["units"]) == (80, ("住建局", "规划局"))
    assert [row.values["name"] for row in second.children["steps"]] == ["选址", "开工"]
    assert third.values["note"] == "=1+1 'a' # : - {}"


@pytest.mark.parametrize("kind", list(WRITTEN)[1:])
def test_every_kind_of_file_gives_the_same_records_and_pages(
    kind: str, tmp_path: Path, yaml_register: Register
) -> None:
    register = register_of(tmp_path, WRITTEN[kind])
    for ours, theirs in zip(register, yaml_register, strict=True):
        assert (ours.id, ours.values) == (theirs.id, theirs.values)
        assert {name: [row.values for row in rows] for name, rows in ours.children.items()} == {
            name: [row.values for row in rows] for name, rows in theirs.children.items()
        }
    pages = list(pages_of(register))
    assert len(pages) > 10
    assert pages == list(pages_of(yaml_register))

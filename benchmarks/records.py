"""A root with as many invented records as wanted: Chinese texts, states, child rows, relations.

The same number gives the same files. Two types: ``tasks`` in CSV files (with a CSV of updates) and
``notes`` in YAML files, half of the records each; every record refers to another.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

RECORDS_PER_FILE = 500
FIRST_DAY = date(2020, 1, 1)
WORDS = "统筹推进乡村道路养老服务学位供给排水管网改造公开征求意见督查整改档案数字化便民窗口延时办理"
UNITS = ("办公室", "干部一科", "组织一科", "人才科", "研究室", "机关党委")

TASKS = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "任务", "title_en": "Task", "type": "string", "constraints": {"required": True}},
        {"name": "unit", "title": "责任单位", "title_en": "Unit", "type": "string", "constraints": {"enum": list(UNITS)}},
        {"name": "parent", "title": "上级任务", "title_en": "Parent", "type": "string"},
        {"name": "deadline", "title": "期限", "title_en": "Deadline", "type": "date"},
        {"name": "progress", "title": "进度", "title_en": "Progress", "type": "number", "show": "progress"},
        {"name": "result", "title": "预期成果", "title_en": "Result", "type": "string", "show": "long"},
    ],
    "primaryKey": "id",
    "sunlit": {
        "title": "任务", "title_en": "Tasks", "order": 1, "date": "deadline", "listing": ["unit"], "tree": "parent",
        "relations": [{"field": "parent", "to": "tasks", "inverse": "下级任务", "inverse_en": "Below it"}],
        "states": [
            {"id": "done", "title": "完成", "title_en": "Done", "look": "done", "when": {"progress": {"at_least": 100}}},
            {"id": "late", "title": "逾期", "title_en": "Late", "look": "late", "when": {"deadline": {"before": "today"}}},
            {"id": "going", "title": "进行中", "title_en": "Going", "look": "going"},
        ],
        "children": {
            "updates": {
                "title": "进展", "title_en": "Updates", "show": "timeline",
                "fields": [{"name": "on", "title": "日期", "type": "date"}, {"name": "text", "title": "内容", "type": "string"}],
            }
        },
    },
}  # fmt: skip
NOTES = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "题目", "title_en": "Title", "type": "string"},
        {"name": "on", "title": "日期", "title_en": "Date", "type": "date"},
        {"name": "task", "title": "任务", "title_en": "Task", "type": "string"},
        {"name": "text", "title": "正文", "title_en": "Text", "type": "string", "show": "long"},
    ],
    "primaryKey": "id",
    "sunlit": {
        "title": "通报", "title_en": "Notes", "order": 2, "date": "on",
        "relations": [{"field": "task", "to": "tasks", "inverse": "有关通报", "inverse_en": "Notes on it"}],
    },
}  # fmt: skip


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(WORDS) for _ in range(length))


Text = Callable[[random.Random, int], str]
"""Makes a text of about that many characters."""


def write_root(root: Path, records: int, text: Text = _words, seed: int = 0) -> None:
    """Fill ``root`` with ``data/`` of that many records; each ``seed`` gives others."""
    chance = random.Random(records + seed * 1_000_003)
    schemas = root / "data" / "schemas"
    schemas.mkdir(parents=True)
    for name, schema in (("tasks", TASKS), ("notes", NOTES)):
        (schemas / f"{name}.yaml").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
        (root / "data" / name).mkdir()
    tasks = records - records // 2
    for start in range(0, tasks, RECORDS_PER_FILE):
        _write_tasks(
            root / "data" / "tasks" / f"t{start:06}",
            range(start, min(start + RECORDS_PER_FILE, tasks)),
            chance,
            text,
        )
    for start in range(0, records // 2, RECORDS_PER_FILE):
        _write_notes(
            root / "data" / "notes" / f"n{start:06}.yaml",
            range(start, min(start + RECORDS_PER_FILE, records // 2)),
            chance,
            text,
        )


def _write_tasks(stem: Path, numbers: range, chance: random.Random, text: Text) -> None:
    with stem.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["编号", "任务", "责任单位", "上级任务", "期限", "进度", "预期成果"])
        rows.writerows(_task(number, chance, text) for number in numbers)
    with stem.with_suffix(".updates.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["编号", "日期", "内容"])
        rows.writerows(row for number in numbers for row in _updates(number, chance, text))


def _task(number: int, chance: random.Random, text: Text) -> list[str]:
    parent = f"t{number // 10}" if number else ""
    return [
        f"t{number}", text(chance, 16), chance.choice(UNITS), parent,
        _day(chance), f"{chance.randrange(101)}%", text(chance, 80),
    ]  # fmt: skip


def _updates(number: int, chance: random.Random, text: Text) -> Iterator[list[str]]:
    for _ in range(2):
        yield [f"t{number}", _day(chance), text(chance, 40)]


def _write_notes(path: Path, numbers: range, chance: random.Random, text: Text) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            file.write(f"- 编号: n{number}\n  题目: {text(chance, 20)}\n  日期: {_day(chance)}\n")
            file.write(f"  任务: t{number}\n  正文: |\n    {text(chance, 150)}\n    {text(chance, 150)}\n")


def _day(chance: random.Random) -> str:
    return (FIRST_DAY + timedelta(days=chance.randrange(2500))).isoformat()

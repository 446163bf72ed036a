"""How fast files become records, beside the plain library on the same files: ``python -m benchmarks.reading [ROWS]``.

One run reads, in turn and several times over, the same rows as CSV, as a workbook, as YAML in one file and
as YAML in a file each: with our readers (records with the places of their values, and findings), and with
``csv.DictReader``, openpyxl (the workbook loaded whole, as our reader lets it) and PyYAML's C loader, which give
plain values. Quote the ratio: the seconds depend on the machine and the moment.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import yaml

from benchmarks.records import UNITS, WORDS
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.declared.site import Site
from generator.model.text.wording import Wording
from generator.read.register import read_register

ROUNDS = 3
DEFAULT_ROWS = 20_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HEADER = ("编号", "任务", "责任单位", "期限", "进度", "预期成果")
TASKS = RecordType(
    name="tasks",
    id_field="id",
    title_field="title",
    fields=(
        Field("id", title=Wording("编号")),
        Field("title", title=Wording("任务")),
        Field("unit", title=Wording("责任单位")),
        Field("deadline", "date", title=Wording("期限")),
        Field("progress", "number", title=Wording("进度"), show=Show.PROGRESS),
        Field("result", title=Wording("预期成果")),
    ),
)
Row = tuple[str, ...]


def main(rows: int) -> None:
    """Print the table for so many rows of each kind."""
    table = list(_table(rows))
    print(f"{rows} rows of {len(HEADER)} columns; medians of {ROUNDS} rounds")
    print(f"{'':<22}{'ours':>10}{'plain library':>16}{'times its time':>16}")
    for name, (write, plain) in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data" / "tasks"
            data.mkdir(parents=True)
            write(data, table)
            ours, theirs = _measure(Path(folder), data, rows, plain)
        print(f"{name:<22}{rows / ours:>10.0f}{rows / theirs:>16.0f}{ours / theirs:>16.2f}")


def _measure(root: Path, data: Path, rows: int, plain: Callable[[Path], int]) -> tuple[float, float]:
    """The median seconds of CPU of both, which take turns."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: _read(root), rows))
        theirs.append(_timed(lambda: plain(data), rows))
    return statistics.median(ours), statistics.median(theirs)


def _timed(work: Callable[[], int], expected: int) -> float:
    start = time.process_time()
    count = work()
    if count != expected:
        raise SystemExit(f"{count} rows came out, not {expected}")
    return time.process_time() - start


def _read(root: Path) -> int:
    register, findings = read_register(root, Site(), {"tasks": TASKS})
    return len(register.records["tasks"]) if not findings else -len(findings)


def _table(rows: int) -> list[Row]:
    chance = random.Random(rows)
    return [
        (
            f"t{number}",
            "".join(chance.choices(WORDS, k=16)),
            chance.choice(UNITS),
            f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"{chance.randint(0, 100)}%",
            "".join(chance.choices(WORDS, k=60)),
        )
        for number in range(rows)
    ]


def _write_csv(data: Path, table: list[Row]) -> None:
    with (data / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *table])


def _plain_csv(data: Path) -> int:
    with (data / "a.csv").open(newline="", encoding="utf-8") as file:
        return len(list(csv.DictReader(file)))


def _write_workbook(data: Path, table: list[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("tasks")
    for row in (HEADER, *table):
        sheet.append(row)
    book.save(data / "a.xlsx")


def _plain_workbook(data: Path) -> int:
    book = openpyxl.load_workbook(data / "a.xlsx", data_only=True)
    return len(list(book.worksheets[0].iter_rows(min_row=2, values_only=True)))


def _as_yaml(table: list[Row]) -> str:
    records = [dict(zip(HEADER, row, strict=True)) for row in table]
    return yaml.dump(
        records, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False
    )


def _write_one_yaml(data: Path, table: list[Row]) -> None:
    (data / "a.yaml").write_text(_as_yaml(table), encoding="utf-8")


def _write_many_yaml(data: Path, table: list[Row]) -> None:
    for row in table:
        (data / f"{row[0]}.yaml").write_text(_as_yaml([row]), encoding="utf-8")


def _plain_yaml(data: Path) -> int:
    return sum(len(yaml.load(path.read_text(encoding="utf-8"), LOADER)) for path in data.iterdir())


KINDS: Mapping[str, tuple[Callable[[Path, list[Row]], None], Callable[[Path], int]]] = {
    "CSV": (_write_csv, _plain_csv),
    "workbook": (_write_workbook, _plain_workbook),
    "YAML, one file": (_write_one_yaml, _plain_yaml),
    "YAML, a file each": (_write_many_yaml, _plain_yaml),
}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ROWS)

"""The tasks of the handbook, done: each command that it shows is run on a small site, in order, and pictured as it answers.

Marks in the handbook, each before the block that it is about:
``<!-- day: 2026-11-27 -->`` sets the day for what follows; ``<!-- office: NAME.xlsx; merge A1:G1 -->`` makes the block below a
workbook with thin borders beside ``data/`` (rows of cells parted by commas); ``<!-- beside: NAME -->`` a text file there;
``<!-- by hand: PATH: before => after -->`` changes a file as somebody would in an editor; ``<!-- run: NAME -->`` runs the
commands of the block and pictures them as ``pictures/NAME.LANGUAGE.svg``; ``<!-- refused: NAME -->`` does the same where the
last one is to be refused.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import openpyxl
from click.testing import CliRunner
from openpyxl.styles import Border, Side
from rich.cells import cell_len

from generator.cli import sunlit

ROOT = Path(__file__).resolve().parents[2]
_MARK = re.compile(
    r"^<!-- (?P<kind>day|office|beside|by hand|run|refused): (?P<text>.+?) -->\n"
    r"(?P<block>\n*```\w*\n(?P<body>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
_COMMIT = re.compile(r"\b[0-9a-f]{8}\b")
"""The name of a commit, which is another at each run."""
_ZONE = ZoneInfo("Asia/Shanghai")
_SITE = (
    "name: 示例市阳光公开\nname_en: Sample City Open Record\nlanguages: [zh, en]\ntime_zone: Asia/Shanghai\npacks: []\n"
    "public_contacts:\n  - {value: 示例大道1号, reason: 机关办公楼}\n"
)
TYPES = (
    "channels", "consultations", "contracts", "decisions", "opinions", "procedures", "publicity", "regulations", "researchers",
    "surveys", "tasks",
)  # fmt: skip
"""The types that the tasks are about, and those that these name."""
_RECORDS = {
    "publicity/2026.csv": (
        "编号,标题,类别,公示人数,公示开始,公示结束,收到反映,公示结果,结果公布日期,发布时间\n"
        "2026-gs-033,市示例局一级调研员人选任前公示,选拔任用,1,2026-10-12,2026-10-16,0,没有收到反映，按原方案办理。,2026-10-20,2026-10-12\n"
    ),
    "tasks/2026.yaml": (
        "- id: rw-2026-1\n  title: 窗口建设\n  year: 2026\n  progress: 60\n  published_on: 2026-02-26\n"
        "- id: rw-2026-1-1\n  title: 六个窗口延时服务\n  year: 2026\n  parent: rw-2026-1\n  unit: 组织一科\n"
        "  weight: 50\n  progress: 40\n  published_on: 2026-02-26\n  updates:\n"
        "    - {on: 2026-09-30, progress: 40, text: 两个窗口开了。}\n"
        "- id: rw-2026-1-2\n  title: 高频事项一次办结\n  year: 2026\n  parent: rw-2026-1\n  unit: 办公室\n"
        "  weight: 50\n  progress: 80\n  published_on: 2026-02-26\n  updates:\n"
        "    - {on: 2026-09-30, progress: 80, text: 八成事项。}\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Session:
    """Commands that were run after each other, and what each printed."""

    name: str
    said: tuple[tuple[str, str], ...]


def sessions(text: str, language: str) -> Iterator[Session]:
    """All that a handbook's tasks show, run in its order. Raises ``ValueError`` where it does not come out as it says."""
    with _site() as root, chdir(root):
        day = ""
        for match in _MARK.finditer(text):
            kind, words = match["kind"], match["text"]
            if kind == "day":
                day = words
            elif kind == "office":
                name, _, orders = words.partition("; ")
                _workbook(root / name, match["body"], orders)
            elif kind == "beside":
                (root / words).write_text(match["body"], encoding="utf-8")
            elif kind == "by hand":
                _edit(root, words)
            else:
                commands = [line for line in match["body"].splitlines() if line.strip()]
                said = tuple((line, *_run(line, day, language)) for line in commands)
                _compare(words, kind, [status for _, _, status in said], "".join(each for _, each, _ in said))
                yield Session(words, tuple((line, output) for line, output, _ in said))


def _compare(name: str, kind: str, statuses: list[int], output: str) -> None:
    if any(statuses[:-1]) or bool(statuses[-1]) is not (kind == "refused"):
        raise ValueError(f"{name}: the commands end with {statuses}: {output}")


@contextmanager
def _site() -> Iterator[Path]:
    """A clone with the shipped types and a few records, pushed to a repository beside it."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "clone"
        (root / "data/schemas").mkdir(parents=True)
        for type in TYPES:
            shutil.copy(ROOT / f"data/schemas/{type}.yaml", root / "data/schemas")
        (root / "data/site.yaml").write_text(_SITE, encoding="utf-8")
        for path, content in _RECORDS.items():
            (root / "data" / path).parent.mkdir()
            (root / "data" / path).write_text(content, encoding="utf-8")
        for command in (
            ("init", "-q", "--bare", "-b", "main", f"{name}/site.git"),
            ("init", "-q", "-b", "main", str(root)),
            ("-C", str(root), "add", "data"),
            ("-C", str(root), "commit", "-q", "-m", "First"),
            ("-C", str(root), "remote", "add", "origin", f"{name}/site.git"),
            ("-C", str(root), "push", "-q", "-u", "origin", "main"),
        ):
            subprocess.run(["git", *command], check=True, env={**os.environ, **_person()})
        yield root


def _person() -> dict[str, str]:
    names = {
        f"GIT_{who}_{what}": "clerk@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {**names, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def _run(line: str, day: str, language: str) -> tuple[str, int]:
    """What a command prints, with what it says of an error behind it, and its exit status."""
    program, *arguments = shlex.split(line)
    if program != "sunlit":
        raise ValueError(f"the handbook's tasks run sunlit alone: {line}")
    moment = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=_ZONE)
    variables = {
        **_person(),
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "NO_COLOR": "1",
        "SUNLIT_LIVE": "",
    }
    done = CliRunner().invoke(sunlit, ["--lang", language, *arguments], env=variables, prog_name="sunlit")
    return _COMMIT.sub("1a2b3c4d5e6f", done.output), done.exit_code


def _edit(root: Path, words: str) -> None:
    path, _, change = words.partition(": ")
    before, _, after = change.partition(" => ")
    text = (root / path).read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"{before!r} does not stand in {path}")
    (root / path).write_text(text.replace(before, after, 1), encoding="utf-8")


def _workbook(path: Path, text: str, orders: str) -> None:
    """A sheet as an office prints it."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    thin = Side(style="thin")
    for row in csv.reader(text.splitlines()):
        sheet.append([_cell(cell) for cell in row])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
    for order in filter(None, orders.split("; ")):
        sheet.merge_cells(order.removeprefix("merge "))
    book.save(path)


def _cell(text: str) -> object:
    return int(text) if text.isdecimal() else text.strip() or None


LINE, SIGN, MARGIN = 20, 8.4, 16
_FONT = "14px ui-monospace,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace"
_STYLE = f"text{{font:{_FONT};white-space:pre;fill:#24292f}}.c{{fill:#0b5394;font-weight:600}}"
WIDEST = 96
"""Columns after which a line of a picture goes on below."""


def picture(session: Session) -> str:
    """The session as an SVG whose text is text."""
    lines = [
        (kind, part)
        for command, output in session.said
        for kind, line in (
            (" class='c'", f"$ {command}"),
            *(("", line) for line in output.rstrip().splitlines()),
        )
        for part in _wrapped(line)
    ]
    width = round(max(cell_len(line) for _, line in lines) * SIGN + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    rows = "\n".join(
        f"<text{kind} x='{MARGIN}' y='{MARGIN + LINE * number + 14}'>{escape(line)}</text>"
        for number, (kind, line) in enumerate(lines)
        if line
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}' role='img'>\n"
        f"<title>{escape('; '.join(command for command, _ in session.said))}</title>\n<style>{_STYLE}</style>\n"
        f"<rect width='100%' height='100%' rx='6' fill='#f6f8fa' stroke='#d0d7de'/>\n{rows}\n</svg>\n"
    )


def _wrapped(line: str) -> Iterator[str]:
    """The line in parts that are no wider than a picture."""
    part = ""
    for sign in line:
        if cell_len(part + sign) > WIDEST:
            yield part
            part = "    "
        part += sign
    yield part

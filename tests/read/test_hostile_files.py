"""A folder of a hundred files that nobody should send: the check ends with findings, and with nothing else."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from books import inline, sheet_of
from seeds import PLAIN, workbook, workbook_of
from task_root import Root

from generator.check.gate import judge
from generator.check.report import FORMATS
from generator.model.text import nearest

TEXT = "编号,标题,完成期限,进度\nT-1,推进老旧小区加装电梯,2026年3月5日,80%\n"
STRINGS = (
    "", " ", "\u3000", "null", "NaN", "-Infinity", "1e999", "0x1F", "1_000", "٣", "９９％", "0000-00-00", "9999-99-99",
    "'; DROP TABLE tasks; --", "<script>alert(1)</script>", "{{ 7*7 }}", "${x}", "%s%n", "../../etc/passwd",
    "C:\\aux", "=cmd|'/C calc'!A0",
    "\u202e倒", "王\u200b某", "\ue863", "\ufeff", "\ufffd", "\ud7ff", "👨\u200d👩\u200d👧", "Z̵̡͇̈́͠a̷", "ÅÍÎÏ˝ÓÔ",
    "()（）[]{}", "\"'`´“”‘’",
    "a" * 70_000, "e" + "\u0301" * 200, "\x7f\x85\u2028\u2029", "T-1\nT-2", "\t\t", "- - - -", "? !", ": : :", "&a *a",
    "|", ">-", "%YAML 1.1",
)  # fmt: skip


def hostile_tables() -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"):
        yield f"encoded-{encoding}.csv", TEXT.encode(encoding)
        yield f"cut-{encoding}.csv", TEXT.encode(encoding)[:-25]
    yield "mixed.csv", TEXT.encode() + TEXT.encode("gb18030")
    for number, (right, wrong) in enumerate(
        (("utf-8", "gb18030"), ("gb18030", "latin-1"), ("utf-8", "cp1252"))
    ):
        yield f"misread-{number}.csv", TEXT.encode(right).decode(wrong, "replace").encode()
    yield "nul.csv", TEXT.replace("推", "\0").encode()
    yield "zeros.csv", bytes(5000)
    yield "noise.csv", bytes(range(256)) * 20
    yield "quotes.csv", ("编号,标题\n" + 'T-1,"甲"乙\n' * 300).encode()
    yield "open.csv", ('编号,标题\n"' + "甲\n" * 3000).encode()
    yield "wide.csv", ",".join(f"列{number}" for number in range(400)).encode()
    yield "same.csv", ",".join(["编号"] * 300).encode()
    yield "long.csv", b"x" * 500_000
    yield "full-width.csv", "编号，标题\nT-1，甲".encode()
    yield "return.csv", "编号,标题\rT-1,甲\nT-2,乙\r\n".encode()
    for number, text in enumerate(STRINGS):
        yield (
            f"string-{number}.csv",
            f"编号,标题,进度\nS-{number},{json.dumps(text)},{text}\n".encode("utf-8", "surrogatepass"),
        )
    yield "\u202efdp.csv", TEXT.encode()
    yield "a\nb.csv", TEXT.encode()
    yield "名 字=+@.CSV", TEXT.encode()
    yield "-rf.csv", TEXT.encode()
    yield "a.step.csv", TEXT.encode()
    yield "lonely.steps.csv", TEXT.encode()


def hostile_yaml() -> Iterator[tuple[str, bytes]]:
    yield "deep.yaml", b"id: T-1\nnote: " + b"[" * 100_000
    yield "deeper.yaml", b"id: " + b"{a: " * 100_000
    yield "laughs.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nid: [*c,*c]\n"
    yield "tags.yaml", b"id: !!python/object/apply:os.system ['true']\n"
    yield "many.yaml", b"---\n" * 20_000
    yield "keys.yaml", b"".join(b"key%d: x\n" % number for number in range(500))
    yield "same.yaml", b"id: T-1\n" * 500
    yield "scalar.yaml", b"id: Y-1\nnote: '" + b"x" * 2_000_000 + b"'\n"
    yield "block.yaml", b"id: Y-2\nnote: |\n" + b"  x\n" * 200_000
    yield "escapes.yaml", b'id: "\\ud800\\udc00\\x00\\u202e"\n'
    yield "control.yaml", b"id: a\x07\n"
    yield "tab.yaml", b"id: T-1\n\tnote: x\n"
    yield "latin.yaml", "编号: T-1\n".encode("gb18030").decode("latin-1").encode()
    for number, text in enumerate(STRINGS[::3]):
        yield f"plain-{number}.yaml", f"id: {text}\ntitle: {text}\n".encode("utf-8", "surrogatepass")


def hostile_workbooks() -> Iterator[tuple[str, bytes]]:
    yield "empty.xlsx", b""
    yield "text.xlsx", TEXT.encode()
    yield "old.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    yield "cut.xlsx", workbook()[:300]
    yield "no-parts.xlsx", workbook({})
    yield "macros.xlsx", workbook({**PLAIN, "xl/vbaProject.bin": "x"})
    yield (
        "laughs.xlsx",
        workbook_of(
            "xl/sharedStrings.xml", "<!DOCTYPE l [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><sst>&b;</sst>"
        ),
    )
    yield "up.xlsx", workbook({**PLAIN, "../../up": "x"})
    yield (
        "errors.xlsx",
        sheet_of("".join(f"<row>{inline(f'E-{n}')}<c t='e'><v>#REF!</v></c></row>" for n in range(50))),
    )
    yield "hidden.xlsx", sheet_of("".join(f"<row hidden='1'>{inline(f'H-{n}')}</row>" for n in range(50)))
    yield (
        "merged.xlsx",
        sheet_of(
            f"<row>{inline('M-1')}</row>", after="<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
        ),
    )
    yield "far.xlsx", sheet_of("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")
    yield "nested.xlsx", sheet_of("<c>" * 5000)
    yield "macro.xlsm", workbook()
    yield "old.xls", bytes.fromhex("d0cf11e0a1b11ae1")
    yield "sheet.ods", workbook()


FILES = [*hostile_tables(), *hostile_yaml(), *hostile_workbooks()]
SCHEMA = """
fields:
- {name: id, title: 编号}
- {name: title, title: 标题}
- {name: due, title: 完成期限, type: date}
- {name: progress, title: 进度, type: number, show: progress, remark: note}
- {name: note, title: 备注}
sunlit:
  children: {steps: {title: 步骤, fields: [{name: name}]}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Root(tmp_path_factory.mktemp("hostile"))
    root.write("schemas/tasks.yaml", SCHEMA)
    for name, content in FILES:
        root.write(f"tasks/{name}", content)
    return root.folder


def test_there_are_a_hundred() -> None:
    assert len(FILES) >= 100


def test_the_check_ends_with_findings_that_can_be_told_in_every_form(folder: Path) -> None:
    verdict = judge(folder, date(2026, 11, 24))
    assert not verdict.fit
    named = {finding.source.path for finding in verdict.findings}
    read = {record.source.path for record in verdict.register}
    assert {f"data/tasks/{name}" for name, _ in FILES} <= named | read
    for format in FORMATS.values():
        for language in ("zh", "en"):
            assert format(verdict, language).encode()


def test_near_names_are_sought_for_a_few_unknown_ones_only(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each search costs more than reading the key, so a file of nothing but unknown keys would take minutes."""
    compared: list[int] = []
    monkeypatch.setattr(difflib, "get_close_matches", lambda _, names, *__: compared.append(len(names)) or [])
    monkeypatch.setattr(nearest, "MOST_COMPARISONS", 500)
    keys = "".join(f"key{number}: x\n" for number in range(900)) + f"{'x' * 1000}: y\n"
    reading = root.read_file("tasks/a.yaml", "id: T-1\n" + keys)
    assert len(reading.findings) == 901
    assert 0 < sum(compared) <= 500 + nearest.MOST_COMPARED


@pytest.mark.parametrize("copies", [1, 8])
def test_the_parser_takes_as_many_steps_as_the_file_is_long(
    copies: int, root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten events a record, however many records there are: nothing is read twice."""
    from generator.read.yaml import rows

    steps = 0

    class Counted(rows._Loader):  # type: ignore[misc, name-defined]
        def get_event(self) -> object:
            nonlocal steps
            steps += 1
            return super().get_event()

    monkeypatch.setattr(rows, "_Loader", Counted)
    records = 100 * copies
    text = "".join(f"- id: T-{number}\n  title: 甲\n  units: [乙, 丙]\n" for number in range(records))
    assert len(root.read_file("tasks/a.yaml", text).ids) == records
    assert steps == 11 * records + 7


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wide.csv", ",".join(["编号", *(f"列{number}" for number in range(100_000))]) + "\nT-1\n"),
        ("same.csv", ",".join(["编号"] * 100_000) + "\n"),
        ("wide.yaml", "id: T-1\n" + "".join(f"key{number}: x\n" for number in range(100_000))),
        (
            "wide-row.yaml",
            "- id: T-1\n  steps:\n  - {" + ", ".join(f"k{number}: x" for number in range(100_000)) + "}\n",
        ),
    ],
)
def test_a_hundred_thousand_columns_are_one_finding(root: Root, name: str, content: str) -> None:
    reading = root.read_file(f"tasks/{name}", content)
    assert reading.places == [(f"data/tasks/{name}", *reading.places[0][1:3], "too-many-names")]


def test_as_many_columns_as_anybody_fills_in_are_read(root: Root) -> None:
    names = [f"列{number}" for number in range(900)]
    reading = root.read_file(
        "tasks/a.csv", ",".join(["编号", *names]) + "\n" + ",".join(["T-1", *names]) + "\n"
    )
    assert {finding.rule.id for finding in reading.findings} == {"unknown-key"}
    assert reading.ids == ["T-1"]

"""What is written by any program comes back the same; what is no table never raises."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import zip_longest

import openpyxl
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from task_root import Root

from generator.model.records.record import Source
from generator.read.table.spreadsheet_texts import as_typed, flaw_of
from generator.read.table.values import clean
from generator.read.text.mojibake import ruin_in

UNFIT_FOR_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)) | {ord("_"): "-"}
FIELDS = ("id", "title", "note")
on_one_root = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

texts = st.text(
    st.one_of(
        st.sampled_from('甲乙，；"\'\n\t ,;:#-[]{}&*!|>%@`~\\。"'),
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"),
    ),
    max_size=12,
).filter(
    lambda text: ruin_in(text) is None and as_typed(text) == text and not flaw_of(text, Source(""), 1, 1)
)
tables = st.lists(st.tuples(texts, texts), min_size=1, max_size=5)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])


def numbered(table: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"id": f"T-{number}", "title": title, "note": note} for number, (title, note) in enumerate(table, 1)
    ]


def cleaned(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: clean(text) for name, text in row.items() if clean(text)} for row in rows]


@on_one_root
@given(tables, encodings, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_csv(
    root: Root, table: list[tuple[str, str]], encoding: str, delimiter: str, end: str, quoted: bool
) -> None:
    rows = numbered(table)
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(("编号", "标题", "备注"))
    writer.writerows([row[name] for name in FIELDS] for row in rows)
    reading = root.read_file("tasks/a.csv", out.getvalue().encode(encoding))
    assert reading.findings == ()
    assert reading.values == cleaned(rows)
    lines = [record.source.line for record in reading.records]
    assert lines == [
        out.getvalue()[: out.getvalue().index(f"T-{n}")].count("\n") + 1 for n in range(1, len(rows) + 1)
    ]


@on_one_root
@given(tables, encodings, st.booleans(), st.booleans(), st.integers(20, 200))
def test_yaml(
    root: Root, table: list[tuple[str, str]], encoding: str, flow: bool, plain: bool, width: int
) -> None:
    rows = numbered(table)
    text = yaml.safe_dump(rows, allow_unicode=plain, default_flow_style=flow, width=width, sort_keys=False)
    reading = root.read_file("tasks/a.yaml", ("# 任务\n" + text).encode(encoding))
    assert reading.findings == ()
    assert reading.values == cleaned(rows)


@on_one_root
@given(
    tables,
    st.lists(
        st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.booleans(), st.dates(date(1900, 3, 1))),
        max_size=5,
    ),
)
def test_workbook(root: Root, table: list[tuple[str, str]], others: list[int | bool | date]) -> None:
    rows = numbered(
        [(title.translate(UNFIT_FOR_XML), note.translate(UNFIT_FOR_XML)) for title, note in table]
    )
    assume(all(ruin_in(text) is None for row in rows for text in row.values()))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("编号", "标题", "备注", "责任单位"))
    for row, other in zip_longest(rows, others[: len(rows)]):
        sheet.append((row["id"], None, None, other))
        for column, name in enumerate(FIELDS[1:], 2):
            sheet.cell(sheet.max_row, column, row[name]).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    reading = root.read_file("tasks/a.xlsx", out.getvalue())
    assert reading.findings == ()
    assert [{n: v for n, v in values.items() if n != "units"} for values in reading.values] == cleaned(rows)
    units = [values.get("units", ("",))[0] for values in reading.values]
    assert (
        units
        == [str(other).upper() if other is not None else "" for other in (*others, *[None] * 5)][: len(rows)]
    )


@on_one_root
@given(st.sampled_from(["a.csv", "a.yaml", "a.xlsx"]), st.binary(max_size=200))
def test_any_bytes_give_rows_or_findings(root: Root, name: str, data: bytes) -> None:
    reading = root.read_file(f"tasks/{name}", data)
    assert reading.records or reading.findings


FRAGMENTS = (
    "编号", "标题", "id", "T-1", "steps", "步骤", ":", ": ", "：", ",", "，", ";", "\t", "\n", "\r", "\r\n", "  ", "- ",
    '"', '""', "'", "[", "]", "{", "}", "|", ">", "&a ", "*a", "!x ", "<<", "---", "...", "%", "@", "#", "甲", "\x07",
    "\ufeff", "\u2028", "\x85",
)  # fmt: skip


@on_one_root
@given(st.sampled_from(["a.csv", "a.yaml"]), st.lists(st.sampled_from(FRAGMENTS), max_size=40), encodings)
def test_any_scraps_give_rows_or_findings(root: Root, name: str, scraps: list[str], encoding: str) -> None:
    reading = root.read_file(f"tasks/{name}", "".join(scraps).encode(encoding))
    assert reading.records or reading.findings
    for finding in reading.findings:
        assert finding.message.render(str, "en")
        assert finding.hint is None or finding.hint.render(str, "en")


@on_one_root
@given(tables, st.data())
def test_a_damaged_table_gives_rows_or_findings(
    root: Root, table: list[tuple[str, str]], data: st.DataObject
) -> None:
    lines = [b"id,title,note", *("\t".join(row).encode() for row in table)]
    whole = b"\n".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    damaged = whole[:cut] + data.draw(st.binary(max_size=3)) + whole[cut + 1 :]
    reading = root.read_file("tasks/a.csv", damaged)
    assert reading.records or reading.findings

"""Records as forms hold them: whatever is typed of any record of the project's own site changes the lines that say it alone."""

from __future__ import annotations

import csv
import errno
import io
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import openpyxl
import pytest
from building import NOTES, PROJECT, Root, commit
from hypothesis import assume, given
from hypothesis import strategies as st
from office_files import NOTICES
from proving import examples

from generator.check.gate import judge, read_everything
from generator.desk.editing import changing
from generator.desk.editing.attaching import Attached
from generator.desk.editing.changing import (
    Change,
    Outdated,
    Purpose,
    Spot,
    change,
    create,
    one_at_a_time,
    record_called,
    revision_of,
)
from generator.desk.editing.typed import Typed, TypedRow, amendment_of, shown
from generator.desk.importing.following import amended
from generator.desk.importing.judging import judge_files
from generator.desk.importing.wanted import Reason
from generator.desk.record_files import writing
from generator.desk.record_files.amended_files import amended_files
from generator.desk.record_files.edits import Amendment
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Record, Register, Row
from generator.model.text.stop import CannotRun
from generator.read.register import read_file
from generator.read.yaml.spans import mapping_at, spans

TEXTS = st.one_of(
    st.text("甲。：#'\"-,;|>{}[]&*!?%@` 07aA~", max_size=8),
    st.sampled_from(
        [
            "",
            "没有收到反映。",
            "a: b # c",
            "第一段。\n\n第二段。",
            "- x",
            "'",
            '"',
            "a,b;c",
            "是",
            "07",
            "2026-03-05",
            "null",
        ]
    ),
)


class Place(NamedTuple):
    """Something that can be typed: a field of a record, or a cell of one of its rows."""

    record: Record
    field: str
    table: str = ""
    row: int = 0

    @property
    def of(self) -> Row:
        return self.record.children[self.table][self.row] if self.table else self.record.row


@cache
def register() -> Register:
    return read_everything(PROJECT).register


@cache
def places() -> Sequence[Place]:
    return list(_places())


def _places() -> Iterator[Place]:
    for record in register():
        type = register().types[record.type]
        yield from (Place(record, field.name) for field in type.fields if field.name != type.id_field)
        for table, rows in record.children.items():
            columns = [field.name for field in type.child(table).fields]
            yield from (Place(record, name, table, index) for index in range(len(rows)) for name in columns)


def typed_at(place: Place, text: str) -> Typed:
    """The form as it is sent, with one text typed otherwise than it was shown."""
    as_shown = shown(place.record, register().types[place.record.type])
    if not place.table:
        return Typed({**as_shown.values, place.field: (text,)}, as_shown.rows)
    rows = list(as_shown.rows[place.table])
    rows[place.row] = TypedRow({**rows[place.row].cells, place.field: text}, place.row)
    return Typed(as_shown.values, {**as_shown.rows, place.table: rows})


def lines_that_say_it(place: Place, text: str) -> range:
    """The lines of a file on which a value stands (0-based); none where nothing is said yet; of a CSV file the row's."""
    source = place.of.source
    assert source.line
    if source.path.endswith(".csv"):
        rows = csv.reader(io.StringIO(text, newline=""))
        ends = [0, *(rows.line_num for _ in rows)]
        return range(source.line - 1, next(end for end in ends if end >= source.line))
    span = mapping_at(spans(text), source.line, source.column)
    assert span
    at = place.of.places.get(place.field)
    found = [(key, value) for _, key, value in span.entries if at == (value.line, value.column)]
    if not found and not span.flow:
        return range(0)
    key, value = found[0] if found else (span, span)
    last = max(key.end, value.end)
    if key.start == span.start and not span.flow and span.column > 1 and len(span.entries) > 1:
        last = span.entries[1][1].end  # the next of a row stands behind the dash, once the first is gone
    return range(text.count("\n", 0, key.start), text.count("\n", 0, last) + 1)


def says_otherwise(path: str, content: bytes, place: Place, amendment: Amendment) -> None:
    """Read again, the file says what was typed there, and everywhere else what it said."""
    type = register().types[place.record.type]
    if place.table and path.endswith(".csv"):
        return
    with TemporaryDirectory() as folder:
        Path(folder, Path(path).name).write_bytes(content)
        after, _ = read_file(Path(folder), Path(path).name, type)
    before = [each for each in register().records[type.name] if each.source.path == path]
    for old, new in zip(before, after, strict=True):
        meant = amended(old, amendment) if old is place.record else old
        own = {name: rows for name, rows in meant.children.items() if rows and rows[0].source.path == path}
        assert said(new.row) == said(meant.row)
        assert {name: list(map(said, rows)) for name, rows in new.children.items() if rows} == {
            name: list(map(said, rows)) for name, rows in own.items()
        }


def said(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.values.items() if value is not None}


@examples(25)
@given(data=st.data())
def test_any_edit_of_any_record_changes_the_lines_that_say_it_alone(data: st.DataObject) -> None:
    place = places()[data.draw(st.integers(0, len(places()) - 1))]
    text = data.draw(TEXTS)
    assume(
        not (text.startswith("'") and place.of.source.path.endswith(".csv"))
    )  # a spreadsheet's mark of a text
    typed = typed_at(place, text)
    type = register().types[place.record.type]
    amendment = amendment_of(place.record, type, typed)
    try:
        files = amended_files(PROJECT, type, [amendment])
    except CannotRun:
        assert place.of.source.path.endswith(".xlsx")
        return
    if not amendment:
        assert not files
        return
    for path, content in files.items():
        assert path == place.of.source.path
        before = (PROJECT / path).read_text(encoding="utf-8-sig")
        after = content.decode("utf-8-sig")
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        shorter = min(len(old), len(new))
        begin = next((n for n in range(shorter) if old[n] != new[n]), shorter)
        rest = shorter - begin
        end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
        has_column = place.field in place.of.places or not path.endswith(".csv")
        said = lines_that_say_it(place, before)
        gone = range(begin, len(old) - end)
        assert not has_column or not gone or (gone[0] in said and gone[-1] in said), (path, place.field)
        says_otherwise(path, content, place, amendment)


@cache
def with_a_list() -> RecordType:
    with TemporaryDirectory() as folder:
        made = Root(Path(folder) / "root")
        made.schema({**NOTES, "fields": [*NOTES["fields"], {"name": "tags", "type": "array"}]})
        return read_everything(made.folder).register.types["notes"]


def changed_in(text: str, id: str, **values: Any) -> tuple[str, dict[str, Any]]:
    """A file with these values of a record, and what it says then, by id."""
    with TemporaryDirectory() as folder:
        Path(folder, "data/notes").mkdir(parents=True)
        path, at = "data/notes/a.yaml", Path(folder, "data/notes/a.yaml")
        at.write_text(text, encoding="utf-8")
        type = with_a_list()
        found, _ = read_file(Path(folder), path, type)
        amendment = Amendment(next(one for one in found if one.id == id), values)
        for name, content in amended_files(Path(folder), type, [amendment]).items():
            Path(folder, name).write_bytes(content)
        after, _ = read_file(Path(folder), path, type)
        return at.read_text(encoding="utf-8"), {one.id: said(one.row) for one in after}


@examples(30)
@given(
    before=st.lists(st.sampled_from("甲乙丙丁abc"), min_size=1, max_size=5),
    after=st.lists(st.sampled_from("甲乙丙丁abc"), min_size=1, max_size=5),
)
def test_of_a_list_the_lines_of_the_items_that_stay_stay(before: list[str], after: list[str]) -> None:
    lines = [f"  # {number}\n  - {item} # of {number}\n" for number, item in enumerate(before)]
    text = f"id: x\ntags:\n{''.join(lines)}title: 甲 # t\n"
    changed, now = changed_in(text, "x", tags=tuple(after))
    assert now["x"]["tags"] == tuple(after)
    assert changed.endswith("title: 甲 # t\n")
    if set(before) & set(after):
        assert changed.count("\n  # ") == len(before)
        assert " # of " in changed
    if before == after:
        assert changed == text


@pytest.mark.parametrize(
    "text",
    [
        "- id: x\n  title: &t 甲\n- id: y\n  title: *t\n- id: z\n  title: 丙\n",
        "- &a {id: x, title: 甲}\n- {<<: *a, id: y}\n- id: z\n  title: 丙\n",
        "- id: x\n  tags: &r [a, b]\n- id: y\n  tags: *r\n- id: z\n  title: 丙\n",
    ],
)
def test_where_a_file_refers_to_itself_an_edit_changes_one_record(text: str) -> None:
    changed, now = changed_in(text, "z", title="改")
    assert changed == text.replace("丙", "改")
    assert now["z"]["title"] == "改"


NOTICE = """# 十二月的公示
id: 2026-001   # 不改
title: 干部任前公示名单
kind: 任用
from: 2026-12-01   # 周二
to: 2026-12-07
phone: 0454-7654321
published_on: 2026-11-27
people:
  # 按姓氏排列
  - {name: 示例甲, birth: 1985年3月, now: 示例局甲科科长, next: 拟任示例局副局长}
  - {name: 示例乙, birth: 1986年10月, now: 示例办主任, next: 拟任示例办调研员}   # 女
"""
NOTES_AS_CSV = "编号;标题;日期\r\n" + "".join(
    f'n-{number};"标题 {number}";2026-01-{number % 28 + 1:02}\r\n' for number in range(49)
)
LATER = date(2026, 12, 2)
WHY = Reason("写错", "示例丑")


@pytest.fixture
def office(tmp_path: Path) -> Root:
    """A published notice in a file with comments, and 49 notes in a table as Excel in China saves it."""
    made = Root(tmp_path / "root")
    made.schema(NOTICES, "notices")
    made.schema(
        {**NOTES, "fields": [{"name": "id", "title": "编号", "type": "string"}, *NOTES["fields"][1:]]}
    )
    made.write("data/notices/2026-001.yaml", NOTICE)
    made.write("data/notes/a.csv", NOTES_AS_CSV.encode("gb18030"))
    commit(made.folder)
    return made


def record(root: Root, type: str, id: str) -> tuple[Record, str]:
    register = read_everything(root.folder).register
    found = record_called(register, register.types[type], id)
    return found, revision_of(found, root.folder, register.types[type])


def edit(
    root: Root, type: str, id: str, typed: Typed, purpose: Purpose = Purpose.KEEP, reason: Reason = WHY
) -> Change:
    return change(root.folder, type, id, record(root, type, id)[1], typed, purpose, reason, LATER)


def people(*rows: TypedRow) -> Typed:
    return Typed(rows={"people": rows})


def person(name: str) -> dict[str, str]:
    return {"name": name, "birth": "1990年1月", "now": "示例局科员", "next": "拟任示例局主任"}


def new_notice(**values: str) -> Typed:
    said = {"title": "新公示", "kind": "任用", "from": "2026-12-02", **values}
    return Typed({name: (text,) for name, text in said.items()}, {"people": [TypedRow(person("示例丁"))]})


def seen(root: Root, type: str) -> str:
    return revision_of(None, root.folder, read_everything(root.folder).register.types[type])


def test_one_row_of_a_table_among_49_is_one_line_in_its_own_encoding(office: Root) -> None:
    made = edit(office, "notes", "n-30", Typed({"title": ("第三十条；改",)}))
    assert made.fit, made.made.findings
    lines = NOTES_AS_CSV.splitlines(keepends=True)
    lines[31] = "n-30;第三十条；改;2026-01-03\r\n"
    assert (office.folder / "data/notes/a.csv").read_bytes() == "".join(lines).encode("gb18030")


def test_what_others_changed_beside_it_stays_and_what_they_changed_of_it_is_told(office: Root) -> None:
    before = record(office, "notes", "n-30")[1]
    path = office.folder / "data/notes/a.csv"
    path.write_bytes(path.read_bytes().replace("标题 7".encode("gb18030"), b"seven"))
    made = change(office.folder, "notes", "n-30", before, Typed({"title": ("x",)}), Purpose.KEEP, WHY, LATER)
    assert made.fit
    assert b"seven" in path.read_bytes()
    now = path.read_bytes()
    with pytest.raises(Outdated):
        change(office.folder, "notes", "n-30", before, Typed({"title": ("y",)}), Purpose.KEEP, WHY, LATER)
    assert path.read_bytes() == now


@pytest.mark.parametrize("text", ["=cmd()", "=1+1", "+cmd|' /C calc'!A0"])
def test_what_a_table_cannot_hold_is_said_at_its_field_or_stands_there_as_it_was_typed(
    office: Root, text: str
) -> None:
    path = office.folder / "data/notes/a.csv"
    before = path.read_bytes()
    made = edit(office, "notes", "n-30", Typed({"title": (text,)}))
    if made.fit:
        assert shown(*as_read(office, "notes", "n-30")).values["title"] == (text,)
    else:
        assert made.found
        assert path.read_bytes() == before


def test_a_form_of_another_schema_is_out_of_date(office: Root) -> None:
    before = seen(office, "notes")
    office.schema({**NOTES, "fields": [*NOTES["fields"], {"name": "more", "type": "string"}]})
    with pytest.raises(Outdated):
        create(office.folder, "notes", before, Typed({"id": ("z",)}), Purpose.KEEP, LATER)


def test_a_file_changed_by_hand_while_it_is_judged_is_not_written_over(
    office: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.folder / "data/notes/a.csv"

    def judged_slowly(*arguments: Any) -> None:
        path.write_bytes(b"id\nby-hand\n")
        judge_files(*arguments)

    monkeypatch.setattr(changing, "judge_files", judged_slowly)
    with pytest.raises(CannotRun, match="meanwhile"):
        edit(office, "notes", "n-30", Typed({"title": ("x",)}))
    assert path.read_bytes() == b"id\nby-hand\n"


def test_rows_come_change_and_go_and_the_correction_is_written_with_them(office: Root) -> None:
    was = shown(*as_read(office, "notices", "2026-001")).rows["people"]
    typed = people(
        TypedRow({**was[0].cells, "now": "示例局乙科科长"}, 0), TypedRow({}, 1), TypedRow(person("示例丙"))
    )
    without = edit(office, "notices", "2026-001", typed, reason=Reason())
    assert [each.name for each in without.made.unexplained] == ["reason", "approver"]
    assert (office.folder / "data/notices/2026-001.yaml").read_text(encoding="utf-8") == NOTICE
    assert edit(office, "notices", "2026-001", typed).fit
    text = (office.folder / "data/notices/2026-001.yaml").read_text(encoding="utf-8")
    said, _, corrections = text.partition("corrections:\n")
    assert said == NOTICE.replace("示例局甲科科长", "示例局乙科科长").replace(
        NOTICE.splitlines(keepends=True)[-1],
        '  - {name: 示例丙, birth: "1990年1月", now: 示例局科员, next: 拟任示例局主任}\n',
    )
    assert corrections.count("reason: 写错") == 3


def as_read(root: Root, type: str, id: str) -> tuple[Record, RecordType]:
    register = read_everything(root.folder).register
    return record_called(register, register.types[type], id), register.types[type]


def test_a_draft_may_lack_what_is_not_known_and_says_it_when_it_is_to_be_published(office: Root) -> None:
    kept = create(office.folder, "notices", seen(office, "notices"), new_notice(kind=""), Purpose.KEEP, LATER)
    assert kept.fit, kept.made.findings
    assert [spot.field for spot in kept.found if spot.field] == ["kind"]
    draft, type = as_read(office, "notices", kept.id)
    assert (draft.values["draft"], draft.values["to"], "published_on" in draft.values) == (
        True,
        date(2026, 12, 8),
        False,
    )
    assert judge(office.folder, LATER).fit
    refused = edit(office, "notices", kept.id, Typed({"note": ("x",)}), Purpose.PUBLISH)
    assert (refused.fit, list(refused.found)) == (False, [Spot("kind")])
    assert record(office, "notices", kept.id)[0].values == draft.values
    checked = edit(office, "notices", kept.id, Typed({"kind": ("评优",)}), Purpose.CHECK)
    assert checked.fit
    assert record(office, "notices", kept.id)[0].values == draft.values
    assert edit(office, "notices", kept.id, Typed({"kind": ("评优",)}), Purpose.PUBLISH).fit
    published = record(office, "notices", kept.id)[0].values
    assert ("draft" in published, published["published_on"], published["kind"]) == (False, LATER, "评优")
    assert type.name == "notices"


def test_a_finding_stands_at_the_cell_of_the_form(office: Root) -> None:
    broken = Typed(
        new_notice().values, {"people": [TypedRow({}), TypedRow({**person("示例丁"), "birth": "九零年"})]}
    )
    made = create(office.folder, "notices", seen(office, "notices"), broken, Purpose.KEEP, LATER)
    assert (made.fit, list(made.found)) == (False, [Spot("birth", "people", 1)])
    assert not (office.folder / f"data/notices/{made.id}.yaml").exists()


def test_an_id_is_given_once(office: Root) -> None:
    with pytest.raises(CannotRun, match="already"):
        create(
            office.folder, "notices", seen(office, "notices"), new_notice(id="2026-001"), Purpose.KEEP, LATER
        )


def test_a_full_disk_leaves_every_file_as_it_was(office: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("data/notices/b.csv", "编号,标题,类别,公示开始,公示结束\nb,乙,评优,2026-12-01,2026-12-07\n")
    office.write("data/notices/b.people.csv", "编号,姓名\nb,示例甲\n")
    before = {path: path.read_bytes() for path in (office.folder / "data/notices").iterdir()}
    written = iter(range(9))

    def full(_: int) -> None:
        if next(written):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(CannotRun, match="cannot be written"):
        edit(office, "notices", "b", Typed({"phone": ("1",)}, {"people": [TypedRow(person("示例丙"))]}))
    assert {path: path.read_bytes() for path in (office.folder / "data/notices").iterdir()} == before


def test_a_record_of_a_workbook_is_changed_in_excel(office: Root) -> None:
    book = openpyxl.Workbook()
    for row in (("编号", "标题", "日期"), ("x-1", "甲", date(2026, 1, 5))):
        book.active.append(row)
    office.write("data/notes/b.xlsx", b"")
    book.save(office.folder / "data/notes/b.xlsx")
    with pytest.raises(CannotRun, match="Excel") as stop:
        edit(office, "notes", "x-1", Typed({"title": ("y",)}))
    assert stop.value.phrase.parameters["path"] == "data/notes/b.xlsx"


def test_one_process_changes_records_at_a_time(office: Root) -> None:
    asked = f"import fcntl, os; fcntl.flock(os.open({str(office.folder / 'data')!r}, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    with one_at_a_time(office.folder):
        assert subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False).returncode == 1
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_what_is_attached_lies_in_the_folder_of_its_year_and_is_named(office: Root) -> None:
    office.schema(
        {**NOTES, "fields": [*NOTES["fields"], {"name": "files", "type": "array", "show": "attachment"}]}
    )
    office.write("data/attachments/2026/表.csv", "a,b\n1,2\n")
    new = [
        Attached("files", "C:\\office\\表.csv", b"a,b\n3,4\n"),
        Attached("files", "../../附.csv", b"a\n1\n"),
    ]
    typed = Typed({"id": ("z",), "title": ("甲",), "on": ("2026-05-01",)})
    made = create(office.folder, "notes", seen(office, "notes"), typed, Purpose.KEEP, LATER, new)
    assert made.fit, made.made.findings
    assert record(office, "notes", "z")[0].values["files"] == ("2026/表-2.csv", "2026/附.csv")
    assert (office.folder / "data/attachments/2026/表-2.csv").read_bytes() == b"a,b\n3,4\n"
    again = [Attached("files", "表.csv", b"a,b\n3,4\n"), Attached("files", "x.exe", b"MZ")]
    before = record(office, "notes", "z")
    refused = change(
        office.folder, "notes", "z", before[1], typed_files(before[0]), Purpose.KEEP, WHY, LATER, again
    )
    assert not refused.fit
    assert not (office.folder / "data/attachments/2026/x.exe").exists()
    with pytest.raises(CannotRun, match="name"):
        create(
            office.folder,
            "notes",
            seen(office, "notes"),
            typed,
            Purpose.KEEP,
            LATER,
            [Attached("files", "..", b"")],
        )


def typed_files(there: Record) -> Typed:
    files = there.values["files"]
    assert isinstance(files, tuple)
    return Typed({"files": tuple(map(str, files))})

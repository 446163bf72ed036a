"""``sunlit form``: a workbook that offers what may be chosen, refuses what may not, and is read as it is."""

from __future__ import annotations

import json
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from building import DAY, Root, sunlit
from forms import PLANS, column, fill, form_of, offered, opened, plain, plans_root, read, saved
from hypothesis import given
from hypothesis import strategies as st
from proving import examples

from generator.check.gate import judge, read_everything
from generator.desk.form.making import ALL, WantedForm, make_form
from generator.desk.importing.importing import import_file, write
from generator.desk.importing.wanted import Wanted
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.text.stop import CannotRun
from generator.read.table.choices import choice_text, id_of_choice

ROW = {
    "编号": "P-1",
    "标题": "第一个计划",
    "类别": "甲,一",
    "开始日期": date(2026, 3, 5),
    "会议时间": datetime(2026, 3, 5, 9, 30),
    "职数": 3,
    "金额": 12.5,
    "进度": 80,
    "公开征集": "是",
    "年度": 2026,
    "月份": "2026-03",
    "关键词": "干部；任用",
    "依据": "R-1 · 关于甲，乙，丙·丁的规定",
    "其他依据": "R-1 · 关于甲，乙，丙·丁的规定；R · 2 · 第二",
    "结束日期": date(2026, 3, 12),
}
VALUES = {
    "id": "P-1",
    "title": "第一个计划",
    "kind": "甲,一",
    "on": date(2026, 3, 5),
    "at": datetime(2026, 3, 5, 9, 30),
    "posts": 3,
    "sum": Decimal("12.5"),
    "done": 80,
    "open": True,
    "year": 2026,
    "month": "2026-03",
    "words": ("干部", "任用"),
    "basis": "R-1",
    "more": ("R-1", "R · 2"),
    "ends": date(2026, 3, 12),
}
STEPS = (
    {"编号": "P-1", "名称": "推荐", "日期": date(2026, 3, 1), "依据": "R · 2 · 第二"},
    {"编号": "P-1", "名称": "考察"},
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return plans_root(tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="module")
def empty(root: Root) -> bytes:
    return form_of(root)


@pytest.fixture(scope="module")
def filled(empty: bytes) -> bytes:
    return fill(fill(empty, "计划", ROW), "步骤", *STEPS)


def test_a_form_shows_what_may_stand_in_it(root: Root, empty: bytes) -> None:
    book = opened(empty)
    sheet = book["计划"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["编号＊\nNumber", "标题＊\nTitle", "类别＊\nKind"]
    assert "其他依据" in heads, "an English name that means another column is left out"
    assert "草稿\nDraft" not in heads
    assert sheet.freeze_panes == book["步骤"].freeze_panes == "A2"
    assert all(
        cell.comment and cell.comment.text.strip()
        for name in ("计划", "步骤", "审批")
        for cell in book[name][1]
    )
    note = sheet.cell(1, 2).comment.text
    assert "一句话。" in note
    assert "One line." in note
    assert "必填" in note
    assert "Must be filled in." in note
    assert offered(book, sheet, "类别") == ["甲,一", '乙/"二"', "=丙"]
    assert offered(book, sheet, "公开征集") == ["是", "否"]
    rules_offered = ["R · 2 · 第二", "R-1 · 关于甲，乙，丙·丁的规定"]
    assert offered(book, sheet, "依据") == offered(book, sheet, "其他依据") == rules_offered, (
        "no draft, newest first"
    )
    assert offered(book, book["步骤"], "依据") == rules_offered
    limits = {each.promptTitle: each for each in sheet.data_validations.dataValidation}
    assert (limits["开始日期 Starts"].type, limits["开始日期 Starts"].formula1) == ("date", "43831")
    assert (limits["职数 Posts"].type, limits["职数 Posts"].formula1) == ("whole", "0")
    assert (limits["进度 Progress"].type, limits["进度 Progress"].formula2) == ("decimal", "100")
    assert limits["标题＊ Title"].type == "textLength"
    assert limits["年度 Year"].type == "whole"
    assert limits["类别＊ Kind"].errorStyle == "stop"
    assert limits["依据 Basis"].errorStyle == "warning"
    assert sheet.column_dimensions["A"].number_format == "@", "an id stays what is typed"
    assert sheet.column_dimensions["D"].number_format == "yyyy-mm-dd"
    assert book["选项"].sheet_state == "hidden"
    assert book["填写说明"].sheet_state == "visible"
    help_texts = [str(cell.value) for row in book["填写说明"] for cell in row if cell.value]
    assert any("开始日期" in text for text in help_texts)
    assert "2026-03-05" in help_texts
    assert form_of(root) == empty, "the same bytes"


def test_a_form_that_is_filled_in_is_read_as_it_is(tmp_path: Path, filled: bytes) -> None:
    root = plans_root(tmp_path)
    root.write("data/plans/2026/随便叫什么.xlsx", filled)
    verdict = judge(root.folder, DAY)
    assert [each for each in verdict.findings if each.source.path.startswith("data/plans")] == []
    (record,) = verdict.register.records["plans"]
    assert dict(record.values) == VALUES
    assert [dict(row.values) for row in record.children["steps"]] == [
        {"name": "推荐", "on": date(2026, 3, 1), "rule": "R · 2"},
        {"name": "考察"},
    ]


def test_an_empty_form_holds_no_record_and_neither_do_its_help_sheets(root: Root, empty: bytes) -> None:
    assert read(root, empty) == ((), ())


@pytest.mark.parametrize("name", ["填写说明", "选项"])
@pytest.mark.parametrize(("cell", "finding"), [("C3", "C3"), ("B9", "B9"), ("F40", "F40"), ("B70", "B70")])
def test_what_is_typed_where_nothing_is_typed_is_a_finding_with_its_cell(
    root: Root, filled: bytes, name: str, cell: str, finding: str
) -> None:
    book = opened(filled)
    book[name][cell] = "示例局"
    book[name].title = "改了名字"
    records, (found,) = read(root, saved(book))
    assert (found.rule, found.source.sheet) == (rules.HELP_SHEET, "改了名字")
    assert f"{'ABCDEFG'[(found.source.column or 1) - 1]}{found.source.line}" == finding
    assert len(records) == 1, "what is typed in its place is read"


def test_a_sheet_is_no_help_without_the_property_of_its_workbook(root: Root, filled: bytes) -> None:
    book = opened(filled)
    for name in ("SunlitForm", "SunlitColumns"):
        del book.custom_doc_props[name]
    _, findings = read(root, saved(book))
    assert {each.rule for each in findings} >= {rules.UNKNOWN_SHEET}


def test_a_form_of_another_type_is_one_sentence(root: Root, filled: bytes, tmp_path: Path) -> None:
    records, (finding,) = read(root, filled, "rules")
    assert not records
    assert finding.rule is rules.MISPLACED_FORM
    assert finding.message.parameters == {"other": "plans", "type": "rules"}
    (tmp_path / "表.xlsx").write_bytes(filled)
    made = import_file(root.folder, Wanted("rules", tmp_path / "表.xlsx", as_of=DAY))
    assert [each.rule for each in made.findings] == [rules.MISPLACED_FORM]
    assert not made.fit


def test_an_old_form_is_told_and_read_as_far_as_it_fits(tmp_path: Path, filled: bytes) -> None:
    root = plans_root(tmp_path)
    wider = [
        {**each, "constraints": {"maximum": 9}} if each["name"] == "posts" else each
        for each in PLANS["fields"]
    ]  # type: ignore[index]
    root.schema({**PLANS, "fields": wider}, "plans")
    records, findings = read(root, filled)
    assert [(each.rule, each.severity) for each in findings] == [(rules.OLD_FORM, Severity.WARNING)]
    assert records[0].values["posts"] == 3
    gone = [each for each in PLANS["fields"] if each["name"] != "posts"]  # type: ignore[index]
    root.schema({**PLANS, "fields": gone}, "plans")
    records, findings = read(root, filled)
    assert {each.rule for each in findings} == {rules.OLD_FORM, rules.UNKNOWN_KEY}
    assert records[0].values["title"] == "第一个计划"


def test_a_form_with_a_password_is_one_sentence(root: Root) -> None:
    locked = (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    )
    records, (finding,) = read(root, locked)
    assert not records
    assert finding.message.text == "The workbook is locked with a password."


@pytest.mark.parametrize(
    "part",
    [
        b"<Properties><property name='SunlitForm'>",
        b"\0",
        b"<!DOCTYPE a [<!ENTITY b 'plans'>]><Properties><property name='SunlitForm'><v>&b;</v></property></Properties>",
        b"<property name='SunlitForm'>" * 30_000,
        "属性".encode("gb18030"),
    ],
)
def test_properties_that_are_not_sound_mean_nothing(
    root: Root, filled: bytes, part: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == "docProps/custom.xml" else old.read(name))
    records, findings = read(root, (tmp_path / "b.xlsx").read_bytes())
    assert len(records) == 1
    assert rules.UNKNOWN_SHEET in {each.rule for each in findings}


def test_nothing_that_somebody_typed_is_overwritten(root: Root, tmp_path: Path) -> None:
    path = tmp_path / "计划.xlsx"
    done = sunlit("-C", root.folder, "form", "plans", path)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    before = path.read_bytes()
    again = sunlit("-C", root.folder, "form", "plans", path)
    assert (again.returncode, path.read_bytes()) == (2, before)
    assert again.stderr == f"{path} 已经有了。\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["plan", "a.xlsx"], "plan"),
        (["plans", "a.csv"], "请以 .xlsx 结尾"),
        (["plans", "keine/a.xlsx"], "没有文件夹 keine"),
        (["rules", "a.xlsx", "--filled", "R-11"], "是不是「R-1」"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = sunlit("-C", root.folder, "form", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_import_form_and_import_again_give_the_same_record(tmp_path: Path, filled: bytes) -> None:
    one, other = plans_root(tmp_path / "one"), plans_root(tmp_path / "other")
    (tmp_path / "填好.xlsx").write_bytes(filled)
    made = import_file(one.folder, Wanted("plans", tmp_path / "填好.xlsx", as_of=DAY))
    assert made.fit, made.findings
    write(one.folder, made)
    (tmp_path / "再填.xlsx").write_bytes(form_of(one, "plans", "P-1"))
    again = import_file(other.folder, Wanted("plans", tmp_path / "再填.xlsx", as_of=DAY))
    assert again.fit, again.findings
    write(other.folder, again)
    first, second = (plain(read_everything(each.folder).register.records["plans"]) for each in (one, other))
    assert first == second
    assert first[0][1] == {**VALUES, "published_on": DAY}


def test_an_empty_form_is_not_imported(root: Root, tmp_path: Path, empty: bytes) -> None:
    (tmp_path / "空.xlsx").write_bytes(empty)
    made = import_file(root.folder, Wanted("plans", tmp_path / "空.xlsx", as_of=DAY))
    assert not made.fit
    assert [each.rule for each in made.findings] == [rules.EMPTY_FILE]


_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
_TEXTS = st.text(_SIGNS, min_size=1, max_size=12) | st.sampled_from(
    [
        "=1+1",
        "_x0041_",
        "3-26",
        "007",
        "A · B",
        "、；|",
        "'a",
        "1.50",
        "是",
        " 前后 ",
        "第一行\n第二行",
        "2026年3月",
        "80%（滞后）",
    ]
)


@given(st.text(_SIGNS, min_size=1, max_size=20), st.text(max_size=30))
def test_a_choice_gives_back_its_id_whatever_the_title_is(id: str, title: str) -> None:
    assert id_of_choice(choice_text(id, title)) == id


@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": _TEXTS},
            optional={
                "kind": st.sampled_from(["甲,一", '乙/"二"', "=丙"]) | _TEXTS,
                "on": st.dates(date(1, 1, 1)) | _TEXTS,
                "at": st.datetimes(timezones=st.none() | st.timezones()).map(
                    lambda moment: moment.isoformat("T", "seconds")
                ),
                "posts": st.integers(-(10**20), 10**20) | _TEXTS,
                "sum": st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str) | _TEXTS,
                "done": st.sampled_from(["80", "0.5%", "33.3", "0", "100"]),
                "open": st.booleans(),
                "year": st.integers(1000, 9999),
                "month": st.sampled_from(["2026-03", "2026年12月"]),
                "words": st.lists(_TEXTS, max_size=3),
                "basis": st.sampled_from(["R-1", "R · 2", "R-3", "没有"]),
                "more": st.lists(st.sampled_from(["R-1", "R · 2"]), max_size=2),
                "draft": st.booleans(),
                "steps": st.lists(
                    st.fixed_dictionaries({"name": _TEXTS}, optional={"rule": _TEXTS}), max_size=3
                ),
            },
        ),
        min_size=1,
        max_size=3,
    )
)
@examples(5)
def test_records_come_back_from_their_form_as_they_were_or_there_is_none(
    tmp_path_factory: pytest.TempPathFactory, typed: list[dict[str, object]]
) -> None:
    """Never a record that says something else: what no cell can hold is refused by name."""
    root = plans_root(tmp_path_factory.mktemp("trip"))
    root.records(*({"id": f"P-{number}", **each} for number, each in enumerate(typed)), type="plans")
    records = read_everything(root.folder).register.records["plans"]
    try:
        form = make_form(root.folder, WantedForm("plans", ALL, DAY)).content
    except CannotRun:
        return
    back, findings = read(root, form)
    assert plain(back) == plain(records)
    assert all(each.severity is Severity.WARNING for each in findings)


def test_columns_are_found_by_either_name(empty: bytes) -> None:
    sheet = opened(empty)["计划"]
    assert column(sheet, "开始日期") == column(sheet, "Starts")


@pytest.mark.proof
def test_libreoffice_opens_fills_and_saves_a_form(tmp_path: Path, empty: bytes) -> None:
    """Lists work, days stay days, and what the form says of itself is there when it is saved."""
    root = plans_root(tmp_path)
    book, sheet = opened(empty), opened(empty)["计划"]
    (tmp_path / "form.xlsx").write_bytes(empty)

    def cell(name: str, title: str) -> str:
        return str(book[name].cell(2, column(book[name], title)).coordinate)

    as_typed = {
        title: value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
        for title, value in ROW.items()
    }
    typed = [["计划", cell("计划", title), text] for title, text in as_typed.items()]
    typed += [["步骤", cell("步骤", title), str(value)] for title, value in STEPS[0].items()]
    done = subprocess.run(
        [
            "/usr/bin/python3",
            Path(__file__).with_name("libreoffice_desk.py"),
            "form.xlsx",
            "saved.xlsx",
            "answers.json",
        ],
        input=json.dumps(typed),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    shown = dict(zip(as_typed, answers, strict=False))
    assert shown["开始日期"][:2] == ["2026-03-05", "VALUE"]
    for title in ("类别", "公开征集", "依据", "其他依据"):
        assert shown[title][2] == offered(book, sheet, title)
    assert shown["标题"][2] == []
    after = (tmp_path / "saved.xlsx").read_bytes()
    (record,), findings = read(root, after)
    assert not findings
    assert dict(record.values) == VALUES
    assert [dict(row.values) for row in record.children["steps"]] == [
        {"name": "推荐", "on": date(2026, 3, 1), "rule": "R · 2"}
    ]
    again = opened(after)
    assert again["选项"].sheet_state == "hidden"
    again["填写说明"]["F30"] = "写错了地方"
    _, (finding,) = read(root, saved(again))
    assert (finding.rule, finding.source.line, finding.source.column) == (rules.HELP_SHEET, 30, 6)


def test_a_form_of_records_that_are_there_is_imported_as_their_correction(tmp_path: Path) -> None:
    root = plans_root(tmp_path)
    told = {
        "id": "P-1",
        "title": "一",
        "kind": "=丙",
        "on": "2026-01-05",
        "basis": "R-1",
        "steps": [{"name": "推荐"}],
    }
    root.records({**told, "fictional": True}, type="plans")
    form = form_of(root, "plans", "P-1")
    assert opened(form)["计划"].cell(2, column(opened(form)["计划"], "虚构示例")).value == "是", (
        "what it says stays"
    )
    path = tmp_path / "更正.xlsx"
    path.write_bytes(form)
    assert import_file(root.folder, Wanted("plans", path, as_of=DAY)).unchanged
    changed = fill(form, "计划", {"标题": "改正后的标题", "依据": "R · 2 · 第二"})
    path.write_bytes(fill(changed, "步骤", {}, {"编号": "P-1", "名称": "考察"}))
    made = import_file(root.folder, Wanted("plans", path, as_of=DAY, why="笔误", approver="示例甲"))
    assert made.fit, made.findings
    write(root.folder, made)
    (record,) = read_everything(root.folder).register.records["plans"]
    assert (record.values["title"], record.values["basis"]) == ("改正后的标题", "R · 2")
    assert [dict(row.values) for row in record.children["steps"]] == [{"name": "推荐"}, {"name": "考察"}]
    assert {row.values["field"] for row in record.children["corrections"]} == {"标题", "依据", "步骤"}


def test_one_record_needs_no_id_in_its_form_and_neither_do_its_rows(tmp_path: Path, empty: bytes) -> None:
    root = plans_root(tmp_path)
    row = {"标题": "一", "类别": "甲,一", "开始日期": date(2026, 3, 5)}
    form = fill(fill(empty, "计划", row), "步骤", {"名称": "推荐"}, {"名称": "考察"})
    path = tmp_path / "填好.xlsx"
    path.write_bytes(form)
    made = import_file(root.folder, Wanted("plans", path, as_of=DAY))
    assert made.fit, made.findings
    write(root.folder, made)
    (record,) = read_everything(root.folder).register.records["plans"]
    assert record.id == "2026-001"
    assert [dict(each.values) for each in record.children["steps"]] == [{"name": "推荐"}, {"name": "考察"}]
    _, findings = read(root, form)
    assert {each.rule for each in findings} == {rules.REQUIRED}, "in data/ a record has an id"
    (named,), findings = read(root, fill(form, "计划", {**row, "编号": "P-9"}))
    assert (findings, len(named.children["steps"])) == ((), 2)


def test_rows_that_may_belong_to_several_records_are_told(tmp_path: Path, empty: bytes) -> None:
    root = plans_root(tmp_path)
    rows = [{"标题": title, "类别": "甲,一", "开始日期": date(2026, 3, 5)} for title in "一二"]
    form = fill(empty, "计划", *rows)
    path = tmp_path / "填好.xlsx"
    path.write_bytes(form)
    made = import_file(root.folder, Wanted("plans", path, as_of=DAY))
    assert made.fit, made.findings
    write(root.folder, made)
    assert [each.id for each in read_everything(root.folder).register.records["plans"]] == [
        "2026-001",
        "2026-002",
    ]
    path.write_bytes(fill(form, "步骤", {"名称": "推荐"}))
    (finding,) = import_file(plans_root(tmp_path / "other").folder, Wanted("plans", path, as_of=DAY)).findings
    assert (finding.rule, finding.source.sheet, finding.source.line) == (rules.ORPHAN_ROW, "步骤", 2)

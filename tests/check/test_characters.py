from __future__ import annotations

from collections.abc import Iterator

import pytest
from building import DAY, Root
from each import each

from generator.check.gate import judge
from generator.check.texts.characters import _BAD, _UNUSUAL, MOST_MARKS, Characters
from generator.check.texts.checks import check_texts
from generator.check.texts.public_texts import texts_of_records
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.catalogue import translator
from generator.model.text.wording import Wording

NOTES = RecordType(
    name="notes",
    id_field="id",
    title_field="title",
    fields=(Field("id"), Field("title", title=Wording("标题")), Field("units", "array")),
    children=(ChildTable("steps", (Field("name"),)),),
)


def found(*rows: dict[str, Value], step: str = "") -> list[Finding]:
    path = "data/notes/a.csv"
    children = {"steps": (Row({"name": step}, Source(path, 9)),)} if step else {}
    records = tuple(
        Record("notes", str(row.get("id", "n")), Row(row, Source(path, line), {"title": (0, 2)}), children)
        for line, row in enumerate(rows, 2)
    )
    texts = texts_of_records(Register(Site(), {"notes": NOTES}, {"notes": records}))
    return list(check_texts(texts, [Characters()]))


def said(finding: Finding) -> str:
    return finding.message.render(translator("en"), "en")


@each(
    ("sign", "kind"),
    [
        ("\x07", "control"),
        ("\x85", "control"),
        ("\u2028", "control"),
        ("\u202e", "direction"),
        ("\u200f", "direction"),
        ("\u2066", "direction"),
        ("\u200b", "without width"),
        ("\u200d", "without width"),
        ("\ufeff", "without width"),
        ("\xad", "without width"),
        ("\u3164", "without width"),
        ("\U000e0041", "without width"),
        ("\ue863", "computer's font"),
        ("\U000f0000", "computer's font"),
        ("\ufffd", "lost"),
        ("\ufffe", "lost"),
        ("\U0001ffff", "lost"),
    ],
)
def test_what_nobody_sees_is_named_with_its_code_and_place(sign: str, kind: str) -> None:
    (finding,) = found({"id": "n1", "title": f"王小{sign}明"})
    assert (finding.rule.id, finding.record, finding.field) == ("invisible-character", "n1", "title")
    assert finding.source == Source("data/notes/a.csv", 2, 2)
    assert kind in said(finding)
    assert f"(U+{ord(sign):04X}), as character 3, behind '王小'" in said(finding)


@each(
    ("text", "place"),
    [
        ("\u200b王小明", "as character 1, before '王小明'."),
        ("王 \u200b\u200b小明", "as character 3, before '小明'."),
        ("\u200b \u200b", "as character 1, with nothing beside it."),
    ],
)
def test_where_nothing_stands_before_it_what_follows_is_named(text: str, place: str) -> None:
    (finding,) = found({"id": "n1", "title": text})
    assert said(finding).endswith(place)


@each(
    "text",
    [
        "第一行\n\t第二行",
        "㛃䶮𬭶𠮷〇①㎡ \u3000\xa0",
        "葛\U000e0100 ☺\ufe0f",
        "e\u0301 हिन्दी العربية 한국 Māori ไทย",
        "😀 \U00031350",
        "a" + "\u0301" * 30,
    ],
)
def test_what_people_write_passes(text: str) -> None:
    assert found({"id": "n1", "title": text}) == []


@each("text", ["\ufe0f", "甲 \ufe0f", "葛\U000e0100\U000e0101"])
def test_a_selector_without_its_sign_is_named(text: str) -> None:
    (finding,) = found({"id": "n1", "title": text})
    assert "with none there" in said(finding)


def test_a_heap_of_accents_is_named() -> None:
    (finding,) = found({"id": "n1", "title": "a" + "\u0301" * 31})
    assert "more accents" in said(finding)


def test_one_finding_a_value_in_lists_ids_and_child_rows_too() -> None:
    findings = found({"id": "n\u200b1", "units": ("甲", "\u200b乙", "\u200b丙")}, step="起\u202e草")
    assert [finding.field for finding in findings] == ["id", "units", "name"]


@pytest.mark.parametrize(("path", "content", "place"), [
    ("data/site.yaml", "name: 站\ntagline: 阳\u200b光\n", (2, 11)),
    ("data/site.yaml", 'name: 站\ntagline: "阳\\u202e光"\n', (2, 12)),
    ("data/schemas/more.yaml", "fields:\n  - {name: id, description: 编\u2066号}\n", (2, 30)),
    ("data/calendar/2026.yaml", "source: 国\u200d办\nholidays: []\n", (1, 10)),
    ("mkdocs.yml", "site_name: x\n# 甲\ufeff\nplugins: [sunlit]\n", (2, 4)),
    ("content/about.md", "# 关于\n\n甲\u200b乙\n", (3, None)),
])  # fmt: skip
def test_declarations_and_pages_are_looked_at(
    root: Root, path: str, content: str, place: tuple[int, int | None]
) -> None:
    root.schema()
    root.records({"id": "a", "title": "通知"})
    root.write(path, content)
    (finding,) = judge(root.folder, DAY).findings
    assert (finding.rule.id, finding.source.path) == ("invisible-character", path)
    assert (finding.source.line, finding.source.column) == place


@pytest.mark.parametrize(("path", "content", "place"), [
    ("data/site.yaml", "name: 鏂囦欢閫氱煡\n", (1, 7)),
    ("data/site.yaml", "name: 站\ntagline: 锟斤拷\n", (2, 10)),
    ("data/schemas/more.yaml", "fields:\n  - {name: id, description: ÎÄ¼þÍ¨Öª}\n", (2, 29)),
    ("data/notes/鏂囦欢.csv", "id,标题\nb,乙\n", (None, None)),
    ("data/schemas/more.yaml", "fields:\n  - {name: id, description: Zuständige Behörde für Übergänge}\n", None),
    ("data/notes/文件.csv", "id,标题\nb,乙\n", None),
])  # fmt: skip
def test_declarations_and_names_that_were_read_in_a_wrong_encoding_are_named(
    root: Root, path: str, content: str, place: tuple[int | None, int | None] | None
) -> None:
    root.schema()
    root.records({"id": "a", "title": "通知"})
    root.write(path, content)
    findings = judge(root.folder, DAY).findings
    assert [(one.rule.id, one.source.path, (one.source.line, one.source.column)) for one in findings] == (
        [("mojibake", path, place)] if place else []
    )


def test_each_line_of_a_file_is_named_once(root: Root) -> None:
    root.schema()
    root.write("data/site.yaml", "name: 站\ntagline: \u200b阳\u200b光\nnotice: 注\u200b意\n")
    assert [finding.source.line for finding in judge(root.folder, DAY).findings] == [2, 3]


def test_a_pattern_that_names_such_characters_holds_none(root: Root) -> None:
    root.schema({"fields": [{"name": "id", "constraints": {"pattern": r"[^\u200b\x00]+"}}]}, "more")
    root.write(
        "data/schemas/other.yaml", "fields: [{name: id, constraints: {pattern: '[^\\u200b\\x01]+'}}]\n"
    )
    assert judge(root.folder, DAY).findings == ()


@pytest.mark.parametrize(
    "path", ["data/notes/a\u202evsc.yaml", "content/a\u202eb.md", "content/\u200bx/a.png"]
)
def test_names_of_files_and_folders_are_looked_at(root: Root, path: str) -> None:
    root.schema()
    root.write(path, "id: a\ntitle: 甲\n")
    (finding,) = (one for one in judge(root.folder, DAY).findings if one.rule.id == "invisible-character")
    assert path.startswith(finding.source.path)
    assert said(finding).startswith("The file's name holds")


@pytest.fixture(autouse=True)
def every_finding_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    for finding in found({"id": "n1", "title": "\u200b"}):
        assert "{" not in finding.message.render(translator("zh"), "zh")


def test_characters_that_are_passed_at_a_glance_are_never_bad() -> None:
    usual = [sign for sign in map(chr, range(0x110000)) if not _UNUSUAL.search(sign)]
    assert len(usual) > 20_000
    assert not [sign for sign in usual if _BAD.search(f"a{sign * (MOST_MARKS + 1)}")]

from __future__ import annotations

from pathlib import Path

import pytest
from building import DAY, NOTES, Root

from generator.check.gate import judge
from generator.check.personal.allowance import allowed_by_field
from generator.check.personal.kinds import Kind
from generator.check.report import FORMATS
from generator.model.declared.personal import Personal, PersonalClass, Public
from generator.model.declared.record_type import Field
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.site_file import read_site

from .documents import docx, pdf, png

NUMBER = "13800138000"
VALUES = {
    "personal-resident-id": "11010519491231002X",
    "personal-mobile-number": NUMBER,
    "personal-bank-card": "6222021234567890128",
    "personal-email": "zhang@example.org",
    "personal-home-address": "幸福小区3栋2单元402",
}
SCHEMA = {
    **NOTES,
    "fields": [*NOTES["fields"], {"name": "count", "type": "integer"}, {"name": "units", "type": "array"}],
    "sunlit": {
        "title": "通知",
        "children": {
            "steps": {"title": "步骤", "fields": [{"name": "text", "title": "内容", "type": "string"}]}
        },
    },
}


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema(SCHEMA)
    root.records({"id": "a", "title": "通知"})
    return root


def findings(root: Root) -> list[Finding]:
    """Less those of files that no record names: here it does not matter who names them."""
    found = judge(root.folder, DAY).findings
    return [finding for finding in found if finding.rule is not rules.UNUSED_ATTACHMENT]


def places(root: Root) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.rule.id, one.source.path, one.source.line, one.source.column) for one in findings(root)]


def said(finding: Finding, language: str = "zh") -> str:
    return finding.message.render(translator(language), language)


@pytest.mark.parametrize(("rule", "value"), VALUES.items())
def test_each_kind_is_an_error_where_it_stands_and_passes_where_it_does_not(
    notes: Root, rule: str, value: str
) -> None:
    assert findings(notes) == []
    notes.write("data/notes/b.yaml", f"id: b\ntitle: 请找{value}\n")
    (finding,) = findings(notes)
    assert (finding.rule.id, finding.record, finding.field) == (rule, "b", "title")
    assert (finding.source.path, finding.source.line, finding.source.column) == ("data/notes/b.yaml", 2, 8)
    assert finding.severity.value == "error"
    assert value not in said(finding)


def test_the_message_masks_the_value_and_counts_to_it(notes: Root) -> None:
    notes.write("data/notes/b.yaml", f"id: b\ntitle: 请找{NUMBER}\n")
    (finding,) = findings(notes)
    assert said(finding) == "「标题」里有手机号（1380****000），从第 3 个字起。"
    assert said(finding, "en") == "Title holds a mobile number (1380****000), as character 3."


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_report_shows_a_value_in_full(notes: Root, format_: str, language: str) -> None:
    text = "，".join(VALUES.values())
    notes.write("data/notes/b.yaml", f"id: b\ntitle: {text}\n")
    notes.write("content/about.md", text)
    notes.write(f"content/{NUMBER}.md", "x")
    report = FORMATS[format_](judge(notes.folder, DAY), language)
    assert "1380****000" in report
    assert [value for value in VALUES.values() if value in report] == []


@pytest.mark.parametrize(("text", "field", "place"), [
    (f"id: b\ncount: {NUMBER}\n", "count", (2, 8)),
    (f"id: b\nunits: [甲, {NUMBER}]\n", "units", (2, 8)),
    (f"id: b\nsteps:\n  - text: 甲\n  - text: 找{NUMBER}\n", "text", (4, 11)),
    (f"id: b\ntitle: |\n  第一行\n  {NUMBER[:5]}\n  {NUMBER[5:]}\n", "title", (2, 8)),
    (f"id: N{NUMBER}\ntitle: 甲\n", "id", (1, 5)),
])  # fmt: skip
def test_every_value_of_a_record_is_looked_at(
    notes: Root, text: str, field: str, place: tuple[int, int]
) -> None:
    notes.write("data/notes/b.yaml", text)
    (finding,) = findings(notes)
    assert (finding.rule.id, finding.field) == ("personal-mobile-number", field)
    assert (finding.source.line, finding.source.column) == place


def test_a_table_s_cells_are_looked_at(notes: Root) -> None:
    notes.write("data/notes/b.csv", f"id,title\nb,甲\nc,{NUMBER}\n")
    assert places(notes) == [("personal-mobile-number", "data/notes/b.csv", 3, 2)]


@pytest.mark.parametrize(("path", "text", "place"), [
    ("data/site.yaml", f"name: 站\ntagline: 电话{NUMBER}\n", (2, 12)),
    ("data/site.yaml", f"name: 站\n# 管理员 {NUMBER}\n", (2, 7)),
    ("data/site.yaml", 'name: 站\ntagline: "\\x31\\x33800138000"\n', (2, 11)),
    ("data/schemas/more.json", '{"fields": [{"name": "id"}],\n "title": "\\u0031\\u0033800138000"}', (2, 12)),
    ("data/site.yaml", f"name: >\n  站 138\n{' ' * 14}0013\n{' ' * 14}8000\n", (2, 5)),
    ("mkdocs.yml", 'site_name: x\nplugins: [sunlit]\ncopyright: "13800\\\n  138000"\n', (3, 13)),
    ("data/calendar/2026.yaml", f"source: 问{NUMBER}\nholidays: []\n", (1, 10)),
    ("data/schemas/more.yaml", f"fields: [{{name: id, type: string}}]\ndescription: 问{NUMBER}\n", (2, 15)),
    ("mkdocs.yml", f"site_name: x\ncopyright: {NUMBER}\nplugins: [sunlit]\n", (2, 12)),
    ("content/about.md", "# 关于\n\n电话 1**380**0138000。\n", (3, None)),
    ("content/en/about.md", f"call\n{NUMBER}\n", (2, None)),
])  # fmt: skip
def test_declarations_and_pages_are_looked_at(
    notes: Root, path: str, text: str, place: tuple[int | None, int | None]
) -> None:
    notes.write(path, text)
    assert places(notes) == [("personal-mobile-number", path, *place)]


@pytest.mark.parametrize(("path", "folder"), [
    (f"data/notes/{NUMBER}.yaml", "data/notes"),
    (f"data/notes/{NUMBER}/b.yaml", "data/notes"),
    ("content/张三-138-0013-8000.md", "content"),
    (f"data/attachments/2026/{NUMBER}.csv", "data/attachments/2026"),
])  # fmt: skip
def test_file_names_are_looked_at_and_the_finding_does_not_repeat_them(
    notes: Root, path: str, folder: str
) -> None:
    notes.write(path, "id: b\n" if path.startswith("data/notes") else "x\n")
    found = [one for one in findings(notes) if one.rule.id == "personal-mobile-number"]
    assert [one.source.path for one in found] == [folder]


@pytest.mark.parametrize(("path", "content"), [
    ("data/attachments/a.docx", docx(f"电话{NUMBER}")),
    ("data/attachments/2026/b.pdf", pdf(NUMBER)),
    ("data/attachments/c.csv", f"甲\n{NUMBER}\n".encode()),
    ("content/a.png", png(NUMBER)),
])  # fmt: skip
def test_attachments_and_pictures_are_looked_into(notes: Root, path: str, content: bytes) -> None:
    notes.write(path, content)
    assert [(rule, where) for rule, where, _, _ in places(notes)] == [("personal-mobile-number", path)]


def test_an_attachment_that_cannot_be_examined_is_an_error(notes: Root) -> None:
    notes.write("data/attachments/a.pdf", b"%PDF-1.7 broken")
    (finding,) = findings(notes)
    assert (finding.rule.id, finding.severity.value) == ("unexamined-file", "error")


def test_no_link_is_followed(notes: Root) -> None:
    outside = notes.write("outside.csv", NUMBER)
    notes.write("data/attachments/keep.csv", "a\n")
    (notes.folder / "data/attachments/a.csv").symlink_to(outside)
    assert "personal-mobile-number" not in [one.rule.id for one in findings(notes)]


@pytest.mark.parametrize(("listed", "typed"), [
    (NUMBER, "138-0013-8000"), ("138 0013 8000", f"+86 {NUMBER}"), ("zhang@example.org", "ZHANG@example.org".lower()),
    ("示例路12号", "示例市示例路12号3单元402室"),
])  # fmt: skip
def test_what_site_yaml_lists_passes_however_it_is_spelt(notes: Root, listed: str, typed: str) -> None:
    notes.write("data/notes/b.yaml", f"id: b\ntitle: 请找 {typed}\n")
    assert len(findings(notes)) == 1
    notes.declare("data/site.yaml", {"public_contacts": [{"value": listed, "reason": "值班"}]})
    assert findings(notes) == []


def test_another_value_of_the_same_kind_does_not(notes: Root) -> None:
    notes.declare("data/site.yaml", {"public_contacts": [{"value": NUMBER, "reason": "值班"}]})
    notes.write("data/notes/b.yaml", f"id: b\ntitle: {NUMBER} 13900139000\n")
    (finding,) = findings(notes)
    assert "1390****000" in said(finding)


def test_the_body_s_own_contact_needs_no_entry(notes: Root) -> None:
    address = "幸福小区3栋2单元402"
    notes.declare("data/site.yaml", {"contact": {"phone": NUMBER, "address": address}})
    notes.write("data/notes/b.yaml", f"id: b\ntitle: {address}，{NUMBER}\n")
    assert findings(notes) == []


@pytest.mark.parametrize("value", ["13900139000", "0577-88888888", "12345"])
def test_an_entry_that_nothing_needs_is_a_warning(notes: Root, value: str) -> None:
    notes.declare("data/site.yaml", {"public_contacts": [{"value": value, "reason": "值班"}]})
    notes.write("data/notes/b.yaml", "id: b\ntitle: 0577-88888888\n")
    (finding,) = findings(notes)
    assert (finding.rule.id, finding.severity.value) == ("unused-public-contact", "warning")


@pytest.mark.parametrize(
    "entry",
    [
        "{value: '13800138000'}",
        "{reason: 值班}",
        "{value: '', reason: x}",
        "{value: x, reason: ' '}",
        "{valu: x, reason: y}",
    ],
)
def test_an_entry_without_a_reason_stops_the_run(tmp_path: Path, entry: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/site.yaml").write_text(f"public_contacts: [{entry}]\n", encoding="utf-8")
    with pytest.raises(CannotRun):
        read_site(tmp_path)


def test_a_field_may_hold_what_its_schema_declares_and_nothing_else() -> None:
    field = Field("id", personal=Personal(PersonalClass.PHONE, Public.ALWAYS))
    assert allowed_by_field(field, Kind.PHONE)
    assert not allowed_by_field(field, Kind.EMAIL)
    assert not allowed_by_field(Field("id"), Kind.PHONE)


def test_a_value_in_doubt_is_a_warning_and_does_not_stop_a_build(notes: Root) -> None:
    notes.write("data/notes/b.yaml", "id: b\ntitle: 收件号 110105202611240011\n")
    (finding,) = findings(notes)
    assert (finding.rule.id, finding.severity.value) == ("personal-resident-id", "warning")
    assert judge(notes.folder, DAY).fit

"""What records say of attachments, and the files themselves: a finding for each fault, none for what is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import NOTES, Root
from files_to_attach import CSV, DOCX, GOOD, HTML, MACROS, OLD_OFFICE, PDF, SHEET, XLSX, package

from generator.check.gate import Verdict, judge
from generator.model.findings.finding import Finding
from generator.model.text.catalogue import translator

WITH_PROOF: dict[str, Any] = {
    "fields": [*NOTES["fields"], {"name": "report", "title": "报告", "type": "string", "show": "attachment"}],
    "sunlit": {
        "title": "通知",
        "children": {
            "steps": {"title": "步骤", "fields": [
                {"name": "what", "type": "string"},
                {"name": "proof", "title": "证明", "type": "array", "show": "attachment"},
            ]}
        },
    },
}  # fmt: skip


@pytest.fixture
def site(root: Root) -> Root:
    root.schema(WITH_PROOF)
    return root


def attach(root: Root, **files: bytes) -> None:
    for path, data in files.items():
        root.write(f"data/attachments/{path}", data)


def verdict(root: Root, *names: str) -> Verdict:
    root.records({"id": "a", "title": "甲", "attachments": list(names)})
    return judge(root.folder, None)


def the_one(verdict: Verdict) -> Finding:
    (finding,) = verdict.findings
    return finding


def said(finding: Finding) -> str:
    assert finding.hint
    texts = [finding.message.render(translator("en"), "en"), finding.hint.render(translator("en"), "en")]
    return " ".join(texts)


def test_every_kind_that_may_be_attached_passes(site: Root) -> None:
    attach(site, **GOOD)
    assert verdict(site, *GOOD).findings == ()


def test_fields_of_a_type_and_rows_of_its_tables_name_them_too(site: Root) -> None:
    attach(site, **{"a.pdf": PDF, "b.pdf": PDF, "c.pdf": PDF})
    rows = [{"what": "一", "proof": ["b.pdf", "c.pdf"]}]
    site.records({"id": "a", "title": "甲", "report": "a.pdf", "steps": rows})
    assert judge(site.folder, None).findings == ()


@pytest.mark.parametrize("cell", ["一、总则.pdf; b.pdf", "一、总则.pdf；b.pdf", "一、总则.pdf|b.pdf"])
def test_a_cell_parts_names_by_semicolons_and_not_by_what_names_hold(site: Root, cell: str) -> None:
    attach(site, **{"一、总则.pdf": PDF, "b.pdf": PDF})
    site.write("data/notes/a.csv", f"id,title,attachments\na,甲,{cell}\n")
    assert judge(site.folder, None).findings == ()


@pytest.mark.parametrize(
    "cell",
    [
        "b.csv、c.csv",
        "b.csv c.csv",
        '"b.csv,c.csv"',
        "b.csv，c.csv",
        "b.csv 和 c.csv",
        "b.csv/c.csv",
        "./b.csv、c.csv",
    ],
)
def test_names_that_another_sign_parts_are_told_which_sign_does(site: Root, cell: str) -> None:
    attach(site, **{"b.csv": CSV, "c.csv": CSV})
    site.write("data/notes/a.csv", f"id,title,attachments\na,甲,{cell}\n")
    finding = the_one(judge(site.folder, None))
    assert finding.rule.id == "missing-attachment"
    assert "Put a semicolon between the names: '" in said(finding)
    assert "b.csv; c.csv'" in said(finding)


def test_of_several_names_one_need_not_be_there(site: Root) -> None:
    attach(site, **{"附件 1.csv": CSV})
    finding = the_one(verdict(site, "附件 1.csv、附件 2.csv"))
    assert "'附件 1.csv; 附件 2.csv'" in said(finding)


def test_a_field_for_one_file_sends_the_others_elsewhere(site: Root) -> None:
    attach(site, **{"b.csv": CSV, "c.csv": CSV})
    site.records({"id": "a", "title": "甲", "report": "b.csv; c.csv"})
    assert "This field takes one file" in said(the_one(judge(site.folder, None)))


def test_a_name_that_is_not_there_says_where_and_what_is_near(site: Root) -> None:
    attach(site, **{"2026/办法（修订）.pdf": PDF})
    missing = the_one(verdict(site, "2026/办法(修订).pdf"))
    assert (missing.rule.id, missing.source.path, missing.record) == (
        "missing-attachment",
        "data/notes/a.yaml",
        "a",
    )
    assert missing.source.line
    assert "Did you mean '2026/办法（修订）.pdf'?" in said(missing)


def test_the_same_name_in_another_folder_is_near(site: Root) -> None:
    attach(site, **{"2026/11/a.pdf": PDF})
    finding = the_one(verdict(site, "a.pdf"))
    assert "Did you mean '2026/11/a.pdf'?" in said(finding)


def test_where_nothing_is_near_the_cure_is_to_put_it_there(site: Root) -> None:
    finding = the_one(verdict(site, "a.pdf"))
    assert "There is no file 'a.pdf'" in said(finding)
    assert "Put the file there" in said(finding)


@pytest.mark.parametrize(
    "path",
    [
        "../site.yaml",
        "2026/../../site.yaml",
        "/etc/passwd",
        "C:/a.pdf",
        "C:\\a.pdf",
        "..\\a.pdf",
        "a//b.pdf",
        "./../a.pdf",
    ],
)
def test_no_path_leads_out_of_the_folder(site: Root, path: str) -> None:
    assert the_one(verdict(site, path)).rule.id == "attachment-path"


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("data/attachments/2026/a.pdf", "2026/a.pdf"),
        ("2026\\a.pdf", "2026/a.pdf"),
        ("./2026/a.pdf", "2026/a.pdf"),
    ],
)
def test_a_path_from_elsewhere_is_put_right(site: Root, path: str, right: str) -> None:
    attach(site, **{"2026/a.pdf": PDF})
    finding = the_one(verdict(site, path))
    assert finding.rule.id == "attachment-path"
    assert f"Did you mean '{right}'?" in said(finding)


def test_an_address_is_no_attachment(site: Root) -> None:
    assert "belongs into a field for links" in said(the_one(verdict(site, "https://example.org/a.pdf")))


def test_a_file_that_no_record_names_is_a_warning(site: Root) -> None:
    attach(site, **{"a.pdf": PDF, "b.pdf": PDF})
    found = verdict(site, "a.pdf")
    assert found.fit
    assert [(f.rule.id, f.source.path) for f in found.findings] == [
        ("unused-attachment", "data/attachments/b.pdf")
    ]


def test_no_file_is_called_unused_while_records_cannot_be_read(site: Root) -> None:
    attach(site, **{"a.pdf": PDF})
    site.write("data/notes/broken.yaml", "id: [\n")
    assert "unused-attachment" not in {f.rule.id for f in judge(site.folder, None).findings}


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.pdf", HTML, "a web page"), ("a.pdf", b"", "empty"), ("a.pdf", DOCX, "a Word document"),
    ("a.docx", XLSX, "an Excel workbook"), ("a.xlsx", OLD_OFFICE, "password"), ("a.docx", package("zip"), "an archive"),
    ("a.png", b"\xff\xd8\xff", "a JPEG picture"), ("a.csv", HTML, "a web page"), ("a.jpg", CSV, "plain text"),
    ("a.csv", b"\0\1", "nothing that is known"), ("index.html", HTML, "'.html'"), ("a.svg", b"<svg/>", "'.svg'"),
    ("a.zip", package("zip"), "'.zip'"), ("a.doc", OLD_OFFICE, "'.doc'"), ("noend", PDF, "'noend'"), ("a.xlsm", XLSX, "'.xlsm'"),
])  # fmt: skip
def test_a_kind_is_told_by_name_and_by_bytes(site: Root, name: str, data: bytes, words: str) -> None:
    attach(site, **{name: data})
    finding = the_one(verdict(site, name))
    assert (finding.rule.id, finding.source.path) == ("attachment-kind", f"data/attachments/{name}")
    assert words in said(finding)


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.csv", b"a,=1+1\n", "=1+1"), ("a.xlsx", package(SHEET, "xl/externalLinks/externalLink1.xml"), "externalLink1"),
    ("a.xlsx", package(MACROS, "xl/vbaProject.bin"), "vbaProject"),
])  # fmt: skip
def test_what_acts_when_it_is_opened_is_found(site: Root, name: str, data: bytes, words: str) -> None:
    attach(site, **{name: data})
    finding = the_one(verdict(site, name))
    assert finding.rule.id == "active-attachment"
    assert words in said(finding)


@pytest.mark.parametrize("name", [
    "办法（2026年修订）.pdf", "a b.pdf", "〔2026〕14号.pdf", "2026.3.5.pdf", "办法.docx.pdf", "R&D's plan, 1+1.pdf", "𠮷.pdf",
    "é.pdf", "consultation.pdf", "a/b/c/d.pdf", "日" * 65 + ".pdf",
])  # fmt: skip
def test_names_that_offices_give_pass(site: Root, name: str) -> None:
    attach(site, **{name: PDF})
    assert verdict(site, name).findings == ()


@pytest.mark.parametrize("name", [
    "a%2e%2e.pdf", "a#b.pdf", "a?.pdf", "a:b.pdf", "a*.pdf", 'a"b.pdf', "a<b>.pdf", "a|b.pdf", "a`id`.pdf", "$x.pdf", "a；b.pdf",
    "a\u202egpj.pdf", "a\u200b.pdf", "a\u00a0b.pdf", "a\nb.pdf", "a\ue000.pdf", " a.pdf", "a .pdf/b.pdf ", "x./a.pdf", "con.pdf",
    "NUL.pdf", "com1.x.pdf", "a.php.pdf", "index.html.pdf", "a.SVG.png", "日" * 66 + ".pdf", "/".join(["日" * 60] * 3) + ".pdf",
])  # fmt: skip
def test_names_that_trouble_computers_or_servers_are_found(site: Root, name: str) -> None:
    attach(site, **{name: PDF})
    assert "attachment-name" in {finding.rule.id for finding in judge(site.folder, None).findings}


def test_a_name_that_is_no_text_is_found(site: Root) -> None:
    folder = site.write("data/attachments/a.pdf", PDF).parent
    Path(str(folder).encode().decode() + "/\udcff.pdf").write_bytes(PDF)
    assert "attachment-name" in {finding.rule.id for finding in verdict(site, "a.pdf").findings}


@pytest.mark.parametrize("other", ["A.PDF", "a.pdF", "2026/../A.pdf"])
def test_two_names_do_not_differ_by_capitals_alone(site: Root, other: str) -> None:
    attach(site, **{"a.pdf": PDF, other: PDF})
    twins = [f for f in verdict(site, "a.pdf").findings if f.rule.id == "attachment-twin"]
    assert len(twins) == 1
    assert "another name" in said(twins[0])


def test_two_forms_of_the_same_accent_are_twins(site: Root) -> None:
    attach(site, **{"\u00e9.pdf": PDF, "e\u0301.pdf": PDF})
    assert "attachment-twin" in {finding.rule.id for finding in verdict(site, "\u00e9.pdf").findings}


def test_a_link_is_found_and_not_said_to_be_missing(site: Root, tmp_path: Path) -> None:
    folder = site.write("data/attachments/a.pdf", PDF).parent
    (tmp_path / "b.pdf").write_bytes(PDF)
    (folder / "b.pdf").symlink_to(tmp_path / "b.pdf")
    finding = the_one(verdict(site, "a.pdf", "b.pdf"))
    assert (finding.rule.id, finding.source.path) == ("link-in-data", "data/attachments/b.pdf")


def test_the_limit_is_the_sites(site: Root) -> None:
    attach(site, **{"a.pdf": PDF + b"\0" * 1_000_000})
    assert verdict(site, "a.pdf").findings == ()
    site.declare("data/site.yaml", {"largest_attachment": 1})
    finding = the_one(verdict(site, "a.pdf"))
    assert finding.rule.id == "attachment-too-large"
    assert "larger than 1 MB" in said(finding)

"""What a file holds is told from its bytes, and nothing is opened that is no plain file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from building import Root
from each import each
from files_to_attach import CSV, DOCX, GOOD, HTML, JPEG, MACROS, OLD_OFFICE, PDF, PNG, SHEET, XLSX, package
from hypothesis import given
from hypothesis import strategies as st

from generator.model.files.attachment import AttachmentFile, Content
from generator.read.files.attachment_contents import LONGEST_CONTENTS, content_of
from generator.read.files.attachments import read_attachments


@each(("data", "content"), [
    (PDF, Content.PDF), (PNG, Content.PNG), (JPEG, Content.JPEG), (DOCX, Content.DOCX), (XLSX, Content.XLSX),
    (CSV, Content.CSV), ("意见,条数\n办,1\n".encode("gb18030"), Content.CSV),
    (HTML, Content.MARKUP), (b"<svg/>", Content.MARKUP), ("\ufeff<html>".encode(), Content.MARKUP),
    (OLD_OFFICE, Content.OLD_OFFICE), (package("zip"), Content.ARCHIVE), (b"PK\x03\x04", Content.ARCHIVE),
    (XLSX[:60], Content.ARCHIVE), (b"", Content.EMPTY), (b" \n\t", Content.EMPTY),
    (b"junk %PDF-1.7", Content.CSV), (b"\x00\x01\x02\xff", Content.UNKNOWN), (b"MZ\x90\x00\x03", Content.UNKNOWN),
])  # fmt: skip
def test_the_bytes_tell_what_it_is(data: bytes, content: Content) -> None:
    assert content_of(data)[0] is content


@each("part", [
    "xl/vbaProject.bin", "word/vbaProject.bin", "xl/activeX/activeX1.xml", "xl/externalLinks/externalLink1.xml",
    "word/embeddings/oleObject1.bin",
])  # fmt: skip
def test_what_acts_in_a_document_is_found(part: str) -> None:
    assert content_of(package(SHEET, "xl/workbook.xml", part)) == (Content.XLSX, part)


@each("part", ["word/embeddings/Microsoft_Excel_Sheet.xlsx", "xl/media/image1.png", "xl/charts/a.xml"])
def test_pictures_and_charts_do_not_act(part: str) -> None:
    assert content_of(package(SHEET, part)) == (Content.XLSX, "")


def test_a_workbook_with_macros_is_one_whatever_its_name() -> None:
    assert content_of(package(MACROS, "xl/vbaProject.bin")) == (Content.XLSX, "xl/vbaProject.bin")


@each("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "＝1", '"=1"', '" =1"'])
@each("line", ["甲,{}\n", "{},甲\n", "甲\n{}\n", "甲;{}\n", "甲\t{}"])
def test_a_cell_that_is_a_formula_is_found(cell: str, line: str) -> None:
    content, active = content_of(line.format(cell).encode())
    assert content is Content.CSV
    assert active


@each("cell", ["-3", "+5", "-", "-1.5e3", "-80%", "'=1", "甲=乙", "a@b", "—"])
def test_a_signed_number_or_a_text_is_no_formula(cell: str) -> None:
    assert content_of(f"甲,{cell},乙\n".encode()) == (Content.CSV, "")


def test_a_long_table_of_contents_is_not_unpacked() -> None:
    names = [f"{number:050}" for number in range(LONGEST_CONTENTS // 90)]
    assert content_of(package(SHEET, *names))[0] is Content.ARCHIVE


@given(st.binary(max_size=300))
def test_any_bytes_are_something(data: bytes) -> None:
    for beginning in (b"", b"PK\x03\x04", DOCX[:200]):
        content_of(beginning + data)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path / "root")


def read(root: Root, largest: int = 50) -> dict[str, AttachmentFile]:
    return {file.path: file for file in read_attachments(root.folder, largest)}


def test_every_file_is_found_with_its_size_and_digest(root: Root) -> None:
    for path, data in GOOD.items():
        root.write(f"data/attachments/{path}", data)
    found = read(root)
    assert set(found) == set(GOOD)
    for path, data in GOOD.items():
        file = found[path]
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert file.stored == f"data/attachments/{path}"
        assert not file.active


def test_a_name_is_in_nfc_and_its_place_as_the_disk_has_it(root: Root) -> None:
    root.write("data/attachments/e\u0301.pdf", PDF)
    (file,) = read(root).values()
    assert file.path == "\u00e9.pdf"
    assert (root.folder / file.stored).read_bytes() == PDF


def test_hidden_files_and_what_editors_leave_are_none(root: Root) -> None:
    for name in (".DS_Store", "~$a.docx", "a.pdf~", ".git/config"):
        root.write(f"data/attachments/{name}", "x")
    assert read(root) == {}


def test_a_link_is_not_followed_and_what_is_no_file_is_not_opened(root: Root, tmp_path: Path) -> None:
    outside = tmp_path / "secret.pdf"
    outside.write_bytes(PDF)
    folder = root.write("data/attachments/a.pdf", PDF).parent
    (folder / "link.pdf").symlink_to(outside)
    (folder / "out").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.pdf")
    assert {path: file.content for path, file in read(root).items()} == {
        "a.pdf": Content.PDF,
        "link.pdf": Content.LINK,
        "out": Content.LINK,
        "pipe.pdf": Content.SPECIAL,
    }


def test_a_link_in_place_of_the_folder_leads_nowhere(root: Root, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (root.write("data/site.yaml", "").parent / "attachments").symlink_to(tmp_path)
    assert read(root) == {}


def test_what_is_too_large_is_not_read(root: Root) -> None:
    root.write("data/attachments/a.pdf", PDF + b"\0" * 1_000_000)
    (file,) = read(root, largest=1).values()
    assert (file.content, file.sha256, file.size) == (Content.TOO_LARGE, "", len(PDF) + 1_000_000)
    assert read(root, largest=2)["a.pdf"].content is Content.PDF


def test_folders_may_be_as_deep_as_they_like(root: Root) -> None:
    path = "/".join("d" * 200) + "/a.pdf"
    root.write(f"data/attachments/{path}", PDF)
    assert list(read(root)) == [path]

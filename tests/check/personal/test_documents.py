from __future__ import annotations

import io
import multiprocessing
import os
import zipfile
import zlib
from contextlib import suppress
from multiprocessing import resource_tracker, spawn
from pathlib import Path

import pytest
from each import each
from hypothesis import HealthCheck, given
from hypothesis import strategies as some
from proving import examples
from pypdf import PdfReader, PdfWriter

from generator.check.personal.detection import personal_values
from generator.check.personal.texts import PersonalData
from generator.check.texts.checks import check_texts
from generator.check.texts.document_texts import texts_of_documents
from generator.model.text.stop import CannotRun
from generator.read.document_text import examination, office, text_of_attachment
from generator.read.document_text import pdf as pdf_reader
from generator.read.document_text.examination import examined
from generator.read.document_text.parts import Part, Reason, Section, Unexaminable

from .documents import DOCX, PDF, XLSX, docx, jpeg, package, paragraph, pdf, png, words, xlsx

NUMBER = "13800138000"


def parts(folder: Path, name: str, data: bytes) -> tuple[Part, ...]:
    path = folder / name
    path.write_bytes(data)
    return text_of_attachment(path)


def held(found: tuple[Part, ...]) -> list[Part]:
    """The parts that hold a personal value."""
    return [part for part in found if personal_values(part.text, undivided=part.is_code)]


def reason(folder: Path, name: str, data: bytes) -> Reason:
    with pytest.raises(Unexaminable) as stop:
        parts(folder, name, data)
    return stop.value.reason


@each("place", DOCX)
def test_a_word_file_is_searched_everywhere(tmp_path: Path, place: str) -> None:
    assert held(parts(tmp_path, "a.docx", DOCX[place](NUMBER)))
    assert not held(parts(tmp_path, "b.docx", DOCX[place]("王小明")))


@each("place", XLSX)
def test_so_is_a_workbook(tmp_path: Path, place: str) -> None:
    assert held(parts(tmp_path, "a.xlsx", xlsx(lambda book: XLSX[place](book, NUMBER))))
    assert not held(parts(tmp_path, "b.xlsx", xlsx(lambda book: XLSX[place](book, "王小明"))))


@each("place", PDF)
def test_so_is_a_pdf(tmp_path: Path, place: str) -> None:
    assert held(parts(tmp_path, "a.pdf", PDF[place](NUMBER)))
    assert not held(parts(tmp_path, "b.pdf", PDF[place]("nobody")))


@each(("name", "data"), [
    ("a.png", png(NUMBER)), ("a.jpg", jpeg(NUMBER)), ("a.csv", f"甲,乙\n1,{NUMBER}\n".encode()),
    ("a.csv", f"甲;乙\n1;{NUMBER}\n".encode("gb18030")), ("a.txt", f"电话{NUMBER}".encode("utf-16")),
])  # fmt: skip
def test_so_are_pictures_and_texts(tmp_path: Path, name: str, data: bytes) -> None:
    assert held(parts(tmp_path, name, data))


NAMED = "示例辛"
BOTH = f"{NUMBER} {NAMED}"
GAPS = ("before", "between", "before the directory", "behind")


def within_png(name: bytes, content: bytes) -> bytes:
    """A picture with one more chunk before the pixels."""
    whole, place = png("x"), png("x").index(b"IDAT") - 4
    chunk = len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)
    return whole[:place] + chunk + whole[place:]


def in_jpeg(content: bytes, before: bytes = b"") -> bytes:
    """A photograph whose camera data hold that."""
    return b"\xff\xd8" + before + b"\xff\xe1" + (len(content) + 2).to_bytes(2) + content + jpeg("x")[2:]


def with_comment(container: bytes, comment: str) -> bytes:
    out = io.BytesIO(container)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = comment.encode()
    return out.getvalue()


def beside_entries(place: str, hidden: bytes) -> bytes:
    """A Word file with that before its first entry, before its second, behind the directory, or in an entry's content."""
    whole = docx()
    second = whole.index(b"PK\x03\x04", 4)
    directory = whole.index(b"PK\x01\x02")
    at = {"before": 0, "between": second, "before the directory": directory, "behind": len(whole)}[place]
    out = bytearray(whole[:at] + hidden + whole[at:])
    if place != "behind":
        position = out.index(b"PK\x01\x02", directory)
        while position != -1:  # each entry's offset
            offset = int.from_bytes(out[position + 42 : position + 46], "little")
            if offset >= at:
                out[position + 42 : position + 46] = (offset + len(hidden)).to_bytes(4, "little")
            position = out.find(b"PK\x01\x02", position + 4)
        end = out.rindex(b"PK\x05\x06")
        out[end + 16 : end + 20] = (directory + len(hidden)).to_bytes(4, "little")
    return bytes(out)


def unnamed_entry(text: str) -> bytes:
    """An entry as the first of a Word file has it, for a directory that does not name it."""
    whole = package({"word/document.xml": words(paragraph(text[:3], text[3:]))})
    return whole[whole.index(b"PK\x03\x04", 4) : whole.index(b"PK\x01\x02")]


def docx_with(name: str, content: bytes) -> bytes:
    return package({"word/document.xml": words(""), name: content})


@pytest.mark.parametrize(("name", "data"), [
    ("a.png", png("x") + BOTH.encode()),
    ("a.png", within_png(b"prVt", BOTH.encode())),
    ("a.jpg", jpeg("x") + BOTH.encode()),
    ("a.jpg", in_jpeg(BOTH.encode(), before=b"\xff\xff")),
    ("a.jpg", in_jpeg(b"Exif\0\0" + BOTH.encode("utf-16-le"))),
    ("a.jpg", in_jpeg(b"Exif\0\0\0" + BOTH.encode("utf-16-le"))),
    ("a.jpg", in_jpeg(b"Exif\0\0" + BOTH.encode("gbk"))),
    ("a.jpg", jpeg("x")[:-2] + b"\x12\xff\x00\x34\xff\xd0\x56" + jpeg(BOTH)[2:]),
    ("a.docx", docx_with("word/afchunk.htm", f"<p>{BOTH}</p>".encode())),
    ("a.docx", docx_with("word/old.txt", BOTH.encode("gb18030"))),
    ("a.docx", docx_with("word/x", BOTH.encode("utf-16"))),
    ("a.docx", docx_with(f"word/media/{BOTH}.xml", b"<a/>")),
    ("a.docx", with_comment(docx(), BOTH)),
    *(("a.docx", beside_entries(place, b"PK\0\1" + BOTH.encode() + b"\0")) for place in GAPS),
    *(("a.xlsx", beside_entries(place, b"PK\0\1" + BOTH.encode("utf-16-le") + b"\0")) for place in GAPS),
    *(("a.docx", beside_entries(place, unnamed_entry(BOTH))) for place in GAPS),
    ("a.docx", docx_with("word/embeddings/ole1.bin", b"\0\1" + f"{NUMBER}{NAMED}".encode("utf-16-le") + b"\0\2")),
    ("a.docx", docx_with("word/embeddings/ole1.bin", b"\0" * 70_001 + f"{NUMBER}{NAMED}".encode("utf-16-le") + b"\0\2")),
])  # fmt: skip
def test_so_is_what_a_file_holds_beside_what_it_shows(tmp_path: Path, name: str, data: bytes) -> None:
    """Behind the picture, in chunks of any name, as Windows writes it; in parts that are no markup, in names and comments."""
    found = parts(tmp_path, name, data)
    assert held(found)
    assert [part for part in found if NAMED in part.text]


def test_a_package_with_more_in_an_entry_than_it_says_is_read_or_refused(tmp_path: Path) -> None:
    """Behind the end of what is packed, and where an entry unpacks to more than it promises."""
    name, content = b"a/b.xml", zlib.compress(b"<a/>" + BOTH.encode(), wbits=-15)
    packed = zlib.compress(b"<a/>", wbits=-15) + b"\0\0" + BOTH.encode()

    def of(content: bytes) -> bytes:
        sizes = (
            zlib.crc32(b"<a/>").to_bytes(4, "little")
            + len(content).to_bytes(4, "little")
            + (4).to_bytes(4, "little")
        )
        both = b"\x14\0" + b"\0\0\x08\0" + b"\0" * 4 + sizes + len(name).to_bytes(2, "little") + b"\0\0"
        local = b"PK\x03\x04" + both + name + content
        directory = b"PK\x01\x02\x14\0" + both + b"\0" * 14 + name
        end = (
            b"PK\x05\x06"
            + b"\0" * 4
            + b"\1\0\1\0"
            + len(directory).to_bytes(4, "little")
            + len(local).to_bytes(4, "little")
        )
        return local + directory + end + b"\0\0"

    found = parts(tmp_path, "a.docx", of(packed))
    assert held(found)
    assert [part for part in found if NAMED in part.text]
    assert reason(tmp_path, "b.docx", of(content)) is Reason.DAMAGED


def test_a_cell_is_named_by_its_sheet_row_and_column(tmp_path: Path) -> None:
    (part,) = held(parts(tmp_path, "a.xlsx", xlsx(lambda book: XLSX["hidden sheet"](book, NUMBER))))
    assert (part.section, part.sheet, part.line, part.column) == (Section.CELL, "底稿", 3, 2)
    (part,) = held(parts(tmp_path, "a.csv", f'甲,乙\n"1\n2",3\n4,{NUMBER}\n'.encode()))
    assert (part.section, part.line, part.column) == (Section.CELL, 4, 2)


def test_numbers_in_neighbouring_cells_are_numbers_of_their_own(tmp_path: Path) -> None:
    assert not held(parts(tmp_path, "a.csv", b"a,b,c\n138,0013,8000\n"))
    assert not held(parts(tmp_path, "a.xlsx", xlsx(lambda book: book.active.append(["138", "0013", "8000"]))))


@each(("name", "data", "why"), [
    ("a.pdf", b"%PDF-1.7\nnothing", Reason.DAMAGED),
    ("a.docx", b"PK\x03\x04nothing", Reason.DAMAGED),
    ("a.docx", docx("x")[:-30], Reason.DAMAGED),
    ("a.docx", package({"word/document.xml": "<a><b></a>"}), Reason.DAMAGED),
    ("a.docx", package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), Reason.DAMAGED),
    ("a.txt", b"\xff\xff\x80", Reason.DAMAGED),
    ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, Reason.UNKNOWN_KIND),
    ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), Reason.LOCKED),
    ("a.rar", b"Rar!\x1a\x07", Reason.UNKNOWN_KIND),
    ("a.docx", package({"a.docx": package({"b.docx": package({"c.docx": docx()})})}), Reason.TOO_DEEP),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str, data: bytes, why: Reason) -> None:
    assert reason(tmp_path, name, data) is why


def test_a_pdf_with_a_password_is_locked(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert reason(tmp_path, "a.pdf", out.getvalue()) is Reason.LOCKED


def test_a_container_that_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "MOST_UNPACKED", 10_000)
    assert reason(tmp_path, "a.docx", docx("0" * 20_000)) is Reason.TOO_LARGE


def test_so_is_one_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_ENTRIES", 5)
    assert reason(tmp_path, "a.docx", package({f"x{n}.xml": "<a/>" for n in range(9)})) is Reason.TOO_LARGE


def test_and_a_pdf_of_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 0)
    assert reason(tmp_path, "a.pdf", pdf()) is Reason.TOO_LARGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe with a name here")
def test_a_file_that_never_ends_holds_up_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.docx").write_bytes(docx(NUMBER))
    outcomes = dict(examined([tmp_path / "a.pdf", tmp_path / "b.docx"], seconds=8))
    slow, read = outcomes.values()
    assert isinstance(slow, Unexaminable)
    assert slow.reason is Reason.TOO_SLOW
    assert not isinstance(read, Unexaminable)
    assert held(read)


def _die_of_it(path: Path) -> object:
    if path.name == "a.pdf":
        os._exit(1)
    return text_of_attachment(path)


def test_a_process_that_dies_of_a_document_is_no_fault_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_bytes(docx(NUMBER))
    context = multiprocessing.get_context("fork")
    monkeypatch.setattr(examination.multiprocessing, "get_context", lambda _: context)
    monkeypatch.setattr(examination, "_outcome", _die_of_it)
    dead, read = dict(examined([tmp_path / "a.pdf", tmp_path / "b.docx"])).values()
    assert isinstance(dead, Unexaminable)
    assert dead.reason is Reason.DAMAGED
    assert not isinstance(read, Unexaminable)


def test_where_no_process_can_be_started_no_document_is_blamed(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(docx(NUMBER))
    resource_tracker.ensure_running()  # a process of Python's own, which is started with the same program
    python = spawn.get_executable()
    for program in ("/bin/false", "/no/such/program"):
        spawn.set_executable(program)
        try:
            with pytest.raises(CannotRun, match="does not start"):
                list(examined([tmp_path / "a.pdf"]))
        finally:
            spawn.set_executable(python)


def test_a_document_that_was_read_is_known_by_its_bytes_and_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be read is read every time: that may have been the machine's fault."""

    def outcome(name: str, data: bytes) -> object:
        (tmp_path / name).write_bytes(data)
        return dict(examined([tmp_path / name]))[tmp_path / name]

    document = docx(NUMBER)
    read, broken = outcome("a.docx", document), outcome("a.pdf", b"%PDF-1.7")
    assert isinstance(read, tuple)
    assert isinstance(broken, Unexaminable)
    monkeypatch.setattr(examination, "_Reader", lambda: pytest.fail("a process was started"))
    assert outcome("b.docx", document) == read
    for name, data in {"a.xlsx": document, "a.docx": docx(NUMBER + "1"), "a.pdf": b"%PDF-1.7"}.items():
        with pytest.raises(pytest.fail.Exception):
            outcome(name, data)


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.data())
def test_a_damaged_document_is_read_or_refused(tmp_path: Path, data: some.DataObject) -> None:
    whole = data.draw(some.sampled_from([docx(NUMBER), pdf(NUMBER), png(NUMBER), jpeg(NUMBER)]))
    place = data.draw(some.integers(0, len(whole) - 1))
    changed = (
        whole[:place] + data.draw(some.binary(max_size=4)) + whole[place + data.draw(some.integers(0, 4)) :]
    )
    with suppress(Unexaminable):
        assert isinstance(parts(tmp_path, "a.bin", changed), tuple)


def test_findings_name_the_place_and_a_scan_is_a_warning(tmp_path: Path) -> None:
    files = {
        "a.docx": docx(comments=words(f"<w:comment>{paragraph(NUMBER)}</w:comment>", "comments")),
        "b.pdf": pdf(NUMBER),
        "c.pdf": pdf(""),
        "d.xlsx": b"PK",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = texts_of_documents(sorted(tmp_path.iterdir()), tmp_path)
    findings = list(check_texts(found, [PersonalData(())]))
    assert [(one.rule.id, one.source.path, one.severity.value) for one in findings] == [
        ("personal-mobile-number", "a.docx", "error"),
        ("personal-mobile-number", "b.pdf", "error"),
        ("unexamined-file", "c.pdf", "warning"),
        ("unexamined-file", "d.xlsx", "error"),
    ]
    holders = [str(one.message.parameters["field"]) for one in findings[:2]]
    assert "comment" in holders[0]
    assert "Page" in holders[1]


def test_a_container_names_its_own_documents_however_they_are_called(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("anything/at all", f"电话 {NUMBER}")
    assert held(parts(tmp_path, "a.docx", out.getvalue()))

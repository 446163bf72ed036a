"""Documents for tests, each with one text in the place that is named."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import cast

import openpyxl
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text as Note
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_MAIN = '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>'
_KINDS = {"word/document.xml": "wordprocessingml.document", "xl/workbook.xml": "spreadsheetml.sheet"}


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A container with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        main = "".join(_MAIN.format(name, kind) for name, kind in _KINDS.items() if name in parts)
        archive.writestr("[Content_Types].xml", _TYPES.format(main))
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def words(body: str, root: str = "document") -> str:
    """A part of a Word file."""
    return f'<w:{root} xmlns:w="{_WORDS}">{body}</w:{root}>'


def paragraph(*runs: str) -> str:
    """A paragraph in which each run has a font of its own."""
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def docx(text: str = "无", **parts: str) -> bytes:
    """A Word file with that paragraph, and further parts by their names below ``word/``."""
    named = {f"word/{name}.xml": part for name, part in parts.items()}
    return package({"word/document.xml": words(f"<w:body>{paragraph(text)}</w:body>"), **named})


_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DOCX: Mapping[str, Callable[[str], bytes]] = {
    "paragraph": docx,
    "split over runs": lambda text: package({
        "word/document.xml": words(f"<w:body>{paragraph(text[:3], text[3:5], text[5:])}</w:body>")
    }),
    "table cell": lambda text: package({
        "word/document.xml": words(f"<w:tbl><w:tr><w:tc>{paragraph(text)}</w:tc></w:tr></w:tbl>")
    }),
    "comment": lambda text: docx(comments=words(f"<w:comment>{paragraph(text)}</w:comment>", "comments")),
    "header": lambda text: docx(header1=words(paragraph(text), "hdr")),
    "footer": lambda text: docx(footer2=words(paragraph(text), "ftr")),
    "footnote": lambda text: docx(footnotes=words(f"<w:footnote>{paragraph(text)}</w:footnote>", "footnotes")),
    "deleted text": lambda text: package({
        "word/document.xml": words(f"<w:body><w:p><w:del><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p></w:body>")
    }),
    "alternative text": lambda text: package({
        "word/document.xml": words(f'<w:body><x:docPr xmlns:x="urn:x" descr="照片 {text}"/></w:body>')
    }),
    "properties": lambda text: package({
        "word/document.xml": words(paragraph("无")),
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{_PROPERTIES}"><c:creator>{text}</c:creator></c:coreProperties>',
    }),
    "custom properties": lambda text: package({
        "word/document.xml": words(paragraph("无")), "docProps/custom.xml": f'<P xmlns="urn:p"><v>{text}</v></P>',
    }),
    "link": lambda text: package({
        "word/document.xml": words(paragraph("无")),
        "word/_rels/document.xml.rels": f'<R xmlns="urn:r"><Relationship Target="tel:{text}"/></R>',
    }),
    "workbook within": lambda text: package({
        "word/document.xml": words(paragraph("无")), "word/embeddings/sheet1.xlsx": xlsx(lambda book: book.active.append([text])),
    }),
    "binary object": lambda text: package({
        "word/document.xml": words(paragraph("无")), "word/embeddings/ole1.bin": b"\0\1" + text.encode("utf-16-le") + b"\0\2",
    }),
    "picture within": lambda text: package({"word/document.xml": words(paragraph("无")), "word/media/image1.png": png(text)}),
}  # fmt: skip


def xlsx(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """A workbook and what ``fill`` does to it."""
    workbook = openpyxl.Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _hidden_sheet(book: openpyxl.Workbook, text: str) -> None:
    book.create_sheet("底稿")["B3"] = text
    book["底稿"].sheet_state = "veryHidden"


def _hidden_row(book: openpyxl.Workbook, text: str) -> None:
    book.active["C7"] = text
    book.active.row_dimensions[7].hidden = True


XLSX: Mapping[str, Callable[[openpyxl.Workbook, str], None]] = {
    "cell": lambda book, text: book.active.append(["甲", text]),
    "number": lambda book, text: book.active.append([int(text) if text.isdigit() else text]),
    "hidden sheet": _hidden_sheet,
    "hidden row": _hidden_row,
    "comment": lambda book, text: setattr(book.active["A1"], "comment", Comment(text, "x")),
    "header": lambda book, text: setattr(book.active.oddHeader.center, "text", text),
    "properties": lambda book, text: setattr(book.properties, "keywords", text),
    "sheet's name": lambda book, text: setattr(book.active, "title", text[:31]),
    "formula": lambda book, text: book.active.append([f'="{text}"']),
}


def pdf(text: str = "none", change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A PDF of one page with that text (ASCII), and what ``change`` does to it."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _add_script(writer: PdfWriter, text: str) -> None:
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(f"app.alert('{text}')"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def changed_pdf(first: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """The PDF as programs save it: behind what was there, only what changed."""
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(first)
    return out.getvalue()


def drawn(text: str, kind: str = "") -> DecodedStreamObject:
    """What draws a text in the first page's font: of a page, or of a form."""
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text[:4]}) Tj ({text[4:]}) Tj ET".encode("latin-1"))
    if kind:
        stream[NameObject("/Subtype")] = NameObject(kind)
    return stream


def _draw_again(writer: PdfWriter, text: str) -> None:
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawn(text))


def _add_stamp(writer: PdfWriter, text: str) -> None:
    """A note that shows the text and does not hold it."""
    look = drawn(text, "/Form")
    look[NameObject("/Resources")] = writer.pages[0]["/Resources"]
    note = Note(rect=(1, 1, 9, 9), text="none")
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    writer.add_annotation(0, note)


def _add_field(writer: PdfWriter, value: PdfObject) -> None:
    field = DictionaryObject({NameObject("/T"): TextStringObject("a"), NameObject("/V"): value})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = form


def _stream(text: str, **keys: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode())
    for key, value in keys.items():
        stream[NameObject(f"/{key}")] = NameObject(f"/{value}")
    return stream


def _attach_without_type(writer: PdfWriter, text: str) -> None:
    files = DictionaryObject({NameObject("/F"): writer._add_object(_stream(text))})
    writer.root_object[NameObject("/AF")] = ArrayObject([DictionaryObject({NameObject("/EF"): files})])


def _take_page_out(writer: PdfWriter, text: str) -> None:
    """As programs do that leave the page's object where it was."""
    writer.add_page(PdfReader(io.BytesIO(pdf(text))).pages[0])
    kids = cast("ArrayObject", writer.root_object["/Pages"]["/Kids"])
    kids.pop()
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(1)


PDF: Mapping[str, Callable[[str], bytes]] = {
    "page": pdf,
    "properties": lambda text: pdf(change=lambda writer: writer.add_metadata({"/Author": text})),
    "note": lambda text: pdf(
        change=lambda writer: writer.add_annotation(0, Note(rect=(1, 1, 9, 9), text=text)) and None
    ),
    "bookmark": lambda text: pdf(
        change=lambda writer: writer.add_outline_item(title=text, page_number=0) and None
    ),
    "file within": lambda text: pdf(
        change=lambda writer: writer.add_attachment("a.txt", text.encode()) and None
    ),
    "workbook within": lambda text: pdf(
        change=lambda writer: (
            writer.add_attachment("a.xlsx", xlsx(lambda book: book.active.append([text]))) and None
        )
    ),
    "page of an earlier version": lambda text: changed_pdf(
        pdf(text), lambda writer: _draw_again(writer, "none")
    ),
    "properties of an earlier version": lambda text: changed_pdf(
        pdf(change=lambda writer: writer.add_metadata({"/Author": text})),
        lambda writer: writer.add_metadata({"/Author": "none"}),
    ),
    "page that was taken out": lambda text: pdf(change=lambda writer: _take_page_out(writer, text)),
    "look of a note": lambda text: pdf(change=lambda writer: _add_stamp(writer, text)),
    "value of a field": lambda text: pdf(change=lambda writer: _add_field(writer, TextStringObject(text))),
    "long value of a field": lambda text: pdf(
        change=lambda writer: _add_field(writer, writer._add_object(_stream(f"<p>{text}</p>")))
    ),
    "name of a file within": lambda text: pdf(
        change=lambda writer: writer.add_attachment(f"{text}.txt", b"none") and None
    ),
    "file within, without a type": lambda text: pdf(change=lambda writer: _attach_without_type(writer, text)),
    "metadata that nothing leads to": lambda text: pdf(
        change=lambda writer: writer._add_object(_stream(f"<x>{text}</x>", Type="Metadata")) and None
    ),
    "text that nothing leads to": lambda text: pdf(
        change=lambda writer: writer._add_object(ArrayObject([TextStringObject(text)])) and None
    ),
    "drawing that nothing leads to": lambda text: pdf(
        change=lambda writer: writer._add_object(_stream(f"BT ({text}) Tj ET")) and None
    ),
    "object in no table": lambda text: pdf().replace(
        b"startxref", f"99 0 obj\n<< /X ({text}) >>\nendobj\nstartxref".encode("latin-1"), 1
    ),
    "remark between objects": lambda text: pdf().replace(b"startxref", f"% {text}\nstartxref".encode(), 1),
    "behind the end": lambda text: pdf() + f"\n{text}\n".encode(),
    "script": lambda text: pdf(change=lambda writer: _add_script(writer, text)),
}


def png(text: str) -> bytes:
    """A picture of one pixel whose comment is the text."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    header = chunk(b"IHDR", (1).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0]))
    comment = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode()))
    return (
        b"\x89PNG\r\n\x1a\n" + header + comment + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def jpeg(text: str) -> bytes:
    """The beginning of a photograph with a comment."""
    comment = text.encode()
    return b"\xff\xd8\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + b"\xff\xda\0\2\xff\xd9"

"""Small files of every kind that may be attached, and of kinds that may not."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
CSV = "意见,条数\r\n需求办理定期限,22\r\n增减,-3\r\n没有,-\r\n".encode("utf-8-sig")
HTML = b"\n  <!doctype html><script>alert(1)</script>"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "vnd.ms-excel.sheet.macroEnabled.main+xml"


def package(main: str, *parts: str) -> bytes:
    """A container whose table of contents says that its main part is of the type ``main``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="application/{main}"/></Types>'
        )
        for part in ("_rels/.rels", *parts):
            archive.writestr(part, "x")
    return stream.getvalue()


DOCX = package(WORD, "word/document.xml")
XLSX = package(SHEET, "xl/workbook.xml")
GOOD = {
    "a.pdf": PDF, "2026/b.docx": DOCX, "c.XLSX": XLSX, "d.csv": CSV, "e.png": PNG, "f.jpg": JPEG, "g.jpeg": JPEG,
}  # fmt: skip
"""One of every kind that may be attached, by path."""

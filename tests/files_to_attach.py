"""Small files of every kind that may be attached, and of kinds that may not."""

from __future__ import annotations

import base64
import io
import zipfile


def page(text: str) -> bytes:
    """A PDF of one page with one line of (ASCII) text, as small as a reader still takes it."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    file, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", list[int]()
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        len(file) - len(table) - len(b"xref\n0 %d\n0000000000 65535 f \n" % count),
    )


PDF = page("Rules")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
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
        types = f'<Types><Override ContentType="application/{main}"/></Types>'
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), types)
        for part in ("_rels/.rels", *parts):
            archive.writestr(zipfile.ZipInfo(part), "<x/>")
    return stream.getvalue()


DOCX = package(WORD, "word/document.xml")
XLSX = package(SHEET, "xl/workbook.xml")
GOOD = {
    "a.pdf": PDF, "2026/b.docx": DOCX, "c.XLSX": XLSX, "d.csv": CSV, "e.png": PNG, "f.jpg": JPEG, "g.jpeg": JPEG,
}  # fmt: skip
"""One of every kind that may be attached, by path."""

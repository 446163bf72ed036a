"""Small sound files from which fuzzing starts, and a workbook made of its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET = f"""<worksheet xmlns="{MAIN}"><dimension ref="A1:F3"/><cols><col min="2" max="2" width="9"/></cols>
<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="s"><v>0</v></c>
<c r="C1" t="str"><v>完成期限</v></c><c r="D1" t="inlineStr"><is><t>进度</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>T-1</t></is></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>46086</v></c>
<c r="D2" s="2"><v>0.8</v></c></row><row r="3" hidden="0"><c r="A3"><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c>
<c t="b"><v>1</v></c><c t="d"><v>2026-03-05T00:00:00</v></c></row></sheetData>
<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells></worksheet>"""

PLAIN: Mapping[str, str] = {
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="0"/><sheets>
<sheet name="任务" sheetId="1" state="visible" r:id="rId1"/></sheets></workbook>""",
    "xl/worksheets/sheet1.xml": SHEET,
    "xl/styles.xml": f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m/d"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{MAIN}"><si><t>标题</t></si><si><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r>
<rPh sb="0" eb="1"><t>x</t></rPh></si></sst>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet"
Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3"
Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"
Target="xl/workbook.xml"/></Relationships>""",
    "[Content_Types].xml": f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml"
ContentType="{KIND}.sharedStrings+xml"/></Types>""",
}
PARTS = tuple(PLAIN)


def workbook(parts: Mapping[str, str | bytes] = PLAIN) -> bytes:
    """The bytes of a workbook that has these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook_of(part: str, content: str | bytes) -> bytes:
    """The plain workbook with one of its parts replaced."""
    return workbook({**PLAIN, part: content})


_CSV = (
    "编号,标题,完成期限,进度,责任单位,备注\r\nT-1,甲,2026年3月5日,80%,甲；乙,\r\n",
    'id;title;note\nT-1;"甲\n""乙""";\nT-2;"乙;丙\n',
    "标题\t编号\n\n甲\tT-1\t\t\n",
    "2026年任务\n编号，标题\n",
    "编号,进度,完成期限\rT-1,80%（滞后）,二〇二六年三月五日\rT-2,≥80%,2026-02-30\r",
)
_YAML = (
    "- 编号: T-1\n  标题: 甲\n  完成期限: 2026/3/5\n  责任单位: [甲, 乙]\n  工作步骤:\n  - {步骤: 起草, 日期: 2026-03-05}\n",
    "id: T-1\ntitle: |\n  甲\n\n  乙\nnote: >-\n  丙\nsteps:\n- name: 'a'\n  on: \"b\\u00e9\"\n",
    "id: &a T-1\nnote: *a\n---\n!!str id: {a: [b, {c: d}]}\n? x\n: y\n",
    "id: T-1\n\tnote: @x\n",
)
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "csv": tuple(text.encode(encoding) for text in _CSV for encoding in _ENCODINGS),
    "yaml": tuple(text.encode(encoding) for text in _YAML for encoding in _ENCODINGS),
    "xlsx": (workbook(),),
    "sheet": tuple(bytes(range(start, start + 24)) for start in range(0, 230, 24)),
}
HOSTILE = (
    "", "0", "-1", "1", "2", "60", "0.8", "1e308", "1e-308", "nan", "4294967296",
    "99999999999999999999", "1048577", "A1", "ZZZ9999999",
    "A0", "XFD1", "A1:XFD1048576", "s", "str", "inlineStr", "b", "d", "e", "n", "true", "hidden",
    "veryHidden", "../x", "/", "rId2",
    "xl/worksheets/sheet1.xml", "_x000D_", "_xD83D_", "_xDE00_", "0%", "[h]:mm", "yyyy年m月", "00000", "@", "aaaa", ";;;",
    "2026-03-05T00:00:00Z", "搴忓彿", "锟斤拷", "\N{REPLACEMENT CHARACTER}", "<c>", "</c>", "<v>", "<f>", "<row hidden='1'>",
    "<cols><col min='1' max='16384' hidden='1'/></cols>", "<mergeCell ref='A1:B9'/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;", "&#0;",
    "<![CDATA[", "]]>", "<rPh>", "<si/>", "<sheet name='x' r:id='rId1'/>",
)  # fmt: skip
"""What stands in the place of tags, attributes and texts of a workbook that was changed."""

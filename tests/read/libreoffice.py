"""What LibreOffice shows for numbers under formats: recorded in ``libreoffice_shows.tsv``, which the suite holds our text to.

``python tests/read/libreoffice.py`` writes the table anew; ``make proof`` runs the same and compares. Each line has the
format, the number, and what a Chinese and an American LibreOffice show.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl

RECORDED = Path(__file__).with_name("libreoffice_shows.tsv")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>"""
_DAY, _TIME, _BOTH = 46086, 0.6458333333333334, 46310.375
_NUMBERS = (
    0,
    1,
    -1,
    5,
    12,
    100,
    0.5,
    -0.25,
    2.675,
    100 / 3,
    -1234.5,
    1234567,
    0.985,
    0.07,
    99999.995,
    123456789012,
)
FORMATS: Sequence[tuple[str, Sequence[float]]] = (
    *(
        (code, _NUMBERS)
        for code in (
            "General",
            "@",
            "0",
            "00",
            "000",
            "0.0",
            "0.00",
            "0.000",
            "#,##0",
            "#,##0.00",
            "#",
            "#.##",
            "0.##",
            "?0",
            "??0.0?",
            "00.00",
            '"rw-2026-"000',
            '"温组"0"号"',
            '0"期"',
            '"2026"0000',
            '0"人"',
            "000-0000",
            "#-#",
            "0年",
            "\\第0\\号",
            '"共"General"人"',
            '"合格";;"不合格"',
            '"有";"缺";"无"',
            "0;-0",
            "0;(0)",
            "0_);(0)",
            "0_);[Red](0)",
            "0;[Red]0",
            ";;;",
            "0;;",
            "0;-0;;@",
            '0;-0;"-"',
            '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
            '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
            "¥#,##0.00",
            "[$¥-804]#,##0.00",
            "[$€-2] #,##0.00",
            "$#,##0",
            '"¥"#,##0.00;"¥"-#,##0.00',
            "#,##0.00;[Red]-#,##0.00",
            "[Red]General",
            "0%",
            "0.0%",
            "0.00%",
            "#,##0%",
            "0.00E+00",
            "##0.0E+0",
            "0E+0",
            "0.00E-00",
            "0,",
            "0.0,",
            '0.0,"千"',
            "0.0,,",
            "#,##0,",
            '0.00,,"百万"',
            '[>=10000]0.0,"千";0',
            '[<5]"低";[<10]"中";"高"',
            '[=1]"是";[=0]"否";0',
            '[>=60]"合格";"不合格"',
            "[Blue]0.0;[Red]-0.0;0",
        )
    ),
    *(
        (code, (0, 1, 5, 0.5, 1.5, 2, 3.14159, 0.75, 12.0625))
        for code in ("# ?/?", "# ??/??", "?/?", "# ?/8", "0/4", "# ?/2")
    ),
    *((code, (0, 1, 3, 9)) for code in ("[DBNum1]0", '[DBNum1][$-804]"第"0"号"', "[DBNum2][$-804]0")),
    *(
        (
            code,
            (
                0,
                1,
                3,
                10,
                11,
                20,
                105,
                110,
                123,
                1000,
                1001,
                1010,
                2026,
                10000,
                10005,
                20260,
                100000,
                1234567,
                100000001,
            ),
        )
        for code in ("[DBNum1]General", "[DBNum1][$-804]General", "[DBNum2]General", "[DBNum2][$-804]General")
    ),
    *((code, (0, 7, 123, 2026)) for code in ("[DBNum3]0", "[DBNum3][$-804]0")),
    *(
        (code, (61, 43831, _DAY, _BOTH))
        for code in (
            "yyyy-mm-dd",
            "yyyy/m/d",
            "yyyy.mm.dd",
            "yyyymmdd",
            "m/d",
            "yy-m-d",
            "yyyy",
            "yyyy-mm",
            'yyyy"年"m"月"d"日"',
            'yyyy"年"m"月"',
            'm"月"d"日"',
            "[$-804]yyyy\\年m\\月d\\日;@",
            '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
            '[DBNum1][$-804]yyyy"年"m"月"',
            '[DBNum1][$-804]m"月"d"日"',
            "aaaa",
            "aaa",
            "[$-804]aaaa",
            'yyyy"年"m"月"d"日" aaaa',
            "mmm-yy",
            "d-mmm-yy",
            "mmmm",
            "dddd",
            "ddd",
            "[$-409]mmm-yy",
            "[$-409]d-mmm-yy;@",
            "[$-409]dddd",
            "[$-409]mmmm d, yyyy",
            "[$-804]mmmm",
            "yyyy-mm-dd hh:mm",
            "yyyy/m/d h:mm:ss",
            'yyyy"年"m"月"d"日" h"时"mm"分"',
        )
    ),
    *(
        (code, (0, 0.25, 0.5, _TIME, 0.999988425925926))
        for code in (
            "h:mm",
            "hh:mm",
            "hh:mm:ss",
            "mm:ss",
            "h:mm AM/PM",
            'h"时"mm"分"ss"秒"',
            "[$-409]h:mm AM/PM;@",
        )
    ),
    *(
        (code, (0, 0.05, 0.5, 1.5, 2.25, 100))
        for code in ("[h]:mm", "[h]:mm:ss", "[mm]:ss", "[ss]", '[h]"小时"', '[h]"小时"mm"分"')
    ),
)


class Shown(NamedTuple):
    """A number under a format, and what a Chinese and an American LibreOffice show."""

    code: str
    number: float
    chinese: str
    english: str


def pairs() -> list[tuple[str, float]]:
    """Every format with each of its numbers."""
    return [(code, number) for code, numbers in FORMATS for number in numbers]


def recorded() -> Iterator[Shown]:
    """The table as it was recorded."""
    with RECORDED.open(encoding="utf-8", newline="") as file:
        for code, number, chinese, english in csv.reader(file, delimiter="\t"):
            yield Shown(
                code, float(number) if "." in number or "e" in number else int(number), chinese, english
            )


def shown() -> list[Shown]:
    """What the LibreOffice of this machine shows."""
    both = zip(_texts("zh-CN"), _texts("en-US"), strict=True)
    return [Shown(*pair, *texts) for pair, texts in zip(pairs(), both, strict=True)]


def _texts(locale: str) -> list[str]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(locale=locale))
        book = openpyxl.Workbook()
        book.active.column_dimensions["A"].width = 60
        for line, (code, number) in enumerate(pairs(), 1):
            book.active.cell(line, 1, number).number_format = code
            book.active.cell(line, 2, "|")
        book.save(folder / "a.xlsx")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        kind = "csv:Text - txt - csv (StarCalc):44,34,76"
        subprocess.run(
            [*command, kind, "--outdir", str(folder), str(folder / "a.xlsx")], check=True, capture_output=True
        )
        with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
            return [row[0] for row in csv.reader(file)]


if __name__ == "__main__":
    with RECORDED.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(shown())

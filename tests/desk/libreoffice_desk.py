"""A clerk at LibreOffice: opens a form, types into it, saves it. The system's own Python runs it, which has ``uno``.

``python3 libreoffice_desk.py FORM.xlsx SAVED.xlsx ANSWERS.json`` takes from its input a list of ``[sheet, cell, text]`` as
JSON, and answers for each of them what the cell then shows, its kind of value, and what the list under it offers.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

TRIES = 300


def said(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    """The desktop of the LibreOffice that listens there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None:
                raise
            time.sleep(0.1)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise TimeoutError


def offered(book: Any, cell: Any) -> list[str]:
    """What the list of a cell offers."""
    rule = cell.Validation
    if rule.Type.value != "LIST" or not rule.ShowList:
        return []
    name, _, area = rule.getFormula1().lstrip("$").rpartition(".")
    if not area:
        name, _, area = rule.getFormula1().lstrip("$").rpartition("!")
    cells = book.Sheets.getByName(name.strip("'$")).getCellRangeByName(area.replace("$", ""))
    return [row[0] for row in cells.getDataArray() if row[0] != ""]


def main(form: Path, target: Path, answers: Path) -> None:
    typed = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pipe = Path(folder).name
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            desk = desktop(pipe, office)
            book = desk.loadComponentFromURL(form.as_uri(), "_blank", 0, (said("Hidden", True),))
            shown = []
            for sheet, place, text in typed:
                cell = book.Sheets.getByName(sheet).getCellRangeByName(place)
                cell.setFormula(text)
                shown.append([cell.getString(), cell.getType().value, offered(book, cell)])
            answers.write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")
            book.storeToURL(target.as_uri(), (said("FilterName", "Calc MS Excel 2007 XML"),))
            book.close(True)
        finally:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()


if __name__ == "__main__":
    main(*(Path(name).resolve() for name in sys.argv[1:]))

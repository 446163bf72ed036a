"""What an import says of an office's file: what became of each column, and what found no place. No personal value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from generator.check.personal.detection import masked
from generator.desk.office_file.office_table import OfficeTable
from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field
from generator.model.records.record import Source, column_letter
from generator.model.text.wording import Phrase, say

_MOST_SHOWN = 12
_MASK = "＊＊"
_OF_PERSONS = re.compile("人$|姓名|名字|电话|手机|联系方式|身份证|证件|住址|地址|邮箱|微信")
"""Headers of columns that say who somebody is: what stands there is never repeated."""


def understood(table: OfficeTable) -> Phrase:
    """Where the header stands, and how many rows of what there are."""
    place = table.home.sheet or table.home.path
    if table.holds:
        return say(
            "{place}: the header stands on line {line}; {count:row|rows} of '{table}' of one record.",
            place=place, line=table.header_line, count=len(table.rows), table=table.holds.label,
        )  # fmt: skip
    return say(
        "{place}: the header stands on line {line}; {count:record|records}, a row for each.",
        place=place, line=table.header_line, count=len(table.rows),
    )  # fmt: skip


def columns_found(table: OfficeTable) -> list[Phrase]:
    """What became of each column, and of what was merged or stands twice."""
    said = []
    for index, header in enumerate(table.headers):
        place = cell_name(table.home.at(table.header_line, index + 1))
        beside = table.nested.get(index)
        if index in table.by_name or beside:
            paths = [target.path for target in (table.by_name.get(index), beside) if target]
            said.append(say("{place} {header} → {field}", place=place, header=header, field=", ".join(paths)))
        elif index in table.by_content:
            path = table.by_content[index].path
            said.append(
                say(
                    "{place} {header} → {field}, by what its cells say",
                    place=place,
                    header=header,
                    field=path,
                )
            )
        elif index in table.counting:
            said.append(say("{place} {header}: left out, it counts the rows", place=place, header=header))
        if count := table.rewritten.get(index):
            said.append(
                say("{place}: {count:cell|cells} written in the form of the field", place=place, count=count)
            )
    if table.filled_down:
        ranges = ", ".join(table.filled_down[:_MOST_SHOWN])
        said.append(say("Merged cells hold for each of their rows: {ranges}", ranges=ranges))
    if table.repeated:
        lines = ", ".join(map(str, table.repeated[:_MOST_SHOWN]))
        said.append(say("Left out, the header stands there once more: lines {lines}", lines=lines))
    if table.explaining:
        said.append(say("Left out, it counts or explains the columns: line {line}", line=table.explaining))
    return said


def unplaced(table: OfficeTable, private: Sequence[str]) -> list[Phrase]:
    """The columns that hold no field, with all that stands in them."""
    found = []
    for index, cells in table.unplaced.items():
        if _OF_PERSONS.search(table.headers[index]):
            cells = [(source, _MASK) for source, _ in cells]
        texts: dict[str, list[str]] = {}
        for source, text in cells:
            texts.setdefault(discreet(text, private), []).append(cell_name(source))
        told = "; ".join(f"{text} ({', '.join(places)})" for text, places in texts.items())
        header, count = table.headers[index], len(cells)
        found.append(
            say("{header}: {count:cell|cells} left out, as was said: {texts}", header=header, count=count, texts=told)
            if index in table.left_out
            else say("{header}: {count:cell|cells} not placed, the type has no such field: {texts}",
                header=header, count=count, texts=told)
        )  # fmt: skip
    return found


def discreet(text: str, private: Sequence[str]) -> str:
    """A text without these values, nor anything that looks personal."""
    for value in private:
        text = text.replace(value, _MASK)
    return masked(" ".join(text.split()))


def shown(value: Value, field: Field) -> str:
    """A value as a report may say it."""
    if field.personal:
        return _MASK
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else masked(str(value))
        if isinstance(value, str)
        else str(value)
    )


def cell_name(source: Source) -> str:
    """A place as spreadsheets call it."""
    cell = f"{column_letter(source.column or 1)}{source.line}"
    return f"{source.sheet}!{cell}" if source.sheet else cell

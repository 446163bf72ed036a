"""A field of a schema → the widget that Decap CMS shows for it; and whether Decap reads a value in a file as it is meant.

Both go by one answer, :func:`widget_name`, so that no widget stands before a value that it would show as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.check.report.record_schema import limits
from generator.desk.editing.inputs import InputKind, input_kind, is_whole
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.table.shape import references

Widget = dict[str, Any]
"""A field as the configuration has it."""
BOOLEAN, DATE, FILE, LIST, NUMBER, RELATION, SELECT, STRING, TEXT = (
    "boolean", "datetime", "file", "list", "number", "relation", "select", "string", "text",
)  # fmt: skip
DAY = "YYYY-MM-DD"
_WIDGETS = {
    InputKind.ATTACHMENT: FILE, InputKind.CHOICE: SELECT, InputKind.TRUTH: BOOLEAN, InputKind.DAY: DATE,
    InputKind.NUMBER: NUMBER, InputKind.LONG: TEXT, InputKind.LINE: STRING,
}  # fmt: skip
_MOST_OFFERED = 500
"""Records among which one is looked for; of more, the first."""
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_MOST_DIGITS = 15
"""More than these a number in a browser does not keep."""
_TAKEN_FOR_NUMBER = re.compile(
    r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o[0-7]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What YAML 1.2 takes for a number where it stands without quotation marks."""
_TAKEN_FOR_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_TRUTH = frozenset({"true", "false"})
_OTHER_WORDS = frozenset({"True", "TRUE", "False", "FALSE", *_TRUTH})
_PYTHON_ALONE = re.compile(r"\(\?(?![:=!]|<[=!])|\\[AZ]|[*+?}]\+|\{,|[^\u0000-\uffff]")
"""Of a pattern, what means something else in a browser, or nothing."""


def widget_name(field: Field, is_reference: bool) -> str:
    """The kind of widget; of a list, that of its items."""
    return RELATION if is_reference else _WIDGETS[input_kind(field)]


def widgets(type: RecordType, offered: Mapping[str, RecordType], language: str) -> list[Widget]:
    """The fields of a type, its child tables as lists. ``offered``: the types whose records can be chosen there."""
    led_to = references(type)
    names = {*type.common}
    own = [each for each in _typed(type) if each.name not in names]
    common = [each for each in _typed(type) if each.name in names]
    tables = sorted(type.children, key=lambda table: table.name in names)

    def made(fields: Sequence[Field], table: str = "") -> list[Widget]:
        to = led_to.get(table, {})
        return [
            _widget(
                each,
                offered.get(to.get(each.name, "")),
                language,
                each.required and (f"{table}.{each.name}" if table else each.name) not in type.derived,
            )
            for each in fields
        ]

    lists = [_list(table, made(table.fields, table.name), language) for table in tables]
    is_common = [table.name in names for table in tables]
    first = lists[: is_common.count(False)]
    return [*made(own), *first, *made(common), *lists[len(first) :]]


def _typed(type: RecordType) -> Iterator[Field]:
    """The fields that stand in a file: not an id that is made of others."""
    return (each for each in type.fields if not (type.id_parts and each.name == type.id_field))


def _widget(field: Field, to: RecordType | None, language: str, required: bool) -> Widget:
    name = widget_name(field, to is not None)
    label = field.label.in_language(language)
    made: Widget = {"name": field.name, "label": label, "widget": name, "required": required}
    if hint := field.description.in_language(language):
        made["hint"] = hint
    is_list = field.type == "array"
    if to is not None:
        titles = list(dict.fromkeys((to.id_field, to.title_field or to.id_field)))
        made |= {"collection": to.name, "value_field": to.id_field, "search_fields": titles,
                 "display_fields": titles, "options_length": _MOST_OFFERED, "multiple": is_list}  # fmt: skip
    elif name == SELECT:
        values = map(str, field.constraints["enum"])
        options = [{"label": field.name_of(each).in_language(language), "value": each} for each in values]
        made |= {"options": options, "multiple": is_list}
    elif is_list:
        inner = {"name": "item", "label": label, "widget": name}
        made |= {
            "widget": LIST,
            "default": [],
            "field": inner | ({"choose_url": False} if name == FILE else {}),
        }
    elif name == FILE:
        made |= {"choose_url": False, "media_library": {"allow_multiple": False}}
    elif name == DATE:
        made |= {"format": DAY, "date_format": DAY, "time_format": False, "default": ""}
    elif name == NUMBER:
        made["value_type"] = "int" if is_whole(field) else "float"
        ends = {"minimum": "min", "maximum": "max"}
        made |= {ends[key]: Decimal(str(limit)) for key, limit in limits(field).items()}
    pattern = field.constraints.get("pattern")
    if (
        name in (STRING, TEXT)
        and not is_list
        and isinstance(pattern, str)
        and not _PYTHON_ALONE.search(pattern)
    ):
        made["pattern"] = [f"^(?:{pattern})$", hint or label]
    return made


def _list(table: ChildTable, fields: list[Widget], language: str) -> Widget:
    label = table.label.in_language(language)
    # Without a default a new record begins with an empty row, which asks for what rows need.
    made: Widget = {"name": table.name, "label": label, "label_singular": label, "widget": LIST, "required": False,
                    "collapsed": False, "default": [], "fields": fields}  # fmt: skip
    if hint := table.description.in_language(language):
        made["hint"] = hint
    return made


def misread(type: RecordType, record: RawMapping) -> Iterator[RawText]:
    """The keys of a record, and of its rows, that Decap does not know, or whose values it would show or write otherwise."""
    tables = {table.name: table for table in type.children}
    fields = {each.name: each for each in _typed(type)}
    for key, value in record.entries:
        if key.text in tables:
            yield from _misread_rows(tables[key.text], key, value)
        elif key.text not in fields or not _is_meant(fields[key.text], value):
            yield key


def _misread_rows(table: ChildTable, key: RawText, value: RawValue) -> Iterator[RawText]:
    fields = {each.name: each for each in table.fields}
    if not isinstance(value, RawList):
        yield key
        return
    for row in value.items:
        if not isinstance(row, RawMapping):
            yield key
            return
        for name, cell in row.entries:
            if name.text not in fields or not _is_meant(fields[name.text], cell):
                yield name


def _is_meant(field: Field, value: RawValue) -> bool:
    if field.type == "array":
        return isinstance(value, RawList) and all(
            isinstance(item, RawText) and _is_meant_once(field, item) for item in value.items
        )
    return isinstance(value, RawText) and _is_meant_once(field, value)


def _is_meant_once(field: Field, value: RawText) -> bool:
    text, name = value.text, widget_name(field, is_reference=False)
    if not text:
        return True
    if name == BOOLEAN:
        return value.plain and text in _TRUTH
    if name == NUMBER:
        is_number = value.plain and _NUMBER.fullmatch(text) is not None and not _changes(text, exact=False)
        return is_number and (not is_whole(field) or "." not in text)
    if value.plain and (
        text in _OTHER_WORDS
        or _TAKEN_FOR_TIME.fullmatch(text)
        or (_TAKEN_FOR_NUMBER.fullmatch(text) and _changes(text, exact=True))
    ):
        return False
    if name == SELECT:
        return text in map(str, field.constraints["enum"]) and not (
            value.plain and _TAKEN_FOR_NUMBER.fullmatch(text)
        )
    return name != DATE or _ONE_DAY.fullmatch(text) is not None


def _changes(text: str, *, exact: bool) -> bool:
    """Whether a number that a browser read and wrote again says something else; ``exact``: or is written otherwise."""
    digits = sum(map(str.isdigit, text))
    if digits > _MOST_DIGITS:
        return True
    if not exact:
        return text.lstrip("-").startswith("0") and text.lstrip("-")[1:2].isdigit()
    whole, point, part = text.lstrip("-").partition(".")
    is_usual = text != "-0" and whole.isdigit() and (whole == "0" or not whole.startswith("0"))
    return not (is_usual and (not point or (part.isdigit() and not part.endswith("0"))))

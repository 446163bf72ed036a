"""A YAML file of records with some of them amended: comments, order, and whatever is not meant stay as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.desk.record_files.edits import Amendment, Edit, edited
from generator.desk.record_files.yaml_text import key_text, scalar
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Row
from generator.read.table.shape import shape_of
from generator.read.table.spellings import Spellings
from generator.read.yaml.spans import Span, mapping_at, spans

_STEP = 2
"""Blanks by which rows stand deeper than the name of their table."""


class NotInPlace(Exception):
    """What is to change does not stand where it was read, or stands in a form that only a person can change."""


def amended_yaml(text: str, type: RecordType, amendments: Sequence[Amendment]) -> str:
    """The file with the amendments. Raises :class:`NotInPlace`."""
    root = spans(text)
    edits: list[Edit] = []
    for amendment in amendments:
        source = amendment.record.source
        span = mapping_at(root, source.line, source.column)
        if span is None:
            raise NotInPlace
        edits += _Record(text, type, span).edits(root, amendment)
    return edited(text, edits)


class _Record:
    """The edits of one record's mapping."""

    def __init__(self, text: str, type: RecordType, span: Span) -> None:
        self.text, self.type, self.span = text, type, span
        self.shape = shape_of(type)
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"

    def edits(self, root: Span | None, amendment: Amendment) -> Iterator[Edit]:
        order = [*(field.name for field in self.type.fields), *(table.name for table in self.type.children)]
        yield from self._values(self.span, amendment.values, self.shape.records.spellings, order)
        for table, row, values in amendment.cells:
            span = mapping_at(root, row.source.line, row.source.column)
            if span is None:
                raise NotInPlace
            names = [field.name for field in self.type.child(table).fields]
            yield from self._values(span, values, self.shape.nested[table], names)
        tables = [name for name, _ in amendment.added] + [name for name, _ in amendment.removed]
        for table in dict.fromkeys(tables):
            gone = [row for name, row in amendment.removed if name == table]
            come = [values for name, values in amendment.added if name == table]
            yield from self._rows(table, gone, come)

    def _values(
        self, span: Span, values: Mapping[str, Value], spellings: Spellings, order: Sequence[str]
    ) -> Iterator[Edit]:
        """Each value in the place of the one that stands there, or on a line of its own where the schema has it."""
        places = {meaning.name: entry for entry in span.entries if (meaning := spellings.meaning(entry[0]))}
        for name, value in sorted(values.items(), key=lambda item: order.index(item[0])):
            if name in places:
                _, key, old = places[name]
                blank = "" if old.end > old.start else " "
                yield Edit(old.start, old.end, blank + self._value(value, old, key.column))
                continue
            line = f"{self._key(span, name)}: {scalar(value)}"
            before = [entry[2] for found, entry in places.items() if order.index(found) < order.index(name)]
            above = max(before, key=lambda each: each.end, default=None)
            if span.flow:
                yield self._within_brackets(span, line)
            elif above is None:
                yield Edit(span.start, span.start, f"{line}{self.end_of_line}{' ' * (span.column - 1)}")
            else:
                yield self._after_line(above.end, [" " * (span.column - 1) + line])

    def _value(self, value: Value, old: Span, column: int) -> str:
        """A value; a text of several lines as one where one stood."""
        if old.block and isinstance(value, str) and "\n" in value:
            lines = value.split("\n")
            if not any(line != line.strip() or not line.isprintable() for line in lines):
                margin = self.end_of_line + " " * (column - 1 + _STEP)
                return "|" + "".join(margin + line if line else self.end_of_line for line in lines)
        return scalar(value)

    def _key(self, span: Span, name: str) -> str:
        """A field's name as the file calls its others: by its title where all of them are."""
        names = {each.name for _, each in self.type.all_fields()}
        titled = span.entries and not any(key in names for key, _, _ in span.entries)
        found = next((each for _, each in self.type.all_fields() if each.name == name), None)
        return key_text(found.title.base if titled and found and found.title.base else name)

    def _within_brackets(self, span: Span, text: str) -> Edit:
        parts = [*span.items, *(value for _, _, value in span.entries)]
        place = max((part.end for part in parts), default=span.start + 1)
        return Edit(place, place, f", {text}" if parts else text)

    def _after_line(self, place: int, lines: Sequence[str]) -> Edit:
        """Lines below the one that a value ends on, comment and all."""
        end = self.text.find("\n", place)
        below = "".join(line + self.end_of_line for line in lines)
        if end < 0:
            return Edit(len(self.text), len(self.text), self.end_of_line + below)
        return Edit(end + 1, end + 1, below)

    def _rows(self, table: str, gone: Sequence[Row], come: Sequence[Mapping[str, Value]]) -> Iterator[Edit]:
        spellings = self.shape.records.spellings
        entry = next(
            (each for each in self.span.entries if getattr(spellings.meaning(each[0]), "name", "") == table),
            None,
        )
        flow_rows = [f"{{{', '.join(_pairs(values))}}}" for values in come]
        if entry is None:
            yield from self._new_table(table, come, flow_rows)
            return
        _, key, value = entry
        if value.kind != "list" and value.end > value.start:
            raise NotInPlace
        places = {(item.line, item.column): item for item in value.items}
        items = [places.get((row.source.line or 0, row.source.column or 0)) for row in gone]
        if any(item is None for item in items):
            raise NotInPlace
        leaving = [item for item in items if item]
        if value.flow:
            left = [item for item in value.items if item not in leaving]
            kept = [self.text[item.start : item.end] for item in left]
            yield Edit(value.start, value.end, f"[{', '.join([*kept, *flow_rows])}]")
        elif len(leaving) == len(value.items) and not come and not self.span.flow:
            yield Edit(self._line_start(key.start), self._line_end(max(value.end, key.end)), "")
        else:
            for item in leaving:
                yield Edit(self._line_start(item.start), self._line_end(item.end), "")
            margin = " " * ((value.column if value.items else key.column + _STEP) - 1)
            in_brackets = bool(value.items) and value.items[-1].flow
            place = value.end if value.items else key.end
            if come:
                yield self._after_line(place, list(_block(come, flow_rows, margin, in_brackets=in_brackets)))

    def _new_table(
        self, table: str, come: Sequence[Mapping[str, Value]], flow_rows: Sequence[str]
    ) -> Iterator[Edit]:
        child = self.type.child(table)
        titled = self.span.entries and not any(
            field.name == key for field in self.type.fields for key, _, _ in self.span.entries
        )
        name = key_text(child.title.base if titled and child.title.base else table)
        if self.span.flow:
            yield self._within_brackets(self.span, f"{name}: [{', '.join(flow_rows)}]")
            return
        margin = " " * (self.span.column - 1)
        lists = [value for _, _, value in self.span.entries if value.kind == "list" and value.items]
        in_brackets = any(value.items[-1].flow for value in lists)
        rows = _block(come, flow_rows, margin + " " * _STEP, in_brackets=in_brackets)
        yield self._after_line(self.span.end, [f"{margin}{name}:", *rows])

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1


def _block(
    rows: Sequence[Mapping[str, Value]], flow_rows: Sequence[str], margin: str, *, in_brackets: bool
) -> Iterator[str]:
    for values, flow in zip(rows, flow_rows, strict=True):
        if in_brackets:
            yield f"{margin}- {flow}"
        else:
            for index, pair in enumerate(_pairs(values)):
                yield f"{margin}{'  ' if index else '- '}{pair}"


def _pairs(values: Mapping[str, Value]) -> list[str]:
    return [f"{key_text(name)}: {scalar(value)}" for name, value in values.items()]

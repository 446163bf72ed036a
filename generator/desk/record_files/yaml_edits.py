"""A YAML file of records with some of them amended: comments, order, and whatever is not meant stay as they were typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from generator.desk.record_files.edits import Amendment, Edit, edited
from generator.desk.record_files.yaml_text import entry_lines, is_plain_text_of_lines, key_text, scalar
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
        leaving = [place for name, place in places.items() if name in values and values[name] is None]
        yield from self._without(span, leaving)
        said = {name: value for name, value in values.items() if value is not None}
        for name, value in sorted(said.items(), key=lambda item: order.index(item[0])):
            if name in places:
                _, key, old = places[name]
                items = self._items(old, list(map(str, value))) if isinstance(value, tuple) else None
                if items is not None:
                    yield from items
                    continue
                blank = "" if old.end > old.start else " "
                yield Edit(old.start, old.end, blank + self._value(value, old, key.column, flow=span.flow))
                continue
            before = [entry[2] for found, entry in places.items() if order.index(found) < order.index(name)]
            above = max(before, key=lambda each: each.end, default=None)
            key_of_file, margin = self._key(span, name), " " * (span.column - 1)
            lines = [f"{margin}{line}" if line else "" for line in entry_lines(key_of_file, value)]
            if span.flow:
                yield self._within_brackets(span, f"{key_text(key_of_file)}: {scalar(value)}")
            elif above is None:
                yield Edit(
                    span.start, span.start, self.end_of_line.join([*lines, margin]).removeprefix(margin)
                )
            else:
                yield self._after_line(above.end, lines)

    def _without(self, span: Span, leaving: Collection[tuple[str, Span, Span]]) -> Iterator[Edit]:
        """Entries out of a mapping: in brackets what they take, else the lines that they stand on."""
        if leaving and len(leaving) == len(span.entries):
            raise NotInPlace
        runs = [list(run) for _, run in groupby(span.entries, key=lambda entry: entry in leaving)]
        for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
            if run[0] not in leaving:
                continue
            (_, first, _), (_, _, last) = run[0], run[-1]
            if span.flow:
                yield (
                    Edit(before[-1][2].end, last.end, "")
                    if before
                    else Edit(first.start, after[0][1].start, "")
                )
                continue
            starts_line = not self.text[self._line_start(first.start) : first.start].strip()
            if not starts_line and "#" not in self.text[last.end : after[0][1].start]:
                yield Edit(first.start, after[0][1].start, "")
                continue
            for _, key, value in run:
                if starts_line or key is not first:
                    yield Edit(self._line_start(key.start), self._line_end(max(key.end, value.end)), "")
                else:
                    yield Edit(key.start, self._line_end(max(key.end, value.end)) - len(self.end_of_line), "")

    def _items(self, old: Span, items: Sequence[str]) -> Sequence[Edit] | None:
        """A list whose items have lines of their own, with others: the lines of items that stay are left as they are, and so
        are the comments among them. ``None`` for any other list and for one of which no item stays.
        """
        alone = [item for item in old.items if item.kind == "scalar" and not item.block]
        said = [item.text for item in old.items]
        if old.flow or len(alone) < len(said) or not set(said).intersection(items):
            return None
        margin, come, edits, next_one = " " * (old.column - 1), list[str](), list[Edit](), 0
        stay: list[Span] = []
        for item in [*items, None]:
            if item is not None and item not in said[next_one:]:
                come.append(f"{margin}- {scalar(item)}")
                continue
            if come and stay:
                edits.append(self._after_line(stay[-1].end, come))
            elif come:
                place = self._line_start(old.start)
                edits.append(Edit(place, place, "".join(line + self.end_of_line for line in come)))
            come = []
            if item is not None:
                found = said.index(item, next_one)
                stay.append(old.items[found])
                next_one = found + 1
        gone = [item for item in old.items if item not in stay]
        edits += [Edit(self._line_start(item.start), self._line_end(item.end), "") for item in gone]
        return edits

    def _value(self, value: Value, old: Span, column: int, *, flow: bool) -> str:
        """A value; a text of several lines on lines of its own, unless something else stands behind it."""
        if isinstance(value, str) and is_plain_text_of_lines(value) and not flow:
            rest = self.text[old.end : self._line_end(old.end)]
            if old.block or not rest.strip():
                margin = self.end_of_line + " " * (column - 1 + _STEP)
                return "|" + "".join(
                    margin + line if line else self.end_of_line for line in value.split("\n")
                )
        return scalar(value)

    def _key(self, span: Span, name: str) -> str:
        """A field's name as the file calls its others: by its title where all of them are."""
        names = {each.name for _, each in self.type.all_fields()}
        titled = span.entries and not any(key in names for key, _, _ in span.entries)
        found = next((each for _, each in self.type.all_fields() if each.name == name), None)
        return found.title.base if titled and found and found.title.base else name

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
            yield from self._rows_in_brackets(value, leaving, flow_rows)
        elif self.text[self._line_start(key.start) : key.start].strip() and len(leaving) == len(value.items):
            raise NotInPlace
        elif len(leaving) == len(value.items) and not come and not self.span.flow:
            # At the depth of the name: deeper ones would become a part of a text that ends above them.
            margin = " " * (key.column - 1)
            comments = (
                margin + comment + self.end_of_line for comment in self._comments_among([key, *value.items])
            )
            end = self._line_end(max(value.end, key.end))
            yield Edit(self._line_start(key.start), end, "".join(comments))
        else:
            for item in leaving:
                yield Edit(self._line_start(item.start), self._line_end(item.end), "")
            margin = " " * ((value.column if value.items else key.column + _STEP) - 1)
            in_brackets = bool(value.items) and value.items[-1].flow
            place = value.end if value.items else key.end
            if come:
                yield self._after_line(place, list(_block(come, flow_rows, margin, in_brackets=in_brackets)))

    def _rows_in_brackets(
        self, value: Span, leaving: Collection[Span], come: Sequence[str]
    ) -> Iterator[Edit]:
        if len(leaving) == len(value.items):
            yield Edit(value.start, value.end, f"[{', '.join(come)}]")
            return
        runs = [list(run) for _, run in groupby(value.items, key=lambda item: item in leaving)]
        for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
            if run[0] in leaving:
                yield (
                    Edit(before[-1].end, run[-1].end, "")
                    if before
                    else Edit(run[0].start, after[0].start, "")
                )
        if come:
            yield Edit(value.items[-1].end, value.items[-1].end, "".join(f", {row}" for row in come))

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

    def _comments_among(self, parts: Sequence[Span]) -> Iterator[str]:
        """Those on lines of their own between one part and the next."""
        for part, following in pairwise(parts):
            between = self.text[self._line_end(part.end) : self._line_start(following.start)]
            yield from (line.strip() for line in between.splitlines() if line.lstrip().startswith("#"))

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
            lines = [line for name, value in values.items() for line in entry_lines(name, value)]
            yield from (
                f"{margin}{'  ' if index else '- '}{line}" if line else "" for index, line in enumerate(lines)
            )


def _pairs(values: Mapping[str, Value]) -> list[str]:
    return [f"{key_text(name)}: {scalar(value)}" for name, value in values.items()]

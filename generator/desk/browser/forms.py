"""A type and what was typed → the form that its page shows; and what a browser sends of it → what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.report.speaker import Speaker
from generator.desk.browser.words import Words
from generator.desk.editing.changing import DRAFT, Spot
from generator.desk.editing.inputs import InputKind, input_kind
from generator.desk.editing.typed import Typed, TypedRow
from generator.model.declared.record_type import CORRECTIONS, ChildTable, Field, RecordType, Show
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.records.record import Register
from generator.read.table.shape import references
from generator.read.table.values import truth_words

VALUE, CELL, ROW, FILE = "value", "cell", "row", "file"
"""What the names of inputs begin with."""
_CELL = re.compile(rf"{CELL}\.(\d{{1,6}})\.([^.]+)\.([^.]+)")
_ROW = re.compile(rf"{ROW}\.(\d{{1,6}})\.([^.]+)")
FRESH_ROWS, FRESH_ITEMS = 3, 2
"""Empty rows and items that a form has in the end, for whoever has no script."""
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with a value, and what would be right."""

    is_error: bool
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Input:
    """One field as it is typed. ``kind``: ``text``, ``area``, ``date``, ``number``, ``choice`` or ``list``."""

    id: str
    name: str
    label: str
    hint: str
    kind: str
    texts: Sequence[str]
    needed: bool = False
    choices: Sequence[Choice] = ()
    offers: str = ""
    """The list of values that are offered while one is typed."""
    called: Sequence[str] = ()
    """The titles of the records that the ids lead to."""
    said: Sequence[Said] = ()
    fixed: bool = False
    takes_files: bool = False

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a child table; ``was`` is empty for one that comes."""

    number: int
    was: str
    cells: Sequence[Input]


@dataclass(frozen=True, slots=True)
class Grid:
    """A child table as it is typed."""

    table: str
    label: str
    hint: str
    columns: Sequence[Choice]
    needed: frozenset[str]
    rows: Sequence[GridRow]
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Step:
    """What is typed at once: a group of fields, or a table."""

    id: str
    title: str
    inputs: Sequence[Input] = ()
    grid: Grid | None = None
    folded: bool = False

    @property
    def errors(self) -> int:
        cells = [cell for row in self.grid.rows for cell in row.cells] if self.grid else []
        said = [
            *(self.grid.said if self.grid else ()),
            *(s for each in (*self.inputs, *cells) for s in each.said),
        ]
        return sum(each.is_error for each in said)


@dataclass(frozen=True, slots=True)
class Offer:
    """Values that are offered wherever they may stand."""

    id: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Form:
    """All steps, what is offered in them, and what is wrong beside any field."""

    steps: Sequence[Step]
    offers: Sequence[Offer]
    said: Sequence[Said]


def read_typed(type: RecordType, sent: Iterable[tuple[str, Sequence[str]]]) -> Typed:
    """What was typed, of all that a browser sent. What names no field of the type is not read."""
    fields = {each.name for each in type.fields}
    tables = {table.name: {each.name for each in table.fields} for table in type.children}
    values: dict[str, tuple[str, ...]] = {}
    cells: dict[str, dict[int, dict[str, str]]] = {}
    was: dict[tuple[str, int], int] = {}
    for name, texts in sent:
        kind, _, rest = name.partition(".")
        if kind == VALUE and rest in fields:
            values[rest] = tuple(texts)
        elif (cell := _CELL.fullmatch(name)) and cell[3] in tables.get(cell[2], ()):
            cells.setdefault(cell[2], {}).setdefault(int(cell[1]), {})[cell[3]] = texts[0]
        elif (row := _ROW.fullmatch(name)) and row[2] in tables and texts[0].isascii() and texts[0].isdigit():
            was[row[2], int(row[1])] = int(texts[0])
    rows = {
        table: [TypedRow(found[number], was.get((table, number))) for number in sorted(found)][:MOST_ROWS]
        for table, found in cells.items()
    }
    return Typed(values, rows)


def form_of(
    type: RecordType,
    typed: Typed,
    found: Mapping[Spot, Sequence[Finding]],
    register: Register,
    words: Words,
    *,
    is_new: bool,
    files: Sequence[str] = (),
) -> Form:
    """The form of a record, its values as they are typed now. ``files`` lie among the attachments."""
    return _Maker(type, typed, found, register, words, is_new, files).form()


class _Maker:
    """One form while it is made."""

    def __init__(
        self,
        type: RecordType,
        typed: Typed,
        found: Mapping[Spot, Sequence[Finding]],
        register: Register,
        words: Words,
        is_new: bool,
        files: Sequence[str],
    ) -> None:
        self.type, self.typed, self.found, self.register = type, typed, dict(found), register
        self.words, self.is_new, self.files = words, is_new, files
        self.language = words.language
        self.speak = Speaker(words.language, register.site.countries)
        self.led_to = references(type)
        self.offers: dict[str, Offer] = {}

    def form(self) -> Form:
        steps = list(self._steps())
        rest = [finding for findings in self.found.values() for finding in findings]
        return Form(steps, list(self.offers.values()), self._said(rest))

    def _steps(self) -> Iterator[Step]:
        type, common = self.type, self.type.common
        own = [each for each in type.fields if each.name not in common]
        grouped = {name for group in type.groups for name in group.fields}
        first = [each for each in own if each.name not in grouped]
        groups = [(self.words["Basics"], first)]
        groups += [
            (group.title.in_language(self.language), [each for each in own if each.name in group.fields])
            for group in type.groups
        ]
        number = 0
        for title, fields in groups:
            if inputs := [self._input(each) for each in fields]:
                number += 1
                yield Step(f"step-{number}", title, inputs)
        for table in type.children:
            if table.name not in common:
                number += 1
                yield Step(f"step-{number}", table.label.in_language(self.language), grid=self._grid(table))
        shown = [each for each in type.fields if each.name in common and each.name != DRAFT]
        if shown:
            inputs = [self._input(each) for each in shown]
            yield Step("step-about", self.words["Publication and source"], inputs, folded=True)
        for table in type.children:
            if table.name in common and table.name != CORRECTIONS:
                grid = self._grid(table)
                yield Step(
                    f"step-{table.name}", table.label.in_language(self.language), grid=grid, folded=True
                )

    def _input(self, field: Field) -> Input:
        texts = self.typed.values.get(field.name, ())
        name = f"{VALUE}.{field.name}"
        said = self._said(self.found.pop(Spot(field.name), ()))
        kind = _kind(field, texts)
        to = self.led_to.get("", {}).get(field.name, "")
        is_id = field.name in (self.type.id_field, *self.type.id_parts)
        hint = field.description.in_language(self.language)
        if is_id and self.is_new and field.name == self.type.id_field:
            hint = f"{hint} {self.words['Left empty, the next one is taken.']}".strip()
        return Input(
            name.replace(".", "-"),
            name,
            field.label.in_language(self.language),
            hint,
            kind,
            [*texts, *[""] * FRESH_ITEMS] if kind == "list" else texts,
            field.required and not (is_id and self.is_new),
            self._choices(field, texts) if kind == "choice" else (),
            self._offer(field, to) if kind in ("text", "list") else "",
            self._called(to, texts),
            said,
            fixed=is_id and not self.is_new,
            takes_files=field.show is Show.ATTACHMENT,
        )

    def _grid(self, table: ChildTable) -> Grid:
        typed = list(self.typed.rows.get(table.name, ()))
        rows = [self._row(table, number, row) for number, row in enumerate(typed)]
        rows += [self._row(table, len(typed) + number, TypedRow({})) for number in range(FRESH_ROWS)]
        columns = [Choice(each.name, each.label.in_language(self.language)) for each in table.fields]
        return Grid(
            table.name,
            table.label.in_language(self.language),
            table.description.in_language(self.language),
            columns,
            frozenset(each.name for each in table.fields if each.required),
            rows,
            self._said(self.found.pop(Spot("", table.name), ())),
        )

    def _row(self, table: ChildTable, number: int, row: TypedRow) -> GridRow:
        cells = []
        for each in table.fields:
            to = self.led_to.get(table.name, {}).get(each.name, "")
            name = f"{CELL}.{number}.{table.name}.{each.name}"
            text = row.cells.get(each.name, "")
            offers = self._offer(each, to)
            is_area = each.type == "string" and not offers
            cells.append(
                Input(
                    name.replace(".", "-"),
                    name,
                    self.words.filled(
                        "{column}, row {n}", column=each.label.in_language(self.language), n=number + 1
                    ),
                    "",
                    "area" if is_area else "text",
                    (text,),
                    each.required,
                    offers=offers,
                    said=self._said(self.found.pop(Spot(each.name, table.name, number), ())),
                )
            )
        return GridRow(number, "" if row.was is None else str(row.was), cells)

    def _choices(self, field: Field, texts: Sequence[str]) -> Sequence[Choice]:
        if field.type == "boolean":
            yes, no = truth_words(field)
            offered = [Choice(yes, self.words["yes"]), Choice(no, self.words["no"])]
        else:
            values = map(str, field.constraints.get("enum") or ())
            offered = [Choice(each, field.name_of(each).in_language(self.language)) for each in values]
        known = {each.value for each in offered}
        return [
            Choice("", ""),
            *offered,
            *(Choice(text, text) for text in texts if text and text not in known),
        ]

    def _offer(self, field: Field, to: str) -> str:
        """The list that an input offers; each is made once."""
        if to and to in self.register.types:
            other, id = self.register.types[to], f"records-{to}"
            if id not in self.offers:
                records = self.register.records[to]
                self.offers[id] = Offer(
                    id, [Choice(r.id, str(r.values.get(other.title_field) or "")) for r in records]
                )
            return id
        if field.show is Show.ATTACHMENT and self.files:
            self.offers.setdefault(
                "attachments", Offer("attachments", [Choice(path, "") for path in self.files])
            )
            return "attachments"
        values = [str(each) for each in field.constraints.get("enum") or ()]
        if not values and field.type == "boolean":
            values = list(truth_words(field))
        if not values:
            return ""
        id = f"values-{len(self.offers)}"
        for offer in self.offers.values():
            if [each.value for each in offer.choices] == values:
                return offer.id
        self.offers[id] = Offer(id, [Choice(v, field.name_of(v).in_language(self.language)) for v in values])
        return id

    def _called(self, to: str, texts: Sequence[str]) -> Sequence[str]:
        if not to or to not in self.register.types:
            return ()
        field = self.register.types[to].title_field
        titles = {each.id: str(each.values.get(field) or "") for each in self.register.records[to]}
        return [titles[text.strip()] for text in texts if titles.get(text.strip())]

    def _said(self, findings: Iterable[Finding]) -> Sequence[Said]:
        return [
            Said(
                each.severity is Severity.ERROR,
                self.speak(each.message),
                self.speak(each.hint) if each.hint else "",
            )
            for each in findings
        ]


def _kind(field: Field, texts: Sequence[str]) -> str:
    """What is shown; a text that such an input would not show as it stands is shown in one that does."""
    if field.type == "array":
        return "list"
    kind = input_kind(field)
    if kind in (InputKind.CHOICE, InputKind.TRUTH):
        return "choice"
    if kind is InputKind.DAY and all(map(_is_day, texts)):
        return "date"
    if kind is InputKind.LONG or any("\n" in text for text in texts):
        return "area"
    return "number" if kind is InputKind.NUMBER else "text"


def _is_day(text: str) -> bool:
    return not text or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))

"""A type, and records that are to stand in its form → the sheets of the workbook: columns, notes, choices, limits, rows.

What a form writes is what readers read: a header is one that they know, a reference one that they take apart
(:mod:`generator.read.table.choices`), a help sheet one that they know again (:mod:`generator.read.excel.forms`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from generator.desk.importing.answers import KINDS
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import NUMBERS, ChildTable, Field, RecordType, Show
from generator.model.records.record import Record, Register, Row
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.catalogue import LANGUAGES, translator
from generator.model.text.folding import canonical, fold
from generator.model.text.languages import is_written_in_han
from generator.model.text.wording import Phrase, Wording, say
from generator.read.excel.forms import Form, form_for
from generator.read.table.choices import choice_text
from generator.read.table.shape import Shape, references, shape_of
from generator.read.table.spellings import Spellings
from generator.read.table.values import truth_words
from generator.website.exports.workbooks import sheet_names

REQUIRED_MARK = "＊"
MOST_CHOICES = 5_000
"""Records that a list offers, the newest; any other id may be typed."""
MOST_DIGITS = 10
"""Of a number that its cell shows whole; a longer one stands as text."""
SEPARATOR = "；"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what is said about it, and what may stand in it."""

    field: Field
    header: str
    note: str
    choices: tuple[str, ...] = ()
    strict: bool = False
    """Whether nothing but a choice may be typed."""
    needed: bool = False
    """Whether it must be filled in."""
    leads_to: str = ""
    """The type of the records that are offered."""
    from_records: bool = False
    """Whether the ids on the sheet of the records are what is offered."""
    example: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet to fill in: the records (``table`` empty) or the rows of a child table."""

    name: str
    table: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FormBook:
    """A whole form: what marks it, its sheets, and the names and texts of those that help."""

    form: Form
    sheets: tuple[FormSheet, ...]
    help_name: str
    lists_name: str
    help: tuple[tuple[str, ...], ...] = field(default=())
    """The rows of the help sheet; the first is its title, those after an empty one are a table with a header."""


def form_book(type: RecordType, register: Register, records: Sequence[Record], today: date) -> FormBook:
    """The form of a type with these records in it."""
    making = _Making(type, register, records, today)
    sheets = tuple(making.sheets())
    names = [sheet.name for sheet in sheets]
    first = making.languages[0]
    help_name, lists_name = sheet_names(
        [*names, translator(first)("How to fill in"), translator(first)("Choices")]
    )[-2:]
    return FormBook(
        form_for(type), sheets, help_name, lists_name, tuple(_help(type, sheets, making.languages))
    )


def form_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages that the form of a site speaks: Chinese and English, or where no page is in Chinese, English alone."""
    return tuple(LANGUAGES) if any(map(is_written_in_han, languages)) else ("en",)


class _Making:
    """What the columns of one form have in common."""

    def __init__(self, type: RecordType, register: Register, records: Sequence[Record], today: date) -> None:
        self.type, self.register, self.records, self.today = type, register, records, today
        self.languages = form_languages(register.site.languages)
        self.shape = shape_of(type, of_form=True)
        self.references = references(type)
        self.offered: dict[str, tuple[str, ...]] = {}
        self.example = self._example_record()

    def sheets(self) -> Iterator[FormSheet]:
        """The sheet of the records, and one for each child table."""
        fields, spellings = self._fields(), self.shape.records.spellings
        yield FormSheet(
            self._sheet_name(None),
            "",
            tuple(self._column(each, spellings, "") for each in fields),
            tuple(
                tuple(self._called(record.values.get(each.name), each) for each in fields)
                for record in self.records
            ),
        )
        for table in self.type.children:
            shape = self.shape.tables[table.name]
            columns = (
                self._key(shape),
                *(self._column(each, shape.spellings, table.name) for each in table.fields),
            )
            yield FormSheet(self._sheet_name(table), table.name, columns, tuple(self._rows(table)))

    def _fields(self) -> list[Field]:
        """The fields that have a column: none that hides or withdraws a record, unless one that is filled in says it."""
        filled = {name for record in self.records for name in record.values}
        made = self.type.id_field if self.type.id_parts else ""
        return [
            each for each in self.type.fields if each.name != made and (each.suggested or each.name in filled)
        ]

    def _rows(self, table: ChildTable) -> Iterator[tuple[Value, ...]]:
        for record in self.records:
            for row in record.children.get(table.name, ()):
                yield (record.id, *(self._called(row.values.get(each.name), each) for each in table.fields))

    def _called(self, value: Value, each: Field) -> Value:
        """One of the values that a field allows, as its list offers it."""
        return self._name(each, value) if isinstance(value, str) and each.labels else value

    def _name(self, each: Field, value: str) -> str:
        """What a value is called in the form's first language, where readers know it by that."""
        name = each.name_of(value).translations.get(self.languages[0], value)
        return name if each.labels.get(canonical(name)) == value else value

    def _choices(self, each: Field) -> tuple[str, ...]:
        if each.type == "boolean":
            return truth_words(each, self.languages[0])
        return tuple(self._name(each, str(choice)) for choice in each.constraints.get("enum") or ())

    def _sheet_name(self, table: ChildTable | None) -> str:
        """A name that readers know the sheet by, and that Excel takes."""
        of = table or self.type
        spellings = (*dict.fromkeys((of.title.in_language(self.languages[0]), *of.title.all())), of.name)
        for name in filter(None, spellings):
            if sheet_names([name]) == [name] and self._is_its_name(name, table):
                return name
        return sheet_names([spellings[0]])[0]

    def _is_its_name(self, name: str, table: ChildTable | None) -> bool:
        own = {fold(text) for text in (self.type.name, *self.type.title.all())}
        if table is None:
            return fold(name) in own
        named = next(each for each in self.type.children if fold(name) in map(fold, each.spellings()))
        return named is table and fold(name) not in own

    def _key(self, shape: Shape) -> Column:
        header = _header(shape.key, shape.spellings, self.languages, required=True)
        note = _said(
            say("The number of the record on the first sheet that the row belongs to."), self.languages
        )
        return Column(shape.key, header, note, needed=True, from_records=not self.type.id_parts)

    def _column(self, each: Field, spellings: Spellings, table: str) -> Column:
        to = self.references.get(table, {}).get(each.name, "")
        choices = self._offered(to) if to in self.register.types else self._choices(each)
        is_list = each.type == "array"
        path = f"{table}.{each.name}" if table else each.name
        needed = each.required and path not in self.type.derived
        return Column(
            each,
            _header(each, spellings, self.languages, required=needed),
            _note(
                each,
                self.languages,
                needed=needed,
                worked_out=path in self.type.derived,
                has_choices=bool(choices),
            ),
            choices,
            strict=bool(choices) and not to and not is_list,
            needed=needed,
            leads_to=to,
            example=self._example(each, table, choices),
        )

    def _offered(self, type_name: str) -> tuple[str, ...]:
        if type_name not in self.offered:
            self.offered[type_name] = tuple(self._choices_of(self.register.types[type_name]))
        return self.offered[type_name]

    def _choices_of(self, type: RecordType) -> Iterator[str]:
        """The records that the public may see, newest first; a title that does not last is left out."""
        for record in _newest_first(type, self.register)[:MOST_CHOICES]:
            if not reason_to_withhold(type, record, self.today):
                yield choice_text(record.id, _title(type, record))

    def _example_record(self) -> Record | None:
        shown = (
            each
            for each in _newest_first(self.type, self.register)
            if not reason_to_withhold(self.type, each, self.today)
        )
        return next(shown, None)

    def _example(self, each: Field, table: str, choices: Sequence[str]) -> str:
        """What a record that is public says there, if it stays public; else something that may stand there."""
        if each.personal:
            return ""
        rows: Sequence[Row] = ()
        if self.example:
            rows = self.example.children.get(table, ()) if table else (self.example.row,)
        value = next((row.values[each.name] for row in rows if each.name in row.values), None)
        if value is not None and value != ():
            text = (
                " ".join(str(self._called(value, each)).split())
                if isinstance(value, str)
                else _plain(value, each)
            )
            chosen = next((choice for choice in choices if choice.startswith(text + " ")), text)
            return chosen if len(chosen) <= 80 else chosen[:80] + "…"
        return choices[0] if choices else _EXAMPLES.get(each.type, "")


_EXAMPLES = {
    "date": "2026-03-05",
    "datetime": "2026-03-05 09:00",
    "integer": "3",
    "number": "3.5",
    "year": "2026",
    "yearmonth": "2026-03",
}


def cells_of(sheet: FormSheet, titles: Mapping[str, Mapping[str, str]]) -> Iterator[list[Value]]:
    """The rows as cells hold them; ``titles`` are what is offered for the ids of a type."""
    for row in sheet.rows:
        yield [
            _chosen(cell_value(value, column.field), titles.get(column.leads_to, {}))
            for column, value in zip(sheet.columns, row, strict=True)
        ]


def cell_value(value: Value, field: Field) -> Value:
    """A value as a cell of its column holds it, so that it is read as the same."""
    if isinstance(value, bool):
        return truth_words(field)[0 if value else 1]
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, datetime) and (value.tzinfo or value.second or value.microsecond):
        return value.isoformat()  # a cell knows no time zones, and shows minutes
    if isinstance(value, int | Decimal):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        if field.show is Show.PROGRESS and 0 < value < 1:
            return f"{text}%"
        if sum(sign.isdigit() for sign in text) > MOST_DIGITS or field.type not in (*NUMBERS, "year"):
            return text
    return value


def _chosen(value: Value, titles: Mapping[str, str]) -> Value:
    """Ids with the titles that are offered beside them."""
    if isinstance(value, tuple):
        return SEPARATOR.join(titles.get(each, each) for each in value)
    return titles.get(value, value) if isinstance(value, str) else value


def _header(each: Field, spellings: Spellings, languages: Sequence[str], *, required: bool) -> str:
    """The column's name in each of these languages, as far as readers know it by that; its technical name where they do not."""
    titles = list(dict.fromkeys(each.title.in_language(language) for language in languages))
    names = [name for name in titles if name and spellings.meaning(name) is each] or [each.name]
    header = "\n".join(names)
    marked = header.replace("\n", f"{REQUIRED_MARK}\n", 1) if "\n" in header else header + REQUIRED_MARK
    candidates = [marked, header] if required else [header]
    return next((text for text in candidates if spellings.meaning(text) is each), each.name)


def _newest_first(type: RecordType, register: Register) -> list[Record]:
    dated = register.records[type.name]
    return sorted(
        dated, key=lambda record: day_of(record.values.get(type.date_field or "")) or date.min, reverse=True
    )


def _title(type: RecordType, record: Record) -> str:
    name = type.title_field
    lasts = any(each.name == name and each.lasts for each in type.fields)
    value = record.values.get(name) if lasts and name != type.id_field else None
    return value if isinstance(value, str) else ""


def _plain(value: Value, each: Field) -> str:
    value = cell_value(value, each)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def _said(phrase: Phrase, languages: Sequence[str]) -> str:
    return "\n".join(phrase.render(translator(language), language) for language in languages)


def _in_languages(wording: Wording, languages: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(wording.in_language(language) for language in languages) if text]


def _note(each: Field, languages: Sequence[str], *, needed: bool, worked_out: bool, has_choices: bool) -> str:
    """What to write: what the schema says, whether it must be, and in what form; in each language."""
    lines = _in_languages(each.description, languages)
    said = [say("Must be filled in.")] if needed else []
    said += [say("It may be left empty: it is computed then.")] if worked_out else []
    said += [KINDS[each.type]] if each.type in KINDS else []
    said += [say("Choose from the list.")] if has_choices else []
    if not (lines or said):
        said = [say("A text.")]
    for language in languages:
        lines.append(" ".join(phrase.render(translator(language), language) for phrase in said))
    return "\n".join(line for line in lines if line)


def _help(
    type: RecordType, sheets: Sequence[FormSheet], languages: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """What stands on the help sheet: how the form is filled in, and each column with an example."""
    title = say("How to fill in the form '{type}'", type=type.label)
    yield (" · ".join(title.render(translator(language), language) for language in languages),)
    said = (
        say(
            "Each row of the sheet '{sheet}' is a record; no title, sum or note stands there.",
            sheet=sheets[0].name,
        ),
        say(
            "A row of another sheet belongs to the record whose number stands in its first column. With one record in the form "
            "that may stay empty, and so may a whole sheet."
        ),
        say(
            "Columns marked {mark} must be filled in. Where a list opens, choose from it.", mark=REQUIRED_MARK
        ),
        say(
            "Save the file as .xlsx and import it: sunlit import {type} FILE; then a number that is empty is the next one. "
            "With its numbers it may also be put into data/{type}/. Nothing is typed on this sheet.",
            type=type.name,
        ),
    )
    for phrase in said:
        for language in languages:
            yield (phrase.render(translator(language), language),)
    yield ()
    heads = (say("Sheet"), say("Column"), say("What to write"), say("Example"))
    yield tuple(_said(head, languages) for head in heads)
    for sheet in sheets:
        for column in sheet.columns:
            yield sheet.name, column.header.replace("\n", " "), column.note, column.example

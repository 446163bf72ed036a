"""An office's own file → new records of a type: understood, completed, judged, and only then written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import Verdict, judge, read_everything
from generator.check.personal.detection import masked
from generator.check.report.record_schema import as_record_schema
from generator.check.same_faults import apart, together
from generator.desk import columns
from generator.desk.columns import LEFT_OUT, KnownColumns
from generator.desk.office_table import OfficeTable, office_tables
from generator.desk.proposals import computed, needed, next_id
from generator.desk.said_outside import said_above, said_below, title_among, title_field
from generator.desk.trial import judged_with
from generator.desk.writing import refuse_links, write_whole
from generator.desk.yaml_text import NewRecord, YamlText, records_text
from generator.model import rules
from generator.model.addresses import IMPORTS, file_name
from generator.model.condition import Value, day_of
from generator.model.finding import Finding
from generator.model.nearest import NEARER, nearest
from generator.model.record import Register, Row, Source, column_letter
from generator.model.record_type import Field, RecordType
from generator.model.severity import Severity
from generator.model.stop import CannotRun
from generator.model.wording import Phrase, say
from generator.read.files.file_bytes import read_bytes
from generator.read.register import LARGEST
from generator.read.schema.schemas import type_called
from generator.read.table.rows import read_record
from generator.read.table.shape import shape_of
from generator.read.table.tables import id_text
from generator.read.text.mojibake import sound_text
from generator.read.yaml.rows import read_mappings

Ask = Callable[[Field], str]
"""Asks a person for the value of a field; an empty text leaves it out."""
PUBLISHED_ON, PUBLISH_AT = "published_on", "publish_at"
_NOTHING: tuple[Value, ...] = (None, "", ())
_MOST_SHOWN = 12
_MASK = "＊＊"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants imported, and what they say besides."""

    type: str
    file: Path = Path()
    given: Mapping[str, str] = field(default_factory=dict)
    """Values by field, as typed."""
    answers: Path | None = None
    """A file that says more, written as a record is."""
    said_columns: Mapping[str, str] = field(default_factory=dict)
    """Fields by header; an empty one leaves the column out."""
    as_of: date | None = None
    ask: Ask | None = None


@dataclass(slots=True)
class Import:
    """What an import came to. It may be written if ``fit``."""

    verdict: Verdict
    """What the gate says of the data with the records; of nothing, if they were not judged."""
    path: str = ""
    files: dict[str, str] = field(default_factory=dict)
    """What is to be written, by path from the root; the records last."""
    report: list[Phrase] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    missing: list[Field] = field(default_factory=list)
    """Fields that the records need and nobody has said."""

    @property
    def fit(self) -> bool:
        required = [each for each in self.missing if each.required]
        return (
            bool(self.files)
            and not required
            and all(each.severity is not Severity.ERROR for each in self.findings)
        )


def import_file(root: Path, wanted: Wanted) -> Import:
    """Understand a file and judge what would be written. Writes nothing.

    Raises :class:`CannotRun` if nothing can be done with the file, or what is said of it means nothing.
    """
    register = read_everything(root).register
    declared = type_called(wanted.type, register.types)
    known = _known(root, wanted, declared)
    type = columns.with_known(declared, known)
    today = day_to_judge(wanted.as_of, register.site)
    made = Import(Verdict(register, (), today))
    tables: list[OfficeTable] = []
    strange: list[Finding] = []
    for item in office_tables(wanted.file, type, known):
        if isinstance(item, Finding):
            made.findings.append(item)
            strange += [item] if item.rule is rules.UNKNOWN_KEY else []
        else:
            tables.append(item)
            made.findings.extend(item.findings)
    if not tables:
        return made
    # A sheet of something else does not stop the others: it is named.
    made.findings = [
        replace(each, severity=Severity.WARNING) if each in strange else each for each in made.findings
    ]
    drafts = _drafts(tables, type, made)
    _complete(drafts, register, type, wanted, today, made)
    _refuse_known(drafts, register, type)
    _judge(drafts, root, register, type, known, tables, wanted, made)
    return made


def new_record(root: Path, wanted: Wanted) -> Import:
    """A record of what is answered alone, with what each field means above it. Writes nothing; raises as an import does."""
    register = read_everything(root).register
    type = type_called(wanted.type, register.types)
    today = day_to_judge(wanted.as_of, register.site)
    made, draft = Import(Verdict(register, (), today)), _Draft(Source(f"data/{type.name}"))
    _complete([draft], register, type, wanted, today, made)
    _refuse_known([draft], register, type)
    draft.comments = {each.name: _comment(each, register.site.languages[0]) for each in type.fields}
    _judge([draft], root, register, type, KnownColumns({}), (), wanted, made)
    made.files.pop(columns.mapping_path(type), None)
    return made


def _comment(field: Field, language: str) -> str:
    texts = (field.label.in_language(language), field.description.in_language(language))
    return "：".join(text for text in texts if text)


def write(root: Path, made: Import) -> None:
    """Put the files of a fit import where they belong, each whole. Raises :class:`CannotRun` if one is there by now."""
    refuse_links(root, made.files)
    if (root / made.path).exists():
        raise CannotRun(say("{path} is there already.", path=made.path))
    for path, text in made.files.items():
        write_whole(root, path, text)


@dataclass(slots=True)
class _Draft:
    """A record while it is put together: its values, and where each was read."""

    home: Source
    values: dict[str, Value] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    children: dict[str, list[Row]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    def take(self, name: str, value: Value, source: Source | None = None) -> None:
        self.values[name] = value
        self.sources[name] = source or self.home

    def is_empty(self, name: str) -> bool:
        return self.values.get(name) in _NOTHING


def _known(root: Path, wanted: Wanted, type: RecordType) -> KnownColumns:
    fields = dict(columns.kept_columns(root, type).fields)
    for header, name in wanted.said_columns.items():
        target = columns.target_at(name, type) if name else None
        if name and target is None:
            raise _no_field(name, type)
        fields[header] = target.path if target else LEFT_OUT
    return KnownColumns(fields)


def _no_field(name: str, type: RecordType) -> CannotRun:
    paths = [each for field in type.fields for each in field.spellings() if field.suggested]
    paths += [f"{table.name}.{field.name}" for table in type.children for field in table.fields]
    near = nearest(name, paths, NEARER)
    return CannotRun(
        say("'{name}' is no field of {type}. Did you mean '{near}'?", name=name, type=type.label, near=near)
        if near
        else say("'{name}' is no field of {type}. 'sunlit types' lists them.", name=name, type=type.label)
    )


def _drafts(tables: Sequence[OfficeTable], type: RecordType, made: Import) -> list[_Draft]:
    """The records of the tables: the rows of the first that has records, or one record with the rows of child tables."""
    own = [table for table in tables if table.holds is None]
    drafts = [_draft(row) for table in own for row in table.rows] or [_Draft(tables[0].home)]
    for table in tables:
        made.report.append(_understood(table))
        made.report.extend(_columns(table))
        if table.holds and own and len(drafts) > 1:
            message = say(
                "The rows of '{table}' do not say which record they belong to.", table=table.holds.label
            )
            hint = say("Import them with their own record, one file for each.")
            made.findings.append(
                Finding(
                    rules.ORPHAN_ROW, table.home.at(table.header_line), message, hint, field=table.holds.name
                )
            )
        elif table.holds:
            drafts[0].children.setdefault(table.holds.name, []).extend(table.rows)
        if table.holds:
            made.findings.extend(_naming_records(table, type))
        _take_said(drafts, table, type, made)
    return drafts


def _naming_records(table: OfficeTable, type: RecordType) -> Iterator[Finding]:
    """A column of ids beside rows of a child table: they belong to several records, and are no new one."""
    spellings = shape_of(type).records.spellings
    for index, header in enumerate(table.headers):
        meaning = spellings.meaning(header) if header and index not in table.targets else None
        if isinstance(meaning, Field) and meaning.name == type.id_field:
            message = say(
                "The rows say by '{field}' which records they belong to: an import only makes new records.",
                field=meaning.label,
            )
            hint = say(
                "Write the rows into the records themselves, or into the table '{table}' beside their file.",
                table=table.holds.label if table.holds else "",
            )
            place = table.home.at(table.header_line, index + 1)
            yield Finding(rules.ORPHAN_ROW, place, message, hint, field=meaning.name)
        elif isinstance(meaning, Field) and index not in table.left_out and _differs(table, index, meaning):
            message = say(
                "'{field}' is one value of a record, and here each row has another.", field=meaning.label
            )
            hint = say(
                "If each row is about a record of its own, import them one by one, or say by --column what it is."
            )
            place = table.home.at(table.header_line, index + 1)
            yield Finding(rules.ORPHAN_ROW, place, message, hint, field=meaning.name)


def _differs(table: OfficeTable, index: int, field: Field) -> bool:
    """Whether a column of the record's own says of each row something else. A free text may be a remark on the row."""
    texts = {text for _, text in table.unplaced.get(index, ())}
    return len(texts) > 1 and (field.required or field.type != "string")


def _draft(row: Row) -> _Draft:
    draft = _Draft(row.source)
    for name, value in row.values.items():
        draft.take(name, value, row.source_of(name))
    return draft


def _take_said(drafts: Sequence[_Draft], table: OfficeTable, type: RecordType, made: Import) -> None:
    """What stands above and below the table, into every record that does not say it itself."""
    above = said_above(table.above, table.home, type)
    below = said_below(table.below, table.home, type, table.holds, len(table.rows))
    rest = [*above.rest, *below.rest]
    title = title_among(above, type) if len(drafts) == 1 else None
    its_field = title_field(type)
    if title and its_field and drafts[0].is_empty(its_field.name):
        above.take(its_field.name, title[0], *title)
        rest.extend(each for each in above.titles if each != title)
    else:
        rest.extend(above.titles)
    for said in (above, below):
        for name, (value, source) in said.values.items():
            for draft in drafts:
                if draft.is_empty(name):
                    draft.take(name, value, source)
            made.report.append(
                say(
                    "{place}: {field} is {value}.",
                    place=_cell(source),
                    field=type.field(name).label,
                    value=_shown(value, type.field(name)),
                )
            )
    private = _private_texts(drafts, type)
    made.report.extend(
        say("{place}: not placed: {text}", place=_cell(source), text=_discreet(text, private))
        for text, source in rest
    )
    made.report.extend(_unplaced(table, private))


def _understood(table: OfficeTable) -> Phrase:
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


def _columns(table: OfficeTable) -> list[Phrase]:
    said = []
    for index, header in enumerate(table.headers):
        place = _cell(table.home.at(table.header_line, index + 1))
        if index in table.by_name:
            said.append(
                say("{place} {header} → {field}", place=place, header=header, field=table.by_name[index].path)
            )
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
    return said


def _unplaced(table: OfficeTable, private: Sequence[str]) -> list[Phrase]:
    """The columns that hold no field, with all that stands in them."""
    found = []
    for index, cells in table.unplaced.items():
        texts: dict[str, list[str]] = {}
        for source, text in cells:
            texts.setdefault(_discreet(text, private), []).append(_cell(source))
        told = "; ".join(f"{text} ({', '.join(places)})" for text, places in texts.items())
        header, count = table.headers[index], len(cells)
        found.append(
            say("{header}: {count:cell|cells} left out, as was said: {texts}", header=header, count=count, texts=told)
            if index in table.left_out
            else say("{header}: {count:cell|cells} not placed, the type has no such field: {texts}",
                header=header, count=count, texts=told)
        )  # fmt: skip
    return found


def _private_texts(drafts: Sequence[_Draft], type: RecordType) -> list[str]:
    """Personal values of these records: a report does not repeat them."""
    names = {(table, each.name) for table, each in type.all_fields() if each.personal and not each.lasts}
    texts = {str(value) for draft in drafts for name, value in draft.values.items() if ("", name) in names}
    for draft in drafts:
        for table, rows in draft.children.items():
            texts |= {
                str(value) for row in rows for name, value in row.values.items() if (table, name) in names
            }
    return sorted((text for text in texts if len(text) > 1), key=len, reverse=True)


def _discreet(text: str, private: Sequence[str]) -> str:
    for value in private:
        text = text.replace(value, _MASK)
    return masked(" ".join(text.split()))


def _shown(value: Value, field: Field) -> str:
    if field.personal:
        return _MASK
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else masked(str(value))
        if isinstance(value, str)
        else str(value)
    )


def _cell(source: Source) -> str:
    """A place as spreadsheets call it."""
    cell = f"{column_letter(source.column or 1)}{source.line}"
    return f"{source.sheet}!{cell}" if source.sheet else cell


def _complete(
    drafts: Sequence[_Draft], register: Register, type: RecordType, wanted: Wanted, today: date, made: Import
) -> None:
    """What the file does not say: what is answered, proposed, computed or asked for."""
    spellings = shape_of(type).records.spellings
    _take_answers(drafts, type, wanted.answers, made)
    for name, text in wanted.given.items():
        meaning = spellings.meaning(name)
        if not isinstance(meaning, Field):
            raise _no_field(name, type)
        for draft in drafts:
            if len(drafts) == 1 or draft.is_empty(meaning.name):
                draft.take(meaning.name, spellings.normalisers[meaning.name](text))
    taken: list[str] = []
    asked: dict[str, Value] = {}
    for draft in drafts:
        _take_asked(draft, asked)
        _compute(draft, register, type, today, made)
        while wanted.ask and (
            names := [
                each
                for each in needed(draft.values, register, type, today)
                if each not in asked and each != type.id_field
            ]
        ):
            asked[names[0]] = spellings.normalisers[names[0]](wanted.ask(type.field(names[0])))
            _take_asked(draft, asked)
            _compute(draft, register, type, today, made)
        if draft.is_empty(type.id_field):
            year = (day_of(draft.values.get(type.date_field or "")) or today).year
            if id := next_id(register, type, year, taken):
                draft.take(type.id_field, id)
                made.report.append(
                    say("Proposed: {field} {value}", field=type.field(type.id_field).label, value=id)
                )
            elif wanted.ask:
                draft.take(
                    type.id_field, spellings.normalisers[type.id_field](wanted.ask(type.field(type.id_field)))
                )
        taken.append(id_text(draft.values.get(type.id_field)))
        if PUBLISHED_ON in type.common and draft.is_empty(PUBLISHED_ON):
            day = day_of(draft.values.get(PUBLISH_AT)) or today
            draft.take(PUBLISHED_ON, day)
            made.report.append(
                say(
                    "{field} is {value}, the day of this import",
                    field=type.field(PUBLISHED_ON).label,
                    value=day.isoformat(),
                )
            )
        for name in needed(draft.values, register, type, today):
            if type.field(name) not in made.missing:
                made.missing.append(type.field(name))
    made.report = list(dict.fromkeys(made.report))


def _take_answers(drafts: Sequence[_Draft], type: RecordType, path: Path | None, made: Import) -> None:
    """What a file says besides, read as records are. Raises :class:`CannotRun` if there is no such file."""
    if path is None:
        return
    content = read_bytes(path.parent, path.name, LARGEST[".yaml"]) if path.is_file() else None
    if content is None:
        raise CannotRun(say("There is no file {path}.", path=str(path)))
    text = (
        content
        if isinstance(content, Finding)
        else sound_text(content, path.name, lambda line, _: len(line) + 1)
    )
    if isinstance(text, Finding):
        made.findings.append(text)
        return
    for item in read_mappings(text, path.name):
        if isinstance(item, Finding):
            made.findings.append(item)
            continue
        read = read_record(item, path.name, shape_of(type))
        made.findings.extend(read.findings)
        for draft in drafts:
            for name, value in read.row.values.items():
                if len(drafts) == 1 or draft.is_empty(name):
                    draft.take(name, value, read.row.source_of(name))
            for table, rows in read.children.items():
                draft.children.setdefault(table, []).extend(rows)


def _take_asked(draft: _Draft, asked: Mapping[str, Value]) -> None:
    for name, value in asked.items():
        if draft.is_empty(name) and value not in _NOTHING:
            draft.take(name, value)


def _compute(draft: _Draft, register: Register, type: RecordType, today: date, made: Import) -> None:
    for name, value in computed(draft.values, draft.children, register, type, today).items():
        draft.take(name, value)
        made.report.append(
            say(
                "Computed by the rules: {field} {value}",
                field=type.field(name).label,
                value=_shown(value, type.field(name)),
            )
        )


def _refuse_known(drafts: Sequence[_Draft], register: Register, type: RecordType) -> None:
    """Stops at a file that was imported before: a second record of the same title and day is no new one."""
    names = [name for name in (type.title_field, type.date_field) if name]
    for record in register.records[type.name]:
        for draft in drafts:
            has_its_id = id_text(draft.values.get(type.id_field)) == record.id
            same = [record.values.get(name) == draft.values.get(name) not in _NOTHING for name in names]
            if has_its_id or (names and all(same)):
                raise CannotRun(
                    say(
                        "{path} already has this record, '{id}': a change of it is a correction there, no second record.",
                        path=record.source.path,
                        id=record.id,
                    )
                )


def _judge(
    drafts: Sequence[_Draft],
    root: Path,
    register: Register,
    type: RecordType,
    known: KnownColumns,
    tables: Sequence[OfficeTable],
    wanted: Wanted,
    made: Import,
) -> None:
    """The text of the records, and what the gate says of it; each finding at the cell that it is about."""
    first = id_text(drafts[0].values.get(type.id_field))
    if any(each.severity is Severity.ERROR for each in made.findings) or not first:
        return
    folder, stem = f"data/{type.name}", file_name(first)
    made.path = f"{folder}/{stem}.yaml"
    if (root / made.path).exists():
        raise CannotRun(say("{path} is there already.", path=made.path))
    text = _text(drafts, type)
    fields = {**known.fields}
    for table in tables:
        fields |= {table.headers[index]: target.path for index, target in table.targets.items()}
    made.files = {
        columns.mapping_path(type): columns.mapping_text(type, fields),
        f"data/{IMPORTS}/{_schema_name(type)}": as_record_schema(
            register.types[type.name], register.site.languages[0]
        ),
        made.path: text.text,
    }
    if any(each.required for each in made.missing):
        return
    made.verdict = judged_with(root, made.files, wanted.as_of)
    ids = {id_text(draft.values.get(type.id_field)) for draft in drafts}
    about = [
        each for each in apart(made.verdict.findings) if each.source.path == made.path or each.record in ids
    ]
    others = [
        each for each in apart(made.verdict.findings) if each not in about and each.severity is Severity.ERROR
    ]
    if others:  # of the data as they were, or because of what is new: a name that may not stand elsewhere
        before = {_said(each) for each in apart(judge(root, wanted.as_of).findings)}
        about += [each for each in others if _said(each) not in before]
    found = [*made.findings, *(_at_home(each, made.path, text) for each in about)]
    made.findings = list(together(sorted(found, key=lambda each: each.sort_key)))


def _said(finding: Finding) -> tuple[str, Source, str]:
    return finding.rule.id, finding.source, finding.field


def _text(drafts: Sequence[_Draft], type: RecordType) -> YamlText:
    order = [each.name for each in type.fields]
    records = [NewRecord(_filled(draft), draft.sources, draft.children, draft.comments) for draft in drafts]
    return records_text(records, order, [f"yaml-language-server: $schema=../{IMPORTS}/{_schema_name(type)}"])


def _schema_name(type: RecordType) -> str:
    return f"{type.name}.schema.json"


def _filled(draft: _Draft) -> dict[str, Value]:
    return {name: value for name, value in draft.values.items() if value not in _NOTHING}


def _at_home(finding: Finding, path: str, text: YamlText) -> Finding:
    """The finding at the cell whose value it is about."""
    origin = text.origins.get(finding.source.line or 0) if finding.source.path == path else None
    return replace(finding, source=origin) if origin else finding

"""Which field each column of an office's table holds: by its header, as it was said before, by what its cells say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import generator.read.yaml.declarations as declarations
from generator.desk.record_files.writing import refuse_links
from generator.desk.record_files.yaml_text import quoted
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.files.addresses import IMPORTS
from generator.model.text.folding import fold
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.table.shape import TypeShape, shape_of
from generator.read.table.spellings import Spellings
from generator.read.table.values import clean

DAYS = frozenset({"date", "datetime"})
"""Types of fields that hold a day."""
_OF_A_PERIOD = re.compile(
    r"(?:[0-9]{4}年)?(?:第?[一二三四1234]季度|[上下]半年|全年|本(?:年度?|季度?|月|期)|[0-9]{1,2}月(?:份|底|末)?|截至目前|目前|当前)的?"
)
LEFT_OUT = ""
"""The target of a column that is to be left out."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column holds: of the record, or (``table``) of one of its child tables."""

    field: Field
    table: str = ""

    @property
    def path(self) -> str:
        return f"{self.table}.{self.field.name}" if self.table else self.field.name


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """Headers (as typed) whose field somebody has said, by the path of that field; one that is left out has none."""

    fields: Mapping[str, str]

    def path_of(self, header: str) -> str | None:
        """The field said for a header; ``None`` if nobody said anything."""
        folded = fold(header)
        return next((path for name, path in self.fields.items() if fold(name) == folded), None)


def mapping_path(type: RecordType) -> str:
    """The file that keeps the columns of a type, from the root."""
    return f"data/{IMPORTS}/{type.name}.yaml"


def kept_columns(root: Path, type: RecordType) -> KnownColumns:
    """What was kept of earlier imports. Raises :class:`CannotRun` if it fits the schema no more."""
    path = root / mapping_path(type)
    refuse_links(root, [mapping_path(type)])
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise CannotRun(say("{path} is no plain file: nothing is read from there.", path=mapping_path(type)))
    if not path.exists():
        return KnownColumns({})
    said = declarations.load(path, mapping_path(type))
    content = said.get("columns") or {}
    if not isinstance(content, Mapping) or said.keys() - {"columns"}:
        raise CannotRun(
            say(
                "In {path} a column is not understood: write 'columns:', and below it, indented, 'header: field'.",
                path=mapping_path(type),
            )
        )
    fields = {str(header): str(name or LEFT_OUT) for header, name in content.items()}
    for header, name in fields.items():
        if name != LEFT_OUT and target_at(name, type) is None:
            raise CannotRun(
                say(
                    "{path} says that the column '{header}' is '{field}', which is no field now. Correct or delete the line.",
                    path=mapping_path(type),
                    header=header,
                    field=name,
                )
            )
    return KnownColumns(fields)


def columns_said(root: Path, type: RecordType, said: Mapping[str, str]) -> KnownColumns:
    """What was kept, with what is said now, by header; an empty field leaves the column out."""
    fields = dict(kept_columns(root, type).fields)
    for header, name in said.items():
        target = target_at(name, type) if name else None
        if name and target is None:
            raise no_field(name, type)
        fields[header] = target.path if target else LEFT_OUT
    return KnownColumns(fields)


def no_field(name: str, type: RecordType) -> CannotRun:
    """What stops a name that no field has, with the one that is probably meant."""
    paths = [each for field in type.fields for each in field.spellings() if field.suggested]
    paths += [f"{table.name}.{field.name}" for table in type.children for field in table.fields]
    near = nearest(name, paths, NEARER)
    return CannotRun(
        say("'{name}' is no field of {type}. Did you mean '{near}'?", name=name, type=type.label, near=near)
        if near
        else say("'{name}' is no field of {type}. 'sunlit types' lists them.", name=name, type=type.label)
    )


def mapping_text(type: RecordType, fields: Mapping[str, str]) -> str:
    """The file of :func:`kept_columns` for these."""
    lines = [
        f"# sunlit import {type.name}: header: field (or table.field); '' = left out",
        "columns:",
        *(f"  {quoted(header)}: {quoted(name)}" for header, name in sorted(fields.items())),
    ]
    return "\n".join(lines) + "\n"


def target_at(text: str, type: RecordType) -> Target | None:
    """The field that ``field`` or ``table.field`` names, by name, title or synonym."""
    if (own := shape_of(type).records.spellings.meaning(text)) and isinstance(own, Field):
        return Target(own)
    table, dot, name = text.partition(".")
    for child in type.children if dot else ():
        if fold(table) in map(fold, child.spellings()):
            found = shape_of(type).nested[child.name].meaning(name)
            return Target(found, child.name) if isinstance(found, Field) else None
    return None


def with_known(type: RecordType, known: KnownColumns) -> RecordType:
    """The type with what somebody said of headers as synonyms of its fields, so that readers find them."""
    said: dict[str, list[str]] = {}
    for header, path in known.fields.items():
        if path != LEFT_OUT and (target := target_at(path, type)):
            said.setdefault(target.path, []).append(header)
    if not said:
        return type

    def added(field: Field, table: str = "") -> Field:
        more = said.get(Target(field, table).path, ())
        return replace(field, synonyms=(*field.synonyms, *more)) if more else field

    children = tuple(
        replace(table, fields=tuple(added(field, table.name) for field in table.fields))
        for table in type.children
    )
    return replace(type, fields=tuple(map(added, type.fields)), children=children)


def meaning(text: str, spellings: Spellings) -> Field | ChildTable | None:
    """The field that a header names; 第四季度进展情况 and 本月进度 are 进展情况 and 进度 if they are nothing else."""
    return spellings.meaning(text) or spellings.meaning(_OF_A_PERIOD.sub("", text.strip(), count=1))


def _field_of(
    text: str, type: RecordType, table: str, spellings: Spellings, known: KnownColumns
) -> Field | ChildTable | None:
    """What a header names in one table: what somebody said of it, before what it is called."""
    path = known.path_of(text)
    if path == LEFT_OUT or not text.strip():
        return None
    target = target_at(path, type) if path else None
    return target.field if target and target.table == table else meaning(text, spellings)


def columns_beside(
    headers: Sequence[str], type: RecordType, own: Mapping[int, Target], known: KnownColumns
) -> tuple[ChildTable | None, dict[int, Target]]:
    """Where each row is a record: the child table of which it holds a row too, and the columns of that.

    There is one if a column belongs to that table alone, and all that its rows must say has a column, but for days.
    """
    best: tuple[ChildTable | None, dict[int, Target]] = None, {}
    for table in type.children:
        spellings, found = shape_of(type).nested[table.name], dict[int, Target]()
        for index, text in enumerate(headers):
            field = _field_of(text, type, table.name, spellings, known)
            if isinstance(field, Field) and all(field is not target.field for target in found.values()):
                found[index] = Target(field, table.name)
        needed = {field.name for field in table.fields if field.required and field.type not in DAYS}
        is_whole = needed <= {target.field.name for target in found.values()}
        if not table.common and is_whole and found.keys() - own.keys() and len(found) > len(best[1]):
            best = table, found
    return best


def holder(headers: Sequence[str], type: RecordType, shape: TypeShape, sheet: str) -> ChildTable | None:
    """Of which child table the rows are; ``None`` if each is a record: by id, name of the sheet, title, most headers."""
    own = [field for text in headers if isinstance(field := meaning(text, shape.records.spellings), Field)]
    by_table = {
        table.name: sum(1 for text in headers if isinstance(meaning(text, shape.nested[table.name]), Field))
        for table in type.children
    }
    named = next((table for table in type.children if fold(sheet) in map(fold, table.spellings())), None)
    if any(field.name == type.id_field for field in own):
        return None
    if named and by_table[named.name]:
        return named
    names_records = any(field.name == type.title_field for field in own)
    best = max(type.children, key=lambda table: by_table[table.name], default=None)
    if best is None or not by_table[best.name]:
        return None
    alone = [text for text in headers if not isinstance(meaning(text, shape.nested[best.name]), Field)]
    own_alone = [
        found for text in alone if isinstance(found := meaning(text, shape.records.spellings), Field)
    ]
    count, says_what_it_is = by_table[best.name], names_records or any(each.required for each in own_alone)
    return (
        best
        if count > len(own) or (count >= len(own_alone) + says_what_it_is and not names_records)
        else None
    )


def targets(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    type: RecordType,
    table: ChildTable | None,
    known: KnownColumns,
) -> tuple[dict[int, Target], dict[int, Target]]:
    """The fields of the columns whose header says so, and of those that only their cells tell; by index.

    ``columns``: the cells of each. A column of cells is known by them if each is a choice, or has the form, of one field alone.
    """
    shape = shape_of(type)
    spellings = shape.nested[table.name] if table else shape.records.spellings
    name = table.name if table else ""
    by_name: dict[int, Target] = {}
    for index, text in enumerate(headers):
        found = _field_of(text, type, name, spellings, known)
        if isinstance(found, Field) and all(found is not target.field for target in by_name.values()):
            by_name[index] = Target(found, name)
    _leave_to_choices(by_name, columns, type, table, known, headers)
    taken = {target.field.name for target in by_name.values()}
    free = [field for field in (table.fields if table else type.fields) if field.name not in taken]
    by_content: dict[int, Target] = {}
    for index, cells in enumerate(columns):
        text = headers[index] if index < len(headers) else ""
        if index in by_name or not text.strip() or known.path_of(text) == LEFT_OUT:
            continue
        filled = [clean(cell) for cell in cells if cell.strip()]
        fitting = [field for field in free if filled and _all_fit(filled, field)]
        if len(fitting) == 1 and all(fitting[0] is not target.field for target in by_content.values()):
            by_content[index] = Target(fitting[0], name)
    return by_name, by_content


def _leave_to_choices(
    by_name: dict[int, Target],
    columns: Sequence[Sequence[str]],
    type: RecordType,
    table: ChildTable | None,
    known: KnownColumns,
    headers: Sequence[str],
) -> None:
    """A free text that every type has (来源) is not meant where all cells are choices of one field that no header names."""
    taken = {target.field.name for target in by_name.values()}
    for index, target in list(by_name.items()):
        is_common = table is None and target.field.name in type.common and target.field.type == "string"
        if not is_common or known.path_of(headers[index]) is not None:
            continue
        filled = [clean(cell) for cell in columns[index] if cell.strip()]
        fitting = [
            each for each in type.fields if each.name not in taken and filled and _all_fit(filled, each)
        ]
        if len(fitting) == 1:
            del by_name[index]


def _all_fit(cells: Sequence[str], field: Field) -> bool:
    """Whether each is one of the field's own choices. A form alone (a year, a month) is shared by too many things."""
    choices = {fold(str(choice)) for choice in (*(field.constraints.get("enum") or ()), *field.labels)}
    if not field.suggested or not choices or any(re.fullmatch(r"[\d.]*", choice) for choice in choices):
        return False
    return all(fold(cell) in choices for cell in cells)

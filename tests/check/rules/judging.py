"""One rule on a few records, declared in shorthand: ``judge({"needs": {"fields": ["a"]}}, {"a": ""}, fields="a b:date")``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.check.rules.engine import Judgement, judge_by_rules
from generator.check.rules.examples import as_yaml
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.findings.checked import Outcome
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.text.catalogue import translator
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.table.raw import RawMapping
from generator.read.table.rows import read_record
from generator.read.table.shape import shape_of
from generator.read.yaml.rows import read_mappings

DAY = date(2026, 11, 24)
Typed = Mapping[str, object]


def fields_of(shorthand: str) -> list[dict[str, Any]]:
    """``a b:date`` → two fields, the second of them a date; each one's title is its name with ``的`` behind it."""
    named = [part.partition(":") for part in shorthand.split()]
    return [
        {"name": name, "title": f"{name}的", "title_en": name, "type": type or "string"}
        for name, _, type in named
    ]


def type_of(
    name: str, fields: str, rules: Sequence[Any], tables: Mapping[str, str], **block: Any
) -> RecordType:
    children = {table: {"title": f"{table}表", "fields": fields_of(named)} for table, named in tables.items()}
    declared = {"rules": list(rules), "children": children, "title": f"{name}类", **block}
    place = Place(f"data/schemas/{name}.yaml")
    return record_type(name, {"fields": fields_of(f"id {fields}"), "sunlit": declared}, place)


def records_of(type: RecordType, typed: Sequence[Typed]) -> tuple[Record, ...]:
    path = f"data/{type.name}/a.yaml"
    numbered = [{"id": f"{type.name}{number}", **record} for number, record in enumerate(typed, 1)]
    items = read_mappings(as_yaml(numbered), path)
    read = [read_record(item, path, shape_of(type)) for item in items if isinstance(item, RawMapping)]
    assert not [finding for record in read for finding in record.findings]
    return tuple(Record(type.name, record.id, record.row, record.children) for record in read)


def judge(
    rule: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *records: Typed,
    fields: str = "",
    tables: Mapping[str, str] | None = None,
    others: Mapping[str, tuple[str, Sequence[Typed]]] | None = None,
    today: date = DAY,
    calendar: Mapping[int, CalendarYear] | None = None,
    packs: frozenset[str] = Site().packs,
    **block: Any,
) -> Judgement:
    """What one rule, or several, say of records of the type ``r``; ids are r1, r2 … unless they are given."""
    rules = [rule] if isinstance(rule, Mapping) else rule
    types = {"r": type_of("r", fields, rules, tables or {}, **block)}
    rows = {"r": records_of(types["r"], records)}
    for name, (named, typed) in (others or {}).items():
        types[name] = type_of(name, named, [], {})
        rows[name] = records_of(types[name], typed)
    return judge_by_rules(Register(Site(packs=packs), types, rows, calendar or {}), today)


def said(judgement: Judgement) -> list[str]:
    """The Chinese messages."""
    return [spoken(finding) for finding in judgement.findings]


def spoken(finding: Finding) -> str:
    return finding.message.render(translator("zh"), "zh")


def hints(judgement: Judgement) -> list[str]:
    """The Chinese cures."""
    return [
        finding.hint.render(translator("zh"), "zh") if finding.hint else "" for finding in judgement.findings
    ]


def outcomes(judgement: Judgement) -> list[Outcome]:
    """What became of the first record under each rule."""
    return [checked.outcome for checked in next(iter(judgement.checked.values()))]


def outcome(judgement: Judgement) -> str:
    """What became of the only record under the only rule."""
    ((only,),) = judgement.checked.values()
    return only.outcome.value

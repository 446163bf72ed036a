"""The examples of the library: for each rule a record that keeps it, and one that breaks it.

``sunlit explain``, the documentation and the tests read them. An example declares a small type, like a
schema does, and goes through the ordinary readers, so that what it shows is what staff would see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.check.rules.engine import Judgement, judge_by_rules
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.records.record import Record, Register
from generator.read.schema.binder import refuse_unknown
from generator.read.schema.keys import keys_of
from generator.read.schema.place import Place as Declared
from generator.read.schema.record_types import record_type
from generator.read.table.raw import RawMapping
from generator.read.table.rows import read_record
from generator.read.table.shape import shape_of
from generator.read.yaml.declarations import load
from generator.read.yaml.rows import read_mappings

FOLDER = Path(__file__).parent / "examples"
TYPE = "records"
"""The name of the type that an example declares."""
OWN_KEYS = ("fields", "rule", "others", "today", "passes", "fails", "says", "says_en", "at")
BLOCK_KEYS = tuple(key for key in keys_of(RecordType).by_name if key != "rules")
NOW = date(2026, 11, 24)
"""The day that an example is judged on, unless it names another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the finding of the failing record stands: a field, in a row of a table (from 1) or in the record."""

    field: str = ""
    table: str = ""
    row: int = 0
    record: str = ""
    """The id of the record; empty if the finding belongs to the type as a whole."""


@dataclass(frozen=True, slots=True)
class Example:
    """One rule as a schema declares it, records that keep it and records that break it (in YAML, as staff write them)."""

    entry: Mapping[str, Any]
    """The entry of ``rules``."""
    types: Mapping[str, RecordType]
    others: Mapping[str, str]
    """The records of further types, by the type's name."""
    today: date
    passes: str
    fails: str
    says: str
    says_en: str
    at: Place

    def register(self, records: str) -> Register:
        """What the readers make of the records and of those that they refer to."""
        texts = {**self.others, TYPE: records}
        return Register(
            Site(), self.types, {name: _read(texts[name], self.types[name]) for name in self.types}
        )

    def judge(self, records: str) -> Judgement:
        """What the rule says of the records. Raises :class:`CannotRun` at an example that means nothing."""
        return judge_by_rules(self.register(records), self.today)


def example(id: str) -> Example:
    """The example of a rule. Raises :class:`CannotRun` if there is none, or if it cannot be read."""
    shown = f"{id}.yaml"
    content = load(FOLDER / shown, shown)
    refuse_unknown([key for key in content if not _in_block(key)], OWN_KEYS, Declared(shown))
    others = content.get("others") or {}
    types = {TYPE: _type(TYPE, content, [content["rule"]], shown)}
    types |= {name: _type(name, other, [], shown) for name, other in others.items()}
    return Example(
        entry=content["rule"],
        types=types,
        others={name: as_yaml(other["records"]) for name, other in others.items()},
        today=date.fromisoformat(content["today"]) if "today" in content else NOW,
        passes=as_yaml(content["passes"]),
        fails=as_yaml(content["fails"]),
        says=content["says"],
        says_en=content["says_en"],
        at=Place(**content.get("at", {})),
    )


def example_ids() -> tuple[str, ...]:
    """The rules that have an example, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def _type(name: str, content: Mapping[str, Any], rules: Sequence[Any], shown: str) -> RecordType:
    block = {key: value for key, value in content.items() if _in_block(key)}
    descriptor = {"fields": content["fields"], "sunlit": {**block, "rules": rules}}
    return record_type(name, descriptor, Declared(shown))


def _in_block(key: str) -> bool:
    """Whether the key, or what it is the translation of, stands in the ``sunlit:`` block of a schema."""
    return key in BLOCK_KEYS or key.rpartition("_")[0] in BLOCK_KEYS


def _read(text: str, type: RecordType) -> tuple[Record, ...]:
    shape, path = shape_of(type), f"data/{type.name}/a.yaml"
    read = [
        read_record(item, path, shape) for item in read_mappings(text, path) if isinstance(item, RawMapping)
    ]
    return tuple(Record(type.name, item.id, item.row, item.children) for item in read)


class _Plain(yaml.SafeDumper):
    """Writes every value as people type it: our reader takes all of them for text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own class attribute)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 (PyYAML's signature)
        """Indents the rows of a table under its name."""
        super().increase_indent(flow, indentless=False)


def as_yaml(records: Any) -> str:
    """A record, or a list of them, as staff write it."""
    return yaml.dump(_texts(records), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)

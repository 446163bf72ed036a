"""The table of bodies → bodies, read and checked as records are: each fault by file, line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.check.gate import Verdict
from generator.check.ids.keys import check_keys
from generator.check.values.frictionless_check import check_values
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.text.wording import say
from generator.read.register import read_file
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.yaml.declarations import load

BODIES = "bodies"
"""The name of the type of the table's rows, and of the type of the portal's pages about bodies."""
_KEY = re.compile(r"(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+ [A-Za-z0-9+/=]+(?: [^\n]*)?")


@dataclass(frozen=True, slots=True)
class Body:
    """One body: what it is called, and where its site stands. All of it the operator's word."""

    id: str
    name: str
    live: Path
    """The folder of its site."""
    release_keys: tuple[str, ...] = ()
    """SSH public keys; with any, one of them has to have signed its manifest."""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class BodyTable:
    """The bodies of a table, in its order, and the verdict on it: those of a table with errors are of no use."""

    bodies: tuple[Body, ...]
    verdict: Verdict


@lru_cache(maxsize=1)
def body_type() -> RecordType:
    """The type that every row of the table is of."""
    shown = "table.yaml"
    return record_type(BODIES, load(Path(__file__).with_name(shown), shown), Place(shown))


def read_bodies(path: Path) -> BodyTable:
    """The bodies of a CSV, YAML or Excel file. Stops if it is none of these."""
    type, root = body_type(), path.parent.absolute()
    records, reading = read_file(root, path.name, type)
    register = Register(Site(), {BODIES: type}, {BODIES: records})
    findings = (*reading, *check_values(register), *check_keys(register), *_faults(records))
    ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return BodyTable(
        tuple(_body(record, root) for record in records), Verdict(register, ordered, date.today())
    )


def _body(record: Record, root: Path) -> Body:
    name, english, live = (str(record.values.get(key) or "").strip() for key in ("name", "name_en", "live"))
    return Body(record.id, name, Path(os.path.normpath(root / live)), _keys(record), english)


def _keys(record: Record) -> tuple[str, ...]:
    keys = record.values.get("release_keys")
    return tuple(map(str, keys)) if isinstance(keys, tuple) else ()


def _faults(records: tuple[Record, ...]) -> Iterator[Finding]:
    """What no schema can say of a row."""
    for record in records:
        if not all(map(_KEY.fullmatch, _keys(record))):
            yield Finding(
                rules.WRONG_PATTERN,
                record.row.source_of("release_keys"),
                say("This is not an SSH public key."),
                say("Copy the one line of the file that ends in .pub, such as ssh-ed25519 AAAA… engineer."),
                record.id,
                "release_keys",
            )

"""The table of bodies → bodies, read and checked as records are: each fault by file, line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from generator.check.gate import Verdict
from generator.check.ids.keys import check_keys
from generator.check.values.frictionless_check import check_values
from generator.fleet.wheels import DIGEST, Wheel
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.text.wording import Phrase, say
from generator.read.register import read_file
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.yaml.declarations import load

TYPE = "bodies"
MAIN = "main"
_ADDRESS = re.compile(r"(?:https?|ssh|git|file)://|[^/\\:]+@?[^/\\:]*:(?![\\/]{2})", re.ASCII)
"""Of a repository elsewhere: with a scheme, or as ``git@host:path``."""
_LOOKED_AT = ("https://", "http://")
_KEY = re.compile(r"(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+ [A-Za-z0-9+/=]+(?: [^\n]*)?")
_ACTIVE = "::"
"""Of an address like ``ext::``, by which git would run a program."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body: whose records, from where, to where. All of it the operator's word."""

    id: str
    name: str
    repository: str
    """An address that git knows, or an absolute path."""
    live: str
    """The absolute path that is served; or, if :attr:`is_looked_at`, the address of a site that others publish."""
    branch: str = MAIN
    generator: Wheel | None = None
    """What builds it; nothing: what is installed."""
    labels: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """SSH public keys that sign for its policy and its code."""
    name_en: str = ""
    release_keys: tuple[str, ...] = ()
    """SSH public keys; a portal takes its site only if one of them signed its manifest, if there are any."""

    @property
    def is_looked_at(self) -> bool:
        """Whether it publishes by itself, so that nothing is built here."""
        return self.live.startswith(_LOOKED_AT)


@dataclass(frozen=True, slots=True)
class BodyTable:
    """The bodies of a table, in its order, and the verdict on it."""

    bodies: tuple[Body, ...]
    verdict: Verdict


@lru_cache(maxsize=1)
def body_type() -> RecordType:
    """The type that every row of the table is of."""
    shown = "bodies.yaml"
    return record_type(TYPE, load(Path(__file__).with_name(shown), shown), Place(shown))


def read_bodies(path: Path, *, to_build: bool = True) -> BodyTable:
    """The bodies of a CSV, YAML or Excel file; those of a table with errors are of no use.

    ``to_build``: whether they are to be published, for which each needs a repository; else their sites are read, and by https
    where they stand elsewhere.
    """
    type, root = body_type(), path.parent.absolute()
    records, reading = read_file(root, path.name, type)
    register = Register(Site(), {TYPE: type}, {TYPE: records})
    bodies = tuple(_body(record, root) for record in records)
    findings = (
        *reading,
        *check_values(register),
        *check_keys(register),
        *_faults(records, bodies, to_build),
    )
    ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return BodyTable(bodies, Verdict(register, ordered, date.today()))


def _body(record: Record, root: Path) -> Body:
    values = record.values
    repository, live, wheel = (_text(values, name) for name in ("repository", "live", "generator"))
    return Body(
        record.id,
        _text(values, "name"),
        repository if not repository or _is_elsewhere(repository) else os.path.normpath(root / repository),
        live if live.startswith(_LOOKED_AT) else os.path.normpath(root / live),
        _text(values, "branch") or MAIN,
        _wheel(root, wheel) if wheel else None,
        _texts(values, "labels"),
        _texts(values, "keys"),
        _text(values, "name_en"),
        _texts(values, "release_keys"),
    )


def _wheel(root: Path, text: str) -> Wheel:
    path, _, digest = text.partition(DIGEST)
    return Wheel(os.path.normpath(root / path), digest)


def _is_elsewhere(repository: str) -> bool:
    return bool(_ADDRESS.match(repository))


def _text(values: Mapping[str, object], name: str) -> str:
    return str(values.get(name) or "").strip()


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = values.get(name)
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


def _faults(records: tuple[Record, ...], bodies: tuple[Body, ...], to_build: bool) -> Iterator[Finding]:
    """What no schema can say of a row."""
    served: dict[str, str] = {}
    for record, body in zip(records, bodies, strict=True):
        yield from _of_repository(record, body)
        yield from _of_keys(record, "keys", body.keys)
        yield from _of_keys(record, "release_keys", body.release_keys)
        if to_build and not body.repository:
            message = say("Nobody can tell where its records are.")
            yield _finding(
                record, "repository", message, say("Write https://…, ssh://…, git@host:path, or a path.")
            )
        if not to_build and _is_unsafe(_text(record.values, "live")):
            message = say(
                "A site is read from this address by https alone, without name, password and question mark."
            )
            hint = say("Write https://… as it stands in a browser, or the folder of the site.")
            yield _finding(record, "live", message, hint)
        if not record.values.get("live"):
            continue
        other = served.setdefault(body.live, body.id)
        above = next((id for live, id in served.items() if Path(live) in Path(body.live).parents), "")
        if (other != body.id) or above:
            message = say("The site of '{body}' stands there, or around it.", body=above or other)
            yield _finding(record, "live", message, say("Give each body a place of its own."))


def _of_keys(record: Record, field: str, keys: tuple[str, ...]) -> Iterator[Finding]:
    if not all(map(_KEY.fullmatch, keys)):
        message = say("This is not an SSH public key.")
        hint = say("Copy the one line of the file that ends in .pub, such as ssh-ed25519 AAAA… engineer.")
        yield _finding(record, field, message, hint)


def _is_unsafe(live: str) -> bool:
    """Whether it is the address of a site, and none that one can be read from."""
    try:
        parts = urlsplit(live)
        port = parts.port
    except ValueError:
        return True
    if not parts.netloc and "://" not in live:
        return False
    odd = parts.username is not None or parts.password is not None or parts.query or parts.fragment
    return parts.scheme != "https" or not parts.hostname or bool(odd) or port == 0


def _of_repository(record: Record, body: Body) -> Iterator[Finding]:
    hint = say("Write https://…, ssh://…, git@host:path, or a path.")
    if body.repository.startswith("-") or _ACTIVE in body.repository.partition("/")[0]:
        yield _finding(record, "repository", say("This is no address of a repository."), hint)
        return
    try:
        secret = urlsplit(body.repository).password if "://" in body.repository else None
    except ValueError:
        yield _finding(record, "repository", say("This is no address of a repository."), hint)
        return
    if secret is not None:
        message = say("A password stands in the address: whoever reads this table has it.")
        yield _finding(
            record,
            "repository",
            message,
            say("Take it out; give the account of the fleet an SSH key or a credential helper of git."),
        )


def _finding(record: Record, field: str, message: Phrase, hint: Phrase) -> Finding:
    return Finding(rules.WRONG_PATTERN, record.row.source_of(field), message, hint, record.id, field)

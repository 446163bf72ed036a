"""The exceptions of a register → what the public reads of them: all but what binds them to their one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.changes.texts import as_text
from generator.disclose.disclosure import LetThrough, Reference
from generator.model.declared.condition import day_of
from generator.model.findings import rules
from generator.model.records.record import Record, Register
from generator.model.text.wording import Wording, say
from generator.read.exceptions import exception_type

SHOWN = ("id", "on", "rule", "reason", "approver")
_SENTENCES = {rule.id: rule.sentence for rule in rules.RULES}


def let_through(
    register: Register, references: Mapping[tuple[str, str], Reference], as_of: date
) -> tuple[LetThrough, ...]:
    """Those that are dated no later than ``as_of``, newest first."""
    made = [record for record in register.exceptions if (day := _day(record)) is None or day <= as_of]
    newest = sorted(made, key=lambda record: (_day(record) or as_of, record.id), reverse=True)
    return tuple(_let_through(register, references, newest))


def _day(record: Record) -> date | None:
    return day_of(record.values.get("on"))


def _let_through(
    register: Register, references: Mapping[tuple[str, str], Reference], made: list[Record]
) -> Iterator[LetThrough]:
    for record in made:
        name, id, rule = (as_text(record.values.get(key)) for key in ("type", "record", "rule"))
        type = register.types.get(name)
        yield LetThrough(
            type=type.label if type else Wording(name),
            id=id,
            record=references.get((name, id)),
            rule=_SENTENCES.get(rule, say("{field}", field=rule)),
            said=tuple(
                (field, record.values.get(field.name))
                for field in exception_type().fields
                if field.name in SHOWN
            ),
        )

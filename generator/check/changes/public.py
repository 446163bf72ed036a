"""What of a register is public on a day: which records, and which of their values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.check.personal.allowance import Allowance, allowances
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import CORRECTIONS, STEERING_FIELDS, Field, RecordType
from generator.model.declared.site import Country
from generator.model.records.public_life import FORMER_IDS
from generator.model.records.record import Record, Register
from generator.model.records.withholding import reason_to_withhold

Key = tuple[str, str]
"""A record by type name and id."""


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """The records of a register that the public sees on one day, and why it does not see the others."""

    register: Register
    records: Mapping[Key, Record]
    withheld: Mapping[Key, str]
    allowed: tuple[Allowance, ...] = ()
    """What looks personal and may stand in public."""

    @property
    def countries(self) -> Collection[Country]:
        """Those whose ids and mobile numbers are personal data too."""
        return self.register.site.countries

    def type(self, name: str) -> RecordType | None:
        """The type of that name, if the register has it."""
        return self.register.types.get(name)

    def value(self, type: RecordType, table: str, field: Field, value: Value) -> Value:
        """The value without references to records that are not public."""
        for relation in type.relations:
            if (relation.child, relation.field) == (table, field.name):
                kept = tuple(id for id in reference_ids(value) if (relation.to, id) in self.records)
                return kept if isinstance(value, tuple) else (kept or (None,))[0]
        return value


def public_register(register: Register, as_of: date) -> PublicRegister:
    """The register as the public sees it on ``as_of``; of records with one id the first counts."""
    records: dict[Key, Record] = {}
    withheld: dict[Key, str] = {}
    for record in register:
        key = (record.type, record.id)
        reason = reason_to_withhold(register.types[record.type], record, as_of)
        if reason:
            withheld.setdefault(key, reason)
        else:
            records.setdefault(key, record)
    return PublicRegister(register, records, withheld, allowances(register.site))


def told_fields(type: RecordType) -> Iterator[Field]:
    """The fields of a record that say something to the public, beside its id."""
    silent = {*(STEERING_FIELDS & type.common), type.id_field, FORMER_IDS}
    return (field for field in type.fields if field.name not in silent)


def told_tables(type: RecordType) -> tuple[str, ...]:
    """The child tables of a record but the common corrections, which are held against the rest."""
    return tuple(table.name for table in type.children if not (table.common and table.name == CORRECTIONS))


def former_ids(record: Record) -> tuple[str, ...]:
    """The ids that the record says it had before."""
    return reference_ids(record.values.get(FORMER_IDS))

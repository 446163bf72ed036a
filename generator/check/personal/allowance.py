"""What may be published although it looks personal: what ``site.yaml`` lists, and what a field's schema declares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from generator.check.personal.detection import personal_values
from generator.check.personal.kinds import Kind, Sighting
from generator.check.personal.spelling import as_read
from generator.model.declared.record_type import Field
from generator.model.declared.site import Country, Site

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\u3000-\u9fff]+")


def allowed_by_field(field: Field, kind: Kind, text: str = "") -> bool:
    """Whether the field's schema says that it holds values of this kind (``personal: {class: phone, …}``), or that its
    values only look like it (``not_personal``). Of a field for web addresses, the latter is said of such alone.

    When and to whom a personal value is shown is not decided here, but where records are disclosed.
    """
    declared = field.personal.kind.value if field.personal else ""
    is_id = declared == Kind.RESIDENT_ID.value and kind is Kind.FOREIGN_ID
    is_none = kind.value in field.not_personal and not (field.is_address and not _ADDRESS.fullmatch(text))
    return declared == kind.value or is_id or is_none


@dataclass(frozen=True, slots=True)
class Allowance:
    """One listed value: what was found in it, its text as it is read, and whether it need not be used."""

    listed: str
    values: frozenset[tuple[Kind, str]]
    text: str
    standing: bool = False

    def covers(self, sighting: Sighting) -> bool:
        """Whether the sighting is this value, however it is spelt."""
        if sighting.kind is Kind.ADDRESS:
            return bool(self.text) and (self.text in sighting.value or sighting.value in self.text)
        if (sighting.kind, sighting.value) in self.values:
            return True
        return sighting.kind is Kind.EMAIL and any(
            kind is Kind.EMAIL and _runs_on(sighting.value, value) for kind, value in self.values
        )

    def kept(self) -> Allowance:
        """The same, where nobody is told that it is not used."""
        return replace(self, standing=True)


def allowances(site: Site) -> tuple[Allowance, ...]:
    """What ``public_contacts`` lists, and the body's own contact, which needs no entry there."""
    contact = (*site.contact.address.all(), site.contact.phone)
    return (
        *(_allowance(entry.value, site.countries) for entry in site.public_contacts),
        *(_allowance(text, site.countries, standing=True) for text in contact if text),
    )


def allowance_of_values(values: Iterable[str], countries: Collection[Country] = ()) -> tuple[Allowance, ...]:
    """The same for values that a schema lets stand."""
    return tuple(_allowance(value, countries, standing=True) for value in values)


def _allowance(text: str, countries: Collection[Country], *, standing: bool = False) -> Allowance:
    found = frozenset((sighting.kind, sighting.value) for sighting in personal_values(text, countries))
    return Allowance(text, found, "".join(as_read(text).split()), standing)


def _runs_on(seen: str, listed: str) -> bool:
    """Whether words of the sentence before it run on into an address of another script: 请写信给张三@… for 张三@…."""
    return not listed[0].isascii() and seen.endswith(listed)

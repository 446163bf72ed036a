"""Families of types: the tabs of the site, and a page for each family of more than one type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import FAMILY, file_name, listing_address
from generator.model.text.wording import Wording


@dataclass(frozen=True, slots=True)
class Family:
    """Types that belong together. A family of one type needs no page: its address is the type's listing."""

    title: Wording
    types: tuple[RecordType, ...]
    name: str = ""
    """What it is called in the site's first language, in small letters: what its types and its address go by."""

    @property
    def has_page(self) -> bool:
        return len(self.types) > 1

    @property
    def section(self) -> str:
        """What frames and tabs call the family."""
        return f"{FAMILY}/{file_name(self.name)}"

    @property
    def address(self) -> str:
        """The family's page from the language's home."""
        return f"{self.section}.html" if self.has_page else listing_address(self.types[0].name)


def families(types: Iterable[RecordType], language: str) -> Sequence[Family]:
    """The families in the order of their first types; a type without one stands by itself. ``language``: the site's first, in
    which those belong together that say the same.
    """
    found: dict[str, list[RecordType]] = {}
    for type in types:
        found.setdefault(_name(type, language) or f"type {type.name}", []).append(type)
    return tuple(
        Family(members[0].family or members[0].label, tuple(members), name) for name, members in found.items()
    )


def family_of(type: RecordType, types: Iterable[RecordType], language: str) -> Family:
    """The family that a type belongs to."""
    name = _name(type, language)
    if not name:
        return Family(type.label, (type,))
    members = tuple(other for other in types if _name(other, language) == name)
    return Family(members[0].family, members, name)


def _name(type: RecordType, language: str) -> str:
    return type.family.in_language(language).lower()

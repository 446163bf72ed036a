"""What a field says of the personal values that it holds: of which class, public until when, and what stays of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonalClass(StrEnum):
    """What kind of personal value a field holds."""

    NAME = "name"
    RESIDENT_ID = "resident-id"
    PHONE = "phone"
    ADDRESS = "address"
    EMAIL = "email"
    BANK_CARD = "bank-card"
    BIRTH = "birth"
    OTHER = "other"


TELLING = frozenset(PersonalClass) - {PersonalClass.BIRTH, PersonalClass.OTHER}
"""Classes whose values tell who somebody is; a date of birth or a degree is shared by many."""


class Public(StrEnum):
    """How long the public may see it."""

    ALWAYS = "always"
    DURING_PERIOD = "during-period"
    """Until the record's period and its grace are over."""
    NEVER = "never"


class After(StrEnum):
    """What stands in its place where the value itself may not."""

    MASK = "mask"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Personal:
    """The policy of one field."""

    kind: PersonalClass
    public: Public
    after: After = After.REMOVE


@dataclass(frozen=True, slots=True)
class Grace:
    """How long after the last day of a period its values stay public: calendar days, or working days."""

    days: int = 0
    working: bool = False


NO_GRACE = Grace()

"""What a field says of the personal values that it holds: of which class, public until when, and what stays of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.model.declared.kinds import As, Between, Trait

LONGEST_GRACE = 366


class PersonalClass(StrEnum):
    """What kind of personal value a field holds."""

    NAME = "name"
    """A name."""
    RESIDENT_ID = "resident-id"
    """A resident id number."""
    PHONE = "phone"
    """A telephone number."""
    ADDRESS = "address"
    """A home address."""
    EMAIL = "email"
    """A mail address."""
    BANK_CARD = "bank-card"
    """The number of a bank card."""
    BIRTH = "birth"
    """A date of birth."""
    OTHER = "other"
    """Anything else."""


TELLING = frozenset(PersonalClass) - {PersonalClass.BIRTH, PersonalClass.OTHER}
"""Classes whose values tell who somebody is; a date of birth or a degree is shared by many."""


class NotPersonal(StrEnum):
    """A kind of number that a field's values only look like. Resident ids, addresses, mail and names are never among them."""

    PHONE = "phone"
    """Mobile numbers."""
    BANK_CARD = "bank-card"
    """Numbers of bank cards."""
    FOREIGN_ID = "foreign-id"
    """Ids of the countries and regions that ``countries`` in ``site.yaml`` adds."""


class Public(StrEnum):
    """How long the public may see it."""

    ALWAYS = "always"
    """For good."""
    DURING_PERIOD = "during-period"
    """Until the record's period and its grace are over."""
    NEVER = "never"
    """Not for a day."""


class After(StrEnum):
    """What stands in its place where the value itself may not."""

    REMOVE = "remove"
    """Nothing."""
    MASK = "mask"
    """A mask, of a text only: ``李*``, ``欧阳**``, ``138****8000``."""


@dataclass(frozen=True, slots=True)
class Personal:
    """The policy of one field."""

    kind: Annotated[PersonalClass, As("class")]
    """Which kind."""
    public: Public
    """How long the public may see it."""
    after: After = After.REMOVE
    """What stands in its place where it may not be seen."""


@dataclass(frozen=True, slots=True)
class Grace:
    """How long after the last day of a period its values stay public."""

    days: Annotated[int, Between(0, LONGEST_GRACE), Trait.ALTERNATIVE] = 0
    """So many calendar days."""
    working_days: Annotated[int, Between(0, LONGEST_GRACE), Trait.ALTERNATIVE, As("working-days")] = 0
    """So many working days."""


NO_GRACE = Grace()

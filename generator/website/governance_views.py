"""What the templates of a record's public life are given: notes on its page, and the page of data governance."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.section_views import SectionHead
from generator.website.views import LinkView


@dataclass(frozen=True, slots=True)
class PersonalFieldView:
    """A field that holds personal values: what kind, how long they are public, what stands in their place."""

    type: LinkView
    field: str
    kind: str
    public: str
    after: str


@dataclass(frozen=True, slots=True)
class NumberFieldView:
    """A field whose numbers only look personal: like what, and why they are not."""

    type: LinkView
    field: str
    kinds: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CountView:
    """How many records, and what of them."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class GovernanceView:
    """What the site publishes of people and for how long, what it withholds and why, and whom to ask."""

    head: SectionHead
    personal: tuple[PersonalFieldView, ...]
    not_personal: tuple[NumberFieldView, ...]
    """Fields whose numbers are not taken for what they only look like."""
    withheld: tuple[CountView, ...]
    changed: tuple[CountView, ...]
    """Records taken down, withdrawn, corrected, superseded."""
    packs: tuple[str, ...]
    """The rule packs that are switched on."""
    address: str
    hours: str
    phone: str

"""Where a page stands and who reads it: links and dates are shown from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.disclose.disclosure import Disclosure, Entry, Reference
from generator.model.declared.record_type import RecordType, State
from generator.model.files.addresses import listing_address, record_address, relative
from generator.model.text.languages import ending
from generator.website.charts.days import PeriodView, day_strip, working_days_left
from generator.website.places.deadlines import is_open, period_of
from generator.website.places.families import family_of
from generator.website.views import LinkView, StateView, UntilView
from generator.website.words.language import Language

HOME_ADDRESS = "index.html"
FOR_GOOD = date.max - timedelta(days=1)
"""The day before a turn that never comes."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """One page of the site: its address from the language's home (``tasks/a.html``), and its language."""

    disclosure: Disclosure
    language: Language
    address: str

    @property
    def today(self) -> date:
        return self.disclosure.as_of

    @property
    def site_address(self) -> str:
        """The address from the site's root."""
        return language_prefix(self.disclosure, self.language.code) + self.address

    def link(self, address: str) -> str:
        """A link to another page of the same language, by its address from the language's home."""
        return relative(address, self.address)

    def link_from_root(self, address: str) -> str:
        """A link to what all languages share (twins, assets), by its address from the site's root."""
        return relative(address, self.site_address)

    def record(self, reference: Reference | Entry, note: str = "") -> LinkView:
        return LinkView(
            self.language.title(reference.title),
            self.link(record_address(reference.type.name, reference.id)),
            self.state(reference.state),
            note,
        )

    def listing(self, type: RecordType) -> LinkView:
        return LinkView(self.language.text(type.label), self.link(listing_address(type.name)))

    def family(self, type: RecordType) -> tuple[LinkView, ...]:
        """The page of the type's family; nothing where the family has none."""
        family = family_of(type, self.disclosure.types, self.disclosure.site.languages[0])
        return (
            (LinkView(self.language.text(family.title), self.link(family.address)),)
            if family.has_page
            else ()
        )

    def home(self) -> LinkView:
        return LinkView(self.language.translate("Home"), self.link(HOME_ADDRESS))

    def until(self, day: date) -> UntilView | None:
        """Until when a page is right; ``None`` where that is for good."""
        if day >= FOR_GOOD:
            return None
        return UntilView(day.isoformat(), self.language.day(day), self.disclosure.site.time_zone)

    def state(self, state: State | None) -> StateView | None:
        return StateView(self.language.text(state.title), state.look) if state else None

    def period(self, entry: Entry) -> PeriodView | None:
        """The entry's period if its type declares one and it is open today."""
        days = period_of(entry) if is_open(entry) else None
        if days is None or not days[0] <= self.today <= days[1]:
            return None
        starts, ends = days
        gone = (self.today - starts).days / max((ends - starts).days, 1)
        return PeriodView(
            self.language.day(starts),
            self.language.day(ends),
            (ends - self.today).days + 1,
            round(gone * 100, 1),
            tuple(day_strip(entry.days, self.today, self.language)),
            working_days_left(entry.days, self.today),
            sum(item.working for item in entry.days),
            entry.counts_working_days,
        )


def language_prefix(disclosure: Disclosure, code: str) -> str:
    """Where a language's pages start: the first at the root, the others in a folder of their own."""
    return "" if code == disclosure.site.languages[0] else f"{code}/"


def feed_home(disclosure: Disclosure, type: RecordType, code: str) -> str:
    """The folder that a type's feeds stand in for readers of a language: that of the language if the type's records say their
    titles in it, else the site's root.
    """
    is_said = any(field.name == f"{type.title_field}{ending(code)}" for field in type.fields)
    return language_prefix(disclosure, code) if is_said else ""

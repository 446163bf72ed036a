"""Whether a public text holds personal data: the check that is asked of every text of the stream."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.check.personal.allowance import Allowance, allowed_by_field
from generator.check.personal.detection import is_suspect, personal_values
from generator.check.personal.kinds import Kind, Sighting
from generator.model.declared.severity import Severity
from generator.model.declared.site import Country
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.schema.site_file import SITE_FILE

_SAID: Mapping[Kind, tuple[Rule, Phrase]] = {
    Kind.RESIDENT_ID: (rules.PERSONAL_RESIDENT_ID, say("a resident id number")),
    Kind.PHONE: (rules.PERSONAL_MOBILE_NUMBER, say("a mobile number")),
    Kind.BANK_CARD: (rules.PERSONAL_BANK_CARD, say("a bank card number")),
    Kind.EMAIL: (rules.PERSONAL_EMAIL, say("a mail address")),
    Kind.FOREIGN_ID: (rules.PERSONAL_FOREIGN_ID, say("an id number of another country or region")),
    Kind.ADDRESS: (rules.PERSONAL_HOME_ADDRESS, say("a home address")),
}


Value = tuple[Kind, str]
"""A personal value, spelt plainly."""


@dataclass(frozen=True, slots=True)
class KnownValues:
    """Personal values that may stand: those that the gate met where they may, which pages then show."""

    values: frozenset[Value] = frozenset()

    def cover(self, sighting: Sighting) -> bool:
        """Whether the sighting is one of them; an address, if it is a part of one or the other way round."""
        if (sighting.kind, sighting.value) in self.values:
            return True
        return sighting.kind is Kind.ADDRESS and any(
            kind is Kind.ADDRESS and (value in sighting.value or sighting.value in value)
            for kind, value in self.values
        )


NOTHING_KNOWN = KnownValues()


class PersonalData:
    """A finding for each personal value that nothing allows, and at the end one for each entry that allows nothing.

    ``passed`` are the values met so far that may stand where they do, or are in doubt; ``refused`` the others.
    """

    places = frozenset(Place)

    def __init__(
        self,
        allowed: tuple[Allowance, ...],
        countries: Collection[Country] = (),
        known: KnownValues = NOTHING_KNOWN,
    ) -> None:
        self._allowed, self._countries, self._known = allowed, countries, known
        self.passed: set[Value] = set()
        self.refused: set[Value] = set()
        self._unused = {allowance for allowance in allowed if not allowance.standing}

    def suspects(self, text: str) -> bool:
        """Whether a text is worth a closer look; most hold nothing of the kind."""
        return is_suspect(text, self._countries)

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """What is found at that closer look."""
        for sighting in personal_values(text.text, self._countries, undivided=text.is_code):
            covering = [allowance for allowance in self._allowed if allowance.covers(sighting)]
            if text.source.path != SITE_FILE:
                self._unused.difference_update(covering)
            may_stand = covering or _may_stand(text, sighting) or self._known.cover(sighting)
            met = self.passed if may_stand or not sighting.certain else self.refused
            met.add((sighting.kind, sighting.value))
            if not may_stand:
                yield _finding(text, sighting)

    def left(self) -> Iterator[Finding]:
        """What can be told when all texts were seen."""
        yield from (_unused(allowance) for allowance in self._allowed if allowance in self._unused)


def _may_stand(text: PublicText, sighting: Sighting) -> bool:
    """Whether the field declares such values, or is a number with decimals, which is rather an amount where that is in
    doubt.
    """
    if text.field is None:
        return False
    is_amount = text.field.type == "number" and not sighting.certain and "." in text.text
    return allowed_by_field(text.field, sighting.kind, text.text) or (
        is_amount and sighting.kind is not Kind.RESIDENT_ID
    )


def _finding(text: PublicText, sighting: Sighting) -> Finding:
    rule, kind = _SAID[sighting.kind]
    said = (
        say("{field} holds {kind} ({value}).", field=text.holder, kind=kind, value=sighting.masked)
        if text.lined
        else say(
            "{field} holds {kind} ({value}), as character {number}.",
            field=text.holder,
            kind=kind,
            value=sighting.masked,
            number=sighting.start + 1,
        )
    )
    source, field = text.source_at(sighting.start), text.field_name
    return Finding(rule, source, said, _cure(sighting), text.record, field, _severity(sighting))


def _severity(sighting: Sighting) -> Severity:
    return Severity.ERROR if sighting.certain else Severity.WARNING


def _cure(sighting: Sighting) -> Phrase:
    if not sighting.certain:
        return say("It only looks like one? Then leave it. If it is one, take it out.")
    return say(
        "Take it out. If it is an office's and meant for the public, list it under public_contacts in data/site.yaml, "
        "with the reason; if this field is meant to hold such values, its schema has to say so."
    )


def _unused(allowance: Allowance) -> Finding:
    return Finding(
        rules.UNUSED_PUBLIC_CONTACT,
        Source(SITE_FILE),
        say("Nothing needs the entry '{value}' of public_contacts.", value=allowance.listed),
        say("Delete it. Numbers of offices with an area code, and short ones such as 12345, need no entry."),
        severity=Severity.WARNING,
    )

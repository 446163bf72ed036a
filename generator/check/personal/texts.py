"""A text that is looked at, and what is said of the personal values in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.personal.allowance import Allowance
from generator.check.personal.detection import personal_values
from generator.check.personal.kinds import Kind, Sighting
from generator.model import rules
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.rules import Rule
from generator.model.severity import Severity
from generator.model.wording import Phrase, Wording, say
from generator.read.site_file import SITE_FILE

_NOTHING: frozenset[Kind] = frozenset()
_SAID: Mapping[Kind, tuple[Rule, Phrase]] = {
    Kind.RESIDENT_ID: (rules.PERSONAL_RESIDENT_ID, say("a resident id number")),
    Kind.PHONE: (rules.PERSONAL_MOBILE_NUMBER, say("a mobile number")),
    Kind.BANK_CARD: (rules.PERSONAL_BANK_CARD, say("a bank card number")),
    Kind.EMAIL: (rules.PERSONAL_EMAIL, say("a mail address")),
    Kind.ADDRESS: (rules.PERSONAL_HOME_ADDRESS, say("a home address")),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place, and how a message calls what holds it.

    ``lined``: the text begins at the source's line and column, so that a value in it has a line and column of its own;
    otherwise a message counts characters. ``declared``: kinds that the schema lets stand here.
    """

    text: str
    source: Source
    holder: Wording | Phrase
    record: str = ""
    field: str = ""
    lined: bool = False
    undivided: bool = False
    declared: frozenset[Kind] = _NOTHING


def personal_findings(texts: Iterable[Text], allowed: tuple[Allowance, ...]) -> Iterator[Finding]:
    """A finding for each personal value that nothing allows, then one for each entry that allows nothing."""
    unused = {allowance for allowance in allowed if not allowance.standing}
    for text in texts:
        for sighting in personal_values(text.text, undivided=text.undivided):
            covering = [allowance for allowance in allowed if allowance.covers(sighting)]
            if text.source.path != SITE_FILE:
                unused.difference_update(covering)
            if not covering and sighting.kind not in text.declared:
                yield _finding(text, sighting)
    yield from (_unused(allowance) for allowance in allowed if allowance in unused)


def _finding(text: Text, sighting: Sighting) -> Finding:
    rule, kind = _SAID[sighting.kind]
    source = _place(text, sighting) if text.lined else text.source
    if text.lined:
        said = say("{field} holds {kind} ({value}).", field=text.holder, kind=kind, value=sighting.masked)
    else:
        said = say(
            "{field} holds {kind} ({value}), as character {number}.",
            field=text.holder,
            kind=kind,
            value=sighting.masked,
            number=sighting.start + 1,
        )
    return Finding(rule, source, said, _cure(sighting), text.record, text.field, _severity(sighting))


def _severity(sighting: Sighting) -> Severity:
    return Severity.ERROR if sighting.certain else Severity.WARNING


def _cure(sighting: Sighting) -> Phrase:
    if not sighting.certain:
        return say("It only looks like one? Then leave it. If it is one, take it out.")
    return say(
        "Take it out. If it is an office's and meant for the public, list it under public_contacts in data/site.yaml, "
        "with the reason; if this field is meant to hold such values, its schema has to say so."
    )


def _place(text: Text, sighting: Sighting) -> Source:
    before = text.text[: sighting.start]
    line, column = before.count("\n"), sighting.start - (before.rfind("\n") + 1)
    first_line, first_column = text.source.line or 1, text.source.column or 1
    return text.source.at(first_line + line, column + (first_column if line == 0 else 1))


def _unused(allowance: Allowance) -> Finding:
    return Finding(
        rules.UNUSED_PUBLIC_CONTACT,
        Source(SITE_FILE),
        say("Nothing needs the entry '{value}' of public_contacts.", value=allowance.listed),
        say("Delete it. Numbers of offices with an area code, and short ones such as 12345, need no entry."),
        severity=Severity.WARNING,
    )

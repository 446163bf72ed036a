"""The outlook in three sentences: what appears in public, what changes there, what goes."""

from __future__ import annotations

from collections.abc import Sequence

from generator.check.gate import Verdict
from generator.disclose.outlook.sections import head
from generator.disclose.outlook.wording import Writer
from generator.model.records.change import Comparison, Difference
from generator.model.text.wording import Phrase, say

_MOST_NAMED = 3


def in_brief(verdict: Verdict, language: str) -> tuple[str, ...]:
    """The sentences, for a verdict that was held against an earlier revision."""
    found = verdict.comparison
    assert found is not None
    write = Writer(language, str, lambda _, text: text, verdict.register.site.countries)
    changed = [each for each in found.differences if each.old is not None]
    come = [each for each in found.differences if each.old is None]
    gone = [each for each in changed if each.new is None or each.withdrawn]
    kept = [each for each in changed if each.new is not None and not each.withdrawn]
    sentences = [
        _sentence(come, say("Appears: {n}: {records}."), say("Nothing new appears.")),
        _sentence(kept, say("Changes: {n}: {records}."), say("Nothing that is public changes.")),
        _sentence(gone, say("Goes: {n}: {records}."), say("Nothing goes.")),
    ]
    if waiting := _waiting(verdict, found):
        sentences[0] = say(
            "{sentence} Kept back, as drafts or until their day: {n}.", sentence=sentences[0], n=waiting
        )
    return tuple(map(write, sentences))


def _sentence(differences: Sequence[Difference], some: Phrase, none: Phrase) -> Phrase:
    if not differences:
        return none
    records = [each.new or each.old for each in differences]
    named = [head(each.type, record) for each, record in zip(differences, records, strict=True) if record]
    shown: Phrase = named[0]
    for phrase in named[1:_MOST_NAMED]:
        shown = say("{first}; {second}", first=shown, second=phrase)
    if len(named) > _MOST_NAMED:
        shown = say("{first}; …", first=shown)
    return Phrase(some.text, {"n": len(named), "records": shown})


def _waiting(verdict: Verdict, found: Comparison) -> int:
    """How many records are new and not public yet."""
    before = {(record.type, record.id) for record in found.old}
    public = {(each.new.type, each.new.id) for each in found.differences if each.new}
    return len({(record.type, record.id) for record in verdict.register} - before - public)

"""Findings without the personal values that they are about: a report is read by more people than the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.check.passing.literal_search import Literals
from generator.check.passing.spellings import spellings
from generator.model.declared.personal import TELLING
from generator.model.declared.record_type import Field, RecordType
from generator.model.findings.finding import Finding
from generator.model.records.masks import masked_value
from generator.model.records.public_text import texts_of
from generator.model.records.record import Record, Register
from generator.model.text.wording import Parameter, Phrase

Place = tuple[str, str]
"""A record's id and a field's name."""


class Masks:
    """Texts, by what all their spellings have in common, and what stands in their place."""

    def __init__(self, masks: Mapping[str, str]) -> None:
        self._masks, self._texts = masks, Literals(masks)

    def hide(self, value: Parameter) -> Parameter:
        """A parameter of a message with a mask in the place of each of the texts."""
        if isinstance(value, Phrase):
            return self.phrase(value)
        return "".join(self._parts(value)) if isinstance(value, str) else value

    def phrase(self, phrase: Phrase) -> Phrase:
        parameters: Mapping[str, Parameter] = {
            name: self.hide(value) for name, value in phrase.parameters.items()
        }
        return replace(phrase, parameters=parameters)

    def _parts(self, text: str) -> Iterator[str]:
        done = 0
        for standing in self._texts.found_in(text):
            if standing.start >= done:
                yield text[done : standing.start]
                yield self._masks[standing.key]
                done = standing.end
        yield text[done:]


def discreet(findings: Iterable[Finding], register: Register) -> list[Finding]:
    """The findings with a mask in the place of every value that does not last.

    Values that tell who somebody is are hidden wherever they stand, others in what is said of their own field.
    """
    everywhere, here = _masks(register)

    def hidden(finding: Finding) -> Finding:
        for masks in (everywhere, here.get((finding.record, finding.field))):
            if masks:
                message, hint = masks.phrase(finding.message), finding.hint
                finding = replace(finding, message=message, hint=masks.phrase(hint) if hint else None)
        return finding

    return [hidden(finding) for finding in findings]


def _masks(register: Register) -> tuple[Masks, Mapping[Place, Masks]]:
    everywhere, here = dict[str, str](), dict[Place, dict[str, str]]()
    for type in register.types.values():
        for record in register.records[type.name] if type.has_passing else ():
            for declared, value in passing_values(type, record):
                policy = declared.personal
                if policy is None:
                    continue
                for text, folded in spellings(policy.kind, value):
                    telling = policy.kind in TELLING
                    masks = everywhere if telling else here.setdefault((record.id, declared.name), {})
                    masks[folded] = masked_value(text, policy.kind)
    return Masks(everywhere), {place: Masks(masks) for place, masks in here.items()}


def passing_values(type: RecordType, record: Record) -> Iterator[tuple[Field, str]]:
    """Every text of the record that does not last, with its field."""
    tables = {table.name: table.fields for table in type.children}
    rows = [
        (type.fields, record.row),
        *((tables[name], row) for name in record.children for row in record.children[name]),
    ]
    for fields, row in rows:
        for declared in fields:
            if not declared.lasts:
                yield from ((declared, text) for text in texts_of(row.values.get(declared.name)))

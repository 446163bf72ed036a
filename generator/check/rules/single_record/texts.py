"""Rules on what texts say: words from a list, and no way to reach a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.model.declared.condition import Value, texts_of
from generator.model.declared.kinds import FieldName, FieldNames, Texts
from generator.model.findings.rules import Rule
from generator.model.records.record import Row
from generator.model.text.folding import canonical, fold_signs
from generator.model.text.telephone import odd_number
from generator.model.text.wording import say

_LANDLINE = re.compile(r"(?<![0-9A-Za-z])\(?0\d{2,3}\)?[ -]?[2-9]\d{2,3}[ -]?\d{4}(?![0-9A-Za-z])")
_MAY_BE_DIGIT = r"[\d\x80-\u2fff\U00010000-\U0010ffff]"
_SUSPECT = re.compile(rf"{_MAY_BE_DIGIT}(?:\W{{0,3}}{_MAY_BE_DIGIT}){{6,}}")
"""What a text must hold to be looked at closely: most hold nothing of the kind."""


def one_of(case: Case, field: FieldName, values: Texts) -> Problems:
    """``field``: a text, or a list of texts.
    ``values``: what it (each of them) may say.
    """
    said = texts_of(case.value(field))
    if not said:
        yield NOT_APPLICABLE
    for text in said:
        if canonical(text) not in map(canonical, values):
            message = say("{field} cannot be '{value}' here.", field=case.label(field), value=text)
            yield case.problem(
                message, say("Write one of: {allowed}.", allowed=" / ".join(values)), field=field
            )


def no_contact_data(case: Case) -> Problems:
    """No parameters: every text of the record and of its rows is looked at. Mobile numbers, mail addresses and resident
    ids are found in every type without this rule.
    """
    for table, row in _rows(case):
        for field, value in row.values.items():
            if _holds_landline(value):
                message = say(
                    "{field} holds {kind}, which is not to be published here.",
                    field=case.label(field, table),
                    kind=say("a telephone number"),
                )
                yield case.problem(message, say("Take it out."), field=field, row=row)


def _rows(case: Case) -> Iterator[tuple[str, Row]]:
    yield "", case.record.row
    for table, rows in case.record.children.items():
        for row in rows:
            yield table, row


def _holds_landline(value: Value) -> bool:
    if isinstance(value, (date, bool)) or value is None:
        return False
    suspects = (text for text in texts_of(value) if _SUSPECT.search(text))
    return any(_LANDLINE.search(fold_signs(text)) for text in suspects)


def telephone(case: Case, fields: FieldNames) -> Problems:
    """``fields``: texts by which people call: numbers, with words around them if need be."""
    filled = [(field, text) for field in fields for text in texts_of(case.value(field))]
    if not filled:
        yield NOT_APPLICABLE
    for field, text in filled:
        if odd := odd_number(text):
            message = say(
                "{field} says '{value}', which is no telephone number.", field=case.label(field), value=text
            )
            hint = say("Look at '{text}': a number has digits and '-' alone, such as 0577-88888888 or 12345; "
                       "an extension stands behind 转.", text=odd)  # fmt: skip
            yield case.problem(message, hint, field=field)


DEFINITIONS = (
    Definition(Rule("one-of", say("A field says one of the words that are meant for this case.")), one_of),
    Definition(
        Rule("telephone", say("A telephone number is one that can be dialled.")),
        telephone,
    ),
    Definition(
        Rule("no-contact-data", say("A record gives no telephone number of a private person.")),
        no_contact_data,
    ),
)

"""Rules on what texts say: words from a list, and no way to reach a private person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, FieldName, Problems, Texts
from generator.model.condition import Value, reference_ids
from generator.model.record import Row
from generator.model.rules import Rule
from generator.model.wording import Phrase, say

_SUSPECT = re.compile(r"[@＠]|\d[\d\s\-—–－()（）]{6,}")
"""What a text must hold to be looked at closely: most hold nothing of the kind."""
_FORMS: Mapping[str, re.Pattern[str]] = {
    "resident": re.compile(r"(?<![0-9A-Za-z])\d{6}[ -]?(\d{8})[ -]?\d{3}[\dXx](?![0-9A-Za-z])"),
    "old resident": re.compile(r"(?<![0-9A-Za-z])\d{6}[ -]?(\d{6})[ -]?\d{3}(?![0-9A-Za-z])"),
    "mobile": re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])"),
    "landline": re.compile(r"(?<![0-9A-Za-z])\(?0\d{2,3}\)?[ -]?[2-9]\d{2,3}[ -]?\d{4}(?![0-9A-Za-z])"),
    "mail": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
}
_KINDS: Mapping[str, Phrase] = {
    "resident": say("a resident id number"),
    "old resident": say("a resident id number"),
    "mobile": say("a mobile number"),
    "landline": say("a telephone number"),
    "mail": say("a mail address"),
}
_DASHES = str.maketrans("—–−‐‑", "-----")
FIRST_BIRTH, LAST_BIRTH = 1800, 2099
"""Years between which a number of that form may hold a date of birth."""


def one_of(case: Case, field: FieldName, values: Texts) -> Problems:
    """``field``: a text, or a list of texts.
    ``values``: what it (each of them) may say.
    """
    said = reference_ids(case.value(field))
    if not said:
        yield NOT_APPLICABLE
    for text in said:
        if text not in values:
            message = say("{field} cannot be '{value}' here.", field=case.label(field), value=text)
            yield case.problem(
                message, say("Write one of: {allowed}.", allowed=" / ".join(values)), field=field
            )


def no_contact_data(case: Case) -> Problems:
    """No parameters: every text of the record and of its rows is looked at."""
    for table, row in _rows(case):
        for field, value in row.values.items():
            for kind in _contact_data(value):
                message = say(
                    "{field} holds {kind}, which is not to be published here.",
                    field=case.label(field, table),
                    kind=_KINDS[kind],
                )
                yield case.problem(message, say("Take it out."), field=field, row=row)


def _rows(case: Case) -> Iterator[tuple[str, Row]]:
    yield "", case.record.row
    for table, rows in case.record.children.items():
        for row in rows:
            yield table, row


def _contact_data(value: Value) -> Iterator[str]:
    """The first kind of contact data that stands in a value, if any."""
    if isinstance(value, (date, bool)) or value is None:
        return
    for text in reference_ids(value):
        if _SUSPECT.search(text):
            kind = _kind_of(unicodedata.normalize("NFKC", text).translate(_DASHES))
            if kind:
                yield kind
                return


def _kind_of(text: str) -> str:
    for kind, form in _FORMS.items():
        for match in form.finditer(text):
            if not match.groups() or _is_birth_date(match[1]):
                return kind
    return ""


def _is_birth_date(digits: str) -> bool:
    """Whether YYYYMMDD, or YYMMDD of the twentieth century, is a day that somebody can be born on."""
    full = digits if len(digits) == len("YYYYMMDD") else f"19{digits}"
    try:
        day = date(int(full[:4]), int(full[4:6]), int(full[6:]))
    except ValueError:
        return False
    return FIRST_BIRTH <= day.year <= LAST_BIRTH


DEFINITIONS = (
    Definition(Rule("one-of", say("A field says one of the words that are meant for this case.")), one_of),
    Definition(
        Rule("no-contact-data", say("A record does not say how to reach a private person.")), no_contact_data
    ),
)

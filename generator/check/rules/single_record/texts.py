"""Rules on what texts say: words from a list, no way to reach a private person, no day to come that is over."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.duty import Duties, Duty
from generator.model.declared.condition import Value, day_of, texts_of
from generator.model.declared.kinds import FieldName, FieldNames, Texts
from generator.model.declared.record_type import CORRECTIONS, PUBLISHED_ON
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


_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})年 ?)?(?P<m>\d{1,2})月 ?(?P<d>\d{1,2})[日号]"
    r"|(?<!\d)(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}}) (?P<n3>{_NAME})\b\.?(?: (?P<y3>\d{{4}}))?"
    rf"|\b(?P<n4>{_NAME})\.? (?P<d4>\d{{1,2}})(?!\d)(?:, ?(?P<y4>\d{{4}}))?"
)
"""A day as either language writes it, with or without its year."""
_HALF_A_YEAR = 183


def up_to_date_due(case: Case, fields: Sequence[str], **_: object) -> Duties:
    """Texts that name a day to come, until they have been looked at once it is over."""
    told = day_of(case.type.common_value(PUBLISHED_ON, case.record.values))
    if told is None and case.type.date_field:
        told = case.day(case.type.date_field)
    for field in fields if told else ():
        ahead = [
            day for text in texts_of(case.value(field)) for day in _days(text, told) if told and day > told
        ]
        if ahead and not _corrected(case, field, max(ahead)):
            what = say(
                "Say in {field} what came of it, or leave the day out; "
                "what is public already needs a correction, which 'sunlit set' writes.",
                field=case.label(field),
            )
            yield Duty(max(ahead), what, field)


def up_to_date(case: Case, fields: FieldNames) -> Problems:
    """``fields``: texts that are written by hand, such as the sentence under the title. A day counts that was yet to come
    when the record was published; without a year it is the one that is nearest to that. A correction of the text that is
    not older than the day says that somebody has looked at it since.
    """
    open_duties = list(up_to_date_due(case, fields))
    if not open_duties:
        yield NOT_APPLICABLE
    for duty in open_duties:
        if duty.is_late(case.today):
            message = say(
                "{field} speaks of {day} as of a day to come, and that day is over.",
                field=case.label(duty.field),
                day=duty.last_day.isoformat(),
            )
            yield case.problem(message, duty.what, field=duty.field)


def _days(text: str, near: date | None) -> Iterator[date]:
    for match in _DAY.finditer(fold_signs(text)):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        month = _MONTHS[parts["n"]] if "n" in parts else int(parts["m"])
        with suppress(ValueError):  # no day of any calendar
            if "y" in parts:
                yield date(int(parts["y"]), month, int(parts["d"]))
            elif near:
                day = date(near.year, month, int(parts["d"]))
                yield day.replace(year=near.year + 1) if (near - day).days > _HALF_A_YEAR else day


def _corrected(case: Case, field: str, day: date) -> bool:
    """Whether a correction of the field is not older than the day."""
    names = case.type.field(field).spellings()
    rows = case.type.common_rows(CORRECTIONS, case.record.children)
    return any(
        row.values.get("field") in names and (on := day_of(row.values.get("on"))) is not None and on >= day
        for row in rows
    )


DEFINITIONS = (
    Definition(
        Rule(
            "text-up-to-date", say("A text that speaks of a day to come is looked at once that day is over.")
        ),
        up_to_date,
        timed=True,
        due=up_to_date_due,
    ),
    Definition(Rule("one-of", say("A field says one of the words that are meant for this case.")), one_of),
    Definition(
        Rule("telephone", say("A telephone number is one that can be dialled.")),
        telephone,
    ),
    Definition(
        Rule("no-contact-data", say("A record gives no telephone number of a private person.")),
        no_contact_data,
        keeps_people_unknown=True,
    ),
)

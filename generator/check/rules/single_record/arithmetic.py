"""Rules that recompute the numbers of a record: sums, limits, percentages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Computation, Definition, Problems
from generator.check.rules.phrases import listed, rounding
from generator.model.declared.condition import texts_of
from generator.model.declared.kinds import FieldName, FieldNames, RowField, TableName
from generator.model.findings.rules import Rule
from generator.model.records import amounts
from generator.model.records.amounts import plain
from generator.model.records.derived import is_derived
from generator.model.text.wording import Parameter, Phrase, say

NOTHING = Decimal(0)


def sum_of(case: Case, fields: Sequence[str], **_: object) -> Decimal | None:
    """The sum of those of the fields that are filled in."""
    numbers = _numbers(case, fields)
    return amounts.total(numbers) if numbers else None


def adds_up(case: Case, fields: FieldNames, total: FieldName) -> Problems:
    """``fields``: numbers (an empty one is 0, unless all are).
    ``total``: their sum.
    """
    whole, right = case.number(total), sum_of(case, fields)
    if whole is None or right is None:
        yield NOT_APPLICABLE
        return
    if right != whole:
        message = say(
            "{fields} add up to {right}, but {total} says {said}.",
            fields=listed([case.label(field) for field in fields]),
            right=plain(right),
            total=case.label(total),
            said=plain(whole),
        )
        hint = say("{field} should be {right}; or one of the other numbers is wrong.",
                   field=case.label(total), right=plain(right))  # fmt: skip
        yield case.problem(message, hint, field=total)


def _numbers(case: Case, fields: Sequence[str]) -> list[Decimal]:
    return [number for field in fields if (number := case.number(field)) is not None]


def at_most(case: Case, fields: FieldNames, limit: FieldName) -> Problems:
    """``fields``: one number, or several that count together.
    ``limit``: the number that they do not exceed.
    """
    most, numbers = case.number(limit), _numbers(case, fields)
    if most is None or not numbers:
        yield NOT_APPLICABLE
        return
    added = amounts.total(numbers)
    if added > most:
        hint = say("It is {most} at most. Compare both numbers with the original.", most=plain(most))
        yield case.problem(_too_much(case, fields, added, limit, most), hint, field=fields[0])


def _too_much(case: Case, fields: FieldNames, added: Decimal, limit: FieldName, most: Decimal) -> Phrase:
    named = listed([case.label(field) for field in fields])
    of, shown, bound = case.label(limit), plain(added), plain(most)
    if len(fields) == 1:
        return say(
            "{fields} is {sum}, more than {limit}: {most}.", fields=named, sum=shown, limit=of, most=bound
        )
    return say(
        "{fields} together are {sum}, more than {limit}: {most}.",
        fields=named,
        sum=shown,
        limit=of,
        most=bound,
    )


def at_least(case: Case, field: FieldName, number: Decimal) -> Problems:
    """``field``: a number, or a list.
    ``number``: how much it is, or how many entries it has, at least.
    """
    value, said = case.value(field), case.number(field)
    entries = texts_of(value) if isinstance(value, tuple) else ()
    if not entries and said is None:
        yield NOT_APPLICABLE
    elif entries and len(entries) < number:
        message = say("{field} has {n} of them; at least {least} are demanded.",
                      field=case.label(field), n=len(entries), least=plain(number))  # fmt: skip
        yield case.problem(message, say("Add what is missing."), field=field)
    elif said is not None and said < number:
        message = say("{field} is {number}; at least {least} is demanded.",
                      field=case.label(field), number=plain(said), least=plain(number))  # fmt: skip
        yield case.problem(message, say("Compare the number with the original."), field=field)


def at_least_share(
    case: Case,
    part: FieldName,
    whole: FieldName,
    percent: Decimal = NOTHING,
    one_in: int = 0,
    above: bool = False,
) -> Problems:
    """``part`` of ``whole``: two numbers.
    ``percent``: how many per cent of the whole the part is at least.
    ``one_in``: the share as a fraction instead: 3 is a third.
    ``above``: whether it must be more than that.
    """
    piece, all_of_it = case.number(part), case.number(whole)
    if piece is None or all_of_it is None:
        yield NOT_APPLICABLE
        return
    share, of = (Decimal(1), Decimal(one_in)) if one_in > 0 else (percent, amounts.HUNDRED)
    has, needed = amounts.product(piece, of), amounts.product(all_of_it, share)
    if has < needed or (above and has == needed):
        named = say("1/{n}", n=one_in) if one_in > 0 else say("{percent}%", percent=plain(share))
        hint = _enough(amounts.quotient(needed, of), above)
        yield case.problem(_too_little(case, part, whole, named, above), hint, field=part)


def _too_little(case: Case, part: str, whole: str, share: Phrase, above: bool) -> Phrase:
    told: dict[str, Parameter] = {
        "part": case.label(part),
        "number": plain(case.number(part) or NOTHING),
        "whole": case.label(whole),
        "of": plain(case.number(whole) or NOTHING),
        "share": share,
    }
    if above:
        return say("{part} is {number}, not more than {share} of {whole}, which is {of}.", **told)
    return say("{part} is {number}, less than {share} of {whole}, which is {of}.", **told)


def _enough(limit: Decimal, above: bool) -> Phrase:
    """The smallest whole number that is enough."""
    least = limit.to_integral_value(ROUND_FLOOR) + 1 if above else limit.to_integral_value(ROUND_CEILING)
    return say("{n} would be enough. Compare both numbers with the original.", n=plain(least))


def more_than(case: Case, field: FieldName, than: FieldName) -> Problems:
    """``field``: a number.
    ``than``: the number that it exceeds.
    """
    number, other = case.number(field), case.number(than)
    if number is None or other is None:
        yield NOT_APPLICABLE
    elif number <= other:
        message = say(
            "{field} is {number}; it must be more than {than}, which is {other}.",
            field=case.label(field),
            number=plain(number),
            than=case.label(than),
            other=plain(other),
        )
        yield case.problem(message, say("Compare both numbers with the original."), field=field)


def percentage_of(case: Case, part: str, whole: str, decimals: int = 0, **_: object) -> Decimal | None:
    """How many per cent of the whole the part is."""
    piece, all_of_it = case.number(part), case.number(whole)
    return amounts.percent(piece, all_of_it, decimals) if piece is not None and all_of_it else None


def percentage(
    case: Case, part: FieldName, whole: FieldName, percent: FieldName, decimals: int = 0
) -> Problems:
    """``part`` of ``whole``: two numbers.
    ``percent``: their percentage.
    ``decimals``: to so many places, rounded half up.
    """
    piece, all_of_it, said = case.number(part), case.number(whole), case.number(percent)
    right = percentage_of(case, part, whole, decimals)
    if piece is None or not all_of_it or said is None or right is None:
        yield NOT_APPLICABLE
        return
    if right != said:
        message = say(
            "{percent} is {said}; {part} by {whole} is {right} ({rounding}).",
            percent=case.label(percent),
            said=plain(said),
            part=plain(piece),
            whole=plain(all_of_it),
            right=plain(right),
            rounding=rounding(decimals),
        )
        yield case.problem(message, say("Write {right}.", right=plain(right)), field=percent)


def newest_number(case: Case, table: str, date: str, field: str, **_: object) -> Decimal | None:
    """The number of the newest row that has one; of several of one day the last."""
    newest = _newest(case, table, date, field)
    return newest[1] if newest else None


def _newest(case: Case, table: str, date: str, field: str) -> tuple[date, Decimal] | None:
    rows = [
        (day, place, number)
        for place, row in enumerate(case.rows(table))
        if (day := case.day(date, row)) is not None and (number := case.number(field, row)) is not None
    ]
    day, _, number = max(rows, default=(None, 0, NOTHING))
    return (day, number) if day else None


def latest_agrees(
    case: Case, table: TableName, date: RowField, field: RowField, with_: FieldName
) -> Problems:
    """``table``, ``date`` and ``field``: the rows, their date and their number.
    ``with``: the record's number, which is that of the newest row.
    """
    latest, said = _newest(case, table, date, field), case.number(with_)
    if latest is None or said is None:
        yield NOT_APPLICABLE
        return
    day, newest = latest
    if newest != said:
        message = say(
            "{field} is {said}, but the newest row of {table} ({day}) says {newest}.",
            field=case.label(with_),
            said=plain(said),
            table=case.table(table),
            day=day.isoformat(),
            newest=plain(newest),
        )
        hint = say("Write {newest}, or add the row that says {said}.", newest=plain(newest), said=plain(said))
        if is_derived(case.value(with_)):
            hint = say("Add the row that says {said}.", said=plain(said))
        yield case.problem(message, hint, field=with_)


DEFINITIONS = (
    Definition(
        Rule("adds-up", say("Numbers add up to the total that is given.")),
        adds_up,
        computes=Computation("total", sum_of),
    ),
    Definition(Rule("at-most", say("A number, or several together, do not exceed their limit.")), at_most),
    Definition(
        Rule("at-least", say("There is as much of something, or as many, as the case calls for.")), at_least
    ),
    Definition(
        Rule("at-least-share", say("A part is as large a share of its whole as the case calls for.")),
        at_least_share,
        one_of=("percent", "one_in"),
    ),
    Definition(Rule("more-than", say("A number that must be the larger one is.")), more_than),
    Definition(
        Rule("percentage", say("A percentage is what its numbers give, rounded half up.")),
        percentage,
        computes=Computation("percent", percentage_of),
    ),
    Definition(
        Rule("latest-agrees", say("The record says what the newest row of its table says.")),
        latest_agrees,
        computes=Computation("with_", newest_number),
    ),
)

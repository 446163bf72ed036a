"""Rules on types whose records stand above and below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, BoundRule, Computation, Definition, Problems
from generator.check.rules.phrases import rounding
from generator.model.declared.condition import reference_ids
from generator.model.declared.kinds import FieldName
from generator.model.declared.record_type import Look, RuleUse
from generator.model.declared.section import TreePage
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records import amounts
from generator.model.records.amounts import plain
from generator.model.records.derived import is_derived
from generator.model.records.record import Record
from generator.model.text.wording import say

HALF = Decimal("0.5")
SHOWN_DECIMALS = 1
"""Places to which a message gives a rolled-up progress."""
PUBLISHED_DECIMALS = 2
"""Places to which one is published that nobody typed."""


def within_parent(case: Case, field: FieldName) -> Problems:
    """``field``: a date, not after the same date of the record above."""
    above, day = _above(case), case.day(field)
    limit = case.day(field, above.row) if above else None
    if above is None or day is None or limit is None:
        yield NOT_APPLICABLE
    elif day > limit:
        message = say(
            "{field} is {day}, after that of '{id}' above it ({limit}).",
            field=case.label(field),
            day=day.isoformat(),
            id=above.id,
            limit=limit.isoformat(),
        )
        yield case.problem(message, say("It is {limit} or before.", limit=limit.isoformat()), field=field)


def _above(case: Case) -> Record | None:
    ids = reference_ids(case.value(case.type.tree_field)) if case.type.tree_field else ()
    return case.world.by_id[case.type.name].get(ids[0]) if ids else None


def siblings_total(case: Case, field: FieldName, total: Decimal = amounts.HUNDRED) -> Problems:
    """``field``: a number.
    ``total``: what the numbers of all records directly below one record add up to.
    """
    numbers = [number for record in case.below() if (number := case.number(field, record.row)) is not None]
    if not numbers:
        yield NOT_APPLICABLE
        return
    added = amounts.total(numbers)
    if added != total:
        message = say(
            "{field} of the {n:record|records} below it adds up to {sum}; it should be {right}.",
            field=case.label(field),
            n=len(case.below()),
            sum=plain(added),
            right=plain(total),
        )
        yield case.problem(message, say("Share it out anew among the records below."), field=field)


def mean_below(case: Case, progress: str, weight: str, **_: object) -> Decimal | None:
    """The mean, by weight, of the records below that the public may see; ``None`` if one of them lacks a number."""
    return _mean(case, case.public_below(), progress, weight)


def _mean(case: Case, records: Sequence[Record], progress: str, weight: str) -> Decimal | None:
    shares = [(case.number(progress, record.row), case.number(weight, record.row)) for record in records]
    known = [(one, other) for one, other in shares if one is not None and other is not None]
    if not amounts.total(weight for _, weight in known) or len(known) < len(shares):
        return None
    return amounts.mean(known)


def mean_followed(case: Case, progress: str, weight: str, **_: object) -> Decimal | None:
    """The mean of the public records below that are followed and say how far they are: by weight if each of them has one, else
    plain; ``None`` where none says it.
    """
    parts = [record for record in case.public_below() if _is_followed(case, record)]
    shares = [
        (case.number(progress, part.row), case.number(weight, part.row) if weight else None) for part in parts
    ]
    return amounts.mean([(share, weight) for share, weight in shares if share is not None])


def _is_followed(case: Case, record: Record) -> bool:
    holding = (state.look for state in case.type.states if state.when.holds(record.values, case.today))
    return next(holding, Look.GOING) is not Look.OFF


def of_tree(page: TreePage) -> BoundRule:
    """How the progress of a whole is worked out where nobody typed it, for a tree that shows it: no rule that is judged."""
    computes = Computation("progress", mean_followed, places=PUBLISHED_DECIMALS)
    use = RuleUse(ROLLED_UP.rule.id, {"progress": page.progress, "weight": page.weight})
    return BoundRule(replace(ROLLED_UP, computes=computes), use, use.parameters)


def rolled_up(case: Case, progress: FieldName, weight: FieldName, tolerance: Decimal = HALF) -> Problems:
    """``progress``: a number that, where records stand below, is the mean of theirs by ``weight``.
    ``tolerance``: by how much it may differ.
    """
    said, right = case.number(progress), mean_below(case, progress, weight)
    with_all = _mean(case, case.below(), progress, weight)
    if said is None or (right is None and with_all is None):
        yield NOT_APPLICABLE
    elif right is not None and _is_so(case, progress, right, tolerance):
        return
    elif right is None or with_all is None or right != with_all:
        message = say(
            "{field} is not what the public records below it give; some of them are not public.",
            field=case.label(progress),
        )
        hint = say(
            "Bring the records below up to date. No figure stands here, since it would tell of what is not public."
        )
        yield replace(case.problem(message, hint, field=progress), severity=Severity.WARNING)
    else:
        yield _not_rolled_up(case, progress, said, right)


def _is_so(case: Case, progress: str, right: Decimal, tolerance: Decimal) -> bool:
    """Whether the number is the mean, nearly enough, or was worked out as such."""
    said = case.number(progress)
    if said is None or is_derived(case.value(progress)) or not amounts.differ(said, right, tolerance):
        return True
    return said == amounts.rounded(right, PUBLISHED_DECIMALS)


def _not_rolled_up(case: Case, progress: str, said: Decimal, right: Decimal) -> Finding:
    shown = plain(amounts.rounded(right, SHOWN_DECIMALS))
    message = say(
        "{field} is {said}; the records below it give {right} by weight ({rounding}).",
        field=case.label(progress),
        said=plain(said),
        right=shown,
        rounding=rounding(SHOWN_DECIMALS),
    )
    hint = say("Write {right}, or bring the records below up to date.", right=shown)
    return case.problem(message, hint, field=progress)


ROLLED_UP = Definition(
    Rule("rolled-up", say("The progress of a whole is that of its parts, by their weight.")),
    rolled_up,
    tree=True,
    computes=Computation("progress", mean_below, places=PUBLISHED_DECIMALS),
)
DEFINITIONS = (
    Definition(
        Rule("within-parent", say("What belongs to a larger whole ends no later than it.")),
        within_parent,
        tree=True,
    ),
    Definition(Rule("siblings-total", say("The shares of a whole add up to it.")), siblings_total, tree=True),
    ROLLED_UP,
)

"""How the public takes part, as a type declares it: what one can do, how, where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.model.declared.condition import Condition
from generator.model.declared.kinds import FieldName, FieldNames, Lasting, Names
from generator.model.text.wording import Wording


class Act(StrEnum):
    """What somebody can do about a record while it is open."""

    OBJECT = "object"
    """Report or object."""
    ANSWER = "answer"
    """Answer a question or comment on a draft."""
    ATTEND = "attend"
    """Come along: what recurs, or has a period that lies ahead, is told of two weeks before."""
    REVIEW = "review"
    """Ask for a review."""


@dataclass(frozen=True, slots=True)
class Participation:
    """What the public can do about a record of this type. When it is open say ``period``, ``states`` (the look ``live``) and
    ``recurs``.
    """

    act: Act
    """What one can do."""
    how: Lasting[FieldName] = ""
    """The field that says how; while a record is open, its page begins with it."""
    reach: Lasting[FieldNames] = ()
    """Where and when: fields such as telephone, address and hours; else those of ``notice``. Where a record fills none of
    them but the ``department``, the contact of ``site.yaml`` stands beside it."""
    who: Wording = Wording()
    """One sentence on who may, if not everybody."""
    always: Lasting[Annotated[Condition | None, Names()]] = None
    """Of which records the public can be heard at any time, such as a mailbox; ``{}`` for all. One whose state looks like
    ``none`` or ``off`` is left out."""
    outcome: Lasting[FieldNames] = ()
    """What came of it; the first of these fields that is filled is told when nothing is open."""

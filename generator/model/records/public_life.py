"""The life of a record in public: announced, live, over, taken down; or withdrawn. All of it follows from dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.declared.condition import Condition, Test
from generator.model.declared.record_type import Look, State
from generator.model.text.wording import Wording

WITHDRAWN = "withdrawn"
"""The common field that says since when a record is withdrawn."""
FORMER_IDS = "former_ids"
"""The common field that names the ids which a record had before."""
WITHDRAWAL, TAKE_DOWN = "撤回", "到期下架"
"""Kinds of a correction that end a record's content, where the entry names no single field."""
WITHDRAWN_STATE = State(
    WITHDRAWN,
    Wording("已撤回", {"en": "Withdrawn"}),
    Look.OFF,
    Condition((Test(WITHDRAWN, "on_or_before", "today"),)),
)


class Stage(StrEnum):
    """Where a record stands; ``STANDING`` is one without a period."""

    STANDING = "standing"
    ANNOUNCED = "announced"
    LIVE = "live"
    OVER = "over"
    TAKEN_DOWN = "taken-down"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Life:
    """The stage on the as-of day, and the days that decide it."""

    stage: Stage = Stage.STANDING
    last_day: date | None = None
    """The last day on which period-bound values are public; ``None`` without any, or if nobody can tell."""
    since: date | None = None
    """The first day of being taken down or withdrawn."""

    @property
    def is_down(self) -> bool:
        """Whether a tombstone stands in the record's place."""
        return self.stage in (Stage.TAKEN_DOWN, Stage.WITHDRAWN)


UNTIMED = Life()
"""The life of what has no period and was never taken down."""

"""What came of a fleet, as a table for a terminal and as JSON for whatever comes after."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker
from generator.fleet.body import Result, State
from generator.model.text.hashes import short_revision
from generator.model.text.wording import Phrase, say

STATES: Mapping[State, Phrase] = {
    State.PUBLISHED: say("published"),
    State.CURRENT: say("up to date"),
    State.REFUSED: say("refused"),
    State.UNREACHABLE: say("not reached"),
    State.BUSY: say("busy"),
    State.TOO_LONG: say("stopped, too long"),
    State.LOST: say("worker lost"),
    State.FAILED: say("failed"),
    State.BEHIND: say("behind"),
}
COLUMNS = (
    say("Body"), say("Name"), say("State"), say("Live"), say("As of"), say("Records"), say("Seconds"), say("Reason")
)  # fmt: skip
GAP = "  "


def as_table(results: Sequence[Result], language: str) -> str:
    """One line for each body, those that are not well first, and a line with the sums."""
    speak = Speaker(language)
    ordered = sorted(results, key=lambda result: result.is_well)
    rows = [[speak(column) for column in COLUMNS], *(_row(result, speak) for result in ordered)]
    widths = [max(_columns(row[place]) for row in rows) for place in range(len(COLUMNS) - 1)]
    lines = (GAP.join([*map(_padded, row, widths), row[-1]]).rstrip() for row in rows)
    return "\n".join([*lines, "", summary(results, speak)]) + "\n"


def _row(result: Result, speak: Speaker) -> list[str]:
    return [
        result.body,
        visible(speak.masked(result.name)),
        speak(STATES[result.state]),
        short_revision(result.revision) or "-",
        result.as_of or "-",
        str(result.published),
        f"{result.seconds:.1f}",
        reason(result, speak).replace("\n", " "),
    ]


def reason(result: Result, speak: Speaker) -> str:
    """Why a body is not well, in one language, with what may be personal masked."""
    return speak(result.reason) if result.reason else ""


def summary(results: Sequence[Result], speak: Speaker) -> str:
    """How many bodies there are of each state."""
    counted = Counter(result.state for result in results)
    parts = [f"{speak(STATES[state])} {counted[state]}" for state in State if counted[state]]
    return speak.plain("Bodies: {n} ({parts}).", n=len(results), parts=", ".join(parts) or "-")


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def as_json(results: Sequence[Result], day: str, language: str) -> str:
    """One object: the day of the run, how many of each state, and every body."""
    speak = Speaker(language)
    counted = Counter(result.state for result in results)
    content = {
        "day": day,
        "counts": {str(state): counted[state] for state in State if counted[state]},
        "bodies": [_object(result, speak) for result in results],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _object(result: Result, speak: Speaker) -> dict[str, Any]:
    return {
        "body": result.body,
        "name": speak.masked(result.name),
        "state": str(result.state),
        "revision": result.revision,
        "as_of": result.as_of,
        "published": result.published,
        "withheld": result.withheld,
        "seconds": result.seconds,
        "processor": result.processor,
        "attempts": result.attempts,
        "since": result.since,
        "reason": reason(result, speak),
        "said": [speak(phrase) for phrase in result.said],
        "report": result.report,
        "worker": result.worker,
    }

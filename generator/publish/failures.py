"""What failed last on the server, for ``status``: kept beside its settings, where no push can write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, as_plain, from_plain, say
from generator.publish.publication import Unfit
from generator.publish.settings import folder, write_json
from generator.read.git.objects import GitFailed

FAILURE = "last-failure.json"


@dataclass(frozen=True, slots=True)
class Failure:
    """The last tick that could not do its work: for which day, why, and since which day none could."""

    day: str
    sentence: Phrase
    since: str = ""


def note_failure(repository: Path, day: str, error: Exception, before: Failure | None = None) -> None:
    """Keep it, since the day of the failure ``before`` it. On a full disk that may not be possible; then the tick alone has
    said it.
    """
    before = before or last_failure(repository)
    since = before.since if before else day
    with suppress(OSError, ValueError):
        kept = {"day": day, "since": since, "sentence": as_plain(sentence(error))}
        write_json(folder(repository) / FAILURE, kept)


def sentence(error: Exception) -> Phrase:
    """What an error says to the operator."""
    if isinstance(error, Unfit):
        return say("The check found errors in the data; 'sunlit check' lists them.")
    if isinstance(error, CannotRun):
        return error.phrase
    if isinstance(error, OSError):
        return say("The server could not write: {reason}.", reason=str(error.strerror))
    if isinstance(error, GitFailed):
        return say("Git could not do it: {reason}", reason=str(error))
    return say("A fault of the generator ({name}).", name=type(error).__name__)


def last_failure(repository: Path) -> Failure | None:
    """What was kept; nothing if the last tick went well."""
    try:
        content: Mapping[str, Any] = json.loads((folder(repository) / FAILURE).read_bytes())
        day = str(content["day"])
        return Failure(day, from_plain(content["sentence"]), str(content.get("since", day)))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def forget_failure(repository: Path) -> None:
    """It went well since."""
    with suppress(OSError):
        (folder(repository) / FAILURE).unlink(missing_ok=True)

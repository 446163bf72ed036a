"""What the pages of the desk ask: records as they lie on the disk now, what is due, what waits to be published."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.check.gate import Verdict, read_everything
from generator.desk.browser.guard import Guard
from generator.desk.browser.preview import Preview
from generator.desk.browser.words import Words
from generator.desk.editing.changing import one_at_a_time
from generator.desk.saving import save
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Register
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: what is wrong, if that stopped it; else each step, and what the server said."""

    verdict: Verdict | None
    steps: Sequence[Phrase]
    answer: Sequence[str]
    stopped: Phrase | None = None
    sent: bool = False
    """Whether the server has it."""

    @property
    def done(self) -> bool:
        return self.sent and self.stopped is None and self.verdict is None


class _Unfit(Exception):
    """The gate refuses what is there."""


@dataclass(slots=True)
class Desk:
    """One root while the desk is open on it."""

    root: Path
    as_of: date | None
    words: Words
    guard: Guard
    preview: Preview | None = None
    _known: tuple[object, Register] | None = None
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def register(self) -> Register:
        """The records as they lie there now; read again only if a file is another than before."""
        with self._reading:
            state = tuple(self._files())
            if self._known is None or self._known[0] != state:
                self._known = state, read_everything(self.root).register
            return self._known[1]

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for path in sorted((self.root / "data").rglob("*")):
            with suppress(FileNotFoundError):  # it went while we looked
                found = path.lstat()
                yield str(path), found.st_mtime_ns, found.st_size

    def attachments(self) -> Sequence[str]:
        """The files that records may name, by their path from ``data/attachments/``."""
        return [file.path for file in self.register().attachments]

    def publish(self, message: str) -> Published:
        """Commit and push all that waits, as ``sunlit save`` does, with no program of anybody's but our own gate."""
        refused: list[Verdict] = []
        steps: list[Phrase] = []
        answer: list[str] = []

        def judged(verdict: Verdict) -> None:
            if not verdict.fit:
                refused.append(verdict)
                raise _Unfit

        try:
            with one_at_a_time(self.root):
                sent = save(
                    self.root,
                    self.as_of,
                    self.words.language,
                    lambda: message,
                    judged,
                    steps.append,
                    answer.append,
                    bare=True,
                )
        except _Unfit:
            return Published(refused[0], steps, answer)
        except CannotRun as stop:
            return Published(None, steps, answer, stop.phrase)
        return Published(None, steps, answer, sent=sent)

    def types(self) -> Sequence[RecordType]:
        """In the order in which the site shows them."""
        return sorted(self.register().types.values(), key=lambda type: (type.order, type.name))

"""How far a long build is, for whoever watches it in a terminal; nothing where none does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from generator.commands.common.session import Session

if TYPE_CHECKING:
    from generator.construct.construction import Progress

WORTH_A_BAR = 20
"""Batches; fewer are made before anybody can read a bar."""


@contextmanager
def progress_bar(session: Session) -> Iterator[Progress | None]:
    """What a build tells how far it is: a bar with an estimate and the files made each second, gone when all is done."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(session.translate("Pages"), session.translate("{n} files/s"))
    try:
        yield bar.show
    finally:
        bar.end()


@contextmanager
def count_bar(label: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar of so many things that end one by one; what is called when one has."""
    if not sys.stderr.isatty() or not total:
        yield lambda: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


class _Bar:
    """A bar of click's, begun anew for each stage of the build that is worth one."""

    def __init__(self, label: str, rate: str) -> None:
        self._label, self._rate = label, rate
        self._began, self._files = time.monotonic(), 0
        self._bar: Any = None

    def show(self, done: int, total: int, files: int) -> None:
        self._files += files
        if total < WORTH_A_BAR:
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label=self._label, file=sys.stderr, show_pos=True, item_show_func=self._speed
            )
        self._bar.update(1, done)
        if done == total:
            self.end()

    def _speed(self, _: int | None) -> str:
        return self._rate.format(n=round(self._files / max(time.monotonic() - self._began, 0.001)))

    def end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

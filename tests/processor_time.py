"""How much processor time a run of the tests takes, and where: ``pytest --processor-times=FILE``.

Time on the clock says what else the machine did; processor time says what a test costs. The file has one line for each
test, the dearest first: seconds in fixtures that it was the first to ask for, seconds in the test itself, its id.
Counted is what the process that runs the tests and all that it started used, a browser while it runs included.
"""

from __future__ import annotations

import os
import resource
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

_TICKS = os.sysconf("SC_CLK_TCK")
_LAST = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--processor-times", metavar="FILE", help="Write what processor time each test took.")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("processor_times"):
        config.pluginmanager.register(_ProcessorTimes(), "processor-times-of-tests")


class _ProcessorTimes:
    """Measures where tests run; adds up where their reports arrive."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    @pytest.hookimpl
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        session.config.stash[_LAST] = used()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Iterator[None]:
        report = yield
        now = used()
        report.processor_time = now - item.config.stash[_LAST]
        item.config.stash[_LAST] = now
        return report

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        seconds = self.seconds[report.nodeid]
        # A process that ended and was waited for by nobody takes what it used with it: that is no time saved.
        seconds[report.when == "call"] += max(0.0, getattr(report, "processor_time", 0.0))

    @pytest.hookimpl
    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> None:
        ordered = sorted(self.seconds.items(), key=lambda item: -sum(item[1]))
        lines = [f"{before:8.2f} {call:8.2f} {id}\n" for id, (before, call) in ordered]
        Path(config.getoption("processor_times")).write_text("".join(lines), encoding="utf-8")
        total = sum(sum(pair) for pair in self.seconds.values())
        terminalreporter.write_line(f"Processor time in tests and fixtures: {total:.0f} s")


def used() -> float:
    """Seconds of processor time up to now, of this process, those that ended, and those that still run."""
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages) + sum(map(_running, _children("self")))


def _children(process: str) -> Iterator[str]:
    """Only Linux says it; elsewhere what runs to the end is counted to nobody."""
    for task in _listed(f"/proc/{process}/task"):
        yield from _text(f"/proc/{process}/task/{task}/children").split()


def _running(process: str) -> float:
    fields = _text(f"/proc/{process}/stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(_running, _children(process)))


def _listed(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder).iterdir()]
    except OSError:  # it ended meanwhile
        return []


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - a test may let no Path be opened
            return file.read()
    except OSError:
        return ""

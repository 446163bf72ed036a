"""The as-of day: what is asked for, else SOURCE_DATE_EPOCH, else today; in the site's time zone."""

from __future__ import annotations

from datetime import date

import pytest
from building import Root, sunlit

from generator.check.calendar.clock import EPOCH, day_to_judge
from generator.check.gate import judge
from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun

LATE_ON_NEW_YEAR_S_EVE = 1798732800
"""2026-12-31 16:00 UTC: already the new year in Shanghai, not yet in Honolulu."""


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Shanghai", date(2027, 1, 1)),
        ("UTC", date(2026, 12, 31)),
        ("Pacific/Honolulu", date(2026, 12, 31)),
        ("Pacific/Kiritimati", date(2027, 1, 1)),
    ],
)
def test_the_epoch_is_a_day_where_the_site_is(zone: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, str(LATE_ON_NEW_YEAR_S_EVE))
    assert day_to_judge(None, Site(time_zone=zone)) == day


def test_the_day_asked_for_goes_before_the_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "0")
    assert day_to_judge(date(2026, 11, 24), Site()) == date(2026, 11, 24)


@pytest.mark.parametrize("value", ["gestern", "1.5", "9" * 30])
def test_an_epoch_that_is_none_stops_the_run(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, value)
    with pytest.raises(CannotRun):
        day_to_judge(None, Site())


def test_an_empty_epoch_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "")
    assert day_to_judge(None, Site()) > date(2020, 1, 1)


def test_check_build_and_plugin_take_the_same_day(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """--as-of before mkdocs.yml before the epoch."""
    root.schema()
    root.records({"id": "a", "title": "甲"})
    monkeypatch.setenv(EPOCH, str(LATE_ON_NEW_YEAR_S_EVE))
    assert judge(root.folder, None).as_of == date(2027, 1, 1)
    assert root.build(as_of=None).disclosure.as_of == date(2027, 1, 1)
    assert root.build(as_of=date(2026, 3, 4)).disclosure.as_of == date(2026, 3, 4)


def test_the_command_line_names_the_variable(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    done = sunlit("-C", root.folder, "--lang", "en", "check", **{EPOCH: "soon"})
    assert done.returncode == 2
    assert done.stderr == "SOURCE_DATE_EPOCH is a number of seconds since 1970, not 'soon'.\n"

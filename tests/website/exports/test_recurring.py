"""What comes round again: the first time, the rule, its end, and the words that staff typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from building import DAY, Root, copy_project
from declaring import block, refusal
from exporting import disclosed, exported
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import Field, RecordType, Recurrence
from generator.website.exports.recurring import recurring

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEK = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
RECURS = {
    "weekday": "on_day", "weeks": "weeks", "from": "opens", "to": "closes", "since": "since", "until": "until",
    "place": "place", "text": "hours",
}  # fmt: skip
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id"}, {"name": "title"}, {"name": "hours"}, {"name": "place"},
        {"name": "on_day", "constraints": {"enum": WEEK}}, {"name": "weeks"}, {"name": "opens"}, {"name": "closes"},
        {"name": "since", "type": "date"}, {"name": "until", "type": "date"},
    ],
    "sunlit": {
        "title": "接待", "recurs": RECURS,
        "states": [{"id": "shut", "title": "停用", "look": "off", "when": {"until": {"on_or_before": "today"}}}],
    },
}  # fmt: skip
DAYS: dict[str, Any] = {
    "id": "a", "title": "接待日", "on_day": "周三", "weeks": "1", "opens": "9:00", "closes": "11:30",
    "since": "2024-06-01", "hours": "每月第一个周三，上午", "place": "一楼, 101室; 东侧",
}  # fmt: skip


def made(root: Root, *records: dict[str, Any]) -> dict[str, bytes]:
    root.declare("data/site.yaml", {"name": "网"})
    root.schema(SCHEMA, "days")
    root.records(*records, type="days")
    return exported(disclosed(root))


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_day_stands_in_the_calendar_of_all_and_in_its_own(root: Root) -> None:
    files = made(root, DAYS)
    (event,) = [event for event in events(files["days/calendar/all.ics"]) if "rrule" in event]
    assert events(files["days/calendar/a.ics"]) == [event]
    assert event["dtstart"].dt == datetime(2024, 6, 5, 9, 0, tzinfo=SHANGHAI)
    assert event["dtend"].dt == datetime(2024, 6, 5, 11, 30, tzinfo=SHANGHAI)
    assert event["rrule"] == {"FREQ": ["MONTHLY"], "BYDAY": ["1WE"]}
    assert event["summary"] == "接待：接待日"
    assert event["description"] == DAYS["hours"]
    assert event["location"] == DAYS["place"]


def test_the_file_says_what_its_time_zone_means(root: Root) -> None:
    calendar = Calendar.from_ical(made(root, DAYS)["days/calendar/a.ics"])
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]


@pytest.mark.parametrize(("weeks", "rule", "first"), [
    (None, {"FREQ": ["WEEKLY"], "BYDAY": ["WE"]}, date(2024, 6, 5)),
    ("1、3", {"FREQ": ["MONTHLY"], "BYDAY": ["1WE", "3WE"]}, date(2024, 6, 5)),
    ("3,2", {"FREQ": ["MONTHLY"], "BYDAY": ["2WE", "3WE"]}, date(2024, 6, 12)),
    ("-1", {"FREQ": ["MONTHLY"], "BYDAY": ["-1WE"]}, date(2024, 6, 26)),
    ("5", {"FREQ": ["MONTHLY"], "BYDAY": ["5WE"]}, date(2024, 7, 31)),
])  # fmt: skip
def test_it_may_be_every_week_or_some_of_the_month(
    root: Root, weeks: str | None, rule: dict[str, list[str]], first: date
) -> None:
    (event,) = events(made(root, DAYS | {"weeks": weeks})["days/calendar/a.ics"])
    assert event["rrule"] == rule
    assert event["dtstart"].dt.date() == first


def test_it_ends_before_the_day_on_which_it_is_over(root: Root) -> None:
    (event,) = events(made(root, DAYS | {"until": "2026-12-02"})["days/calendar/a.ics"])
    assert event["rrule"]["UNTIL"] == [datetime(2026, 12, 1, 15, 59, 59, tzinfo=ZoneInfo("UTC"))]


def test_an_end_that_is_not_later_is_one_of_the_next_day(root: Root) -> None:
    (event,) = events(made(root, DAYS | {"opens": "22:00", "closes": "6:00"})["days/calendar/a.ics"])
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=8)


@pytest.mark.parametrize("change", [
    {"on_day": None}, {"opens": None}, {"closes": "later"}, {"since": None}, {"opens": "25:00"},
    {"until": "2024-06-05"}, {"until": "2026-11-01"},
])  # fmt: skip
def test_what_says_too_little_or_is_over_is_in_no_calendar(root: Root, change: dict[str, Any]) -> None:
    files = made(root, DAYS | change)
    assert events(files["days/calendar/all.ics"]) == []
    assert "days/calendar/a.ics" not in files


def test_the_page_of_the_record_offers_its_calendar(root: Root) -> None:
    made(root, DAYS, {"id": "b", "title": "电话"})
    root.build()
    hrefs = {id: [e.attributes.get("href") for e in root.page(f"days/{id}.html").all("a")] for id in "ab"}
    assert "calendar/a.ics" in hrefs["a"]
    assert "calendar/b.ics" not in hrefs["b"]
    assert "calendar/all.ics" in [e.attributes.get("href") for e in root.page("days/index.html").all("a")]


TYPE = RecordType(
    "days", (Field("on_day", constraints={"enum": WEEK}),), "id", "id",
    recurs=Recurrence("on_day", "opens", "closes", "since", "weeks"),
)  # fmt: skip


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 6),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, -1])),
)
def test_the_first_time_is_the_first_day_that_the_rule_means(
    since: date, weekday: int, weeks: set[int]
) -> None:
    values = {
        "on_day": WEEK[weekday], "weeks": "、".join(map(str, weeks)), "opens": "9:00", "closes": "10:00", "since": since,
    }  # fmt: skip
    found = recurring(Entry(TYPE, "a", "a", None, None, None, values, {}), SHANGHAI)
    assert found

    def fits(day: date) -> bool:
        later, earlier = day + timedelta(days=7), day - timedelta(days=7)
        is_last = later.month != day.month
        number = 1
        while earlier.month == day.month:
            number, earlier = number + 1, earlier - timedelta(days=7)
        return day.weekday() == weekday and (not weeks or number in weeks or (is_last and -1 in weeks))

    days = (since + timedelta(days=count) for count in range(400))
    assert found.starts == datetime.combine(next(filter(fits, days)), time(9), SHANGHAI)


@pytest.mark.parametrize(("recurs", "words"), [
    ({"weekday": "Author", "from": "Author", "to": "Author", "since": "Bought"}, "seven values"),
    ({"weekday": "Nobody", "from": "Author", "to": "Author", "since": "Bought"}, "recurs.weekday"),
    ({"weekday": "Author"}, "recurs must say 'from'"),
    ({"weekly": "Author"}, "weekly"),
    ("Author", "recurs"),
])  # fmt: skip
def test_a_recurrence_that_means_nothing_is_refused_by_name(root: Root, recurs: Any, words: str) -> None:
    assert words in refusal(root.folder, block(recurs=recurs))


def test_the_shipped_example_recurs(root: Root) -> None:
    """The day of this project's own site, as its record tells it in words: the first Wednesday of each month."""
    copy_project(root.folder)
    found = events(exported(disclosed(root))["channels/calendar/all.ics"])
    (event,) = [event for event in found if "rrule" in event]
    assert date(2026, 10, 7) in days_of(event, "exdate")
    assert event["rrule"] == {"FREQ": ["MONTHLY"], "BYDAY": ["1WE"]}
    assert event["description"] == "每月第一个星期三 9:00—11:30"
    assert event["dtstart"].dt <= datetime.combine(DAY, time(), SHANGHAI)


def days_of(event: Event, name: str) -> list[date]:
    found = event.get(name, [])
    return [each.dt.date() for one in (found if isinstance(found, list) else [found]) for each in one.dts]


NATIONAL_DAY = {"holidays": [date(2026, 10, day) for day in (1, 2, 5, 6, 7)], "working": [date(2026, 10, 10)]}


@pytest.mark.parametrize(
    ("change", "left_out"),
    [
        ({"since": "2026-06-01"}, [date(2026, 10, 7)]),
        ({"since": "2026-06-01", "also": "2026-10-14"}, [date(2026, 10, 7)]),
        ({"since": "2026-06-01", "also": "2026-10-07、2026-10-14"}, []),
        ({"since": "2026-06-01", "on_day": "周六"}, [date(2026, 10, 3)]),
        ({"since": "2026-06-01", "on_day": "周日", "weeks": "2"}, []),
        ({"since": "2026-10-07"}, [date(2026, 10, 7)]),
    ],
)
def test_days_of_a_holiday_are_left_out_and_those_to_which_it_was_moved_stand(
    root: Root, change: dict[str, Any], left_out: list[date]
) -> None:
    """A weekend by itself is no holiday; of a year whose days off nobody has announced nothing is left out."""
    root.declare("data/calendar/2026.yaml", NATIONAL_DAY)
    root.declare("data/calendar/2025.yaml", {"source": "none"})
    schema = {**SCHEMA, "fields": [*SCHEMA["fields"], {"name": "also"}]}
    schema["sunlit"] = {**schema["sunlit"], "recurs": {**RECURS, "also": "also"}}
    root.declare("data/site.yaml", {"name": "网"})
    root.schema(schema, "days")
    root.records({**DAYS, **change}, type="days")
    (event,) = events(exported(disclosed(root))["days/calendar/a.ics"])
    assert days_of(event, "exdate") == left_out
    moved = re.findall("2026-10-[0-9]+", change.get("also", ""))
    assert days_of(event, "rdate") == [date.fromisoformat(day) for day in moved]
    if left_out or moved:
        name = "exdate" if left_out else "rdate"
        assert event.get(name).dts[0].dt.timetz() == event["dtstart"].dt.timetz()


def test_the_calendar_of_all_says_on_which_weekends_people_work(root: Root) -> None:
    root.declare("data/calendar/2026.yaml", NATIONAL_DAY)
    files = made(root, DAYS)
    told = [event for event in events(files["days/calendar/all.ics"]) if "rrule" not in event]
    assert [
        (event["dtstart"].dt, str(event["summary"])) for event in told if event["dtstart"].dt.month > 9
    ] == [(date(2026, 10, 10), "调休上班")]
    assert all("rrule" in event for event in events(files["days/calendar/a.ics"]))

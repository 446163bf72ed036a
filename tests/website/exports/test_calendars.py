from __future__ import annotations

from dataclasses import replace
from datetime import date

from exporting import HOSTILE, URL, exported
from icalendar import Calendar, Event

from generator.disclose.disclosure import Disclosure

ALL = "notices/calendar/all.ics"


def events(content: bytes) -> dict[str, Event]:
    """Events by their summary."""
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["summary"]): event for event in found}


def test_a_period_is_whole_days_and_ends_the_day_after(made: dict[str, bytes]) -> None:
    (event,) = events(made["notices/calendar/a.ics"]).values()
    assert event["summary"] == "公示：甲"
    assert event["dtstart"].dt == date(2026, 11, 20)
    assert event["dtend"].dt == date(2026, 12, 1)
    assert event["dtstamp"].dt.isoformat() == "2026-11-19T00:00:00+00:00"
    assert b"DTSTART;VALUE=DATE:20261120\r\n" in made["notices/calendar/a.ics"]


def test_a_deadline_is_one_day_while_it_is_not_met(made: dict[str, bytes]) -> None:
    found = Calendar.from_ical(made[ALL]).walk("VEVENT")
    (deadline,) = [event for event in found if str(event["summary"]).startswith("期限：")]
    assert (deadline["dtstart"].dt, deadline["dtend"].dt) == (date(2026, 11, 1), date(2026, 11, 2))


def test_what_is_withdrawn_or_long_past_is_in_no_calendar(made: dict[str, bytes]) -> None:
    starts = [event["dtstart"].dt for event in Calendar.from_ical(made[ALL]).walk("VEVENT")]
    assert sorted(starts) == [date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 1)]
    own = {a.removeprefix("notices/calendar/") for a in made if a.startswith("notices/calendar/")}
    assert own == {"all.ics", "a.ics", "~61ll.ics"}


def test_uids_are_the_same_everywhere_and_every_day(disclosure: Disclosure, made: dict[str, bytes]) -> None:
    def uids(content: bytes) -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(content).walk("VEVENT")]

    later = exported(replace(disclosure, as_of=date(2026, 11, 25)))
    assert uids(later[ALL]) == uids(made[ALL])
    assert len(set(uids(made[ALL]))) == 3
    assert set(uids(made["notices/calendar/a.ics"])) < set(uids(made[ALL]))


def test_a_site_that_knows_its_address_links_its_pages(known: Disclosure) -> None:
    (event,) = events(exported(known)["notices/calendar/a.ics"]).values()
    assert event["url"] == f"{URL}notices/a.html"


def test_any_title_is_text_in_short_lines(disclosure: Disclosure) -> None:
    entries = tuple(
        replace(
            entry, values={**entry.values, "starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 30)}
        )
        for entry in disclosure.entries["notices"]
        if entry.id.startswith("h")
    )
    made = exported(replace(disclosure, entries={"notices": entries}))
    content = made[ALL]
    assert set(events(content)) == {f"公示：{' '.join(text.split())}" for text in HOSTILE}
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.text.catalogue import LANGUAGES
from generator.model.text.wording import Wording
from generator.website.words.language import language


@each(("code", "name", "day"), [("zh", "中文", "星期二"), ("en", "English", "Tuesday")])
def test_a_language_names_itself_and_the_days(code: str, name: str, day: str) -> None:
    speech = language(code)
    assert (speech.own_name, speech.weekday(date(2026, 11, 24))) == (name, day)


def test_every_language_can_be_spoken() -> None:
    for code in LANGUAGES:
        speech = language(code)
        assert speech.own_name
        assert speech.day(date(2026, 1, 2)) != speech.day(datetime(2026, 1, 2, 8, 30))
    assert language("zh").translate("Home") != language("en").translate("Home")


def test_a_declared_name_falls_back_to_what_the_schema_says() -> None:
    assert language("en").text(Wording("任务")) == "任务"
    assert language("en").text(Wording("任务", {"en": "Tasks"})) == "Tasks"


@given(some.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_number_is_shown_as_typed(number: Decimal) -> None:
    shown = language("zh").number(number)
    assert Decimal(shown.replace(",", "")) == number
    assert "E" not in shown


@given(some.integers(-9999, 9999))
def test_a_small_whole_number_is_never_grouped(number: int) -> None:
    assert language("zh").number(number) == str(number)


def test_a_moment_with_an_offset_says_so() -> None:
    moment = datetime(2026, 8, 13, 14, 15, 58, tzinfo=UTC)
    assert language("zh").day(moment) == "2026年8月13日 14:15 UTC"
    assert (
        language("zh").day(moment.replace(tzinfo=timezone(timedelta(hours=1))))
        == "2026年8月13日 14:15 UTC+01:00"
    )
    assert language("en").day(moment.replace(tzinfo=None)) == "13 August 2026 14:15"

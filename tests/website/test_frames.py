from __future__ import annotations

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.website.frame.contract import SLOTS, FrameError, parse_frame


def mark(name: str) -> str:
    return f"<!--sunlit:slot:{name}-->"


WHOLE = (
    "<title>"
    + mark("title")
    + "</title>"
    + mark("head")
    + mark("switch")
    + "<main>"
    + mark("body")
    + "</main>"
)


def test_a_frame_is_filled_at_its_slots() -> None:
    page = parse_frame(WHOLE).stamp({"title": "标", "head": "<h>", "switch": "", "body": "<p>文</p>"})
    assert page.decode() == "<title>标</title><h><main><p>文</p></main>"


def test_the_order_of_the_slots_is_the_frame_s_own() -> None:
    frame = parse_frame("".join(map(mark, reversed(SLOTS))))
    assert frame.stamp({name: name for name in SLOTS}).decode() == "".join(reversed(SLOTS))


@each("name", SLOTS)
def test_a_slot_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(FrameError, match=r"title, head, switch, body"):
        parse_frame(WHOLE.replace(mark(name), ""))


@each("name", [*SLOTS, "other"])
def test_a_slot_too_many_is_refused(name: str) -> None:
    with pytest.raises(FrameError, match=name):
        parse_frame(WHOLE + mark(name))


def test_a_page_without_slots_is_refused() -> None:
    with pytest.raises(FrameError, match="none"):
        parse_frame("<html></html>")


@given(some.fixed_dictionaries({name: some.text(some.characters(codec="utf-8")) for name in SLOTS}))
def test_what_is_stamped_is_never_read_as_a_mark(slots: dict[str, str]) -> None:
    slots = {name: text + mark("body") for name, text in slots.items()}
    expected = WHOLE
    pieces = expected.split("<!--sunlit:slot:")
    rebuilt = pieces[0] + "".join(slots[p.split("-->", 1)[0]] + p.split("-->", 1)[1] for p in pieces[1:])
    assert parse_frame(WHOLE).stamp(slots) == rebuilt.encode()

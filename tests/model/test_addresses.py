from __future__ import annotations

import posixpath
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.model.addresses import (
    MAX_FILE_NAME_BYTES,
    RESERVED_IDS,
    file_name,
    is_publishable,
    listing_address,
    record_address,
    relative,
    twin_address,
)

near_texts = some.text(alphabet="aA~-.0/日7e4%1", max_size=6)
"""Short ids of signs that escapes are made of: where two would meet if any did."""
texts = some.one_of(some.text(max_size=12), near_texts)
folders = some.lists(some.sampled_from(["en", "tasks", "page", "a"]), max_size=3)
addresses = some.builds(
    lambda parts, name: "/".join([*parts, name]), folders, some.sampled_from(["x.html", "y.json"])
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(texts, texts)
def test_two_ids_never_share_a_file(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (nfc(one) == nfc(other))


@given(texts)
def test_a_file_name_can_be_turned_back_into_its_id(id: str) -> None:
    escaped = re.sub(
        r"(?:~[0-9a-f]{2})+",
        lambda match: bytes.fromhex(match[0].replace("~", "")).decode("utf-8", "surrogatepass"),
        file_name(id),
    )
    assert escaped == nfc(id)


@given(texts)
def test_a_file_name_is_safe_on_any_file_system(id: str) -> None:
    for sign in file_name(id):
        assert sign in "abcdefghijklmnopqrstuvwxyz0123456789-~" or unicodedata.category(sign) == "Lo"
    assert file_name(id) == file_name(id).casefold()


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("2026-1", "2026-1"),
        ("T", "~54"),
        ("Int 0804", "~49nt~200804"),
        ("〔2026〕14号", "~e3~80~942026~e3~80~9514号"),
        ("../../x", "~2e~2e~2f~2e~2e~2fx"),
        ("e\u0301", "~c3~a9"),
        ("~", "~7e"),
        ("_", "~5f"),
    ],
)
def test_file_names(id: str, name: str) -> None:
    assert file_name(id) == name


@pytest.mark.parametrize(
    "id", ["", "index", "a" * (MAX_FILE_NAME_BYTES + 1), "日" * 67, "Ａ" * 23, *RESERVED_IDS]
)
def test_ids_that_make_no_address(id: str) -> None:
    assert not is_publishable(id)


@pytest.mark.parametrize("id", ["Index", "index.html", "a" * MAX_FILE_NAME_BYTES, "日" * 66, ".", "..", "/"])
def test_ids_that_make_one(id: str) -> None:
    assert is_publishable(id)


def test_each_kind_of_page_has_its_place() -> None:
    assert record_address("tasks", "A/1") == "tasks/~41~2f1.html"
    assert twin_address("tasks", "A/1") == "tasks/~41~2f1.json"
    assert listing_address("tasks") == "tasks/index.html"
    assert listing_address("tasks", 3) == "tasks/page/3.html"


@given(addresses, addresses)
def test_a_relative_link_leads_to_its_target(target: str, base: str) -> None:
    assert posixpath.normpath(posixpath.join(posixpath.dirname(base), relative(target, base))) == target


@given(addresses, addresses, addresses)
def test_relative_links_compose(first: str, second: str, third: str) -> None:
    there = posixpath.join(posixpath.dirname(first), relative(second, first))
    onward = posixpath.join(posixpath.dirname(there), relative(third, second))
    assert posixpath.normpath(onward) == third


@given(addresses, addresses)
def test_a_relative_link_climbs_no_further_than_it_must(target: str, base: str) -> None:
    link = relative(target, base)
    assert link.count("../") <= base.count("/")
    assert not link.startswith("/")
    shared = posixpath.commonpath([posixpath.dirname("/" + target), posixpath.dirname("/" + base)])
    assert link.count("../") == len(base.split("/")) - 1 - len([part for part in shared.split("/") if part])

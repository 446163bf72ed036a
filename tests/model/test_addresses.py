from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.declared.section import (
    COMPLETENESS_ADDRESS,
    CORRECTIONS_ADDRESS,
    index_address,
    section_address,
)
from generator.model.files.addresses import (
    MANIFEST,
    MAX_FILE_NAME_BYTES,
    RESERVED_IDS,
    RESERVED_TYPES,
    SIGNATURE,
    Grant,
    address_of_content,
    attachment_address,
    file_name,
    grant_of,
    is_publishable,
    listing_address,
    notice_address,
    record_address,
    relative,
    twin_address,
)
from generator.website.build.pages import NOT_FOUND_ADDRESS
from generator.website.build.tree import NO_JEKYLL
from generator.website.listing.facets import rows_address
from generator.website.overview.open_data import OPEN_DATA_ADDRESS
from generator.website.places import exports as places
from generator.website.places.searching import SEARCH_ADDRESS
from generator.website.search.script import SCRIPT_ADDRESS
from generator.website.search.segment_files import BOOT_ADDRESS
from generator.website.sections.about.accessibility import ACCESSIBILITY_ADDRESS
from generator.website.sections.about.governance import GOVERNANCE_ADDRESS

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


@each(
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


@each("id", ["", "index", "a" * (MAX_FILE_NAME_BYTES + 1), "日" * 67, "Ａ" * 23, *RESERVED_IDS])
def test_ids_that_make_no_address(id: str) -> None:
    assert not is_publishable(id)


@each("id", ["Index", "index.html", "a" * MAX_FILE_NAME_BYTES, "日" * 66, ".", "..", "/"])
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


names = some.sampled_from([
    "notes", "公示", "en", "zh", "search", "index", "README", "404", "data", "feed", "corrections", "2026", "family", "决策", "a",
    "sitemap-2", "sitemap", "robots", "manifest", "completeness", "governance", "assets", "attachments", "open-data", "page",
    "list", "sunlit-frame", "all", "café",
])  # fmt: skip
"""Names that the website uses somewhere, and some that it does not."""
spellings = some.sampled_from([
    str, str.upper, str.title, lambda name: unicodedata.normalize("NFD", name), lambda name: f"{name}.", lambda name: f"{name} ",
    lambda name: f"{name[:1]}\u200b{name[1:]}", lambda name: f"{name}.html", lambda name: f"{name}.xml",
    lambda name: f"{name}.json",
    lambda name: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name),
])  # fmt: skip
parts = some.builds(lambda name, spelling: spelling(name), some.one_of(names, texts.filter(bool)), spellings)
contents = some.builds(
    lambda folders, name, suffix: PurePosixPath(*folders, name + suffix),
    some.lists(parts, max_size=2),
    parts,
    some.sampled_from([".md", ".MD", ".png"]),
).filter(lambda path: not {"", ".", ".."} & set(path.parts) and "/" not in path.name)
types = some.lists(
    some.sampled_from(["notes", "公示", "plans", "a", "index", "404"]), min_size=1, unique=True
)
languages = some.lists(some.sampled_from(["zh", "en"]), min_size=1, unique=True)
days = some.dates().map(lambda day: f"{day.year:04}")


def written(type: str, id: str, family: str, year: str, number: int, table: str) -> Iterator[str]:
    """Every kind of address of the website from a language's home, as the functions that make them have it."""
    yield from ("index.html", f"family/{file_name(family)}.html", f"corrections/{year}.html")
    yield from (
        OPEN_DATA_ADDRESS,
        GOVERNANCE_ADDRESS,
        ACCESSIBILITY_ADDRESS,
        SEARCH_ADDRESS,
        COMPLETENESS_ADDRESS,
        CORRECTIONS_ADDRESS,
    )
    yield from (
        listing_address(type),
        listing_address(type, number),
        record_address(type, id),
        rows_address(type),
    )
    yield from (index_address(type, "year"), section_address(type, "group", year, number))


def written_once(type: str, id: str, family: str, year: str, number: int, table: str) -> Iterator[str]:
    """The same of what all languages share."""
    yield from (
        NO_JEKYLL,
        MANIFEST,
        SIGNATURE,
        NOT_FOUND_ADDRESS,
        places.ROBOTS,
        places.SITEMAP,
        places.PACKAGE,
    )
    yield from (
        places.sitemap_part_address(number),
        SCRIPT_ADDRESS,
        BOOT_ADDRESS,
        f"search/index/d0-{number}-abc/1.bin",
    )
    yield from (twin_address(type, id), notice_address(type, id), attachment_address(f"{family}/{id}.pdf"))
    yield from (places.atom_address(), places.atom_address(type), places.json_feed_address(type))
    yield from (places.corrections_atom_address(), places.corrections_json_address())
    yield from (places.calendar_address(type), places.record_calendar_address(type, id))
    yield from (places.data_address(type, "csv", table), places.data_address(type, "xlsx"))


plain = texts.filter(lambda text: is_publishable(text) and "/" not in text and text not in (".", ".."))


@given(types, languages, some.data())
def test_whatever_the_website_may_write_is_granted(
    types: list[str], languages: list[str], data: some.DataObject
) -> None:
    grant = grant_of(types, languages)
    assert all(map(grant.gives, drawn(data, types, languages)))


def drawn(data: some.DataObject, types: list[str], languages: list[str]) -> list[str]:
    """Addresses of some day of a site, in every language."""
    one_of, number = some.sampled_from, some.integers(1, 9999)
    made = [
        data.draw(kind) for kind in (one_of(types), plain, plain, days, number, one_of(["people", "人员"]))
    ]
    prefixes = ["", *(f"{code}/" for code in languages)]
    return [prefix + address for address in written(*made) for prefix in prefixes] + list(written_once(*made))


def least_careful(address: str) -> tuple[str, ...]:
    """An address as a file system has it that knows no case, no composition and no full stop at the end of a name."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", address).casefold())
    return tuple(part.rstrip(" .") for part in decomposed.split("/"))


@given(contents, types, languages, some.data())
def test_no_file_of_content_that_is_accepted_can_ever_stand_where_the_website_writes(
    path: PurePosixPath, types: list[str], languages: list[str], data: some.DataObject
) -> None:
    """On any day, whatever the records: neither at the same address nor as a folder in a file's place or the other way round."""
    address = address_of_content(path)
    if grant_of(types, languages).gives(address):
        return
    own = least_careful(address)
    for theirs in map(least_careful, drawn(data, types, languages)):
        shared = min(len(own), len(theirs))
        assert own[:shared] != theirs[:shared]


@given(some.lists(parts, min_size=1, max_size=3).map("/".join), types, languages)
def test_a_grant_takes_all_spellings_of_an_address_for_one(
    address: str, types: list[str], languages: list[str]
) -> None:
    grant = grant_of(types, languages)
    decomposed = unicodedata.normalize("NFD", address).casefold()
    if not {"", ".", ".."} & {*address.split("/"), *decomposed.split("/")}:
        assert grant.gives(address) == grant.gives(decomposed)


def test_a_type_and_a_language_more_take_only_what_is_theirs() -> None:
    before, after = grant_of(["notes"], ["zh"]), grant_of(["notes", "plans"], ["zh", "en"])
    for address in ("plans/a.html", "plans.html", "en/plans/a.html", "en/index.html", "en.html"):
        assert (before.gives(address), after.gives(address)) == (False, True)
    for address in ("about.html", "en/about.html", "en/plan.html", "data.html"):
        assert not after.gives(address)


def test_no_type_is_called_like_a_folder_of_the_website() -> None:
    nothing = Grant(frozenset(), frozenset())
    folders = {
        address.split("/")[0]
        for address in (*written("t", "a", "b", "2026", 1, "p"), *written_once("t", "a", "b", "2026", 1, "p"))
        if "/" in address
    }
    assert folders - {"t"} <= RESERVED_TYPES
    assert all(nothing.gives(f"{folder}/x") for folder in folders - {"t"})

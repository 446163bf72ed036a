from __future__ import annotations

from each import each
from exporting import exported

from generator.disclose.disclosure import Disclosure
from generator.website.exports import offers
from generator.website.exports.offers import size_note
from generator.website.places.viewpoint import Viewpoint
from generator.website.words.language import language


def test_a_listing_offers_what_there_is(disclosure: Disclosure, made: dict[str, bytes]) -> None:
    view = Viewpoint(disclosure, language("en"), "notices/index.html")
    (type,) = disclosure.types
    sizes = {address: len(content) for address, content in made.items()}
    found = offers.downloads(view, type, sizes)
    assert [(item.label, item.href) for item in found] == [
        ("Excel", "../../data/notices.xlsx"),
        ("CSV", "../../data/notices.csv"),
        ("CSV with headers in words", "../../data/en/notices.csv"),
        ("CSV: 对象/名单", "../../data/notices.people.csv"),
        ("JSON", "../../data/notices.json"),
        ("What each column means", "../../data/datapackage.json"),
    ]
    assert all(item.size_note.endswith("B") for item in found)
    for link in (*found, *offers.feeds(view, type)):
        assert link.href.removeprefix("../../") in made
    assert offers.type_calendar(view, type).removeprefix("../../") in made


def test_a_record_offers_its_calendar_while_it_is_open_or_ahead(
    disclosure: Disclosure, made: dict[str, bytes]
) -> None:
    for entry in disclosure.entries["notices"]:
        view = Viewpoint(disclosure, language("zh"), f"notices/{entry.id}.html")
        link = offers.record_calendar(view, entry)
        assert bool(link) == (entry.id in ("a", "all")), entry.id
        assert not link or f"notices/{link}" in made
    assert exported(disclosure).keys() == made.keys()


@each(
    ("size", "note"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 KB"),
        (12_345, "12 KB"),
        (3_400_000, "3.4 MB"),
        (5 * 10**12, "5000 GB"),
    ],
)
def test_sizes_are_told_in_two_digits(size: int, note: str) -> None:
    assert size_note(size) == note

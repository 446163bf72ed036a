"""A site in six languages, two of them its own: each page speaks one of them, leads to the others, and says so to machines."""

from __future__ import annotations

import json
import re
import zlib

import pytest
from building import NOTES, Root

LANGUAGES = {"": "zh", "en/": "en", "fr/": "fr", "zh-hant/": "zh-Hant", "eu/": "eu", "ar/": "ar"}
BASQUE = """
msgid "Home"
msgstr "Hasiera <b>&amp;</b>"

msgid "Search"
msgstr "Bilatu"

msgid "Previous"
msgstr "Aurrekoa"
"""
KIND = [{"value": "评优", "label_en": "Commendation", "label_fr": "Distinction", "label_zh_hant": "評優"}]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("four"))
    root.declare(
        "data/site.yaml",
        {
            "name": "示例网",
            "name_fr": "Site d'exemple",
            "languages": ["zh", "en", "fr", "zh-hant", "eu", "ar"],
            "url": "https://sample.example/",
        },
    )
    fields = [
        *NOTES["fields"],
        {"name": "title_fr", "title": "法文标题", "title_en": "French title"},
        {"name": "kind", "title": "类别", "title_en": "Kind", "title_zh_hant": "類別", "categories": KIND},
    ]
    root.schema(
        {
            "fields": fields,
            "sunlit": {"title": "通知", "title_en": "Notes", "title_fr": "Avis", "facets": ["kind"]},
        }
    )
    root.records(
        {"id": "a", "title": "某事", "on": "2026-03-05", "kind": "评优"},
        {"id": "b", "title": "别的事", "title_fr": "Autre chose", "on": "2026-03-04"},
    )
    root.write("data/locales/eu.po", BASQUE)
    root.write("data/locales/ar.po", 'msgid "Home"\nmsgstr "الرئيسية"\n')
    root.write("data/locales/fr.po", 'msgid "Home"\nmsgstr "Page d’accueil"\n')
    root.write("content/zh-hant/help.md", "# 說明\n\n怎樣看。\n")
    root.build()
    return root


@pytest.mark.parametrize(("folder", "tag"), LANGUAGES.items())
def test_each_page_says_its_language_and_leads_to_the_others(site: Root, folder: str, tag: str) -> None:
    page = site.page(f"{folder}notes/a.html")
    assert page.all("html")[0].attributes["lang"] == tag
    switch = [link.attributes for link in page.all("a") if link.attributes.get("class") == "sl-lang"]
    assert {link["lang"] for link in switch} == set(LANGUAGES.values()) - {tag}
    assert all((site.site / folder / "notes" / link["href"]).resolve().is_file() for link in switch)
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.all("link")
        if "hreflang" in link.attributes
    }
    assert alternates["zh-Hant"] == "https://sample.example/zh-hant/notes/a.html"
    assert len(alternates) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("fr/", {"Page d’accueil", "Rechercher", "Avis", "Distinction", "Site d'exemple", "5 mars 2026"}),
        ("zh-hant/", {"首頁", "檢索", "評優", "類別", "2026年3月5日"}),
        ("eu/", {"Hasiera <b>&amp;</b>", "Bilatu", "Aurrekoa", "2026(e)ko martxoaren 5(a)", "Commendation"}),
        ("en/", {"Home", "Search", "Notes", "Commendation", "Kind"}),
    ],
)
def test_it_says_what_it_can_in_that_language(site: Root, folder: str, shown: set[str]) -> None:
    visible = site.page(f"{folder}notes/a.html").visible
    assert not [words for words in shown if words not in visible]


def test_a_name_without_a_translation_is_shown_in_another_language_and_says_in_which(site: Root) -> None:
    french, traditional = (site.page(f"{folder}notes/a.html").text for folder in ("fr/", "zh-hant/"))
    assert '<span lang="en">Kind</span>' in french
    assert '<span lang="zh">某事</span>' in french
    assert '<span lang="zh">某事</span>' in traditional


def test_the_search_knows_each_by_what_its_pages_say(site: Root) -> None:
    boot = json.loads(zlib.decompress(next(site.site.rglob("boot.bin")).read_bytes(), -15))
    assert set(boot["languages"]) == set(LANGUAGES.values())
    assert "zh-Hant" in {segment.get("language") for segment in boot["segments"]}


def test_a_page_that_people_wrote_is_in_the_language_of_its_folder(site: Root) -> None:
    assert site.page("zh-hant/help.html").all("html")[0].attributes["lang"] == "zh-Hant"


def test_a_word_of_pages_that_nobody_said_is_english_and_says_so(site: Root) -> None:
    page = site.page("eu/notes/a.html")
    assert page.all("body")[0].attributes["dir"] == "ltr"
    assert '<span lang="en">At a glance</span>' in page.text
    assert not [each for each in page.elements if "<" in " ".join(each.attributes.values())]
    assert "<b>&amp;</b>" not in page.text
    french = re.findall('<span lang="en">([^<]*)', site.page("fr/notes/a.html").text)
    assert set(french) == {"Date", "Kind"}, "all that pages say is shipped in French"


def test_what_a_record_says_in_french_is_its_title_on_french_pages(site: Root) -> None:
    page = site.page("fr/notes/b.html")
    assert page.texts("h1") == ["Autre chose"]
    assert page.texts("title") == ["Autre chose - Site d'exemple"]
    said = {
        meta.attributes.get("property"): meta.attributes["content"]
        for meta in page.all("meta")
        if "content" in meta.attributes
    }
    assert (said["og:title"], said["og:description"]) == ("Autre chose", "Autre chose")
    assert "别的事" not in page.text.replace('"../../notes/', "")
    assert "法文标题" not in site.page("notes/b.html").text
    listing = site.page("fr/notes/index.html")
    assert re.search(r">Autre chose<", listing.text)
    assert '<span lang="zh">某事</span>' in listing.text
    assert site.twin("notes/b.json")["title"] == "别的事"


def test_a_language_that_is_written_from_right_to_left_runs_so(site: Root) -> None:
    page = site.page("ar/notes/a.html")
    assert page.all("body")[0].attributes["dir"] == "rtl"
    assert "unicode-bidi: plaintext" in _rules_of(site, "ar/notes/a.html")
    assert "unicode-bidi: plaintext" not in _rules_of(site, "eu/notes/a.html")


def _rules_of(site: Root, address: str) -> str:
    """The rules of the one style sheet of a page."""
    links = [link.attributes for link in site.page(address).all("link")]
    (sheet,) = {link["href"] for link in links if link.get("rel") == "stylesheet"}
    return (site.site / address).parent.joinpath(sheet).read_text(encoding="utf-8").replace(":", ": ")


def test_feeds_are_in_the_languages_in_which_records_say_their_titles(site: Root) -> None:
    french = json.loads((site.site / "fr/notes/feed/feed.json").read_bytes())
    assert (french["language"], french["title"]) == ("fr", "Avis - Site d'exemple")
    told = {item["url"]: item["title"] for item in french["items"]}
    assert told == {
        "https://sample.example/fr/notes/a.html": "某事",
        "https://sample.example/fr/notes/b.html": "Autre chose",
    }
    assert json.loads((site.site / "notes/feed/feed.json").read_bytes())["language"] == "zh"
    assert not (site.site / "eu/notes/feed").exists()
    links = [
        link.attributes["href"]
        for link in site.page("fr/notes/index.html").all("link")
        if "atom" in str(link.attributes)
    ]
    assert links == ["feed/atom.xml"]

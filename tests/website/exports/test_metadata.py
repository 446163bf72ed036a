from __future__ import annotations

import json
import re
import struct
from typing import Any

import pytest
from building import Root
from each import each
from exporting import HOSTILE, URL, full_root
from html_page import Page

from generator.website.frame.metadata import PREVIEW, PREVIEW_SIZE, script_json
from generator.website.frame.policy import policy_of

CLOSING = "]]></title><script>alert(1)</script>&amp;"


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = full_root(Root(tmp_path_factory.mktemp("metadata") / "root"))
    root.build()
    return root


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A site that knows its address and its code."""
    root = full_root(
        Root(tmp_path_factory.mktemp("metadata") / "root"),
        url=URL,
        site_code="0000000001",
        contact={"address": "示例路", "phone": "0000-1"},
    )
    root.build()
    return root


def named(page: Page, attribute: str) -> dict[str, str]:
    return {
        element.attributes[attribute]: element.attributes["content"]
        for element in page.all("meta")
        if attribute in element.attributes
    }


def linked(page: Page) -> list[dict[str, Any]]:
    (script,) = [s for s in page.all("script") if s.attributes.get("type") == "application/ld+json"]
    content = json.loads(page.text[script.end : page.text.index("</script>", script.end)])
    assert content["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = content["@graph"]
    return graph


def test_a_record_carries_the_tags_of_government_sites(placed: Root) -> None:
    tags = named(placed.page("notices/a.html"), "name")
    assert (
        tags.items()
        >= {
            "SiteName": "<网>&",
            "SiteDomain": "sample.example",
            "SiteIDCode": "0000000001",
            "ColumnName": "公示",
            "ColumnDescription": "一句话",
            "ArticleTitle": "甲",
            "PubDate": "2026-11-19",
            "ContentSource": "来源",
        }.items()
    )
    assert named(placed.page("en/notices/a.html"), "name")["ColumnName"] == "Notices"


def test_a_listing_names_its_column_and_a_home_page_its_site(placed: Root) -> None:
    listing = named(placed.page("notices/index.html"), "name")
    assert listing["ColumnName"] == "公示"
    assert "ArticleTitle" not in listing
    home = named(placed.page("index.html"), "name")
    assert home["SiteName"] == "<网>&"
    assert "ColumnName" not in home


def test_what_a_site_does_not_know_it_does_not_say(unknown: Root) -> None:
    page = unknown.page("notices/lost.html")
    assert not {"SiteDomain", "SiteIDCode", "PubDate"} & set(named(page, "name"))
    assert not {"og:url", "og:image", "article:published_time"} & set(named(page, "property"))
    assert all(named(page, "name").values())


def test_open_graph(placed: Root) -> None:
    tags = named(placed.page("en/notices/a.html"), "property")
    assert tags == {
        "og:title": "甲",
        "og:type": "article",
        "og:description": "甲",
        "og:url": f"{URL}en/notices/a.html",
        "og:site_name": "<网>&",
        "og:locale": "en_GB",
        "og:image": f"{URL}assets/preview.png",
        "og:image:alt": "<网>&",
        "og:image:width": "1200",
        "og:image:height": "630",
        "article:published_time": "2026-11-19",
    }
    assert named(placed.page("index.html"), "property")["og:type"] == "website"


def test_the_picture_beside_a_link_is_there_and_as_large_as_is_said(placed: Root) -> None:
    picture = (placed.site / PREVIEW).read_bytes()
    assert (picture[:8], struct.unpack(">II", picture[16:24])) == (b"\x89PNG\r\n\x1a\n", PREVIEW_SIZE)


def test_linked_data_of_a_record(placed: Root) -> None:
    report, crumbs = linked(placed.page("notices/a.html"))
    assert (report["@type"], report["headline"], report["datePublished"]) == ("Article", "甲", "2026-11-19")
    assert report["publisher"] == {"@type": "GovernmentOrganization", "name": "某局"}
    assert report["url"] == f"{URL}notices/a.html"
    assert [step["name"] for step in crumbs["itemListElement"]] == ["首页", "公示", "甲"]
    assert [step.get("item") for step in crumbs["itemListElement"]] == [
        f"{URL}index.html",
        f"{URL}notices/index.html",
        None,
    ]


def test_linked_data_of_home_and_listing(placed: Root) -> None:
    body, website = linked(placed.page("index.html"))
    assert (body["@type"], body["address"], body["telephone"]) == (
        "GovernmentOrganization",
        "示例路",
        "0000-1",
    )
    assert website["@type"] == "WebSite"
    page, crumbs = linked(placed.page("en/notices/index.html"))
    assert (page["@type"], page["name"], page["inLanguage"]) == ("CollectionPage", "Notices", "en")
    assert crumbs["@type"] == "BreadcrumbList"


def test_addresses_are_relative_where_the_site_knows_none(unknown: Root) -> None:
    report, crumbs = linked(unknown.page("en/notices/a.html"))
    assert report["url"] == "a.html"
    assert [step.get("item") for step in crumbs["itemListElement"]] == ["../index.html", "index.html", None]


def test_feeds_are_linked_from_the_pages_whose_news_they_tell(unknown: Root) -> None:
    def feeds(address: str) -> dict[str, str]:
        return {
            link.attributes["type"]: link.attributes["href"]
            for link in unknown.page(address).all("link")
            if link.attributes.get("rel") == "alternate " and link.attributes.get("title")
        }

    assert feeds("index.html") == {"application/atom+xml": "feed/atom.xml"}
    assert feeds("en/index.html") == {"application/atom+xml": "../feed/atom.xml"}
    assert feeds("notices/a.html") == {"application/atom+xml": "feed/atom.xml"}
    assert feeds("en/notices/index.html") == {
        "application/atom+xml": "../../notices/feed/atom.xml",
        "application/feed+json": "../../notices/feed/feed.json",
    }


def test_no_link_to_another_language_or_feed_wakes_the_theme(placed: Root) -> None:
    rels = {link.attributes["rel"] for link in placed.page("notices/a.html").all("link")}
    assert "alternate " in rels
    assert "alternate" not in rels


def test_a_hostile_title_cannot_close_the_data(unknown: Root) -> None:
    number = HOSTILE.index(CLOSING)
    page = unknown.page(f"notices/h{number}.html")
    assert page.trouble == []
    report, _ = linked(page)
    assert report["headline"] == CLOSING
    assert named(page, "name")["ArticleTitle"] == CLOSING


def test_data_in_a_page_need_no_hash_in_its_policy(unknown: Root) -> None:
    text = unknown.page("notices/a.html").text
    without = (
        text[: text.index('<script type="application/ld+json">')]
        + text[text.index("</script>", text.index("ld+json")) :]
    )
    assert policy_of([text]) == policy_of([without])
    declared = named(unknown.page("notices/a.html"), "http-equiv")["Content-Security-Policy"]
    of_scripts = re.compile("script-src ([^;]*)")
    assert {*of_scripts.findall(declared)[0].split()} == {
        *of_scripts.findall(policy_of([text]).text)[0].split()
    }


@each("text", ["</script>", "<!--<script>", "&lt;", "\u2028\u2029", "公", '"\\'])
def test_json_for_a_script_element_reads_back(text: str) -> None:
    written = script_json({"a": text})
    assert json.loads(written) == {"a": text}
    assert not set("<>&\u2028\u2029") & set(written)

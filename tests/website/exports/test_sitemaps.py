from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from building import Root
from exporting import URL, full_root

from generator.disclose.disclosure import Disclosure
from generator.model.files.addresses import record_address
from generator.website.exports.sitemaps import sitemap_files

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def pages(of: Disclosure) -> list[str]:
    records = [record_address(entry.type.name, entry.id) for entry in of.entries["notices"]]
    return ["index.html", "notices/index.html", "运行/index.html", *records]


def locations(content: bytes) -> list[str]:
    return [str(element.text) for element in ElementTree.fromstring(content).iter(f"{SPACE}loc")]


def test_without_an_address_of_its_own_a_site_has_no_sitemap(disclosure: Disclosure) -> None:
    robots = b"User-agent: *\nAllow: /\nDisallow: /search/index/open.bin\n"
    assert dict(sitemap_files(disclosure, pages(disclosure))) == {"robots.txt": robots}


def test_every_page_is_in_it_in_every_language(known: Disclosure) -> None:
    made = dict(sitemap_files(known, pages(known)))
    assert made["robots.txt"].endswith(f"Sitemap: {URL}sitemap.xml\n".encode())
    found = locations(made["sitemap.xml"])
    assert len(found) == len(set(found)) == 2 * (3 + known.published)
    assert {
        f"{URL}index.html",
        f"{URL}en/index.html",
        f"{URL}en/notices/index.html",
        f"{URL}notices/a.html",
    } <= set(found)


def test_a_page_names_its_other_languages_and_its_day(known: Disclosure) -> None:
    tree = ElementTree.fromstring(dict(sitemap_files(known, pages(known)))["sitemap.xml"])
    page = next(url for url in tree if url.findtext(f"{SPACE}loc") == f"{URL}en/notices/a.html")
    assert page.findtext(f"{SPACE}lastmod") == "2026-11-19"
    assert {link.get("hreflang"): link.get("href") for link in page.iter(LINK)} == {
        "zh": f"{URL}notices/a.html",
        "en": f"{URL}en/notices/a.html",
    }
    ahead = next(url for url in tree if url.findtext(f"{SPACE}loc") == f"{URL}notices/all.html")
    assert ahead.find(f"{SPACE}lastmod") is None


@pytest.mark.parametrize("limit", [1, 7, 20, 10_000])
def test_past_the_limit_there_are_parts_and_an_index(known: Disclosure, limit: int) -> None:
    whole = locations(dict(sitemap_files(known, pages(known)))["sitemap.xml"])
    made = dict(sitemap_files(known, pages(known), limit))
    if limit >= len(whole):
        assert set(made) == {"robots.txt", "sitemap.xml"}
        return
    parts = [address.removeprefix(URL) for address in locations(made["sitemap.xml"])]
    assert set(made) == {"robots.txt", "sitemap.xml", *parts}
    assert all(1 <= len(locations(made[part])) <= limit for part in parts)
    assert [place for part in parts for place in locations(made[part])] == whole


def test_addresses_are_uris_and_one_language_names_no_other(known: Disclosure) -> None:
    one = replace(known, site=replace(known.site, languages=("zh",)))
    content = dict(sitemap_files(one, pages(one)))["sitemap.xml"]
    assert f"{URL}%E8%BF%90%E8%A1%8C/index.html" in locations(content)
    assert b"hreflang" not in content


def test_a_host_of_any_script_may_serve_the_site(known: Disclosure) -> None:
    site = replace(known.site, url="https://样例.example/a&b/")
    made = dict(sitemap_files(replace(known, site=site), ["index.html"]))
    assert "https://样例.example/a&b/sitemap.xml" in made["robots.txt"].decode("utf-8")
    assert locations(made["sitemap.xml"])[0] == "https://样例.example/a&b/index.html"


def test_a_built_site_names_all_its_pages(root: Root) -> None:
    full_root(root, url=URL, page_size=5).build()
    found = {place.removeprefix(URL) for place in locations((root.site / "sitemap.xml").read_bytes())}
    made = {path.relative_to(root.site).as_posix() for path in root.site.rglob("*.html")}
    assert found == made - {"404.html", "search/index.html", "en/search/index.html"}
    assert "notices/page/1.html" in found

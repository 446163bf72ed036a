"""Pages that people write stand in the sitemap and say of themselves what pages of records say."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from building import Root

URL = "https://sample.example/open/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def site(root: Root) -> Root:
    root.declare("data/site.yaml", {
        "name": "示例站", "name_en": "Sample", "tagline": "一句话", "languages": ["zh", "en"], "url": URL,
        "site_code": "1234567890",
    })  # fmt: skip
    root.schema()
    root.records({"id": "a"})
    root.write("content/about.md", "# 关于\n\n第一段，<b>有字</b> & *强调*。\n\n第二段。\n")
    root.write("content/en/about.md", "---\ndescription: What it is\n---\n# About\n\nFirst.\n")
    root.write("content/help/how.md", "# 怎么用\n\n" + "很长" * 200 + "\n")
    root.write("content/en/only.md", '# Only "here" </title>\n\n- a list\n')
    root.build()
    return root


def meta(root: Root, address: str) -> dict[str, str]:
    tags = root.page(address).all("meta")
    return {
        tag.attributes.get("name") or tag.attributes.get("property", ""): tag.attributes.get("content", "")
        for tag in tags
    }


def linked(root: Root, address: str, rel: str) -> dict[str, str]:
    tags = [tag.attributes for tag in root.page(address).all("link")]
    return {
        tag.get("hreflang", ""): tag["href"]
        for tag in tags
        if tag.get("rel", "").strip() == rel and "type" not in tag
    }


def test_each_is_in_the_sitemap_in_the_languages_that_have_it(site: Root) -> None:
    tree = ElementTree.fromstring((site.site / "sitemap.xml").read_bytes())
    found = {
        str(page.findtext(f"{SPACE}loc")).removeprefix(URL): {
            link.get("hreflang") for link in page.iter(LINK)
        }
        for page in tree
    }
    assert found["about.html"] == found["en/about.html"] == {"zh", "en"}
    assert found["help/how.html"] == found["en/only.html"] == set()
    assert not {"only.html", "en/help/how.html"} & set(found)
    assert not [
        address for address in found if "sunlit-frame" in address or not (site.site / address).is_file()
    ]


def test_it_says_who_publishes_it_and_where_it_stands(site: Root) -> None:
    tags = meta(site, "about.html")
    assert tags["description"] == "第一段，<b>有字</b> & 强调。"
    assert tags["SiteName"] == tags["og:site_name"] == "示例站"
    assert (tags["SiteDomain"], tags["SiteIDCode"]) == ("sample.example", "1234567890")
    assert (tags["og:title"], tags["og:url"], tags["og:locale"]) == ("关于", f"{URL}about.html", "zh_CN")
    assert tags["sunlit:page"] == "about"
    assert linked(site, "about.html", "canonical") == {"": f"{URL}about.html"}
    both = {"zh": f"{URL}about.html", "en": f"{URL}en/about.html"}
    assert linked(site, "about.html", "alternate") == linked(site, "en/about.html", "alternate") == both


def test_front_matter_comes_before_the_first_paragraph_and_the_site_after_it(site: Root) -> None:
    assert meta(site, "en/about.html")["description"] == "What it is"
    assert meta(site, "en/only.html")["description"] == "一句话"
    assert len(meta(site, "help/how.html")["description"]) == 160


def test_a_page_in_one_language_names_no_other(site: Root) -> None:
    assert linked(site, "en/only.html", "alternate") == {}
    assert linked(site, "en/only.html", "canonical") == {"": f"{URL}en/only.html"}


def test_what_people_write_stays_text_in_the_head(site: Root) -> None:
    page = site.page("en/only.html")
    assert meta(site, "en/only.html")["og:title"] == 'Only "here" </title>'
    (data,) = [e for e in page.all("script") if e.attributes.get("type") == "application/ld+json"]
    text = page.text[data.end : page.text.index("</script>", data.end)]
    assert json.loads(text)["@graph"][0]["name"] == 'Only "here" </title>'
    assert page.trouble == []


def test_every_page_says_each_thing_once(site: Root) -> None:
    for address in ("about.html", "en/about.html", "notes/a.html", "index.html"):
        page = site.page(address)
        named = [tag.attributes["name"] for tag in page.all("meta") if "name" in tag.attributes]
        assert named.count("description") <= 1
        assert len(page.all("title")) == 1
        assert len([tag for tag in page.all("link") if tag.attributes.get("rel") == "canonical"]) == 1

"""Pages that people write stand in the sitemap and say of themselves what pages of records say."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from building import PROJECT, Root
from html_page import read_page
from mkdocs.structure.pages import Page as MkDocsPage

from generator.construct.construction import Unfit
from generator.model.text.stop import CannotRun

URL = "https://sample.example/open/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("written") / "root")
    root.declare("data/site.yaml", {
        "name": "示例站", "name_en": "Sample", "tagline": "一句话", "languages": ["zh", "en"], "url": URL,
        "site_code": "1234567890",
    })  # fmt: skip
    root.schema()
    root.records({"id": "a"})
    root.write(
        "content/about.md", "# 关于\n\n第一段，<b>有字</b> & *强调*。\n\n第二段，[见](help/how.md#怎么用)。\n"
    )
    root.write("content/en/about.md", "---\ndescription: What it is\n---\n# About\n\nFirst.\n")
    root.write("content/help/how.md", "# 怎么用\n\n" + "很长" * 200 + "\n")
    root.write(
        "content/help/gbk.md", "---\ntitle: 国标\norder: 1\n---\n用国标码存的\n一页。\n".encode("gb18030")
    )
    root.write("content/en/only.md", '# Only "here" </title>\n\n- a list\n')
    root.write("content/zz.md", "---\ntitle: '{{ 7*7 }}<b>'\ndescription: '\">{{ 7*7 }}'\n---\n{{ 7*7 }}\n")
    root.write("content/help/pic.png", b"\x89PNG\r\n\x1a\n")
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


def test_the_footer_leads_to_all_of_them_in_their_order(site: Root) -> None:
    def led(address: str) -> list[str]:
        footer = site.page(address).text.split('aria-labelledby="sl-foot-site"')[1].split("</nav>")[0]
        return read_page(footer).texts("a")

    chinese = ["国标", "关于", "{{ 7*7 }}<b>", "怎么用"]
    for address in ("about.html", "help/gbk.html", "notes/a.html", "404.html"):
        assert led(address)[1:-3] == chinese
    assert led("en/only.html")[1:-3] == ["About", 'Only "here" </title>']


def test_what_they_say_is_never_evaluated(site: Root) -> None:
    page = site.page("zz.html")
    assert page.texts("title") == ["{{ 7*7 }}<b> - 示例站"]
    assert meta(site, "zz.html")["description"] == '">{{ 7*7 }}'
    assert "{{ 7*7 }}" in page.inner["sl-main"]
    assert "49" not in page.visible


def test_a_page_in_gbk_is_read_and_its_lines_flow_together(site: Root) -> None:
    assert read_page(site.page("help/gbk.html").inner["sl-main"]).visible == "用国标码存的一页。"


def test_links_between_them_lead_to_what_is_there(site: Root) -> None:
    (link,) = read_page(site.page("about.html").inner["sl-main"]).all("a")
    address, id = link.attributes["href"].split("#")
    assert id in site.page(address).ids
    assert (site.site / "help/pic.png").is_file()


def test_the_other_language_is_the_same_page_or_its_home(site: Root) -> None:
    def other(address: str) -> list[str]:
        return [
            e.attributes["href"]
            for e in site.page(address).all("a")
            if "sl-lang" in e.attributes.get("class", "")
        ]

    assert other("about.html") == ["en/about.html"]
    assert other("help/how.html") == ["../en/index.html"]
    assert other("en/only.html") == ["../index.html"]


def small(root: Root) -> Root:
    root.schema()
    root.records({"id": "a"})
    return root


def footer_of(root: Root) -> list[str]:
    footer = root.page("index.html").text.split('aria-labelledby="sl-foot-site"')[1].split("</nav>")[0]
    return read_page(footer).texts("a")[1:-3]


def test_a_navigation_names_orders_and_chooses(root: Root) -> None:
    small(root).write(
        "mkdocs.yml",
        (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
        + """
nav:
  - 其次: b.md
  - 一组:
      - a.md
      - 外面: https://sample.example/
  - missing.md
exclude_docs: |
  secret.md
""",
    )
    for name in ("a", "b", "c", "secret"):
        root.write(f"content/{name}.md", f"---\norder: {ord(name[0])}\n---\n# {name}\n")
    root.build()
    assert footer_of(root) == ["其次", "a"]
    assert root.page("b.html").texts("title") == ["其次 - 公开"]
    assert (root.site / "c.html").is_file()
    assert not (root.site / "secret.html").exists()


@pytest.mark.parametrize(
    "page",
    [
        '---\ntemplate: redirect.html\nlocation: "x\');alert(1)//"\n---\n# a\n',
        "---\ntitle: a\n",
        "<<<<<<< HEAD\n",
        "[" * 30_000,
    ],
    ids=["template", "unclosed", "conflict", "brackets"],
)
def test_what_the_check_refuses_is_not_built(root: Root, page: str) -> None:
    """And what it passes is: both ask the same reader."""
    small(root).write("content/a.md", page)
    with pytest.raises(Unfit):
        root.build()
    assert not root.site.exists()


def test_mkdocs_reads_no_page_of_theirs(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither front matter nor Markdown: nothing of it can reach the theme."""
    small(root).write("content/a.md", "---\ntitle: b\n---\n# Canary\n")
    seen: list[str] = []
    monkeypatch.setattr(
        MkDocsPage, "render", lambda page, *_: seen.append(page.markdown) or setattr(page, "content", "")
    )
    root.build()
    assert set(seen) == {""}
    assert "Canary" in root.page("a.html").visible


def test_pages_of_another_folder_do_not_get_past_the_gate(root: Root) -> None:
    small(root).write("docs/a.md", "# a\n")
    config = (
        (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").replace("docs_dir: content", "docs_dir: docs")
    )
    root.write("mkdocs.yml", config)
    with pytest.raises(CannotRun, match="docs_dir must be content"):
        root.build()

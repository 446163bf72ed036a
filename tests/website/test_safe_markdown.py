"""What people write in content/ is text, links and pictures of this site, whatever they write."""

from __future__ import annotations

import html
import re

import pytest
from building import Root
from html_page import Page, read_page
from hypothesis import given
from hypothesis import strategies as some
from markdown import Markdown

from generator.website.safe_markdown import SafeMarkdown

ALLOWED = {"p", "a", "img", "em", "strong", "code", "pre", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
           "blockquote", "hr", "br", "span", "table", "thead", "tbody", "tr", "th", "td", "div"}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "title", "id", "style", "class", "start"}


def rendered(text: str) -> Page:
    return read_page(Markdown(extensions=["tables", "toc", "fenced_code", SafeMarkdown()]).convert(text))


def is_inert(page: Page) -> bool:
    """No tag, attribute, scheme or host but those that a page of this site may have."""
    for element in page.elements:
        if element.tag not in ALLOWED or not set(element.attributes) <= ATTRIBUTES:
            return False
    return all(
        _leads_nowhere_bad(element.tag, value) for element, name, value in page.targets() if name != "style"
    )


def _leads_nowhere_bad(tag: str, value: str) -> bool:
    """As a browser reads an address: entities are gone, blanks do not count, a backslash is a slash."""
    read = re.sub(r"[\x00-\x20]", "", html.unescape(value)).replace("\\", "/").lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", read)
    if tag == "img":
        return not scheme and not read.startswith("//")
    return not scheme or scheme[0] in ("http:", "https:", "mailto:", "tel:")


@pytest.mark.parametrize(
    "raw",
    ["<script>alert(1)</script>", "a <b onclick='x'>b</b>", "<div>\n\n*x*\n\n</div>",
     "<iframe src='https://e.example'></iframe>","<!-- comment -->", "<?php x ?>", "<![CDATA[x]]>",
     "<style>*{}</style>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"],
)  # fmt: skip
def test_raw_html_is_shown_as_text(raw: str) -> None:
    page = rendered(raw)
    assert is_inert(page)
    shown = raw.replace("*x*", "x").split("\n")[0]
    assert shown in page.visible or "x" in page.visible
    assert "script" not in {element.tag for element in page.elements}


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "<javascript:alert(1)>", "javascript&colon;alert(1)",
     "javascript&#58;alert(1)","javascript&#x3a;alert(1)",
     "&#106;avascript:alert(1)", "java&Tab;script:alert(1)",
     "java&NewLine;script:x",
     "&#1;javascript:x", "vbscript:x", "data:text/html;base64,xx", "blob:x", "file:///etc/passwd"],
)  # fmt: skip
def test_a_link_that_would_run_something_loses_its_target(target: str) -> None:
    for text in (f"[x]({target})", f"[x]({target} 'title')", f"[x][y]\n\n[y]: {target}"):
        page = rendered(text)
        assert not [element for element in page.all("a") if "href" in element.attributes], text
        assert page.visible == "x"


@pytest.mark.parametrize(
    "target",
    ["https://e.example/x.png", "//e.example/x.png", "///e.example/x.png", "https&colon;//e.example/x.png", "&#47;/e.example/x",
     "\\\\\\\\e.example/x.png", "/\\\\e.example/x.png", "/&Tab;/e.example/x.png", "data:image/svg+xml,x", "javascript:x"],
)  # fmt: skip
def test_a_picture_from_elsewhere_becomes_its_text(target: str) -> None:
    page = rendered(f"![文字]({target})")
    assert not page.all("img")
    assert page.visible == "文字"


@pytest.mark.parametrize(
    "target",
    ["about.md", "../en/index.md#a", "https://sample.example/", "mailto:a@sample.example", "tel:0000", "#x"],
)
def test_an_honest_link_stays(target: str) -> None:
    (link,) = rendered(f"[x]({target})").all("a")
    assert link.attributes["href"] == target


def test_a_picture_of_this_site_stays() -> None:
    (picture,) = rendered("![文字](pictures/a.png)").all("img")
    assert picture.attributes["src"] == "pictures/a.png"
    assert picture.attributes["alt"] == "文字"


@given(
    some.lists(
        some.sampled_from(
            ["[x](", "![y](", ")", "<", ">", "javascript:", "&colon;", "//", "/", "\\", "e.example", "\n\n", "`", "*", "[z]: ",
             "<script>", "&#47;", "&Tab;", '"', "'", " ", "onload=", "a", "[z]", "&", ";", "|", "-", "\t", "https:",
             "{: onclick=x }"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_no_mixture_of_signs_gets_anything_through(text: str) -> None:
    assert is_inert(rendered(text)), text


def test_a_page_that_tries_everything_is_built_and_inert(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "一"})
    root.write(
        "content/about.md",
        "# <b>T</b>\n\n[a](javascript:x) ![b](https://e.example/b.png) <i>c</i>\n\n- [d](//e.example/)\n",
    )
    root.build()
    page = root.page("about.html")
    main = read_page(page.inner["sl-main"])
    assert is_inert(main)
    assert "<i>c</i>" in main.visible
    assert page.texts("title") == ["<b>T</b> - 公开"]

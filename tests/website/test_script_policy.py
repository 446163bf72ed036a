"""What runs on a page is known before any text: anything else stops the build, and no text is taken for it."""

from __future__ import annotations

import html
import re

import pytest
from building import PROJECT, Root
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.text.stop import CannotRun
from generator.website.frame.policy import NO_SCRIPTS, digest, policy_of

OWN = "var own = 1 < 2 && (a) => 3;"
BARE = f'<head><meta charset="utf-8"><script>{OWN}</script><script src="x.js"></script></head>'


def test_the_policy_names_the_scripts_of_the_bare_theme() -> None:
    policy = policy_of([BARE, BARE])
    assert len(policy.scripts) == 1
    assert policy.text.endswith(f"script-src 'self' 'sha256-{policy.scripts[0]}'; style-src 'self'")
    assert policy.on(BARE).startswith(
        '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default'
    )
    assert policy.hold(BARE, "") == BARE.encode()


@each(
    "part",
    [
        "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", "<script >alert(1)</script >", "<script\n>alert(1)",
        "<script type='module'>alert(1)</script>", "<script type=application/x-ld+json>alert(1)</script>",
        f"<script>{OWN} </script>", '<script src="//e.example/x.js"></script>',
        '<script src="https://e.example/x.js"></script>',
        '<script src="data:text/javascript,alert(1)"></script>', "<img src=x onerror=alert(1)>",
        '<b\tOnClick="x">', "<b/onclick=x>",
        '<b class="a"onclick="x">', '<b title=">" onclick="x">', "<svg/onload=x>", '<p style="color:red">',
        "<p STYLE = x>",
        "<style>*{}</style>", '<a href="javascript:x">', '<a href=" java\nscript:x">', '<a href="&#106;avascript:x">',
        '<a href="javascript&colon;x">', '<a xlink:href="vbscript:x">', '<form action="javascript:x">',
        '<base href="/">',
        '<iframe src="x">', '<iframe srcdoc="x">', '<object data="x">', "<embed src=x>",
        '<a href="data:text/html,x">',
    ],
)  # fmt: skip
def test_anything_else_that_acts_stops_the_build(part: str) -> None:
    for around in ("{}", "<p>文 a</p>{}<p>b</p>", '<script type="application/ld+json">{{}}</script>{}'):
        with pytest.raises(CannotRun) as stop:
            policy_of([BARE]).hold(around.replace("{}", part), "notes/a.html")
        assert stop.value.phrase.parameters["address"] == "notes/a.html"


@each(
    "part",
    [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; onclick=x style=y javascript:z</p>",
        '<p title="a onclick=b style=c">on = style</p>',
        '<meta name="description" content="JavaScript: 入门">',
        '<script type="application/ld+json">{"a":"onload=x"}</script>',
        '<script src="../assets/x.js" defer></script>', '<a href="about.html#javascript:">x</a>',
        '<a href="https://e.example/?on=1">x</a>',
        "<code>a &lt;b onclick=x&gt;</code>", '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        '<span data-on="x" data-style="y">',
        "<section><button>only style</button></section>", '<img alt="a" src="a.png" />', "<!-- onclick=x -->",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_passes(part: str) -> None:
    assert NO_SCRIPTS.hold(part, "") == part.encode()


SIGNS = "<>\"'=/ \nonclicksrtyejavp:&;#106xA-"


@given(
    some.text(some.sampled_from(SIGNS)), some.sampled_from(["<p>{}</p>", '<p title="{}">', '<a href="x#{}">'])
)
def test_no_escaped_text_is_taken_for_code(text: str, around: str) -> None:
    part = around.format(html.escape(text))
    assert NO_SCRIPTS.hold(part, "") == part.encode()


def test_a_record_whose_template_writes_a_handler_stops_the_build(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "x"})
    root.write("site_templates/record.html", '<h1 onclick="go()">{{ view.title }}</h1>')
    with pytest.raises(CannotRun) as stop:
        root.build()
    assert stop.value.phrase.parameters["address"] == "notes/a.html"
    assert not root.site.exists()


def test_a_theme_whose_script_holds_what_people_wrote_stops_the_build(root: Root) -> None:
    """A script that is there without any text is the theme's; one that comes or changes with it is not."""
    root.schema()
    root.records({"id": "a"})
    theme = (PROJECT / "site_templates/theme/main.html").read_text(encoding="utf-8")
    own = "{% block libs %}<script>var name = {{ NAME }}</script>{% endblock %}"
    root.write("site_templates/theme/main.html", theme + own.replace("{{ NAME }}", "1"))
    root.build()
    assert "var name = 1" in root.page("index.html").text
    root.write("site_templates/theme/main.html", theme + own.replace("NAME", "sunlit.site_name | tojson"))
    with pytest.raises(CannotRun, match="no part of the theme"):
        root.build()


def test_each_page_says_the_policy_of_just_what_stands_in_it(root: Root) -> None:
    """Whatever palette mkdocs.yml names: what a reader chose is put in place by a script of ours, the same on all pages."""
    root.schema()
    root.records({"id": "a"})
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    root.write(
        "mkdocs.yml", config.replace("theme:\n", "theme:\n  palette: [{scheme: slate, primary: red}]\n")
    )
    root.write("content/deep/er/page.md", "# x\n")
    root.build()
    pages = [
        root.page(address) for address in ("index.html", "notes/a.html", "deep/er/page.html", "404.html")
    ]
    policies = [
        [tag.attributes["content"] for tag in page.all("meta") if tag.attributes.get("http-equiv")]
        for page in pages
    ]
    scripts = [set(re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)) for page in pages]
    styles = [re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL) for page in pages]
    assert policies == [
        [NO_SCRIPTS.and_also(map(digest, (" ", *scripts[0] - {" "})), map(digest, rules)).text]
        for rules in styles
    ]
    assert all(codes == scripts[0] for codes in scripts)
    assert [len(codes) for codes in scripts] == [2] * len(pages)
    assert [len(rules) for rules in styles] == [1] * len(pages)


def test_no_page_goes_without_its_policy() -> None:
    with pytest.raises(CannotRun, match="lacks"):
        NO_SCRIPTS.on("<head><meta charset='utf-8'></head>")

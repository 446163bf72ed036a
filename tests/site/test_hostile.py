"""Whatever staff type is text: on every page, in every language, in the twins, in file names."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from building import NOTES, Root, beside
from hostile_site import LONG, LONG_HAN, TITLES
from html_page import Page, read_page

from generator.check.gate import judge
from generator.model.files.addresses import file_name

OWN_SCRIPTS = re.compile(r"assets/|^$")


@pytest.fixture(scope="module")
def pages(hostile: Root) -> dict[str, Page]:
    return {
        path.relative_to(hostile.site).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(hostile.site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def twins(hostile: Root) -> dict[str, dict[str, object]]:
    files = (hostile.site / "notes").glob("*.json")
    return {path.name: json.loads(path.read_bytes()) for path in files}


def test_every_page_is_whole(pages: dict[str, Page]) -> None:
    assert len(pages) > 50
    assert {address: page.trouble[:2] for address, page in pages.items() if page.trouble} == {}


def test_no_page_has_an_element_or_a_handler_that_nobody_of_us_wrote(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        for element in page.elements:
            assert element.tag not in ("img", "iframe", "object", "embed", "b1", "u"), (address, element)
            assert not [name for name in element.attributes if name.startswith("on")], (address, element)
            if element.tag == "script":
                assert OWN_SCRIPTS.search(element.attributes.get("src", "")), (address, element)
        assert not [text for text in page.texts("script") if "alert(" in text and not _is_data(text)], address


def _is_data(script: str) -> bool:
    """JSON for search engines, in which no tag can begin or end."""
    return script.startswith('{"@context"') and "<" not in script


def test_no_link_runs_anything_or_leaves_the_site(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        for element, _, target in page.targets():
            if element.tag == "a" and "sl-out" in element.attributes.get("class", ""):
                assert target.startswith("https://sample.example/"), (address, target)
            else:
                assert not re.match(r"\s*(?!data:image)[a-z][a-z0-9+.-]*:", target, re.IGNORECASE), (
                    address,
                    target,
                )
                assert not target.startswith("//"), (address, target)


def test_titles_are_text_wherever_they_stand(
    pages: dict[str, Page], twins: dict[str, dict[str, object]]
) -> None:
    listings = " ".join(
        page.visible for address, page in pages.items() if re.search(r"notes/(index|page/\d+)\.html", address)
    )
    for title in TITLES:
        assert title in listings
        assert title in pages["index.html"].visible
        assert title in pages["en/index.html"].visible
    for twin in twins.values():
        name = f"notes/{file_name(str(twin['id']))}.html"
        assert twin["title"] in pages[name].texts("h1")
        assert twin["title"] in pages[f"en/{name}"].texts("h1")
        assert pages[name].texts("title")[0].startswith(str(twin["title"]))


def test_titles_are_text_in_breadcrumbs(pages: dict[str, Page]) -> None:
    crumbs = read_page(
        pages[f"notes/{file_name('CON')}.html"].text.split('class="sl-crumbs"')[1].split("</nav>")[0]
    )
    assert TITLES[0] in [" ".join(text.split()) for text in crumbs.texts("li")]


def test_what_a_schema_and_the_site_file_say_is_text(pages: dict[str, Page]) -> None:
    chinese, english = pages["index.html"], pages["en/index.html"]
    assert chinese.texts("title") == ["<img src=x onerror=alert(1)>网"]
    assert english.texts("title") == ['"><script>alert(2)</script>']
    for words in (
        "<svg onload=alert(4)>",
        "{{ 7*7 }}</title>",
        "</footer><script>alert(7)</script>",
        "<b onclick=alert(5)>",
    ):
        assert words in chinese.visible
    record = pages[f"notes/{file_name('../../x')}.html"].visible
    for words in (
        "{{ 7*7 }}",
        "<svg onload=alert(24)>",
        "<u onclick=alert(26)>",
        "<h1>正文",
        "{% raw %}",
        "%(x)s {0} {n}",
    ):
        assert words in record


def test_no_template_was_evaluated(pages: dict[str, Page]) -> None:
    assert not [address for address, page in pages.items() if re.search(r"\b49\b", page.visible)]


def test_every_file_stays_in_the_tree(hostile: Root) -> None:
    folder = hostile.folder.resolve()
    assert sorted(path.name for path in folder.parent.iterdir()) == ["root"]
    assert beside(hostile) == ["site"]
    names = [path.name for path in hostile.site.rglob("*") if path.parent.name in ("notes", "page")]
    assert all(re.fullmatch(r"[a-z0-9~\w-]+(\.[a-z]+)?", name) for name in names)
    assert len({name.casefold() for name in names}) == len(set(names))


@pytest.mark.parametrize(
    "id",
    [
        "a",
        "A",
        "CON",
        "con",
        "../../x",
        "..",
        ".",
        "b c",
        "b?c",
        "b#c",
        "b/c",
        "b%2fc",
        LONG,
        LONG_HAN,
    ],
)
def test_every_odd_id_has_its_own_page_and_twin(
    pages: dict[str, Page], twins: dict[str, dict[str, object]], id: str
) -> None:
    assert twins[f"{file_name(id)}.json"]["id"] == id
    page = pages[f"notes/{file_name(id)}.html"]
    assert html.unescape(re.findall(r'name="sunlit:page" content="([^"]*)"', page.text)[0]) == f"notes/{id}"
    links = [
        target
        for element, name, target in pages["notes/index.html"].targets()
        if element.tag == "a" and name == "href"
    ]
    assert page.text
    assert any(target.endswith(f"{file_name(id)}.html") for target in links) or any(
        target.endswith(f"{file_name(id)}.html")
        for other in pages.values()
        for element, _, target in other.targets()
    )


def test_twins_hold_the_plain_texts(twins: dict[str, dict[str, object]]) -> None:
    assert {twin["title"] for twin in twins.values()} >= set(TITLES)
    assert "&lt;" not in str([twin["title"] for twin in twins.values()])


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.csv", b"id,title\na\0b,x\n", "nul-byte"),
        ("a.yaml", b"id: a\ntitle: x\0y\n", "nul-byte"),
        ("a.yaml", b'id: "a\\0b"\ntitle: x\n', None),
        ("a.yaml", b'id: "a\\u0007b"\ntitle: "\\e[31mred"\n', None),
        ("a.yaml", "id: 甲\u202e乙\ntitle: \u202egnp.x\n".encode(), None),
        ("a.yaml", b"id: !!python/object/apply:os.system [x]\n", "yaml-feature"),
        ("a.yaml", b"id: &a [*a]\n", "yaml-feature"),
        ("a.yaml", b"id: index\n", "unpublishable-id"),
        ("a.csv", b"id,title\nINDEX,x\n", ""),
        ("a.csv", ("id,title\n" + "é" * 34 + ",x\n").encode(), "unpublishable-id"),
    ],
)
def test_odd_bytes_are_refused_or_published_as_they_are(
    root: Root, name: str, content: bytes, rule: str | None
) -> None:
    root.schema()
    root.write(f"data/notes/{name}", content)
    found = [finding.rule.id for finding in judge(root.folder, None).findings]
    if rule:
        assert rule in found
    elif rule == "" or not found:
        root.build()
        assert read_page((root.site / "notes" / "index.html").read_text(encoding="utf-8")).trouble == []
        assert all("\0" not in path.read_text(encoding="utf-8") for path in root.site.rglob("*.html"))


def test_a_record_file_that_is_a_link_out_of_the_root_is_not_read(root: Root, tmp_path: Path) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: b\ntitle: 秘密\n")
    (root.folder / "data" / "notes" / "b.yaml").symlink_to(secret)
    found = judge(root.folder, None).findings
    assert [finding.rule.id for finding in found] == ["link-in-data"]
    assert "秘密" not in str(found)


def test_a_title_that_looks_like_a_slot_is_text(root: Root) -> None:
    root.schema(NOTES)
    mark = "<!--sunlit:slot:body-->"
    root.declare("data/site.yaml", {"name": mark, "notice": mark})
    root.records({"id": "a", "title": mark})
    root.write("content/about.md", f"# {mark}\n\n{mark}\n")
    root.build()
    page = root.page("notes/a.html")
    assert page.texts("h1") == [mark]
    assert page.texts("title") == [f"{mark} - {mark}"]
    assert mark in root.page("about.html").visible

"""The shipped site, built once and walked whole: links, pages, twins, digests, and what must stand nowhere."""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from beginning import no_collector
from building import DAY, PROJECT
from built_site import WITHHELD, BuiltSite
from html_page import css_targets

from generator.model.files.addresses import OPEN_NAMES, own_manifest
from generator.model.files.addresses import OPEN_NAMES, record_address
from generator.model.text.hashes import short_revision
from generator.website.build.last_build import read_last_build

FETCHED = {
    "link",
    "script",
    "img",
    "iframe",
    "form",
    "source",
    "video",
    "audio",
    "object",
    "embed",
    "use",
    "image",
    "track",
}
"""Elements whose address a browser asks for by itself, or sends a form to; a link that a reader follows is none."""
NOT_FETCHED = {"canonical", "alternate", "prev", "next"}


@pytest.fixture(scope="module")
def manifest(shipped_site: BuiltSite) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((shipped_site.folder / "manifest.json").read_bytes())
    return content


def addresses(site: BuiltSite, suffix: str) -> set[str]:
    return {path.relative_to(site.folder).as_posix() for path in site.folder.rglob(f"*{suffix}")}


def inside(site: BuiltSite) -> Iterator[tuple[str, str, str]]:
    """Every link inside the site: the page it stands on, the address it leads to, the fragment."""
    for page, content in site.pages.items():
        for _, _, target in content.targets():
            parts = urlsplit(target)
            if not parts.scheme and not parts.netloc:
                base = "" if parts.path.startswith("/") else posixpath.dirname(page)
                path = unquote(parts.path).lstrip("/") if parts.path else posixpath.basename(page)
                yield page, posixpath.normpath(posixpath.join(base, path)), unquote(parts.fragment)


def test_there_is_a_site_to_walk(shipped_site: BuiltSite) -> None:
    assert shipped_site.outcome.disclosure.published > 80
    assert len(shipped_site.pages) > 200


def test_nearly_every_page_of_a_record_is_the_same_on_other_days(shipped_site: BuiltSite) -> None:
    """So no look at the day was missed: one would pin all that is made after it."""
    entries = [entry for some in shipped_site.outcome.disclosure.entries.values() for entry in some]
    pages = {record_address(entry.type.name, entry.id) for entry in entries}
    lines = list(read_last_build(shipped_site.folder))
    days = [line.days for line in lines if line.address in pages]
    assert len(days) == len(pages)
    assert sum(span.first == span.last for span in days) < len(days) / 4


def test_no_list_looks_at_records_of_another_type_than_its_key_names(shipped_site: BuiltSite) -> None:
    """It would be made in every build."""
    lines = list(read_last_build(shipped_site.folder))
    assert not [line.address for line in lines if line.first > line.last]


def test_every_link_inside_the_site_leads_somewhere(shipped_site: BuiltSite) -> None:
    with no_collector():
        found = list(inside(shipped_site))
    assert len(found) > 5000
    broken = {(page, target) for page, target, _ in found if not _exists(shipped_site, target)}
    assert broken == set()


def _exists(site: BuiltSite, target: str) -> bool:
    path = site.folder / target
    return path.is_file() or (path / "index.html").is_file()


def test_every_fragment_is_an_id_of_its_page(shipped_site: BuiltSite) -> None:
    broken = {
        (page, target, fragment)
        for page, target, fragment in inside(shipped_site)
        if fragment and target in shipped_site.pages and fragment not in shipped_site.pages[target].ids
    }
    assert broken == set()


def test_every_idref_names_an_id_of_its_page(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
                assert set(element.attributes.get(name, "").split()) <= page.ids, (address, name)


def test_no_page_asks_another_host_for_anything(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        for element, name, target in page.targets():
            if set(element.attributes.get("rel", "").split()) & NOT_FETCHED:
                continue
            if element.tag in FETCHED or name == "style":
                assert _is_ours(target), (address, element)


def test_no_style_sheet_asks_another_host_for_anything(shipped_site: BuiltSite) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in shipped_site.folder.rglob("*.css")]
    inline = [text for page in shipped_site.pages.values() for text in page.texts("style")]
    assert sheets
    assert [target for css in (*sheets, *inline) for target in css_targets(css) if not _is_ours(target)] == []


def _is_ours(target: str) -> bool:
    parts = urlsplit(target)
    return parts.scheme in ("", "data") and not parts.netloc


def test_links_to_elsewhere_are_web_addresses_and_tell_no_referrer(shipped_site: BuiltSite) -> None:
    outward = 0
    for page in shipped_site.pages.values():
        for element in page.all("a"):
            if not _is_ours(element.attributes.get("href", "")):
                outward += 1
                assert element.attributes["href"].startswith(("https://", "http://", "mailto:", "tel:"))
                assert "noopener" in element.attributes.get("rel", "noopener")
    assert outward > 20


def test_pages_and_twins_are_as_many_as_records(shipped_site: BuiltSite) -> None:
    disclosure = shipped_site.outcome.disclosure
    wanted = {
        record_address(entry.type.name, entry.id)
        for entries in disclosure.entries.values()
        for entry in entries
    }
    types = {type.name for type in disclosure.types}
    made = {
        a
        for a in addresses(shipped_site, ".html")
        if a.split("/")[0] in types and not a.endswith("/index.html") and a.count("/") == 1
    }
    assert made == wanted
    assert len(wanted) == disclosure.published
    assert {f"en/{address}" for address in wanted} <= addresses(shipped_site, ".html")
    english = {a for a in addresses(shipped_site, ".html") if a.startswith("en/")}
    assert len([a for a in english if a.removeprefix("en/") in wanted]) == disclosure.published
    twins = {a for a in addresses(shipped_site, ".json") if a.split("/")[0] in types and a.count("/") == 1}
    assert {address.replace(".json", ".html") for address in twins} == wanted


def test_every_record_is_reached_from_the_home_page(shipped_site: BuiltSite) -> None:
    leads: dict[str, set[str]] = {}
    for page, target, _ in inside(shipped_site):
        leads.setdefault(page, set()).add(target)
    seen, todo = set[str](), ["index.html"]
    while todo:
        page = todo.pop()
        if page in shipped_site.pages and page not in seen:
            seen.add(page)
            todo += leads.get(page, ())
    assert set(shipped_site.pages) - seen == {"404.html"}


def test_every_page_is_well_formed(shipped_site: BuiltSite) -> None:
    trouble = {address: page.trouble[:3] for address, page in shipped_site.pages.items() if page.trouble}
    assert trouble == {}


def test_every_page_has_a_title_one_heading_and_its_language(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        (root,) = page.all("html")
        assert root.attributes["lang"] == ("en" if address.startswith("en/") else "zh"), address
        assert len(page.texts("h1")) == 1, address
        assert all(page.texts("h1")), address
        (title,) = page.texts("title")
        assert title.strip(" -"), address
        assert page.text.lstrip().lower().startswith("<!doctype html>"), address


def test_titles_of_one_language_are_told_apart(shipped_site: BuiltSite) -> None:
    """By their whole text, or by the record that they name: two records may bear the same title."""
    pages = [(address, page) for address, page in shipped_site.pages.items() if address != "404.html"]
    names = [_meta(page.text, "sunlit:page") for _, page in pages]
    assert all(
        names[i] for i, (address, _) in enumerate(pages) if not address.endswith(("about.html", "data.html"))
    )


def _meta(text: str, name: str) -> str:
    match = re.search(rf'<meta name="{name}" content="([^"]*)"', text)
    return html.unescape(match[1]) if match else ""


def test_headings_are_never_skipped(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        levels = [int(element.tag[1]) for element in page.elements if re.fullmatch(r"h[1-6]", element.tag)]
        main = levels[levels.index(1) :]
        assert all(after <= before + 1 for before, after in pairwise(main)), (
            address,
            levels,
        )


def test_pictures_have_a_text(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        for element in page.elements:
            if element.tag == "img":
                assert "alt" in element.attributes, address
            if element.tag == "svg" and element.attributes.get("aria-hidden") != "true":
                assert element.attributes.get("aria-label"), address


def test_no_script_stands_in_a_page_that_its_policy_would_stop(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        assert "Content-Security-Policy" in page.text, address
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], (address, element)


def test_the_manifest_holds_the_digest_of_every_file_but_those_of_lists_on_notice(
    shipped_site: BuiltSite, manifest: dict[str, Any]
) -> None:
    files = {
        path.relative_to(shipped_site.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in shipped_site.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    held = {address: digest for address, digest in files.items() if address not in manifest["files"]}
    assert manifest["files"] == {address: files[address] for address in files.keys() - held.keys()}
    assert ".nojekyll" in manifest["files"]
    assert held
    assert all(
        address == OPEN_NAMES or ("publicity/" in address and address.endswith(".html")) for address in held
    )
    own = json.loads(own_manifest(shipped_site.folder).read_bytes())
    assert own["files"] == files
    assert own["held"] == sorted(held)


def test_the_manifest_says_what_the_site_was_made_from(
    shipped_site: BuiltSite, manifest: dict[str, Any]
) -> None:
    assert re.fullmatch(r"[0-9a-f]{40}", manifest["revision"])
    assert manifest["as_of"] == shipped_site.day.isoformat()
    assert manifest["generator"].startswith("sunlit ")


def test_revision_and_day_stand_where_every_build_makes_them_and_nowhere_else(
    shipped_site: BuiltSite, manifest: dict[str, Any]
) -> None:
    """On the home page both; the page of what is open is of a day, and so is its number."""
    day = shipped_site.day
    traces = (
        short_revision(manifest["revision"]),
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} November {day.year}",
    )
    held = {
        path.relative_to(shipped_site.folder).as_posix(): [trace.encode() in path.read_bytes() for trace in traces]
        for path in shipped_site.folder.rglob("*")
        if path.is_file()
    }
    homes = {"index.html", "en/index.html", "manifest.json"}
    assert {address for address, (revision, *_) in held.items() if revision} == homes
    assert {address for address, (_, *days) in held.items() if any(days)} <= {
        *homes, "open/index.html", "en/open/index.html", "open/now.json",
    }  # fmt: skip


def test_a_withheld_record_stands_nowhere(shipped_site: BuiltSite) -> None:
    assert [item.reason for item in shipped_site.outcome.disclosure.withheld].count("draft") == 1
    for path in shipped_site.folder.rglob("*"):
        assert WITHHELD["id"] not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert WITHHELD["id"].encode() not in content, path
            assert WITHHELD["title"].encode() not in content, path


def test_twins_say_what_pages_say(shipped_site: BuiltSite) -> None:
    for entries in shipped_site.outcome.disclosure.entries.values():
        for entry in entries:
            address = record_address(entry.type.name, entry.id)
            twin = json.loads((shipped_site.folder / address.replace(".html", ".json")).read_bytes())
            assert (twin["type"], twin["id"], twin["title"]) == (entry.type.name, entry.id, entry.title)
            assert shipped_site.pages[address].texts("h1") == [" ".join(entry.title.split())]


def test_every_language_has_the_same_pages(shipped_site: BuiltSite) -> None:
    once = {address for address in shipped_site.pages if "/notice/" in address} | {"404.html"}
    chinese = {address for address in shipped_site.pages if not address.startswith("en/")} - once
    english = {address.removeprefix("en/") for address in shipped_site.pages if address.startswith("en/")}
    assert chinese == english


def test_the_switch_leads_to_the_same_page_in_the_other_language(shipped_site: BuiltSite) -> None:
    for address, page in shipped_site.pages.items():
        switch = [element for element in page.all("a") if element.attributes.get("hreflang")]
        if address == "404.html" or "/notice/" in address:
            continue
        (link,) = switch
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(address), unquote(link.attributes["href"]))
        )
        assert target == (address.removeprefix("en/") if address.startswith("en/") else f"en/{address}")


def test_the_example_is_shown_on_its_own_day_whenever_it_is_built(shipped_site: BuiltSite) -> None:
    """``make site`` names the day, the pages say it, and on it there is something to object to."""
    (shown,) = re.findall(r"^EXAMPLE_DAY := (\S+?)#", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M)
    day = date.fromisoformat(shown)
    assert day == DAY
    targets = re.findall(r"sunlit (build|serve)(.*)", (PROJECT / "Makefile").read_text(encoding="utf-8"))
    assert targets == [(command, " --as-of $(EXAMPLE_DAY)") for command in ("build", "serve")]
    for page, written in (
        ("tasks/index.html", f"{day.year}年{day.month}月{day.day}日"),
        ("en/tasks/index.html", f"{day:%-d %B %Y}"),
    ):
        notice = " ".join(shipped_site.pages[page].texts("aside"))
        assert written in notice
        assert "make site" in notice
    assert json.loads((shipped_site.folder / "open" / "now.json").read_bytes())["open"] > 3
    assert len(shipped_site.outcome.verdict.findings) < 12


def test_a_question_breaks_between_its_words_where_it_is_a_title(shipped_site: BuiltSite) -> None:
    address = "surveys/question/意见反映渠道的方便程度.html"
    shown = "意见<wbr>反映<wbr>渠道的<wbr>方便程度"
    assert f"<h1>「{shown}」，几年的回答</h1>" in shipped_site.pages[address].text
    assert f'<h1>“<span lang="zh">{shown}</span>” over the years</h1>' in shipped_site.pages[f"en/{address}"].text

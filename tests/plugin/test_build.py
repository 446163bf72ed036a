"""Builds as a whole: same input, same bytes; a build that fails or is killed changes nothing; leftovers go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from building import DAY, NOTES, PROJECT, Root, beside, digests, stamps, sunlit
from html_page import read_page

from generator.check.report import as_text
from generator.construct import construction
from generator.construct.construction import Unfit
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.website.build import tree


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema()
    root.declare(
        "data/site.yaml", {"name": "站", "name_en": "Site", "languages": ["zh", "en"], "page_size": 2}
    )
    root.records(
        *({"id": f"n{number}", "title": f"题{number}", "on": f"2026-01-0{number}"} for number in range(1, 7))
    )
    root.write("content/about.md", "# 关于\n\n文字。\n")
    return root


def test_a_root_with_nothing_but_data_is_built(root: Root) -> None:
    root.schema({"fields": [{"name": "id"}, {"name": "name"}]})
    root.write("data/notes/a.csv", "id,name\na,甲\nb,乙\n")
    assert root.build().disclosure.published == 2
    assert root.page("notes/a.html").texts("h1") == ["甲"]
    assert root.page("index.html").all("html")[0].attributes["lang"] == "zh"
    assert beside(root) == ["site"]


def test_a_type_without_records_has_a_listing(root: Root) -> None:
    root.schema()
    assert root.build().disclosure.published == 0
    assert root.page("notes/index.html").texts("h1") == ["通知"]


def test_every_record_has_its_pages_and_its_twin(notes: Root) -> None:
    notes.build()
    for number in range(1, 7):
        assert notes.page(f"notes/n{number}.html").texts("h1") == [f"题{number}"]
        assert notes.page(f"en/notes/n{number}.html").texts("h1") == [f"题{number}"]
        assert notes.twin(f"notes/n{number}.json")["id"] == f"n{number}"
    assert sorted(path.name for path in (notes.site / "notes" / "page").iterdir()) == ["1.html", "2.html"]
    assert notes.page("about.html").texts("h1") == ["关于"]


def test_the_same_input_gives_the_same_bytes(notes: Root) -> None:
    notes.build()
    first = digests(notes.site)
    shutil.rmtree(notes.site)
    notes.build()
    assert digests(notes.site) == first


def test_an_incremental_build_gives_the_bytes_of_a_clean_one(notes: Root, tmp_path: Path) -> None:
    notes.build()
    notes.records({"id": "n7", "title": "题7", "on": "2026-02-01"}, file="b")
    notes.build()
    notes.build(tmp_path / "clean")
    assert digests(notes.site) == digests(tmp_path / "clean")


def test_the_place_of_root_and_site_is_not_in_the_bytes(notes: Root, tmp_path: Path) -> None:
    notes.build()
    other = Root(tmp_path / "另一处 with spaces" / "deeper")
    shutil.copytree(notes.folder, other.folder, ignore=shutil.ignore_patterns("site"))
    other.build(tmp_path / "sites" / "x")
    assert digests(tmp_path / "sites" / "x") == digests(notes.site)


def test_unchanged_files_are_links_to_the_old_tree(notes: Root, tmp_path: Path) -> None:
    notes.build()
    before, content = stamps(notes.site), digests(notes.site)
    shutil.copytree(notes.site, tmp_path / "kept", copy_function=os.link)
    notes.records({"id": "n6b", "title": "新", "on": "2026-03-01"}, file="b")
    notes.build()
    after = stamps(notes.site)
    same = {address for address, digest in digests(notes.site).items() if content.get(address) == digest}
    made_from_records = {address for address in same if address.startswith(("notes/", "en/notes/"))}
    assert len(made_from_records) > 10
    assert all(after[address] == before[address] for address in made_from_records)
    assert digests(tmp_path / "kept") == content, "no old file is ever written into"


def test_every_unchanged_file_is_a_link(notes: Root) -> None:
    """The theme's own files too: they are most of the bytes."""
    notes.build()
    before = stamps(notes.site)
    notes.build()
    rewritten = [address for address, stamp in stamps(notes.site).items() if before[address] != stamp]
    assert rewritten == []


def test_numbered_listing_pages_stay_when_records_are_added(notes: Root) -> None:
    notes.build()
    before = notes.page("notes/page/1.html").inner["sl-main"].split("<ol")[1].split("</ol>")[0]
    notes.records(*({"id": f"z{n}", "title": "新", "on": "2026-05-01"} for n in range(5)), file="b")
    notes.build()
    assert notes.page("notes/page/1.html").inner["sl-main"].split("<ol")[1].split("</ol>")[0] == before


def test_a_build_that_dies_while_stamping_leaves_the_old_tree(
    notes: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.build()
    before, content = stamps(notes.site), digests(notes.site)
    notes.records({"id": "n9", "title": "新"}, file="b")
    write = tree.write_files

    def die(files: Iterable[tuple[str, bytes]], *where: Any) -> list[tree.Written]:
        made = write(files, *where)
        if any(file.address == "notes/n9.html" for file in made):
            raise RuntimeError("out of luck")
        return made

    monkeypatch.setattr(tree, "write_files", die)
    with pytest.raises(RuntimeError, match="out of luck"):
        notes.build()
    assert (stamps(notes.site), digests(notes.site)) == (before, content)
    assert beside(notes) == ["site"]


def test_several_processes_make_the_same_bytes(notes: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    notes.build()
    alone = digests(notes.site)
    shutil.rmtree(notes.site)
    monkeypatch.setattr(construction, "useful_processes", lambda pages: 3)
    notes.build()
    assert digests(notes.site) == alone


def test_a_build_whose_child_fails_leaves_the_old_tree(notes: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    notes.build()
    before = stamps(notes.site)
    notes.records({"id": "n9", "title": "新"}, file="b")
    monkeypatch.setattr(construction, "useful_processes", lambda pages: 2)
    monkeypatch.setattr(tree, "_create", lambda *arguments: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        notes.build()
    assert stamps(notes.site) == before


def test_a_build_that_dies_at_the_swap_leaves_the_old_tree(
    notes: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.build()
    before = stamps(notes.site)

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(construction.tree, "take_place", refuse)
    with pytest.raises(OSError, match="disk full"):
        notes.build()
    assert stamps(notes.site) == before
    assert beside(notes) == ["site"]


def test_a_build_that_mkdocs_breaks_off_leaves_the_old_tree(notes: Root) -> None:
    notes.build()
    before = stamps(notes.site)
    notes.write(
        "site_templates/theme/main.html",
        "{% extends 'base.html' %}{% block content %}{{ nothing.here.at.all }}{% endblock %}",
    )
    with pytest.raises(Exception, match=r"nothing|undefined|slots"):
        notes.build()
    assert stamps(notes.site) == before
    assert beside(notes) == ["site", "site_templates"]


def test_a_theme_without_the_slots_is_refused(notes: Root) -> None:
    notes.write("site_templates/theme/main.html", '<html><meta charset="utf-8"><body>no slots</body></html>')
    with pytest.raises(CannotRun) as stop:
        notes.build()
    assert "each of the slots" in stop.value.phrase.render(translator("en"), "en")
    assert beside(notes) == ["site_templates"]


def test_a_gate_that_finds_something_touches_nothing(notes: Root) -> None:
    notes.build()
    before = stamps(notes.site)
    notes.write("data/notes/bad.csv", "id,日期\nx,昨天\n")
    with pytest.raises(Unfit):
        notes.build()
    assert stamps(notes.site) == before
    assert beside(notes) == ["site"]


def test_templates_of_the_root_come_before_the_shipped_ones(root: Root) -> None:
    root.schema({**NOTES, "sunlit": {"template": "mine"}})
    root.records({"id": "a", "title": "<b>"})
    root.write("site_templates/records/mine.html", "<h1>mine: {{ view.title }}</h1>")
    root.build()
    assert root.page("notes/a.html").inner["sl-main"].endswith("</script><h1>mine: &lt;b&gt;</h1>")


def test_a_matching_name_alone_never_selects_a_template(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.write("site_templates/records/notes.html", "<h1>mine</h1>")
    root.build()
    assert root.page("notes/a.html").texts("h1") == ["甲"]


def test_a_template_that_asks_for_what_is_not_given_fails_the_build(root: Root) -> None:
    root.schema({**NOTES, "sunlit": {"template": "mine"}})
    root.records({"id": "a"})
    root.write("site_templates/records/mine.html", "{{ view.titel }}")
    with pytest.raises(Exception, match="titel"):
        root.build()
    assert not root.site.exists()


def test_a_site_in_english_alone(root: Root) -> None:
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "name_en": "Site", "languages": ["en"]})
    root.records({"id": "a", "title": "甲"})
    root.build()
    page = root.page("notes/a.html")
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.texts("title") == ["甲 - Site"]
    assert not (root.site / "en").exists()
    assert not (root.site / "zh").exists()


def test_english_first_chinese_below(root: Root) -> None:
    root.schema()
    root.declare(
        "data/site.yaml",
        {"name": "站", "name_en": "Site", "languages": ["en", "zh"], "url": "https://sample.example"},
    )
    root.records({"id": "a", "title": "甲"})
    root.build()
    assert root.page("notes/a.html").all("html")[0].attributes["lang"] == "en"
    assert root.page("zh/notes/a.html").all("html")[0].attributes["lang"] == "zh"
    canonical = [
        e.attributes["href"]
        for e in root.page("zh/notes/a.html").all("link")
        if e.attributes.get("rel") == "canonical"
    ]
    assert canonical == ["https://sample.example/zh/notes/a.html"]


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("", "/"),
        ("https://sample.example", "/"),
        ("https://sample.example/base", "/base/"),
        ("https://sample.example/a/b/", "/a/b/"),
    ],
)
def test_the_page_for_no_address_leads_home_from_any_depth(root: Root, url: str, home: str) -> None:
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "url": url})
    root.write(
        "mkdocs.yml", f"INHERIT: {PROJECT / 'mkdocs.yml'}\nsite_url: https://elsewhere.example/other/\n"
    )
    root.write("content/about.md", "# 关于\n")
    root.build()
    page = read_page(root.page("404.html").inner["sl-main"])
    assert [link.attributes["href"] for link in page.all("a")] == [home]
    scripts = [
        script.attributes["src"]
        for script in root.page("404.html").all("script")
        if "src" in script.attributes
    ]
    assert scripts
    assert all(script.startswith(home) for script in scripts)


def test_no_file_names_the_day_of_what_is_published(notes: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pushes could hold back a take-down, or show as open what is over."""
    moment = datetime(2026, 11, 25, 18, tzinfo=UTC)  # the next day already where the site is
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    plugin = "plugins: [{sunlit: {as_of: '2020-02-03'}}]"
    notes.write("mkdocs.yml", f"INHERIT: {PROJECT / 'mkdocs.yml'}\nextra: {{as_of: 2020-02-03}}\n{plugin}\n")
    assert notes.build(as_of=None).disclosure.as_of == date(2026, 11, 26)
    notes.write("content/day.md", "---\nas_of: 2020-02-03\n---\n\n正文\n")
    notes.declare("data/site.yaml", {"name": "站", "as_of": "2020-02-03"})
    with pytest.raises(CannotRun) as stopped:
        notes.build(as_of=None)
    assert stopped.value.phrase.parameters["key"] == "as_of"
    notes.declare("data/site.yaml", {"name": "站"})
    with pytest.raises(Unfit) as refused:
        notes.build(as_of=None)
    assert "「as_of」" in as_text(refused.value.verdict, "zh")


ALL = 347


@pytest.mark.parametrize("number", [40, pytest.param(ALL, marks=pytest.mark.proof)])
def test_the_second_site_is_built_without_a_change_in_python(tmp_path: Path, number: int) -> None:
    promises = Root(tmp_path / "promises")
    shutil.copytree(
        PROJECT / "examples" / "nz-promises", promises.folder, ignore=shutil.ignore_patterns("site")
    )
    table = promises.folder / "data/promises/promises.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 1 + ALL, "a head, and a line for each"
    table.write_text("".join(lines[: 1 + number]), encoding="utf-8")
    done = sunlit("-C", promises.folder, "--lang", "en", "build", "--as-of", DAY.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [f"Published: {number}", "Refused: 0", "Withheld: 0"]
    pages = [path for path in (promises.site / "promises").glob("*.html") if path.name != "index.html"]
    assert len(pages) == number
    assert len(list((promises.site / "promises").glob("*.json"))) == number
    assert promises.page("index.html").all("html")[0].attributes["lang"] == "en"

"""The site in the frame that needs no MkDocs: the same site, dressed by our own templates."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from building import DAY, Root, digests, environment, sunlit
from built_site import BuiltSite
from html_page import read_page
from same_site import same_site

from generator.builtin_frame.run import build_site
from generator.construct.construction import Unfit
from generator.model.text.stop import CannotRun
from generator.website.frame.first_screen import without_comments


@pytest.fixture
def site(framed: Root) -> Root:
    return framed


def page(root: Root, address: str) -> str:
    return (root.folder / "own" / address).read_text(encoding="utf-8")


def test_it_is_the_same_site(site: Root) -> None:
    same_site(site.site, site.folder / "own")
    assert {"help/pic.png", "about.html", "en/about.html", "notes/page/1.html", "404.html"} <= set(
        digests(site.folder / "own")
    )


@pytest.mark.proof
def test_the_project_s_own_site_is_the_same(shipped_site: BuiltSite, tmp_path: Path) -> None:
    build_site(shipped_site.root.folder, site_dir=tmp_path / "own", as_of=shipped_site.day)
    same_site(shipped_site.folder, tmp_path / "own")


def test_what_is_left_out_is_left_out_of_both(site: Root) -> None:
    for folder in (site.site, site.folder / "own"):
        assert not (folder / "old/pic.png").exists()
        assert not (folder / "help/draft.html").exists()


def test_links_lead_somewhere_and_the_404_page_s_start_at_the_top(site: Root) -> None:
    folder = site.folder / "own"
    for address in (
        "index.html",
        "notes/n3.html",
        "en/notes/page/1.html",
        "help/how.html",
        "search/index.html",
    ):
        read = read_page(page(site, address))
        assert read.trouble == []
        for tag in (*read.all("a"), *read.all("link"), *read.all("script"), *read.all("form")):
            target = next(
                (tag.attributes[name] for name in ("href", "src", "action") if name in tag.attributes), ""
            )
            if target and not re.match("https?:|#|mailto:", target):
                assert (
                    ((folder / address).parent / target.partition("#")[0].partition("?")[0])
                    .resolve()
                    .is_file()
                ), (address, target)
    shown = read_page(page(site, "404.html"))
    targets = [
        tag.attributes.get("href") or tag.attributes.get("src")
        for tag in (*shown.all("link"), *shown.all("script"))
    ]
    assert all(target.startswith("/open/") for target in targets if target)


def test_navigation_language_and_what_people_wrote(site: Root) -> None:
    written = read_page(page(site, "about.html"))
    assert written.texts("title") == ["关于 - 阳光 & <局>"]
    assert "{{ 7*7 }}" in written.visible
    (other,) = [tag for tag in written.all("a") if tag.attributes.get("hreflang")]
    assert other.attributes["href"] == "en/about.html"
    footer = page(site, "notes/n1.html").split('aria-labelledby="sl-foot-site"')[1].split("</nav>")[0]
    assert read_page(footer).texts("a")[1:3] == ["办法", "关于"]
    assert read_page(page(site, "en/notes/n1.html")).all("html")[0].attributes["lang"] == "en"
    assert "阳光 &amp; &lt;局&gt;" in page(site, "index.html")


def test_no_page_has_a_script_in_it_but_what_we_bring_along(site: Root) -> None:
    chosen = without_comments((site.folder / "own/assets/chosen.js").read_text(encoding="utf-8"))
    assert "sunlitChosen" in chosen
    for path in (site.folder / "own").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count("script-src 'self'") == 1
        brought = [
            code for tag, code in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL) if not tag
        ]
        assert set(brought) <= {" ", chosen}, path


def test_it_needs_no_mkdocs_at_all(site: Root, tmp_path: Path) -> None:
    """In a process in which there is none: whoever asks for it would stop."""
    program = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'markdown'): sys.modules[name] = None\n"
        "from generator.cli import main\n"
        f"main(['-C', {str(site.folder)!r}, 'build', '--frame', 'builtin', '--site-dir', {str(tmp_path / 'site')!r},"
        f" '--as-of', '{DAY}'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "site") == digests(site.folder / "own")


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema()
    root.records({"id": "a", "title": "通知"})
    return root


def stopped(root: Root) -> str:
    with pytest.raises(CannotRun) as stop:
        build_site(root.folder, site_dir=None, as_of=DAY)
    return stop.value.phrase.render(str, "en")


def is_builtin(folder: Path) -> bool:
    return (folder / "assets/frame.css").is_file() and not (folder / "assets/theme.css").exists()


def test_site_yaml_names_it_for_every_build_and_the_option_goes_before(notes: Root) -> None:
    notes.write("data/site.yaml", "frame: builtin\n")
    assert sunlit("-C", notes.folder, "build").returncode == 0
    assert is_builtin(notes.site)
    assert sunlit("-C", notes.folder, "build", "--frame", "mkdocs").returncode == 0
    assert not is_builtin(notes.site)
    notes.write("data/site.yaml", "frame: hugo\n")
    stopped = sunlit("-C", notes.folder, "--lang", "en", "build")
    assert stopped.returncode == 2
    assert "frame" in stopped.stderr + stopped.stdout


def test_what_the_gate_refuses_is_refused(notes: Root) -> None:
    build_site(notes.folder, site_dir=None, as_of=DAY)
    before = digests(notes.site)
    notes.records({"id": "a", "title": "电话13800138000"})
    with pytest.raises(Unfit):
        build_site(notes.folder, site_dir=None, as_of=DAY)
    assert digests(notes.site) == before
    done = sunlit("-C", notes.folder, "--lang", "en", "build", "--frame", "builtin")
    assert done.returncode == 1
    assert "Nothing was built" in done.stdout


def test_a_template_of_the_site_s_own_is_used_and_one_that_cannot_be_is_named(notes: Root) -> None:
    notes.write(
        "site_templates/theme/partials/footer.html",
        '<footer class="sl-foot">{{ sunlit.site_name | e }}!</footer>',
    )
    notes.write("site_templates/theme/assets/favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    build_site(notes.folder, site_dir=None, as_of=DAY)
    assert '<footer class="sl-foot">公开!</footer>' in (notes.site / "notes/a.html").read_text(
        encoding="utf-8"
    )
    assert (notes.site / "assets/favicon.svg").read_bytes().startswith(b"<svg xmlns='")
    notes.write("site_templates/theme/partials/footer.html", "{{ config.copyright }}")
    assert "'config'" in stopped(notes)
    notes.write("site_templates/theme/partials/footer.html", '<p onclick="x()">')
    assert "no part of the theme" in stopped(notes)
    notes.write("site_templates/theme/partials/body.html", "")
    assert "a frame has each of the slots" in stopped(notes)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("docs_dir: data\n", "docs_dir must be content"),
        ("exclude_docs: [a]\n", "exclude_docs is a text"),
        ("INHERIT: mkdocs.yml\n", "inherit from each other"),
        ("INHERIT: gone.yml\n", "gone.yml"),
        ("nav: !ENV X\n", "'!' is read as a tag"),
        ("- a\n", "mkdocs.yml"),
    ],
)  # fmt: skip
def test_a_configuration_that_cannot_be_meant_stops_the_build(notes: Root, said: str, sentence: str) -> None:
    notes.write("mkdocs.yml", said)
    assert sentence in stopped(notes)


def test_the_folder_of_data_and_the_site_s_are_those_of_the_configuration(
    notes: Root, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(
        f"site_dir: out\nplugins: [search, sunlit: {{root: {notes.folder}, as_of: '1999-01-01'}}]\n",
        encoding="utf-8",
    )
    outcome = build_site(folder, site_dir=None, as_of=DAY)
    assert outcome.target == folder / "out"
    assert (folder / "out/notes/a.html").is_file()
    assert outcome.disclosure.as_of == DAY


def test_a_page_that_is_named_and_not_there_is_told(notes: Root) -> None:
    notes.write("mkdocs.yml", "nav: [gone.md]\n")
    told = list[str]()
    build_site(
        notes.folder, site_dir=None, as_of=DAY, warn=lambda phrase: told.append(phrase.render(str, "en"))
    )
    assert told == ["mkdocs.yml: nav names 'gone.md', which is no page of content/."]

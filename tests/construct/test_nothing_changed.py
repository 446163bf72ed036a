"""A build of nothing changed says what a whole build says, and touches nothing; whatever it follows from makes it a whole one."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from building import NOTES, PROJECT, Root, commit, digests, loaded_by, sunlit
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from proving import examples

from generator.builtin_frame import run as builtin_run
from generator.cli import main
from generator.construct import unchanged
from generator.model.files import site_root
from generator.model.files.addresses import own_manifest
from generator.model.files.working_folders import own_cache
from generator.plugin import run as plugin_run
from generator.website.build import tree
from generator.website.build.last_build import folder_beside

DAY, NEXT = "2026-11-24", "2026-11-25"


class Built(NamedTuple):
    status: object
    out: str
    err: str
    whole: bool
    """Whether a new tree was made."""


def build(root: Root, *options: str, day: str = DAY, lang: str = "en") -> Built:
    """``sunlit build`` in this process, with the frame that needs no MkDocs."""
    before, out, err = inode(root.site), io.StringIO(), io.StringIO()
    status: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(["-C", str(root.folder), "--lang", lang, "build", "--as-of", day, *options])
        except SystemExit as stop:
            status = stop.code
    return Built(status, out.getvalue(), err.getvalue(), before != inode(root.site))


def inode(site: Path) -> int:
    with suppress(OSError):
        return site.stat().st_ino
    return 0


def a_site(folder: Path) -> Root:
    """Two records, one page, an own template and a warning: the address of the site is left open."""
    root = Root(folder)
    root.schema()
    root.declare("data/site.yaml", {"name": "某办", "frame": "builtin", "url": ""})
    root.records(
        {"id": "a", "title": "甲", "on": "2026-03-05"}, {"id": "b", "title": "乙", "on": "2026-03-06"}
    )
    root.write("content/about.md", "# 关于\n\n正文。\n")
    root.write("site_templates/switch.html", "")
    root.write("mkdocs.yml", "INHERIT: base.yml\nnav: [about.md, gone.md]\n")
    root.write("base.yml", f"INHERIT: {PROJECT / 'mkdocs.yml'}\nexclude_docs: old.md\n")
    return root


@pytest.fixture
def site(tmp_path: Path) -> Root:
    root = a_site(tmp_path / "root")
    assert build(root).whole
    return root


def test_it_says_the_same_in_each_language_and_touches_nothing(site: Root) -> None:
    """Warnings of the data and of the configuration, counts, and where the site is."""
    whole = {language: build(site, "--clean", lang=language) for language in ("zh", "en")}
    assert whole["en"].whole
    assert "0 errors, 1 warning." in whole["en"].out
    assert "gone.md" in whole["en"].err
    stamped = stamps_of(site.folder)
    for language, said in whole.items():
        assert build(site, lang=language) == said._replace(whole=False)
    assert stamps_of(site.folder) == stamped


def test_it_tidies_up_after_builds_that_were_killed(site: Root) -> None:
    left = site.folder / ".site.999999999.x.new"
    left.mkdir()
    assert not build(site).whole
    assert not left.exists()


def stamps_of(folder: Path) -> dict[str, tuple[int, ...]]:
    found = [folder, *sorted(folder.rglob("*"))]
    stats = ((str(path), path.lstat()) for path in found)
    return {path: (one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for path, one in stats}


def set_back(path: Path, edit: Callable[[Path], object]) -> None:
    """Edit a file in place, as long as before, and hide that from whoever looks at the time of modification."""
    before = path.stat()
    edit(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)


CHANGES: dict[str, Callable[[Root], object]] = {
    "a record": lambda root: root.records({"id": "a", "title": "丙", "on": "2026-03-05"}),
    "a file of records": lambda root: root.records({"id": "c", "title": "丁", "on": "2026-03-07"}, file="c"),
    "a file of records that is gone": lambda root: (root.folder / "data/notes/c.yaml").unlink(),
    "a schema": lambda root: root.schema({**NOTES, "sunlit": {**NOTES["sunlit"], "title": "通告"}}),
    "the settings": lambda root: root.declare("data/site.yaml", {"name": "另一办", "frame": "builtin"}),
    "a calendar": lambda root: root.write("data/calendar/2026.yaml", "holidays: [2026-12-25]\n"),
    "an exception": lambda root: root.write("data/exceptions/later.yaml", "[]\n"),
    "an attachment": lambda root: root.write("data/attachments/a.csv", "名称,数量\n甲,1\n"),
    "a page": lambda root: root.write("content/about.md", "# 关于\n\n改了。\n"),
    "a template": lambda root: root.write("site_templates/switch.html", "<i>x</i>"),
    "the configuration": lambda root: root.write("mkdocs.yml", "INHERIT: base.yml\nnav: [about.md]\n"),
    "what it inherits from": lambda root: root.write("base.yml", "exclude_docs: other.md\n"),
    "a file of the site that was edited": lambda root: flip(root.site / "index.html"),
    "one whose time was set back": lambda root: set_back(root.site / "index.html", flip),
    "one that is gone": lambda root: (root.site / "notes/a.html").unlink(),
    "one that nobody asked for": lambda root: root.write("site/extra.html", "x"),
    "the rights of one": lambda root: (root.site / "index.html").chmod(0o600),
    "what stands beside it": lambda root: own_manifest(root.site).unlink(),
    "what is known of the last build": lambda root: shutil.rmtree(folder_beside(root.site)),
}


def test_whatever_a_build_follows_from_makes_a_whole_one(site: Root) -> None:
    """And the next has nothing to do again."""
    for what, change in CHANGES.items():
        change(site)
        built = build(site)
        refused = what == "an exception"  # an empty file is none: nothing is built, and nothing is repeated
        assert built.whole is not refused, what
        assert (built.status != 0) is refused, what
        if refused:
            assert build(site).out == built.out
            shutil.rmtree(site.folder / "data/exceptions")
        assert not build(site).whole, what
    assert "x" not in (site.site / "index.html").read_text(encoding="utf-8")[-2:]
    assert not (site.site / "extra.html").exists()


def test_day_options_libraries_generator_and_revision_make_a_whole_one(
    site: Root, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert build(site, day=NEXT).whole
    assert not build(site, day=NEXT).whole
    assert build(site, "--masked", day=NEXT).whole
    assert build(site, "--clean", day=NEXT).whole, "which uses nothing that is kept"
    assert not build(site, day=NEXT).whole
    commit(site.folder)
    assert build(site, day=NEXT).whole
    assert not build(site, day=NEXT).whole
    (tmp_path / "libraries" / "theme-2.dist-info").mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "path", [*sys.path, str(tmp_path / "libraries")])
        assert build(site, day=NEXT).whole
    assert build(site, day=NEXT).whole
    with monkeypatch.context() as patched:
        patched.setattr(unchanged, "digest_of_generator", lambda: b"another")
        assert build(site, day=NEXT).whole


def test_what_the_clock_says_is_asked_where_the_site_is(site: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "day_where", lambda asked, zone: asked or date(2026, 11, 26))
    assert build(site).whole is False
    assert unchanged.LastTime(unchanged.Asked(site.folder)).said(None) is None
    assert unchanged.LastTime(unchanged.Asked(site.folder)).said(date(2026, 11, 24))


def test_what_cannot_be_told_by_a_digest_is_built_every_time(site: Root, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (site.folder / "site_templates" / "more").symlink_to(elsewhere)
    assert build(site).whole
    assert build(site).whole


@pytest.mark.parametrize("supplier", [plugin_run, builtin_run])
def test_a_root_is_the_same_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supplier: ModuleType
) -> None:
    """And with no configuration of its own, which then stands in another folder."""
    root, made, write = a_site(tmp_path), list[str](), tree.write_files
    (root.folder / "mkdocs.yml").unlink()

    def count(*given: Any) -> list[tree.Written]:
        written = write(*given)
        made.extend(file.address for file in written)
        return written

    monkeypatch.setattr(tree, "write_files", count)
    monkeypatch.chdir(root.folder)
    for folder in (root.folder, Path()):
        supplier.build_site(folder, site_dir=None, as_of=date(2026, 11, 24))
    assert made.count("notes/a.html") == 1, "the second build has it from the first"
    assert made.count("manifest.json") == 2


def test_a_note_that_is_damaged_or_of_another_kind_is_no_note(site: Root) -> None:
    folder = own_cache("unchanged")
    assert folder
    (note,) = (path for path in folder.iterdir() if str(site.site) in path.read_text(encoding="utf-8"))
    assert stat.S_IMODE(note.stat().st_mode) == 0o600, "nobody else reads it"
    whole = json.loads(note.read_bytes())
    for content in (b"", b"\xff", b"[]", b"{}", json.dumps({**whole, "said": {}}).encode()):
        note.write_bytes(content)
        assert build(site).whole
        assert not build(site).whole


def test_a_file_that_changed_while_the_build_ran_is_not_taken_for_built(
    site: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back to what it was, too: nobody knows which of them was read."""
    page = site.folder / "content" / "about.md"
    keep = unchanged.LastTime.keep

    def meanwhile(*given: Any) -> None:
        text = page.read_text(encoding="utf-8")
        page.write_text("other", encoding="utf-8")
        page.write_text(text, encoding="utf-8")
        keep(*given)

    with monkeypatch.context() as patched:
        patched.setattr(unchanged.LastTime, "keep", meanwhile)
        build(site, "--clean")
    assert build(site).whole


NOT_FOR_A_CHECK = {
    "frictionless",
    "icalendar",
    "jinja2",
    "mkdocs",
    "numpy",
    "openpyxl",
    "pypdf",
    "segno",
}
NOT_FOR_NOTHING = {
    *NOT_FOR_A_CHECK,
    "babel",
    "chinese_calendar",
    "markdown_it",
    "multiprocessing",
    "stdnum",
    "yaml",
}


def test_nothing_is_loaded_before_it_is_needed(site: Root) -> None:
    """A schema that was found to be sound is known as such, and values that surely fit it are not asked about."""
    where = ("-C", site.folder)
    assert sunlit(*where, "check", "--as-of", DAY).returncode == 0
    assert loaded_by(*where, "check", "--as-of", DAY) & NOT_FOR_A_CHECK == set()
    assert loaded_by(*where, "--lang", "en", "build", "--as-of", DAY) & NOT_FOR_NOTHING == set()


def opened(root: Root, log: Path, frame: str) -> set[str]:
    """What a whole build opens below its root, by the first part of its path; done by a copy of this process."""
    process = os.fork()
    if process:
        assert os.waitpid(process, 0)[1] == 0
        return set(log.read_text(encoding="utf-8").splitlines())
    seen: set[str] = set()

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir") and isinstance(given[0], str | Path | bytes):
            path = Path(os.fsdecode(given[0])).absolute()
            if path.is_relative_to(root.folder) and path != root.folder:
                seen.add(path.relative_to(root.folder).parts[0])

    sys.addaudithook(look)
    status = 1
    with suppress(BaseException):
        status = build(root, "--clean", "--frame", frame).whole is False
        log.write_text("\n".join(seen), encoding="utf-8")
    os._exit(status)


OWN_WORK = {"site", "site.manifest.json", "site.tombstones", ".sunlit-cache"}


@pytest.mark.parametrize("frame", ["builtin", "mkdocs"])
def test_a_build_opens_nothing_that_the_digest_leaves_out(site: Root, tmp_path: Path, frame: str) -> None:
    seen = opened(site, tmp_path / "log", frame)
    assert {"data", "content", "site_templates", "mkdocs.yml", "base.yml"} <= seen
    theirs = {name for name in seen - OWN_WORK if not name.startswith((".site.", ".sunlit"))}
    assert theirs <= {*site_root.ALL_PARTS, "base.yml"}, "base.yml is what the configuration inherits from"


def test_of_mkdocs_only_what_is_known_is_followed(tmp_path: Path) -> None:
    """A hook may read anything; so may another plugin, and a value from the environment. A theme of one's own is read."""
    root = Root(tmp_path / "root")
    root.schema()
    root.declare("data/site.yaml", {"name": "某办", "url": "https://example.org/"})
    root.write("content/about.md", "# 关于\n")
    root.write("theme/main.html", "{% extends 'base.html' %}\n")
    inherits = f"INHERIT: {PROJECT / 'mkdocs.yml'}\n"
    root.write("mkdocs.yml", inherits + "theme: {name: material, custom_dir: theme}\n")

    def whole() -> bool:
        before = inode(root.site)
        done = sunlit("-C", root.folder, "build", "--as-of", DAY)
        assert done.returncode == 0, done.stdout + done.stderr
        return inode(root.site) != before

    assert whole()
    assert not whole()
    root.write("theme/partials/source.html", "x")
    assert whole()
    root.write("hook.py", "")
    root.write("mkdocs.yml", inherits + "hooks: [hook.py]\n")
    assert whole()
    assert whole()
    root.write("mkdocs.yml", inherits + "extra: {x: !ENV X}\n")
    assert whole()
    assert whole()


RENAMES = 7
"""Of a build that changes something: of the trees that it swaps, and of the files that it keeps, each whole or not at all."""


def test_a_kill_at_any_moment_leaves_nothing_wrong(site: Root) -> None:
    """A record is changed to and fro, each build is ended at one of its renames, and what the next makes and says is that of a
    build that uses nothing kept.
    """
    drafts = ("一稿", "二稿")
    anew = {}
    for draft in drafts:
        site.records({"id": "a", "title": draft, "on": "2026-03-05"})
        anew[draft] = build(site, "--clean").out, digests(site.site)
    for number in range(RENAMES + 1):
        draft = drafts[number % 2]
        site.records({"id": "a", "title": draft, "on": "2026-03-05"})
        assert (build_until(number, site) == 0) == (number == RENAMES), "it was killed, but for the last time"
        built = build(site)
        assert built.whole or number == RENAMES
        assert (built.out, digests(site.site)) == anew[draft]


def build_until(number: int, root: Root) -> int:
    """A build by a copy of this process, which ends at the rename of that number; the status of its end."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    seen = 0

    def end(event: str, _: object) -> None:
        nonlocal seen
        if event == "os.rename":
            if seen == number:
                os._exit(9)
            seen += 1

    sys.addaudithook(end)
    try:
        build(root)
    finally:
        os._exit(0)


TEXTS = st.sampled_from(["甲", "乙", "<b>", "13800000000"])
EDITS = st.one_of(
    st.builds(lambda id, text: lambda root: root.records({"id": id, "title": text, "on": "2026-03-05"}),
              st.sampled_from(["a", "b"]), TEXTS),
    st.builds(lambda text: lambda root: root.write("content/about.md", f"# {text}\n"), TEXTS),
    st.builds(lambda text: lambda root: root.write("site_templates/switch.html", text), st.sampled_from(["", "x"])),
    st.builds(lambda path: lambda root: (root.site / path).unlink(missing_ok=True),
              st.sampled_from(["index.html", "notes/a.html", "manifest.json"])),
    st.just(lambda root: None),
)  # fmt: skip


@examples(2, in_the_proofs=100, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(st.tuples(EDITS, st.sampled_from([DAY, NEXT])), min_size=2, max_size=4))
def test_with_what_is_kept_and_without_the_same_is_made_and_said(
    edits: list[tuple[Callable[[Root], object], str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = a_site(tmp_path_factory.mktemp("edited") / "root")
    for edit, day in edits:
        edit(root)
        kept, made = build(root, day=day), digests(root.site) if root.site.is_dir() else {}
        anew = build(root, "--clean", day=day)
        assert (kept.status, kept.out, kept.err) == (anew.status, anew.out, anew.err)
        assert made == (digests(root.site) if root.site.is_dir() else {})

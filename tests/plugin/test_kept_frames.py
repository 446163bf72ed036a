"""MkDocs runs where something of its own changed, and nowhere else; the tree is the same either way."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import DAY, NOTES, PROJECT, Root, digests, loaded_by

from generator.construct import kept_frames
from generator.construct.construction import Manner, Outcome
from generator.construct.written_pages import Selection, patterns_of, selection_as_plain, selection_from_plain
from generator.model.files.own_keys import own_key
from generator.model.files.working_folders import PLACE, own_cache
from generator.model.text.wording import Phrase
from generator.plugin import by_mkdocs
from generator.plugin.run import build_site

BASE = f"INHERIT: {PROJECT / 'mkdocs.yml'}\n"
OWN = "theme: {name: material, custom_dir: theme}\nnav: [about.md, gone.md]\nexclude_docs: old.md\nsite_dir: out\n"


class Office:
    """A small site with a configuration, a theme and a page of its own; and how often MkDocs ran for it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.runs = Root(folder), 0
        self.root.schema()
        self.root.declare("data/site.yaml", {"name": "某办", "languages": ["zh", "en"]})
        self.root.records({"id": "n1", "title": "第一条", "on": "2026-11-01"})
        self.root.write("content/about.md", "# 关于\n\n一句话。\n")
        self.root.write("content/old.md", "# 旧的\n")
        self.root.write("theme/main.html", "{% extends 'base.html' %}\n")
        self.root.write("base.yml", BASE)
        self.root.write("mkdocs.yml", "INHERIT: base.yml\n" + OWN)
        self.said: list[str] = []

    @property
    def site(self) -> Path:
        return self.root.folder / "out"

    def build(self, *, clean: bool = False, target: Path | None = None) -> Outcome:
        self.said.clear()
        return build_site(
            self.root.folder, site_dir=target, as_of=DAY, warn=self._hear, manner=Manner(clean=clean)
        )

    def _hear(self, phrase: Phrase) -> None:
        self.said.append(f"{phrase.text} {phrase.parameters}")

    def runs_mkdocs(self) -> bool:
        """Whether the next build does; what it makes is what a build makes that uses nothing kept."""
        before = self.runs
        self.build()
        ran, said = self.runs > before, list(self.said)
        self.build(clean=True, target=self.root.folder / "fresh")
        assert digests(self.site) == digests(self.root.folder / "fresh")
        assert self.said == said
        return ran


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office, built once, and a cache with its frames."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(PLACE, str(folder / "cache"))
        Office(folder / "root").build()
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A copy of both, elsewhere: as a server lays out each release."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    made, run = Office(tmp_path / "root"), by_mkdocs.mkdocs_build.build

    def count(config: Any) -> None:
        made.runs += 1
        run(config)

    monkeypatch.setattr(by_mkdocs.mkdocs_build, "build", count)
    return made


FROM_MKDOCS: dict[str, Callable[[Root], object]] = {
    "the configuration": lambda root: root.write("mkdocs.yml", "INHERIT: base.yml\nextra: {x: 1}\n" + OWN),
    "what it inherits from": lambda root: root.write("base.yml", f"{BASE}copyright: 某办\n"),
    "the theme": lambda root: root.write("theme/partials/source.html", "x"),
    "a template": lambda root: root.write("site_templates/theme/partials/footer.html", "<footer>x</footer>"),
    "the site's name": lambda root: root.declare("data/site.yaml", {"name": "另一办", "languages": ["zh", "en"]}),
    "a language": lambda root: root.declare("data/site.yaml", {"name": "另一办", "languages": ["en"]}),
    "own words": lambda root: root.write("data/locales/en.po", 'msgid "Home"\nmsgstr "Start"\n'),
    "a page": lambda root: root.write("content/new.md", "# 新的\n"),
    "a picture": lambda root: root.write("content/pic.png", b"\x89PNG\r\n\x1a\n"),
}  # fmt: skip
NOT_FROM_MKDOCS: dict[str, Callable[[Root], object]] = {
    "a record": lambda root: root.records({"id": "n1", "title": "改了", "on": "2026-11-01"}),
    "what a page says": lambda root: root.write("content/about.md", "# 关于\n\n改了。\n"),
    "a calendar": lambda root: root.write("data/calendar/2026.yaml", "holidays: [2026-12-25]\n"),
}


def test_a_build_that_changes_nothing_of_mkdocs_does_not_run_it(office: Office) -> None:
    """What it makes, and says, is what a build makes that uses nothing kept."""
    for what, change in NOT_FROM_MKDOCS.items():
        change(office.root)
        office.build()
        assert not office.runs, what
    said = list(office.said)
    assert any("gone.md" in sentence for sentence in said)
    office.build(clean=True, target=office.root.folder / "fresh")
    assert office.runs == 1
    assert digests(office.site) == digests(office.root.folder / "fresh")
    assert office.said == said
    office.build()
    assert office.runs == 1, "where the site goes is known as before"


def test_whatever_frames_follow_from_is_part_of_what_they_are_kept_under(
    office: Office, tmp_path: Path
) -> None:
    for number, (what, change) in enumerate(FROM_MKDOCS.items()):
        root = Root(tmp_path / str(number))
        shutil.copytree(office.root.folder, root.folder)
        assert kept_frames.KeptFrames(root.folder).recall(), what
        change(root)
        assert kept_frames.KeptFrames(root.folder).recall() is None, what


def test_what_pages_ask_of_the_frame_makes_mkdocs_run(office: Office) -> None:
    """A type that is called otherwise is so in every header. The build that had begun goes on, with frames of its own."""
    office.root.schema({**NOTES, "sunlit": {**NOTES["sunlit"], "title": "通告"}})
    for runs in (1, 1):
        office.build()
        assert office.runs == runs
        assert "通告" in (office.site / "about.html").read_text(encoding="utf-8")
    assert not list(office.root.folder.glob(".out.*"))


def test_versions_of_libraries_python_and_generator_are_part_of_the_name(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, instead in (
        ("installed_libraries", lambda: [b"theme-2"]),
        ("digest_of_generator", lambda: b"x"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(kept_frames, name, instead)
            assert kept_frames.KeptFrames(office.root.folder).recall() is None
    assert kept_frames.KeptFrames(office.root.folder).recall()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mkdocs.yml", "INHERIT: base.yml\nhooks: [hook.py]\n"),
        ("mkdocs.yml", "INHERIT: base.yml\nextra: {x: !ENV X}\n"),
        ("mkdocs.yml", "INHERIT: base.yml\nplugins: [sunlit, tags]\n"),
        ("theme/main.html", "{% extends 'base.html' %}{% block footer %}{{ build_date_utc }}{% endblock %}\n"),
        ("site_templates/theme/partials/footer.html", "<footer>{{ config.site_dir }}</footer>\n"),
    ],
)  # fmt: skip
def test_what_may_read_anything_makes_it_run_every_time(office: Office, path: str, text: str) -> None:
    office.root.write("hook.py", "")
    assert known(office.root) == (office.root.folder / "theme",)
    office.root.write(path, text)
    assert known(office.root) is None


def known(root: Root) -> tuple[Path, ...] | None:
    return by_mkdocs._folders(by_mkdocs._load(root.folder / "mkdocs.yml", None), root.folder)


def test_a_configuration_that_names_its_folder_by_its_whole_path_is_that_folder_s_alone(
    office: Office, tmp_path: Path
) -> None:
    named = f"INHERIT: base.yml\ntheme: {{name: material, custom_dir: {office.root.folder}/theme}}\n"
    office.root.write("mkdocs.yml", named)
    office.build()
    assert kept_frames.KeptFrames(office.root.folder).recall()
    shutil.copytree(office.root.folder, tmp_path / "copy")
    assert kept_frames.KeptFrames(tmp_path / "copy").recall() is None


HARM: dict[str, Callable[[Path], object]] = {
    "broken": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "empty": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(bytes((path.read_bytes()[0] ^ 1, *path.read_bytes()[1:]))),
    "open to others": lambda path: path.chmod(0o666),
    "a link": lambda path: (path.rename(path.with_suffix(".x")), path.symlink_to(path.with_suffix(".x"))),
    "another's": lambda path: path.write_bytes(sealed_by_another(path)),
}


def sealed_by_another(path: Path) -> bytes:
    """The same content as somebody writes it who has not the key: it would let a script run on every page."""
    content = path.read_bytes()
    keys = own_cache("keys")
    assert keys
    store, own = (
        kept_frames.KeptFrames.__new__(kept_frames.KeptFrames),
        (keys / kept_frames.FOLDER).read_bytes(),
    )
    store._name = path.name
    assert store._seal(own, content[32:]) == content[:32]
    return store._seal(bytes(32), content[32:]) + content[32:]


def test_of_a_file_that_is_broken_or_another_s_nothing_is_taken(office: Office) -> None:
    folder = own_cache(kept_frames.FOLDER)
    assert folder
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    whole, frames = path.read_bytes(), kept_frames.KeptFrames(office.root.folder)
    assert frames.recall()
    for what, harm in HARM.items():
        harm(path)
        assert frames.recall() is None, what
        path.unlink()
        path.write_bytes(whole)
        path.chmod(0o600)
        assert frames.recall(), what
    (folder.parent / "keys" / kept_frames.FOLDER).unlink()
    assert own_key(kept_frames.FOLDER)
    assert frames.recall() is None, "of an account whose key is another"
    office.build()
    office.build()
    assert office.runs == 1


@pytest.mark.parametrize("place", [(kept_frames.MadeFrames, "files"), (by_mkdocs, "_load")])
def test_a_build_that_dies_leaves_what_it_found(
    office: Office, monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str]
) -> None:
    """With the frames that are kept, and where MkDocs has to run after all."""
    before = digests(office.site)
    if place[0] is by_mkdocs:
        office.root.schema({**NOTES, "sunlit": {**NOTES["sunlit"], "title": "通告"}})
    monkeypatch.setattr(*place, lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        office.build()
    assert digests(office.site) == before
    assert not list(office.root.folder.glob(".out.*"))


def test_what_is_read_of_a_configuration_comes_back() -> None:
    patterns = patterns_of(["/old/", "*.draft.md", "!kept.md", "# said", ""])
    selection = Selection(
        [{"办法": "a.md"}, "b.md", {"其他": ["c.md", {"丁": "d.md"}]}], patterns, None, patterns
    )
    again = selection_from_plain(selection_as_plain(selection))
    assert selection_as_plain(again) == selection_as_plain(selection)
    for name in ("old/x.md", "x.draft.md", "kept.md", "a.md", "sub/kept.md"):
        assert again.publishes(name) == selection.publishes(name)
        assert again.lists(name) == selection.lists(name)
    assert selection_from_plain(selection_as_plain(Selection())) == Selection()


def test_mkdocs_is_not_loaded(tmp_path: Path) -> None:
    """With the cache that all tests have, in which templates are compiled already."""
    office = Office(tmp_path / "root")
    office.build()
    office.root.records({"id": "n1", "title": "改了", "on": "2026-11-01"})
    loaded = loaded_by("-C", office.root.folder, "build", "--as-of", DAY.isoformat())
    assert not loaded & {"mkdocs", "material", "markdown"}

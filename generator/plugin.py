"""The MkDocs plugin (MkDocs' only home): each event translates, and the work is done elsewhere.

One build: the gate runs before MkDocs empties anything, MkDocs renders the human-written pages and
the frames into a fresh folder, records are stamped into the frames, and the folder takes the old
site's place as a whole.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import config_options as options
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.check.gate import Verdict, judge
from generator.check.report import as_text
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.catalogue import translator
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.declarations import shipped
from generator.read.git import revision
from generator.website import tree
from generator.website.chrome import chrome_view
from generator.website.frames import NOT_FOUND, Frame, FrameKey, parse_frame
from generator.website.language import language
from generator.website.pages import NOT_FOUND_ADDRESS, files, frame_keys
from generator.website.safe_markdown import SafeMarkdown
from generator.website.views import TabView

PLUGIN = "sunlit"
CONFIG_FILE = "mkdocs.yml"
FRAME_PAGE = "sunlit-frame"
FRAME_SOURCE = "---\ntemplate: sunlit-frame.html\n---\n"
MKDOCS_OWN_TEMPLATES = frozenset({"sitemap.xml"})
"""MkDocs' sitemap knows only its own pages and carries the day of the build."""


class Refused(Abort):
    """The gate found errors; nothing was touched. MkDocs' command line prints the report and exits 1."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("\n" + as_text(verdict, verdict.register.site.languages[0]))
        self.verdict = verdict


class Stopped(Abort):
    """The build cannot run at all. MkDocs' command line prints the sentence and exits 2."""

    code = 2

    def __init__(self, stop: CannotRun, code: str = "zh") -> None:
        super().__init__(stop.phrase.render(translator(code), code))
        self.stop = stop


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished build: what was judged and disclosed, and where the tree is."""

    verdict: Verdict
    disclosure: Disclosure
    target: Path


@dataclass(slots=True)
class _Build:
    """One build under way: the disclosure, the tree that grows, and the frames taken so far."""

    root: Path
    outcome: Outcome
    new: Path
    frames: dict[FrameKey, Frame] = field(default_factory=dict)

    @property
    def template_folders(self) -> list[Path]:
        return template_folders(self.root)

    def frame_pages(self) -> Iterator[tuple[str, FrameKey]]:
        """The address of each frame's page: a page that stands as deep as those it serves."""
        site = self.outcome.disclosure.site
        for key in frame_keys((type.name for type in self.outcome.disclosure.types), site.languages):
            if key.section != NOT_FOUND:
                prefix = "" if key.language == site.languages[0] else f"{key.language}/"
                folders = [key.section, "page"][: key.depth]
                yield prefix + "".join(f"{folder}/" for folder in folders) + FRAME_PAGE + ".md", key


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked for: the root's own before the shipped ones."""
    own = root / "site_templates"
    return [*([own] if own.is_dir() else []), shipped("site_templates")]


class SunlitOptions(Config):  # type: ignore[no-untyped-call]
    """``plugins: [sunlit: {…}]`` in mkdocs.yml."""

    root = options.Type(str, default="")
    """The folder that holds ``data/``; default: where mkdocs.yml is."""
    as_of = options.Type(str, default="")
    """The day to build for (2026-11-24); default: today in the site's time zone."""


class SunlitPlugin(BasePlugin[SunlitOptions]):  # type: ignore[no-untyped-call]
    """Translates MkDocs' events; holds the build that is under way, and the outcome of the last one."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None
        self._build: _Build | None = None

    @property
    def build(self) -> _Build:
        assert self._build, "MkDocs calls on_config first"
        return self._build

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """First of all events, and before MkDocs empties its site folder: the gate, then the fresh folder."""
        try:
            self._build = _start(self.config, config)
        except CannotRun as stop:
            raise Stopped(stop) from None
        _configure(config, self.build)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Pages exist from here on: add one for each frame, outside the navigation (which is quadratic)."""
        for address, _ in self.build.frame_pages():
            page = File.generated(config, address, content=FRAME_SOURCE, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(page)
        return files

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """The last moment before the theme renders: give it the chrome in the page's language."""
        key = dict(self.build.frame_pages()).get(page.file.src_uri)
        code = key.language if key else _language_of(page, self.build.outcome.disclosure)
        config.theme["language"] = code
        context.update(_chrome(self.build.outcome.disclosure, code, key.section if key else None, page, nav))
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The page is HTML: keep it if it is a frame. Empty output tells MkDocs to write no file."""
        key = dict(self.build.frame_pages()).get(page.file.src_uri)
        if key is None:
            return output
        self.build.frames[key] = parse_frame(output)
        return ""

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """The theme's 404 page is a template of its own, rendered before all pages."""
        code = self.build.outcome.disclosure.site.languages[0]
        config.theme["language"] = code
        context.update(_chrome(self.build.outcome.disclosure, code, NOT_FOUND, None, context["nav"]))
        return context

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """As for pages: the 404 page is a frame."""
        if template_name != NOT_FOUND_ADDRESS:
            return output_content
        code = self.build.outcome.disclosure.site.languages[0]
        self.build.frames[FrameKey(NOT_FOUND, code, 0)] = parse_frame(output_content)
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """MkDocs has written all that it writes: stamp the records, seal the tree, let it take its place."""
        build = self.build
        try:
            _finish(build)
        except CannotRun as stop:
            raise Stopped(stop) from None
        self.outcome, self._build = build.outcome, None
        config.site_dir = str(build.outcome.target)

    def on_build_error(self, error: Exception) -> None:
        """Whatever failed: the unfinished tree goes, the old one was never touched."""
        if self._build:
            tree.discard(self._build.new)
            self._build = None


def _start(settings: SunlitOptions, config: MkDocsConfig) -> _Build:
    root = Path(settings.root or Path(config.config_file_path).parent).resolve()
    target = Path(config.site_dir).resolve()
    tree.clear_leftovers(target)
    tree.refuse_foreign(target)
    verdict = judge(root, _day(settings.as_of))
    if not verdict.fit:
        raise Refused(verdict)
    disclosure = disclose(verdict.register, verdict.as_of)
    return _Build(root, Outcome(verdict, disclosure, target), tree.fresh_beside(target))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CannotRun(say("'{text}' is not a day. Write it like 2026-11-24.", text=text)) from None


def _configure(config: MkDocsConfig, build: _Build) -> None:
    """Point MkDocs at the fresh folder, at our theme overrides, and at what should make a preview reload."""
    config.site_dir = str(build.new)
    config.use_directory_urls = False
    config.site_name = build.outcome.disclosure.site.name.base
    config.site_url = config.site_url or build.outcome.disclosure.site.url or None
    config.theme.dirs[:0] = [
        str(folder / "theme") for folder in build.template_folders if (folder / "theme").is_dir()
    ]
    config.theme.static_templates -= MKDOCS_OWN_TEMPLATES
    config.markdown_extensions.append(SafeMarkdown())  # type: ignore[arg-type]
    config.watch += [str(path) for path in (build.root / "data", *build.template_folders) if path.is_dir()]


def _finish(build: _Build) -> None:
    outcome = build.outcome
    made_from = revision(build.root)
    pages = files(outcome.disclosure, build.frames, build.template_folders, made_from)
    tree.write_files(pages, build.new, outcome.target)
    tree.seal(build.new, outcome.target, revision=made_from, as_of=outcome.disclosure.as_of.isoformat())
    tree.take_place(build.new, outcome.target)


def _language_of(page: Page, disclosure: Disclosure) -> str:
    """A page below ``content/<language>/`` is in that language, any other in the site's first."""
    first_folder = page.file.src_uri.split("/")[0]
    languages = disclosure.site.languages
    return first_folder if first_folder in languages[1:] else languages[0]


def _chrome(
    disclosure: Disclosure, code: str, section: str | None, page: Page | None, nav: Navigation
) -> dict[str, Any]:
    speech = language(code)
    pages = [
        TabView(str(other.title), other.url, other is page)
        for other in nav.pages
        if _language_of(other, disclosure) == code
    ]
    switch = _switch(disclosure, code, page, nav) if page else ()
    return {"sunlit": chrome_view(disclosure, speech, section, pages, switch), "_": speech.translate}


def _switch(
    disclosure: Disclosure, code: str, page: Page, nav: Navigation
) -> tuple[tuple[str, str, str], ...]:
    """The same human-written page in the other languages, or their home where it was not written."""
    languages = disclosure.site.languages
    written = {other.file.src_uri: other.url for other in nav.pages}
    bare = page.file.src_uri.removeprefix(f"{code}/")
    found = []
    for other in languages:
        if other != code:
            prefix = "" if other == languages[0] else f"{other}/"
            found.append((other, language(other).own_name, written.get(prefix + bare, f"{prefix}index.html")))
    return tuple(found)


@contextmanager
def _config_file(root: Path) -> Iterator[Path]:
    """The root's mkdocs.yml; for a root without one, the shipped one pointed at that root."""
    if (root / CONFIG_FILE).is_file():
        yield root / CONFIG_FILE
        return
    with tempfile.TemporaryDirectory() as folder:
        content = root / "content"
        settings = {
            "INHERIT": str(shipped(CONFIG_FILE)),
            "docs_dir": str(content if content.is_dir() else folder),
            "site_dir": str(root / "site"),
            "plugins": [{PLUGIN: {"root": str(root)}}],
        }
        path = Path(folder) / CONFIG_FILE
        path.write_text(json.dumps(settings), encoding="utf-8")
        yield path


def build_site(root: Path, *, site_dir: Path | None, as_of: date | None) -> Outcome:
    """Build the site of ``root``. Raises :class:`Refused` or :class:`CannotRun`; both leave an old site as it was."""
    with _config_file(root) as path:
        config = _load(path, site_dir)
        plugin = config.plugins[PLUGIN]
        assert isinstance(plugin, SunlitPlugin)
        plugin.config.as_of = as_of.isoformat() if as_of else plugin.config.as_of
        try:
            mkdocs_build.build(config)
        except Stopped as stopped:
            raise stopped.stop from None
        assert plugin.outcome
        return plugin.outcome


def _load(path: Path, site_dir: Path | None) -> MkDocsConfig:
    overrides = {"site_dir": str(site_dir)} if site_dir else {}
    try:
        config = load_config(str(path), **overrides)
    except (ConfigurationError, Abort) as error:
        raise CannotRun(
            say("{path} is not a configuration of MkDocs: {reason}", path=path.name, reason=str(error))
        ) from None
    if PLUGIN not in config.plugins:
        raise CannotRun(say("{path} does not name the plugin '{plugin}'.", path=path.name, plugin=PLUGIN))
    return config


def serve_site(root: Path, *, address: str) -> None:
    """Preview the site of ``root`` at ``address`` (host:port), rebuilt when a file changes, until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    with _config_file(root) as path:
        try:
            mkdocs_serve.serve(str(path), dev_addr=address)
        except Stopped as stopped:
            raise stopped.stop from None

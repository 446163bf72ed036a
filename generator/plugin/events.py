"""MkDocs' events, each a few lines that only translate; the work is done elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from watchdog.observers.polling import PollingObserver

from generator.check.report import as_text
from generator.construct.construction import Begin, Construction, Manner, Outcome, Unfit, begin
from generator.construct.kept_frames import MadeFrames, digest_of_requests
from generator.construct.written_pages import Selection, refuse_other_content
from generator.model.files.addresses import PAGE_SUFFIX
from generator.model.files.site_root import CONFIGURATION
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.plugin import needed, preview
from generator.plugin.bare_theme import bare_pages, lighten, speak
from generator.plugin.deployment import live_to_compare, refuse_history
from generator.plugin.other_plugins import (
    FIRST,
    LAST,
    refuse_other_settings,
    refuse_their_pages,
    settle_their_files,
    themes_own,
)
from generator.website.build.escaping import BARE, bare
from generator.website.build.last_build import LastBuild
from generator.website.build.pages import NOT_FOUND_ADDRESS
from generator.website.build.templates import COMPILED, ShownFiles
from generator.website.frame.contract import NOT_FOUND, FrameRequest
from generator.website.frame.first_screen import KINDS
from generator.website.frame.policy import NO_SCRIPTS, policy_of

log = get_plugin_logger("sunlit")
MKDOCS_OWN_TEMPLATES = frozenset({"sitemap.xml"})
"""MkDocs' sitemap knows only its own pages and carries the day of the build."""

NOT_FOUND_SOURCE = NOT_FOUND + PAGE_SUFFIX
BETWEEN_LOOKS = 0.2
"""Seconds after which a preview looks again whether a file was changed: MkDocs' half a second would be half of what one waits."""
UNSAID_EXTENSIONS = frozenset({"toc", "tables", "fenced_code", needed.NAME})
"""What MkDocs switches on by itself, and what only stops others."""
THEMES_OWN_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/search")
"""The site has a search of its own, so no page asks for these."""


asked_day: ContextVar[date | None] = ContextVar("asked_day", default=None)
"""The as-of day that the command line asks for. No file names one, so that no push can; and a preview reads its
configuration anew at every change, so the day cannot be kept there."""


class Refused(Abort):
    """The gate found errors in the data, or in what was built of them; what is live was not touched. MkDocs' command line
    prints the report and exits 1.
    """

    def __init__(self, reason: Unfit) -> None:
        super().__init__("\n" + as_text(reason.verdict, reason.verdict.register.site.languages[0]))
        self.reason, self.verdict = reason, reason.verdict


class Stopped(Abort):
    """The build cannot run at all. MkDocs' command line prints the sentence and exits 2."""

    code = exit_code = 2

    def __init__(self, stop: CannotRun, code: str = "zh") -> None:
        super().__init__(stop.phrase.render(translator(code), code))
        self.stop = stop


class SunlitOptions(Config):  # type: ignore[no-untyped-call]
    """``plugins: [sunlit: {…}]`` in mkdocs.yml."""

    root = options.Type(str, default="")
    """The folder that holds ``data/``; default: where mkdocs.yml is."""


class SunlitPlugin(BasePlugin[SunlitOptions]):  # type: ignore[no-untyped-call]
    """Translates MkDocs' events; holds the build that is under way, and the outcome of the last one."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None
        self.begin: Begin = begin
        """How a build begins: whoever runs MkDocs for a command knows more of it than MkDocs' options say."""
        self.manner = Manner()
        self.warn: Callable[[Phrase], None] | None = None
        """Who is told what is odd about the configuration; without anybody, whoever reads MkDocs' log is."""
        self.made: MadeFrames | None = None
        """What came of the last build that can be kept."""
        self._construction: Construction | None = None
        self._cautions = list[Phrase]()
        self._pages = dict[str, str]()
        self._is_preview = False
        self._is_deployment = False
        self._known: LastBuild | None = None
        self._laid_out = ExitStack()
        self._policy = NO_SCRIPTS
        self._requests: Mapping[str, FrameRequest] = {}
        self._of_theme: frozenset[str] = frozenset()

    @property
    def construction(self) -> Construction:
        assert self._construction, "MkDocs calls on_config first"
        return self._construction

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Once a run: a preview reloads itself by a script that MkDocs slips in, which the policy would stop."""
        self._is_preview = command == "serve"
        self._is_deployment = command == "gh-deploy"
        if self._is_preview:
            preview.prepare()

    def on_shutdown(self) -> None:
        """The end of a run: the earlier revision, if it was laid out, goes. MkDocs keeps this object for the next run."""
        self._laid_out.close()
        self._is_preview = self._is_deployment = False

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """A preview goes on showing the last good site while a mistake stands in the data, and looks for changes more often
        than MkDocs does.
        """
        server.builder = _patient(builder)
        of_mkdocs = [config.docs_dir, config.config_file_path]
        for path in of_mkdocs:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=BETWEEN_LOOKS)
        for path in of_mkdocs:
            server.watch(path)
        return server

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """First of all events, and before MkDocs empties its site folder: the gate, then the fresh folder."""
        root = Path(self.config.root or Path(config.config_file_path).parent).resolve()
        with self._stopping():
            refuse_other_content(root, Path(config.docs_dir))
            target = Path(config.site_dir).resolve()
            day = asked_day.get()
            if self._is_deployment:
                live = self._laid_out.enter_context(live_to_compare(root, log.warning))
                self._construction = begin(root, target, day, since=live)
            else:
                self._construction = self.begin(root, target, day)
            self._construction.manner = replace(
                self.manner,
                uses_every_core=not self._is_preview,
                known=self._known if self._is_preview else None,
            )
            if self._is_deployment:
                refuse_history(self._construction.disclosure, sys.argv)
        self.made, self._cautions = None, list(_configure(config, self._construction))
        for sentence in self._cautions:
            self._tell(sentence)
        return config

    def _tell(self, sentence: Phrase) -> None:
        if self.warn:
            self.warn(sentence)
            return
        code = self.construction.disclosure.site.languages[0]
        log.warning("%s", sentence.render(translator(code), code))

    @event_priority(LAST)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Before MkDocs empties its site folder: it is still the fresh one."""
        with self._stopping():
            refuse_other_settings(config, self.construction.new)

    @event_priority(LAST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """MkDocs has found its files: take what people wrote away from it, and add a page for each frame."""
        construction = self.construction
        for file in [file for file in files if _is_not_for_mkdocs(file, config)]:
            files.remove(file)
        with self._stopping():
            refuse_their_pages(files)
        for sentence in construction.arrange(_selection(config, preview=self._is_preview)):
            self._tell(sentence)
        config.nav = None
        self._requests = {request.address: request for request in construction.frame_requests()}
        self._pages.clear()
        for address in self._requests.keys() - {NOT_FOUND_SOURCE}:
            files.append(File.generated(config, address, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    @event_priority(LAST)
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """The theme is ready and nothing is rendered yet: see what runs on its pages while they are bare."""
        env.bytecode_cache = COMPILED
        env.filters[BARE] = bare
        pages = bare_pages(env, config, self.construction.disclosure.site.languages)
        self._policy = policy_of(pages)
        lighten(files, pages, self.construction.template_folders, config)
        self.construction.know(
            (file.dest_uri, file.content_bytes) for file in files if file.dest_uri.endswith(KINDS)
        )
        self._of_theme = themes_own(files, config)
        return env

    @event_priority(LAST)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """The last moment before the theme renders a frame: give it the chrome in the frame's language."""
        return _with_chrome(context, self._requests[page.file.src_uri], config)

    @event_priority(LAST)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The page is HTML, and a frame: keep it. Empty output tells MkDocs to write no file."""
        self._keep(self._requests[page.file.src_uri], output)
        return ""

    @event_priority(LAST)
    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """The theme's 404 page is a template of its own, rendered before all pages."""
        return _with_chrome(context, self._requests[NOT_FOUND_SOURCE], config)

    @event_priority(LAST)
    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """As for pages: the 404 page is a frame."""
        if template_name in MKDOCS_OWN_TEMPLATES:
            return ""
        if template_name != NOT_FOUND_ADDRESS:
            return output_content
        self._keep(self._requests[NOT_FOUND_SOURCE], output_content)
        return ""

    def _keep(self, request: FrameRequest, page: str) -> None:
        """A preview says no policy, which would stop the script by which it reloads itself; it is held to it like any."""
        with self._stopping():
            self.construction.take(request.key, page, self._policy, says_policy=not self._is_preview)
        self._pages[request.address] = page

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """What stops a build is one sentence, as MkDocs ends a run."""
        try:
            yield
        except CannotRun as stop:
            raise Stopped(stop) from None
        except Unfit as unfit:
            raise Refused(unfit) from None

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """MkDocs has written all that it writes: stamp the records, seal the tree, let it take its place."""
        with self._stopping():
            settle_their_files(self.construction.new, self._of_theme, self.construction.grant)
            self.made = None if self._is_preview else self._made()
            self.outcome = self.construction.finish(served=not self._is_preview)
            if self._is_preview:
                preview.mark(self.outcome.target)
                self._known = self.construction.made
        self._construction = None
        config.site_dir = str(self.outcome.target)

    def _made(self) -> MadeFrames:
        """What MkDocs and the theme have given until here: the fresh folder holds nothing else yet."""
        new, construction = self.construction.new, self.construction
        found = {path.relative_to(new).as_posix(): path for path in sorted(new.rglob("*")) if path.is_file()}
        ordered = [*(address for address in construction.files if address in found), *found]
        return MadeFrames(
            digest_of_requests(self._requests.values()),
            dict(self._pages),
            tuple((address, found[address].read_bytes()) for address in dict.fromkeys(ordered)),
            self._policy,
            construction.selection,
            cautions=tuple(self._cautions),
        )

    def on_build_error(self, error: BaseException) -> None:
        """Whatever failed: the unfinished tree goes, the old one was never touched."""
        if self._construction:
            self._construction.abandon()
            self._construction = None


def _patient(builder: Callable[..., None]) -> Callable[[], None]:
    def build() -> None:
        try:
            builder()
        except (Refused, Stopped) as reason:
            log.error("%s", reason)

    return build


def _is_not_for_mkdocs(file: File, config: MkDocsConfig) -> bool:
    """All of ``content/``, which the gate looks at and the construction writes; and the theme's own search."""
    return file.src_dir == config.docs_dir or file.src_uri.startswith(THEMES_OWN_SEARCH)


def _selection(config: MkDocsConfig, *, preview: bool) -> Selection:
    return Selection(config.nav, config.exclude_docs, config.draft_docs, config.not_in_nav, preview)


def _configure(config: MkDocsConfig, construction: Construction) -> Iterator[Phrase]:
    """Point MkDocs at the fresh folder, at our theme overrides, and at what should make a preview reload; a sentence for what
    is said in vain.
    """
    site, folders = construction.disclosure.site, construction.template_folders
    config.site_dir = str(construction.new)
    config.use_directory_urls = False
    config.site_name = site.name.base
    config.site_url = site.url or None  # the one place that says it: half of the 404 page is made from there
    config.theme.dirs[:0] = [str(folder / "theme") for folder in folders if (folder / "theme").is_dir()]
    _pass_over_hidden_files(config.theme)
    unused = [name for name in config.markdown_extensions if name not in UNSAID_EXTENSIONS]
    if unused:
        yield say(
            "{path}: markdown_extensions is not used: pages are read the same way everywhere. Not used: {names}.",
            path=CONFIGURATION,
            names=", ".join(map(str, unused)),
        )
    config.markdown_extensions = []  # frames hold no Markdown, and nobody else's is read here
    config.watch += [str(path) for path in (construction.root / "data", *folders) if path.is_dir()]


def _pass_over_hidden_files(theme: Theme) -> None:
    """MkDocs copies no hidden file, but looks at each: the theme has ten thousand icons, a fifth of a second."""
    made = theme.get_env

    def get_env() -> Any:
        environment = made()
        environment.loader = ShownFiles(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


def _with_chrome(context: Any, request: FrameRequest, config: MkDocsConfig) -> Any:
    speak(config, request.language)
    context.update({"sunlit": request.chrome, "_": request.language.translate})
    return context

"""Building and previewing by running MkDocs, and what of that may be kept for the next build."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.construct.configuration_files import configuration_files
from generator.construct.construction import Begin, Manner, Outcome, begin
from generator.construct.kept_frames import KeptFrames
from generator.model.files.site_root import CONFIGURATION, TEMPLATES
from generator.model.files.working_folders import private_temporary_files
from generator.model.records.page import CONTENT
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.plugin.events import MKDOCS_OWN_TEMPLATES, Refused, Stopped, SunlitPlugin, asked_day
from generator.read.files.shipped import shipped
from generator.read.yaml.declarations import refuse_bombs

PLUGIN = "sunlit"
KNOWN_PLUGINS = frozenset({PLUGIN, "search", "material/search"})
"""Those of which is known what they read. The search of MkDocs makes an index that nothing asks for."""
OF_A_LIBRARY = (".html", ".xml")
"""The templates of a theme that is a library. In one of one's own any file can be one."""
CHANGING = (
    b"build_date", b"build_timestamp", b"update_date", b"config_file_path", b"docs_dir", b"site_dir", b"random", b"lipsum",
)  # fmt: skip
"""What a template can name that is another in the next build, though nothing was changed."""
FROM_ENVIRONMENT = b"!ENV"
"""By which a configuration takes a value from the environment."""
INSTALLED = frozenset({"site-packages", "dist-packages"})
"""Where a theme is a library of a version, and stays as it is."""


def _config_file(root: Path, folder: Path) -> Path:
    """The root's mkdocs.yml; for a root without one, one in ``folder``: the shipped one pointed at that root."""
    if (root / CONFIGURATION).is_file():
        return root / CONFIGURATION
    content, nothing = root / "content", folder / "content"
    nothing.mkdir()
    settings = {
        "INHERIT": str(shipped(CONFIGURATION)),
        "docs_dir": str(content if content.is_dir() else nothing),
        "site_dir": str(root / "site"),
        "plugins": [{PLUGIN: {"root": str(root)}}],
    }
    path = folder / CONFIGURATION
    path.write_text(json.dumps(settings), encoding="utf-8")
    return path


def build(
    root: Path,
    kept: KeptFrames,
    begins: Begin,
    site_dir: Path | None,
    as_of: date | None,
    manner: Manner,
    warn: Callable[[Phrase], None] | None,
) -> Outcome:
    """Build the site of a root, named whole, by a run of MkDocs; its frames are kept if it is known what they follow from.

    ``begins``: how the build begins, or what gives one that has begun already. The rest is as in
    :func:`generator.plugin.run.build_site`.
    """
    with private_temporary_files("build") as folder:
        config = _load(_config_file(root, folder), site_dir)
        plugin = config.plugins[PLUGIN]
        assert isinstance(plugin, SunlitPlugin)
        plugin.on_startup(
            command="build", dirty=False
        )  # it may be the one of a run before, which MkDocs keeps
        plugin.begin, plugin.manner, plugin.warn = begins, manner, warn
        said = None if site_dir else Path(config.site_dir).resolve()  # by the configuration alone
        folders = _folders(config, root)
        follows_from = None if folders is None else (*kept.configuration, *folders)
        try:
            with _asking_for(as_of), _listening(logging.WARNING) as warnings:
                mkdocs_build.build(config)
        except Stopped as stopped:
            raise stopped.stop from None
        except Refused as refused:
            raise refused.reason from None
        except KeyboardInterrupt as interrupt:
            plugin.on_build_error(interrupt)
            raise
        finally:
            plugin.begin = begin  # MkDocs keeps the plugin for the next run
        assert plugin.outcome
        if warnings or folders is None:
            return plugin.outcome
        if plugin.made:
            kept.keep(replace(plugin.made, site_dir=said, folders=folders))
        return replace(plugin.outcome, follows_from=follows_from)


def _folders(config: MkDocsConfig, root: Path) -> tuple[Path, ...] | None:
    """What frames, and so a build, are made from beside the root, its configuration and what is installed: folders of a theme of
    one's own, and one for pages that has another name.

    Nothing where that is not known: another plugin and a hook may read anything, a setting may come from the environment, and a
    template may show the time.
    """
    named = config.plugins[PLUGIN].config.root
    if config.hooks or set(config.plugins) - KNOWN_PLUGINS or (named and Path(named).resolve() != root):
        return None
    try:
        files = tuple(configuration_files(Path(config.config_file_path)))
    except CannotRun:  # it is a configuration for MkDocs, and not for us
        return None
    themes = [Path(folder) for folder in config.theme.dirs]
    if any(FROM_ENVIRONMENT in path.read_bytes() for path in files) or any(
        map(_shows_more, (*themes, root / TEMPLATES / "theme"))
    ):
        return None
    pages = Path(config.docs_dir)
    other = [pages] if (root / CONFIGURATION).is_file() and pages.resolve() != root / CONTENT else []
    return (*(folder for folder in themes if INSTALLED.isdisjoint(folder.parts)), *other)


def _shows_more(theme: Path) -> bool:
    """Whether a template of the theme shows what no configuration says: the time, where folders stand, or chance."""
    is_own = INSTALLED.isdisjoint(theme.parts)
    for above, folders, names in os.walk(theme):
        if not is_own:
            folders[:] = (name for name in folders if not name.startswith("."))  # icons, ten thousand of them
        for name in names:
            if (is_own or name.endswith(OF_A_LIBRARY)) and name not in MKDOCS_OWN_TEMPLATES:
                text = Path(above, name).read_bytes()
                if b"{" in text and any(word in text for word in CHANGING):
                    return True
    return False


@contextmanager
def _asking_for(day: date | None) -> Iterator[None]:
    """The day that builds are for meanwhile; ``None`` leaves it to the clock."""
    token = asked_day.set(day)
    try:
        yield
    finally:
        asked_day.reset(token)


def _load(path: Path, site_dir: Path | None) -> MkDocsConfig:
    refuse_bombs(path, path.name)
    with _complaints() as complaints:
        try:
            config = load_config(str(path), **({"site_dir": str(site_dir)} if site_dir else {}))
        except Exception as error:  # what MkDocs makes of a value of a wrong kind is anything
            reason = "; ".join(complaints) or str(error)
            raise CannotRun(
                say("{path} is not a configuration of MkDocs: {reason}", path=path.name, reason=reason)
            ) from None
    if PLUGIN not in config.plugins:
        raise CannotRun(say("{path} does not name the plugin '{plugin}'.", path=path.name, plugin=PLUGIN))
    return config


class _Listener(logging.Handler):
    """Keeps what is logged while it listens."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _listening(level: int) -> Iterator[list[str]]:
    """What MkDocs logs meanwhile, of that level or above; it is said to whoever runs this as if nobody listened."""
    with _complaints(level) as heard:
        logger, last = logging.getLogger("mkdocs"), logging.lastResort
        if last and not logging.root.handlers and len(logger.handlers) == 1:
            logger.addHandler(last)
        try:
            yield heard
        finally:
            if last:
                logger.removeHandler(last)


@contextmanager
def _complaints(level: int = logging.ERROR) -> Iterator[list[str]]:
    """What MkDocs logs as errors meanwhile: it says there, not in the exception, what is wrong with a file."""
    listener, logger = _Listener(level), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


def serve(root: Path, *, address: str, as_of: date | None) -> None:
    """As :func:`generator.plugin.run.serve_site`."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    root = root.resolve()
    with private_temporary_files("preview") as folder:
        path = _config_file(root, folder)
        _load(path, None)
        try:
            with _asking_for(as_of):
                mkdocs_serve.serve(str(path), dev_addr=address)
        except Stopped as stopped:
            raise stopped.stop from None
        except Refused as refused:
            raise refused.reason from None
        except OSError as error:
            raise CannotRun(
                say("{address} cannot be listened on: {reason}.", address=address, reason=str(error.strerror))
            ) from None

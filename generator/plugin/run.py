"""Building and previewing by way of MkDocs, for whoever calls from outside (the command line)."""

from __future__ import annotations

import json
import logging
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
from generator.construct.construction import DEFAULT_MANNER, Commission, Manner, Outcome
from generator.construct.written_pages import CONFIGURATION
from generator.model.files.working_folders import private_temporary_files
from generator.model.records.change import Baseline
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.plugin.events import Stopped, SunlitPlugin, asked_day
from generator.read.files.shipped import shipped
from generator.read.yaml.declarations import refuse_bombs

PLUGIN = "sunlit"
KNOWN_PLUGINS = frozenset({PLUGIN, "search", "material/search"})
"""Those of which is known what they read. The search of MkDocs makes an index that nothing asks for."""
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


def build_site(
    root: Path,
    *,
    site_dir: Path | None,
    as_of: date | None,
    commission: Commission | None = None,
    since: Baseline | None = None,
    manner: Manner = DEFAULT_MANNER,
    masked: bool = False,
    warn: Callable[[Phrase], None] | None = None,
) -> Outcome:
    """Build the site of ``root``; ``masked``: without what is public for a period alone. ``warn`` is told what is odd about the
    configuration, else MkDocs' log is.

    Raises :class:`Refused` or :class:`CannotRun`; both leave an old site as it was.
    """
    root = root.resolve()  # configurations stand in other folders, where a relative one would mean another
    with private_temporary_files("build") as folder:
        config = _load(_config_file(root, folder), site_dir)
        plugin = config.plugins[PLUGIN]
        assert isinstance(plugin, SunlitPlugin)
        plugin.commission, plugin.since, plugin.manner, plugin.masked = commission, since, manner, masked
        plugin.warn, follows_from = warn, _follows_from(config, root)
        try:
            with _asking_for(as_of), _listening(logging.WARNING) as warnings:
                mkdocs_build.build(config)
        except Stopped as stopped:
            raise stopped.stop from None
        except KeyboardInterrupt as interrupt:
            plugin.on_build_error(interrupt)
            raise
        assert plugin.outcome
        return replace(plugin.outcome, follows_from=None if warnings else follows_from)


def _follows_from(config: MkDocsConfig, root: Path) -> tuple[Path, ...] | None:
    """What a build is made from beside the root and what is installed: inherited configurations, a theme of one's own.

    Nothing where that is not known: another plugin and a hook may read anything, and a setting may come from the environment.
    """
    named = config.plugins[PLUGIN].config.root
    if config.hooks or set(config.plugins) - KNOWN_PLUGINS or (named and Path(named).resolve() != root):
        return None
    try:
        files = tuple(configuration_files(Path(config.config_file_path)))
    except CannotRun:  # it is a configuration for MkDocs, and not for us
        return None
    if any(FROM_ENVIRONMENT in path.read_bytes() for path in files):
        return None
    generated = () if (root / CONFIGURATION).is_file() else files[:1]
    themes = (Path(folder) for folder in config.theme.dirs)
    own = (folder for folder in themes if INSTALLED.isdisjoint(folder.parts))
    return tuple(path for path in (*files, *own) if path not in generated)


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


def serve_site(root: Path, *, address: str, as_of: date | None = None) -> None:
    """Preview the site of ``root`` at ``address`` (host:port), rebuilt when a file changes, until interrupted."""
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
        except OSError as error:
            raise CannotRun(
                say("{address} cannot be listened on: {reason}.", address=address, reason=str(error.strerror))
            ) from None

"""Building and previewing by way of MkDocs, for whoever calls from outside (the command line)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.construct.construction import DEFAULT_MANNER, Commission, Manner, Outcome
from generator.construct.written_pages import CONFIGURATION
from generator.model.files.working_folders import private_temporary_files
from generator.model.records.change import Baseline
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.plugin.events import Stopped, SunlitPlugin, asked_day
from generator.read.yaml.declarations import refuse_bombs, shipped

PLUGIN = "sunlit"


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
) -> Outcome:
    """Build the site of ``root``; ``masked``: without what is public for a period alone.

    Raises :class:`Refused` or :class:`CannotRun`; both leave an old site as it was.
    """
    with private_temporary_files("build") as folder:
        config = _load(_config_file(root, folder), site_dir)
        plugin = config.plugins[PLUGIN]
        assert isinstance(plugin, SunlitPlugin)
        plugin.commission, plugin.since, plugin.manner, plugin.masked = commission, since, manner, masked
        try:
            with _asking_for(as_of):
                mkdocs_build.build(config)
        except Stopped as stopped:
            raise stopped.stop from None
        except KeyboardInterrupt as interrupt:
            plugin.on_build_error(interrupt)
            raise
        assert plugin.outcome
        return plugin.outcome


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

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs logs as errors meanwhile: it says there, not in the exception, what is wrong with a file."""
    listener, logger = _Listener(), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


def serve_site(root: Path, *, address: str, as_of: date | None = None) -> None:
    """Preview the site of ``root`` at ``address`` (host:port), rebuilt when a file changes, until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
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

"""What ``mkdocs.yml`` says that does not depend on MkDocs, read by ourselves: where pages stand, which are published and listed.

The rest of it says how MkDocs and a theme work, and is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.construct.configuration_files import INHERIT, configuration_files
from generator.construct.written_pages import (
    DEFAULT_SELECTION,
    Patterns,
    Selection,
    patterns_of,
    refuse_other_content,
)
from generator.model.files.site_root import CONFIGURATION
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.yaml.declarations import load

SITE = "site"
"""Where a site goes, if nobody says."""
_PLUGIN, _ROOT = "sunlit", "root"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The folder that holds ``data/``, where the site goes, and what is published of ``content/``."""

    root: Path
    target: Path
    selection: Selection = DEFAULT_SELECTION
    files: tuple[Path, ...] = ()
    """Those that say it."""


def read_configuration(folder: Path) -> Configuration:
    """The configuration in a folder; without the file, its defaults. Stops at what cannot be meant."""
    path = folder / CONFIGURATION
    if not path.is_file():
        return Configuration(folder, folder / SITE)
    files = tuple(configuration_files(path))
    said: dict[str, Any] = {}
    for file in reversed(files):
        said |= load(file, file.name)
    _text(said, INHERIT)
    root = (folder / (_plugin_options(said).get(_ROOT) or ".")).resolve()
    if docs_dir := _text(said, "docs_dir"):
        refuse_other_content(root, folder / docs_dir)
    selection = Selection(
        said.get("nav"),
        _patterns(said, "exclude_docs"),
        _patterns(said, "draft_docs"),
        _patterns(said, "not_in_nav"),
    )
    return Configuration(root, (folder / (_text(said, "site_dir") or SITE)).resolve(), selection, files)


def _plugin_options(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands behind the plugin's name, in a list of plugins or in a mapping."""
    plugins = said.get("plugins")
    for one in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(one, dict) and isinstance(options := one.get(_PLUGIN), dict):
            return options
    return {}


def _patterns(said: Mapping[str, Any], name: str) -> Patterns | None:
    text = _text(said, name)
    return patterns_of(text.splitlines()) if text else None


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise CannotRun(say("{path}: {name} is a text.", path=CONFIGURATION, name=name))
    return value or ""

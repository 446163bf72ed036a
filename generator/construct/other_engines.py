"""Engines that read mkdocs.yml and pass over plugins would build a site without its records: whether they are kept from it.

Zensical does so without a word. A line in mkdocs.yml stops it (``generator/plugin/needed.py``); here is told where that line is
missing, and where a site without records lies already.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.files.addresses import MANIFEST
from generator.model.files.site_root import CONFIGURATION
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.yaml.declarations import declaration_text
from generator.read.yaml.rows import read_document

STOPPER = "generator.plugin.needed"
"""The Markdown extension that stops whoever renders ``content/`` without the plugin."""
_EXTENSIONS, _INHERITED = "markdown_extensions", "INHERIT"
OTHERS = {"zensical.toml": "Zensical"}
"""Files by which an engine is set up that passes over plugins, and its name."""


def without_records(root: Path, site: Path) -> Iterator[Phrase]:
    """What could publish the site of ``root`` without its records, or has built it so at ``site``; a sentence with the cure
    for each. Raises :class:`~generator.model.text.stop.CannotRun` if mkdocs.yml cannot be read.
    """
    for name, engine in OTHERS.items():
        if (root / name).is_file():
            yield say(
                "{path}: {engine} passes over plugins, so what it builds lacks all records. Build with: sunlit build",
                path=name,
                engine=engine,
            )
    if (root / CONFIGURATION).is_file() and not _stops_others(root / CONFIGURATION):
        yield say(
            "{path}: an engine that passes over plugins, such as Zensical, would build the site without its records, and say "
            "nothing. Add this line, which stops it: markdown_extensions: [{name}]",
            path=CONFIGURATION,
            name=STOPPER,
        )
    if (site / "404.html").is_file() and not (site / MANIFEST).is_file():
        yield say(
            "{path} was built by another engine and lacks all records. Move it away, then: sunlit build",
            path=site.name,
        )


def _stops_others(path: Path) -> bool:
    """Whether the file names the extension. One that inherits may have it from there, and is believed."""
    document, _ = read_document(declaration_text(path, path.name), path.name, tags=True)
    said = {key.text: value for key, value in document.entries} if isinstance(document, RawMapping) else {}
    return STOPPER in _names(said.get(_EXTENSIONS)) or (_INHERITED in said and _EXTENSIONS not in said)


def _names(value: RawValue | None) -> Iterator[str]:
    """The extensions that a list or a mapping of them names."""
    if isinstance(value, RawText):
        yield value.text
    elif isinstance(value, RawMapping):
        yield from (key.text for key, _ in value.entries)
    elif isinstance(value, RawList):
        for item in value.items:
            yield from _names(item)

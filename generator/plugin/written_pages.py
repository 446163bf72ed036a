"""What mkdocs.yml says of the pages in ``content/``: which are published, which are listed, in which order, called what.

That is all that MkDocs' configuration has to say of them. MkDocs itself never sees such a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.model.files.addresses import Grant
from generator.model.records.page import CONTENT, Page


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The pages to publish, those that every page's footer lists, and what nav names and nobody wrote."""

    pages: tuple[Page, ...]
    listed: tuple[Page, ...]
    missing: tuple[str, ...] = ()


def arranged(pages: Sequence[Page], config: MkDocsConfig, grant: Grant, *, preview: bool) -> Arrangement:
    """The pages as mkdocs.yml has them: called and ordered by ``nav``, or else ordered by what they say themselves.

    A page that stands where the website may write gives way. The gate finds it; in data that are live already (an
    upgrade may take a name) no take-down waits for it.
    """
    found: dict[str, Page] = {}
    for page in pages:
        if not grant.gives(page.address) and _is_published(_name(page), config, preview):
            found.setdefault(page.address, page)
    known = {_name(page): page for page in found.values()}
    if config.nav is None:
        ordered = sorted(known.values(), key=_own_order)
        return Arrangement(
            tuple(ordered), tuple(page for page in ordered if not _matches(config.not_in_nav, _name(page)))
        )
    named = list(_named(config.nav))
    titles = {name: title for name, title in named if title}
    known = {name: replace(page, title=titles.get(name, page.title)) for name, page in known.items()}
    listed = dict.fromkeys(name for name, _ in named)
    return Arrangement(
        tuple(known.values()),
        tuple(known[name] for name in listed if name in known),
        tuple(name for name in listed if name not in known),
    )


def _name(page: Page) -> str:
    """The file, as mkdocs.yml calls it."""
    return page.path.removeprefix(f"{CONTENT}/")


def _is_published(name: str, config: MkDocsConfig, preview: bool) -> bool:
    return not (_matches(config.exclude_docs, name) or (_matches(config.draft_docs, name) and not preview))


def _matches(patterns: Any, name: str) -> bool:
    return bool(patterns and patterns.match_file(name))


def _own_order(page: Page) -> tuple[Any, ...]:
    """Pages that say their order come first; the others folder by folder, the index of each before the rest."""
    path = PurePosixPath(_name(page))
    is_index = page.address.rpartition("/")[2] == "index.html"
    return page.order is None, page.order or 0, path.parent.parts, not is_index, path.name


def _named(nav: Any) -> Iterator[tuple[str, str]]:
    """Each page that a navigation names, with its title; what leads elsewhere is none of ours."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, str):
            if "://" not in item:
                yield item, ""
            continue
        for title, below in item.items() if isinstance(item, dict) else ():
            if not isinstance(below, str):
                yield from _named(below)
            elif "://" not in below:
                yield below, str(title)

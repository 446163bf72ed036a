"""What a configuration says of ``content/``: which pages and pictures are published, which pages are listed, in which order,
called what.

Whatever dresses the site reads its configuration in its own way, and hands on a :class:`Selection`; what follows from it is
said here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from pathspec.gitignore import GitIgnoreSpec

from generator.model.files.addresses import Grant
from generator.model.files.site_root import CONFIGURATION
from generator.model.records.page import CONTENT, Page
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say


class Patterns(Protocol):
    """Patterns as ``.gitignore`` has them."""

    def match_file(self, file: str) -> bool:
        """Whether they name a file, by its path from ``content/``."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a configuration says; the default publishes all and lists every page, ordered by what pages say themselves."""

    nav: Any = None
    """Pages, or titles with pages or further such lists; ``None``: nothing is said."""
    excluded: Patterns | None = None
    """What is not published."""
    drafts: Patterns | None = None
    """What is published in a preview alone."""
    unlisted: Patterns | None = None
    """Pages that are published and not listed; counts where ``nav`` says nothing."""
    preview: bool = False
    """Whether the site is a preview."""

    def publishes(self, name: str) -> bool:
        """Whether a file, by its path from ``content/``, is on the site."""
        return not (_match(self.excluded, name) or (_match(self.drafts, name) and not self.preview))

    def lists(self, name: str) -> bool:
        """Whether every page leads to a page of which ``nav`` says nothing."""
        return not _match(self.unlisted, name)


DEFAULT_SELECTION = Selection()


def patterns_of(lines: Iterable[str]) -> Patterns:
    """Patterns by their lines."""
    return GitIgnoreSpec.from_lines(lines)


def selection_as_plain(selection: Selection) -> dict[str, Any]:
    """A selection as JSON can hold it. Raises :class:`ValueError` for patterns that are not known by their lines."""
    return {
        "nav": None if selection.nav is None else list(_named(selection.nav)),
        "excluded": _lines(selection.excluded),
        "drafts": _lines(selection.drafts),
        "unlisted": _lines(selection.unlisted),
    }


def selection_from_plain(content: Mapping[str, Any]) -> Selection:
    """The selection of which :func:`selection_as_plain` made this."""
    nav = content["nav"]
    excluded, drafts, unlisted = (
        None if lines is None else patterns_of(lines)
        for lines in (content[name] for name in ("excluded", "drafts", "unlisted"))
    )
    named = None if nav is None else [{title: name} if title else name for name, title in nav]
    return Selection(named, excluded, drafts, unlisted)


def _lines(patterns: Patterns | None) -> list[str] | None:
    if patterns is None:
        return None
    lines = [str(getattr(one, "pattern", "")) for one in getattr(patterns, "patterns", ())]
    if patterns_of(lines) != patterns:
        raise ValueError(lines)
    return lines


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The pages to publish, those that every page's footer lists, and what nav names and nobody wrote."""

    pages: tuple[Page, ...]
    listed: tuple[Page, ...]
    missing: tuple[str, ...] = ()

    def warnings(self) -> Iterator[Phrase]:
        """A sentence for each page that nav names and nobody wrote."""
        for name in self.missing:
            yield say(
                "{path}: nav names '{name}', which is no page of content/.", path=CONFIGURATION, name=name
            )


def arranged(pages: Sequence[Page], selection: Selection, grant: Grant) -> Arrangement:
    """The pages as the configuration has them: called and ordered by ``nav``, or else ordered by what they say themselves.

    A page that stands where the website may write gives way. The gate finds it; in data that are live already (an
    upgrade may take a name) no take-down waits for it.
    """
    found: dict[str, Page] = {}
    for page in pages:
        if not grant.gives(page.address) and selection.publishes(_name(page)):
            found.setdefault(page.address, page)
    known = {_name(page): page for page in found.values()}
    if selection.nav is None:
        ordered = sorted(known.values(), key=_own_order)
        return Arrangement(tuple(ordered), tuple(page for page in ordered if selection.lists(_name(page))))
    named = list(_named(selection.nav))
    titles = {name: title for name, title in named if title}
    known = {name: replace(page, title=titles.get(name, page.title)) for name, page in known.items()}
    listed = dict.fromkeys(name for name, _ in named)
    return Arrangement(
        tuple(known.values()),
        tuple(known[name] for name in listed if name in known),
        tuple(name for name in listed if name not in known),
    )


def published_pictures(names: Iterable[str], selection: Selection, grant: Grant) -> tuple[str, ...]:
    """Which of the pictures in ``content/`` are on the site, each at its path from there; as for pages, some give way."""
    return tuple(name for name in names if selection.publishes(name) and not grant.gives(name))


def refuse_other_content(root: Path, named: Path) -> None:
    """Stop where a configuration names another folder than ``content/`` for pages: the gate looks at that one alone."""
    content = root / CONTENT
    if named.resolve() != content and (content.is_dir() or (named.is_dir() and any(named.iterdir()))):
        raise CannotRun(say("{path}: docs_dir must be content, the folder beside data/.", path=CONFIGURATION))


def _name(page: Page) -> str:
    """The file, as the configuration calls it."""
    return page.path.removeprefix(f"{CONTENT}/")


def _match(patterns: Patterns | None, name: str) -> bool:
    return patterns is not None and patterns.match_file(name)


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

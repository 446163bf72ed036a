"""What plugins beside ours may add to a site: files that are sealed and proven like all others, and no page.

A page that another plugin makes would reach the public past the gate. So ours comes first where the gate is asked, and last
where something is made; what others did until then is looked at here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from generator.model.files.addresses import ASSETS, Grant
from generator.model.files.site_root import CONFIGURATION
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

FIRST, LAST = 100, -100
"""MkDocs' priorities of events: what has to come before, and after, whatever other plugins do."""
PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".xml", ".svg"})
"""What a browser opens as a page."""
MKDOCS_OWN_INDEX = "search/search_index.json"
"""The index of MkDocs' own search, which many configurations name: no page asks for it, and it holds nothing."""


def refuse_other_settings(config: MkDocsConfig, new: Path) -> None:
    """Stops where another plugin sends the build elsewhere, or gives its pages other addresses."""
    if Path(config.site_dir) != new or config.use_directory_urls:
        raise CannotRun(
            say(
                "{path}: a plugin changes where pages stand (site_dir or use_directory_urls), so nothing was built. Take it out.",
                path=CONFIGURATION,
            )
        )


def refuse_their_pages(files: Iterable[File]) -> None:
    """Stops at a page that another plugin gives MkDocs; none of ``content/`` is among the files any more."""
    for file in files:
        if file.is_documentation_page():
            raise CannotRun(
                say(
                    "{path}: the plugin '{plugin}' makes the page {name}, which no check would see, so nothing was built. Take "
                    "the plugin out; pages that people write stand in content/.",
                    path=CONFIGURATION,
                    plugin=file.generated_by or "?",
                    name=file.src_uri,
                )
            )


def themes_own(files: Iterable[File], config: MkDocsConfig) -> frozenset[str]:
    """The addresses of what MkDocs copies from the theme, and of what our plugin gives it."""
    return frozenset(
        file.dest_uri for file in files if file.src_dir in config.theme.dirs or file.generated_by == "sunlit"
    )


def settle_their_files(new: Path, known: Collection[str], grant: Grant) -> None:
    """Look at what other plugins put into the fresh folder. Stops at a page, and at what stands where the website writes."""
    (new / MKDOCS_OWN_INDEX).unlink(missing_ok=True)
    for path in sorted(each for each in new.rglob("*") if not each.is_dir()):
        address = path.relative_to(new).as_posix()
        taken = grant.gives(address) and not address.startswith(f"{ASSETS}/")
        if address not in known and (taken or path.suffix.lower() in PAGES):
            raise CannotRun(
                say(
                    "{path}: a plugin writes {name} into the site, which no check has seen, so nothing was built. Take it out.",
                    path=CONFIGURATION,
                    name=address,
                )
            )

"""What a first visit to a page fetches, compressed: ``python -m benchmarks.page_weight [SITE]``, or of the shipped site.

Counted is what a browser with an empty cache asks for by itself before anybody clicks: the page, its style sheets,
scripts and pictures, each compressed by itself as a server does it (gzip, level 6). The theme's own style sheets and
scripts stand apart: they are the same on every page of every site, and cached after the first. For each kind of page
the heaviest one is shown. Bytes do not depend on the machine, so the figures may be quoted as they are.
"""

from __future__ import annotations

import gzip
import posixpath
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from generator.plugin.run import build_site

PROJECT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 24)
THEME = ("assets/theme.css",)
FETCHED = re.compile(
    r'<link[^>]+rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*href="([^"]+)"|<(?:script|img)[^>]+src="([^"]+)"'
    r'|data-sl-count="([^"]+)"'
)
OTHER_LANGUAGES = re.compile(r"en/")


@dataclass(frozen=True, slots=True)
class Weight:
    """Compressed bytes of a first view; ``theme`` is what comes with Material, all else is ours."""

    page: int
    styles: int
    scripts: int
    pictures: int
    theme: int

    @property
    def own(self) -> int:
        return self.page + self.styles + self.scripts + self.pictures


def first_view(site: Path, address: str) -> Weight:
    """What a first visit to that page of a built site fetches. Pictures drawn in the page count with the page."""
    sums = dict.fromkeys(("css", "js", "other", "theme"), 0)
    for fetched in dict.fromkeys(resources(site, address)):
        ending = posixpath.splitext(fetched)[1][1:]
        kind = "theme" if fetched.startswith(THEME) else ending if ending in sums else "other"
        sums[kind] += compressed(site / fetched)
    return Weight(compressed(site / address), sums["css"], sums["js"], sums["other"], sums["theme"])


def resources(site: Path, address: str) -> Iterator[str]:
    """The addresses of what a page fetches beside itself, in its order."""
    for match in FETCHED.finditer((site / address).read_text(encoding="utf-8")):
        target = match[1] or match[2] or match[3]
        if not target.startswith("data:"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(address), target)).lstrip("/")


@cache
def compressed(file: Path) -> int:
    """The bytes of a file as a server sends them."""
    return len(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))


def kind(address: str) -> str:
    """What pages are weighed together: those of one folder of one type, and its records, and all listings."""
    parts = address.split("/")
    if len(parts) == 1 or parts[0] in ("family", "completeness"):
        return parts[0]
    if len(parts) > 2:
        return f"{parts[0]}/{parts[1]}/"
    return "listing" if parts[1] == "index.html" else f"record of {parts[0]}"


def heaviest(site: Path) -> dict[str, str]:
    """Kind → the address of its heaviest page, in the site's first language."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if not OTHER_LANGUAGES.match(address):
            known = found.get(kind(address))
            if known is None or compressed(path) > compressed(site / known):
                found[kind(address)] = address
    return found


def main(site: Path) -> None:
    """Print a line for each kind of page, the heaviest kind first."""
    weights = {kind: (address, first_view(site, address)) for kind, address in heaviest(site).items()}
    print("| Kind of page | Heaviest | page | css | js | pictures | **ours** | theme |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, (address, w) in sorted(weights.items(), key=lambda item: -item[1][1].own):
        numbers = (w.page, w.styles, w.scripts, w.pictures, f"**{w.own:,}**", w.theme)
        cells = (f"{number:,}" if isinstance(number, int) else number for number in numbers)
        print(f"| {name} | `{address}` | {' | '.join(cells)} |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            build_site(PROJECT, site_dir=Path(folder) / "site", as_of=AS_OF)
            main(Path(folder) / "site")

"""The built-in frame: header, tabs and footer by the site's own templates, and the files that they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.files.addresses import relative
from generator.website.build.templates import FrameTemplates
from generator.website.frame.contract import NOT_FOUND, FrameRequest
from generator.website.frame.policy import NO_SCRIPTS, Policy

PAGE = "page.html"
FOLDERS = ("builtin", "theme")
"""Of ``site_templates/``: the frame itself, and what it has in common with the theme of MkDocs."""
ASSETS = "assets"
_INDENTED = re.compile(r"\n\s+")


class BuiltinFrame:
    """Supplies frames (:class:`~generator.website.frame.contract.FrameSupplier`).

    ``template_folders``: a site's own before the shipped one. ``url``: the whole address of the site, if it knows that.
    """

    policy: Policy = NO_SCRIPTS

    def __init__(self, template_folders: Sequence[Path], url: str = "") -> None:
        self._folders = [folder / name for folder in template_folders for name in FOLDERS]
        self._templates = FrameTemplates(self._folders)
        self._top = urlsplit(url).path or "/"

    def page(self, request: FrameRequest) -> str:
        """The frame's page, without the blanks that only make its template readable."""
        link = self._from_the_top if request.key.section == NOT_FOUND else partial(_from, request.address)
        page = self._templates.render(PAGE, link, sunlit=request.chrome, _=request.language.translate)
        return _INDENTED.sub("\n", page).lstrip()

    def _from_the_top(self, address: str) -> str:
        """A page that is served at any address that does not exist can lead nowhere by a relative link."""
        return self._top + address

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Styles, scripts and pictures, a site's own in the place of shipped ones."""
        found = {
            path.relative_to(folder).as_posix(): path
            for folder in reversed(self._folders)
            for path in (folder / ASSETS).rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        }
        return ((address, path.read_bytes()) for address, path in sorted(found.items()))


def _from(here: str, address: str) -> str:
    return relative(address, here)

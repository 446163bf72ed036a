"""``data/site.yaml`` → :class:`Site`; without the file, a site with default settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.model.declared.site import Site
from generator.read.schema.binder import read_block
from generator.read.schema.place import Place
from generator.read.yaml.declarations import load

SITE_FILE = "data/site.yaml"


def read_site(root: Path) -> Site:
    """The site's settings. Stops with one sentence at a setting that means nothing or cannot be."""
    path = root / SITE_FILE
    if not path.is_file():
        return Site()
    site = read_block(Site, load(path, SITE_FILE), Place(SITE_FILE, path))
    return replace(site, url=f"{site.url.rstrip('/')}/" if site.url else "")

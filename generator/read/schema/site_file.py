"""``data/site.yaml`` → :class:`Site`; without the file, a site with default settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.model.declared.site import Site
from generator.model.text.catalogue import PAGE_LANGUAGES
from generator.model.text.languages import is_language
from generator.model.text.wording import say
from generator.read.schema.binder import read_block
from generator.read.schema.catalogue_files import catalogue_path
from generator.read.schema.look_files import refuse_unreadable
from generator.read.schema.place import Place
from generator.read.yaml.declarations import load

SITE_FILE = "data/site.yaml"


def read_site(root: Path) -> Site:
    """The site's settings. Stops with one sentence at a setting that means nothing or cannot be."""
    path = root / SITE_FILE
    if not path.is_file():
        return Site()
    place = Place(SITE_FILE, path)
    site = read_block(Site, load(path, SITE_FILE), place)
    refuse_unreadable(site.look, place.at("look"))
    for code in site.languages:
        _refuse_wordless(root, code, place.at("languages"))
    return replace(site, url=f"{site.url.rstrip('/')}/" if site.url else "")


def _refuse_wordless(root: Path, code: str, place: Place) -> None:
    """Stops at a language in which nobody has said yet what pages say."""
    shipped = ", ".join(PAGE_LANGUAGES)
    if not is_language(code):
        raise place.refusal(
            say("{path}: {where}: '{code}' is no code of a language. Pages can be in {shipped}, and in any other language "
                "whose words stand in data/locales/, such as eu.po for Basque.", code=code, shipped=shipped)
        )  # fmt: skip
    own = catalogue_path(code)
    if code not in PAGE_LANGUAGES and not (root / own).is_file():
        raise place.refusal(
            say("{path}: {where}: the words of pages in '{code}' are not there. There are those of {shipped}. For another "
                "language put them into {own}: begin with a copy of generator/locales/pages.pot of Sunlit and fill in each "
                "msgstr.",
                code=code, shipped=shipped, own=own)
        )  # fmt: skip

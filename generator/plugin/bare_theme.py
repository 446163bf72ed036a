"""The theme without a word of anybody in it: what runs on its pages then is its own, and nothing else may; and of its style
sheets and other files only what these pages need goes out.

Rendered once a build, in each language and for each kind of page, before any record, page or setting is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.disclose.disclosure import Disclosure
from generator.model.declared.site import Site
from generator.model.text.wording import Wording
from generator.website.frame.chrome import chrome_view
from generator.website.frame.contract import NOT_FOUND, WRITTEN
from generator.website.frame.theme_sheet import needed_rules
from generator.website.words.language import Language, language

TEMPLATES = {"main.html": ("", WRITTEN), "404.html": (NOT_FOUND,)}
"""The templates of the theme that pages are made from, and for what."""
SHEET = "assets/theme.css"
_SET = re.compile(r"@charset[^;]*;|/\*#.*?\*/")
"""What only the beginning or the end of a file may say."""
_HUMAN = ("site_name", "site_description", "site_author", "copyright", "site_url")
"""Settings that hold text, and that the theme could write into a page."""


def bare_pages(env: Any, config: MkDocsConfig, languages: Sequence[str]) -> list[str]:
    """A page of each kind in each language, with nothing in it."""
    with _without_words(config):
        return list(_rendered(env, config, languages))


def lighten(files: Files, pages: Sequence[str], folders: Sequence[Path], config: MkDocsConfig) -> None:
    """Take away the theme's files that none of the bare ``pages`` asks for, and put in one sheet of the rules they need.

    ``folders``: the templates and scripts that are used beside those of the theme.
    """
    own = (config.docs_dir, *map(str, folders))
    of_theme = [file for file in files if file.src_dir and not file.src_dir.startswith(own)]
    asked_for = [file for file in of_theme if any(file.src_uri in page for page in pages)]
    scripts = [file.content_string for file in asked_for if file.src_uri.endswith(".js")]
    sheets = sorted(
        (file for file in of_theme if file.src_uri.endswith(".css")), key=lambda file: file.src_uri
    )
    needed = needed_rules(
        "".join(_SET.sub("", sheet.content_string) for sheet in sheets),
        (*pages, *scripts, *_texts(folders, (".html", ".js"))),
        _texts(folders, (".css",)),
    )
    for file in of_theme:
        if file not in asked_for:
            files.remove(file)
    files.append(File.generated(config, SHEET, content=needed))


def _texts(folders: Sequence[Path], kinds: tuple[str, ...]) -> list[str]:
    paths = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in kinds)
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]


def _rendered(env: Any, config: MkDocsConfig, languages: Sequence[str]) -> Iterator[str]:
    site = Site(name=Wording(), languages=tuple(languages))
    nobodys = Disclosure(site, date.min, (), {}, ())
    for code in languages:
        speech = language(code)
        speak(config, speech)
        for template, sections in TEMPLATES.items():
            for section in sections:
                page = Page("", File.generated(config, "bare.md", content=""), config)
                context = get_context(Navigation([], []), [], config, page)
                chrome = chrome_view(nobodys, speech, section)
                yield env.get_template(template).render({**context, "sunlit": chrome, "_": speech.translate})


def speak(config: MkDocsConfig, language: Language) -> None:
    """Have the theme speak a language; where it knows no word of it, English: its own words stand nowhere on these pages."""
    words = Path("partials", "languages", f"{language.tag}.html")
    known = any((Path(folder) / words).is_file() for folder in config.theme.dirs)
    config.theme["language"] = language.tag if known else "en"


@contextmanager
def _without_words(config: MkDocsConfig) -> Iterator[None]:
    said = {name: config[name] for name in _HUMAN}
    config.update(dict.fromkeys(_HUMAN, ""))
    try:
        yield
    finally:
        config.update(said)

"""The theme without a word of anybody in it: what runs on its pages then is its own, and nothing else may.

Rendered once a build, in each language and for each kind of page, before any record, page or setting is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.disclose.disclosure import Disclosure
from generator.model.declared.site import Site
from generator.model.text.wording import Wording
from generator.website.frame.chrome import chrome_view
from generator.website.frame.contract import NOT_FOUND, WRITTEN
from generator.website.frame.policy import Policy, policy_of
from generator.website.words.language import language

TEMPLATES = {"main.html": ("", WRITTEN), "404.html": (NOT_FOUND,)}
"""The templates of the theme that pages are made from, and for what."""
_HUMAN = ("site_name", "site_description", "site_author", "copyright", "site_url")
"""Settings that hold text, and that the theme could write into a page."""


def policy_of_theme(env: Any, config: MkDocsConfig, languages: Sequence[str]) -> Policy:
    """Which scripts the installed theme has by itself."""
    with _without_words(config):
        return policy_of(_bare_pages(env, config, languages))


def _bare_pages(env: Any, config: MkDocsConfig, languages: Sequence[str]) -> Iterator[str]:
    site = Site(name=Wording(), languages=tuple(languages))
    nobodys = Disclosure(site, date.min, (), {}, ())
    for code in languages:
        speech = language(code)
        config.theme["language"] = speech.tag
        for template, sections in TEMPLATES.items():
            for section in sections:
                page = Page("", File.generated(config, "bare.md", content=""), config)
                context = get_context(Navigation([], []), [], config, page)
                chrome = chrome_view(nobodys, speech, section)
                yield env.get_template(template).render({**context, "sunlit": chrome, "_": speech.translate})


@contextmanager
def _without_words(config: MkDocsConfig) -> Iterator[None]:
    said = {name: config[name] for name in _HUMAN}
    config.update(dict.fromkeys(_HUMAN, ""))
    try:
        yield
    finally:
        config.update(said)

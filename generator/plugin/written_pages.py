"""The pages that people write in ``content/``: where they stand in each language, and what their head says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.disclose.disclosure import Disclosure
from generator.plugin.construction import Construction
from generator.website import templates as names
from generator.website.exports.sitemaps import WrittenPage
from generator.website.language import language
from generator.website.metadata import written_head
from generator.website.templates import Templates
from generator.website.viewpoint import Viewpoint

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def written_pages(files: Files, disclosure: Disclosure) -> tuple[WrittenPage, ...]:
    """Every page that is published, once, with the languages that have it."""
    found: dict[str, set[str]] = {}
    for file in files.documentation_pages():
        code, address = _place(file.dest_uri, disclosure.site.languages)
        found.setdefault(address, set()).add(code)
    return tuple(
        WrittenPage(address, tuple(code for code in disclosure.site.languages if code in codes))
        for address, codes in sorted(found.items())
    )


def _place(address: str, languages: Sequence[str]) -> tuple[str, str]:
    """The language of a page, and its address from that language's home."""
    folder, _, rest = address.partition("/")
    return (folder, rest) if rest and folder in languages[1:] else (languages[0], address)


def written_page_head(construction: Construction, page: Page) -> str:
    """The HTML of the head of a page: what those of records say of themselves, this one says too."""
    disclosure = construction.disclosure
    code, address = _place(page.file.dest_uri, disclosure.site.languages)
    codes = next(
        (known.languages for known in construction.written if known.address == address),
        (code,),
    )
    view = Viewpoint(disclosure, language(code), address)
    head = written_head(view, _text(str(page.title or "")), _description(page), codes)
    templates = Templates(construction.template_folders, view.language, disclosure.site.languages[0])
    return templates.render(names.HEAD, head=head)


def _description(page: Page) -> str:
    """What the page's front matter says, else its first paragraph."""
    stated = (page.meta or {}).get("description")
    paragraph = _PARAGRAPH.search(page.content or "")
    return str(stated) if stated else _text(paragraph[1]) if paragraph else ""


def _text(html: str) -> str:
    return str(Markup(html).striptags())  # noqa: S704 - it is taken apart here, not shown

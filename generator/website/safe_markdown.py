"""Markdown that people write is text, links and pictures of this site; raw HTML in it is shown as text."""

from __future__ import annotations

import html
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
AFTER_RELATIVE_LINKS = -1
"""MkDocs makes links relative at 0 and insists on their targets; Python-Markdown restores escaped signs at 0."""


class _OnlySafeTargets(Treeprocessor):
    """Links without a safe scheme lose their target; a picture from elsewhere becomes its text."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and not _is_safe(element.get("href", "")):
                element.attrib.pop("href", None)
            elif element.tag == "img" and not _is_local(element.get("src", "")):
                element.tag, element.text = "span", element.get("alt", "")
                element.attrib.clear()


def _is_safe(target: str) -> bool:
    try:
        return urlsplit(html.unescape(target)).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def _is_local(target: str) -> bool:
    target = html.unescape(target).replace(
        "\\", "/"
    )  # as a browser reads it, like the third slash of ///host
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not target.startswith("//")


class SafeMarkdown(Extension):
    """Escapes raw HTML, drops ``javascript:`` and the like, and keeps pages from asking other hosts for pictures."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_OnlySafeTargets(md), "sunlit-safe-targets", AFTER_RELATIVE_LINKS)

"""A Markdown extension that stops whoever renders ``content/`` without the plugin.

It stands under ``markdown_extensions`` of mkdocs.yml. With the plugin MkDocs renders no page that people wrote, so it is never
asked for anything. An engine that passes over plugins (Zensical does, without a word) would build a site without its
records: it stops here instead.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from generator.construct.other_engines import STOPPER

NAME = STOPPER
SENTENCE = (
    "缺记录：这个网站要用 Sunlit 生成，请运行 sunlit build。\n"
    "Without the plugin 'sunlit' this site would lack its records. Run: sunlit build"
)


class RecordsMissing(Exception):
    """The site is being built without its records."""


class _Stop(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if any(line.strip() for line in lines):
            raise RecordsMissing(SENTENCE)
        return lines


class _Needed(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library names it
        md.preprocessors.register(_Stop(md), NAME, 1000)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library names it
    """What Python-Markdown asks a module for."""
    return _Needed(**options)

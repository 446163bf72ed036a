"""Texts that say their language where they stand among another: the type of the text carries it, so no template has to.

A :class:`Marked` is the text that it is, for every file and every program. Only where a template puts it between two tags it
comes in an element that says its language, or in which direction it runs; in an attribute it is the bare text again
(``website/build/escaping.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any, SupportsIndex

from generator.model.text.languages import HAN as _HAN
from generator.model.text.languages import is_written_in_han, tag, written_in
from generator.model.text.wording import fill
from generator.website.words.breaks import pieces

_BESIDE_HAN = "\u3000-\u3004\u3008-\u303f\uff00-\uffef"
_HAN_RUN = re.compile(
    f"[{_BESIDE_HAN}]*{_HAN.pattern}(?:[{_HAN.pattern[1:-1]}{_BESIDE_HAN}0-9 ]*[{_HAN.pattern[1:-1]}{_BESIDE_HAN}])?"
)
_BETWEEN_TAGS = re.compile(r"[^<>]+(?=<|$)|<[^>]*>")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Marked(str):
    """A text, and how it stands in HTML; ``lang`` where all of it is in one language."""

    __slots__ = ("_html", "lang")
    _html: str
    lang: str

    def __new__(cls, text: str, html: str, lang: str = "") -> Marked:
        made = super().__new__(cls, text)
        made._html, made.lang = html, lang
        return made

    def __html__(self) -> str:
        return self._html

    def __reduce__(self) -> tuple[type[Marked], tuple[str, str, str]]:
        return Marked, (str(self), self._html, self.lang)

    def __str__(self) -> str:
        return str.__str__(self)

    def splitlines(self, keepends: bool = False) -> list[str]:
        """Each line is marked as the whole was."""
        return [self._like(line) for line in super().splitlines(keepends)]

    def strip(self, chars: str | None = None, /) -> str:
        return self._like(super().strip(chars))

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        return self._like(super().__getitem__(place))

    def _like(self, text: str) -> str:
        return in_language(text, self.lang) if self.lang else text


def in_language(text: str, lang: str) -> str:
    """The text marked as one in that language (a tag of BCP 47), or for its direction alone, if it is the page's (``""``)."""
    if not text or not (lang or _RIGHT_TO_LEFT.search(text)):
        return text
    attributes = (f' lang="{lang}"' if lang else "") + (' dir="auto"' if _RIGHT_TO_LEFT.search(text) else "")
    return Marked(text, f"<span{attributes}>{escape(text)}</span>", lang)


LONG = 200
"""Characters; a longer text hardly comes twice."""


def written(text: str, language: str, page: str) -> str:
    """A text that people wrote in ``language``, for a page in another, or in the same.

    It is in that language as far as its letters can be: no Chinese text is English, and ``DN300`` is in no language.
    """
    return (_written if len(text) <= LONG else _written.__wrapped__)(text, language, page)


@lru_cache(maxsize=8192)
def _written(text: str, language: str, page: str) -> str:
    marked = in_language(text, _lang(text, language, page))
    if marked is text and not is_written_in_han(page) and _HAN.search(text):
        return Marked(text, _with_runs(escape(text)))
    return marked


def title(text: str, language: str, page: str) -> str:
    """A title that people wrote: marked as any such text, and with the places between its words where a line may end."""
    return _title(text, language, page)


@lru_cache(maxsize=8192)
def _title(text: str, language: str, page: str) -> str:
    shown, parts = written(text, language, page), pieces(text)
    if len(parts) == 1:
        return shown
    html = "<wbr>".join(map(escape, parts))
    lang = shown.lang if isinstance(shown, Marked) else ""
    if lang:
        return Marked(text, f'<span lang="{lang}">{html}</span>', lang)
    return shown if isinstance(shown, Marked) else Marked(text, html)


def with_marked_runs(html: str, page: str) -> str:
    """A page that people wrote, what is in Chinese on it marked so where it is in another language."""
    if is_written_in_han(page) or not _HAN.search(html):
        return html
    return _BETWEEN_TAGS.sub(lambda part: part[0] if part[0].startswith("<") else _with_runs(part[0]), html)


def runs(text: str) -> list[int]:
    """How long its parts are, by turns in the language of the page and in Chinese."""
    lengths, done = list[int](), 0
    for run in _HAN_RUN.finditer(text):
        lengths += (run.start() - done, run.end() - run.start())
        done = run.end()
    return [*lengths, len(text) - done]


def _with_runs(html: str) -> str:
    return _HAN_RUN.sub(r'<span lang="zh">\g<0></span>', html)


def _lang(text: str, language: str, page: str) -> str:
    found = written_in(text, language, page)
    return tag(found) if found != page else ""


def joined(sign: str, parts: Iterable[str]) -> str:
    """The parts with the sign between them, each marked as it was."""
    texts = list(parts)
    plain = sign.join(texts)
    if not any(isinstance(part, Marked) for part in texts):
        return plain
    return Marked(plain, escape(sign).join(map(_html, texts)))


class Sentence(str):
    """A message of a page: its ``format`` is :func:`~generator.model.text.wording.fill`, so that templates count as findings
    do, and what is filled in keeps its marks.
    """

    def format(self, *_: object, **parameters: Any) -> str:
        filled = fill(self, **parameters)
        if not any(isinstance(value, Marked) for value in parameters.values()):
            return filled
        return Marked(
            filled, fill(escape(self), **{name: _html(value) for name, value in parameters.items()})
        )


class ForeignSentence(Marked):
    """A message that nobody has said in the language of the page: it says in which language it stands there."""

    __slots__ = ()

    def format(self, *_: object, **parameters: Any) -> str:
        filled = Sentence(self).format(**parameters)
        return Marked(str(filled), f'<span lang="{self.lang}">{_html(filled)}</span>', self.lang)


def foreign(sentence: str, lang: str) -> ForeignSentence:
    """A message in another language than the page's."""
    return ForeignSentence(sentence, f'<span lang="{lang}">{escape(sentence)}</span>', lang)


def _html(value: Any) -> Any:
    if isinstance(value, Marked):
        return value.__html__()
    return escape(value) if isinstance(value, str) else value

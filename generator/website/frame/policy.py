"""What may run on a page: this site's own files, and the scripts that the theme has before any text is in it.

The hashes of these are known before a word of anybody is looked at, and written into every page as its content security
policy, with those of what we put into pages ourselves (:mod:`~generator.website.frame.first_screen`). What a page would
hold beyond that (a script, a handler of events, a style of its own, a link that runs code) stops the build, whoever wrote
it: escaping is the wall, this the second one, and a browser the third.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

_AFTER = '<meta charset="utf-8">'
_FIXED = (
    "default-src 'self'",
    "img-src 'self' data:",  # the icons are masks in the stylesheet
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*)>""")
"""The group is repeated as usual, not possessively: before Python 3.11.5 that matches too much (cpython issue 106052)."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'>]++))?""")
_SCRIPT = re.compile(r"<script\b([^>]*+)>(.*?)(?:</script\b[^>]*+>|\Z)", re.DOTALL | re.IGNORECASE)
_RUNS = re.compile(r"(?:java|vb)script:|data:text/html")
_UNREAD = re.compile(r"[\x00-\x20]")
_DATA = frozenset({"application/ld+json", "application/json"})
"""Kinds of script that are none: nothing in them runs."""
_BLOCKED = frozenset({"style", "iframe", "object", "embed", "base"})
_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "data", "to", "from", "values"})
"""Attributes that may lead somewhere, those of animated drawings included."""
_ELSEWHERE = re.compile(r"//|[a-z][a-z0-9+.-]*:")
_SIMPLY = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\f\r/\"'", b"abcdefghijklmnopqrstuvwxyz       ")
_SUSPECT = (b"<style", b"<iframe", b"<object", b"<embed", b"<base", b"script:", b"script&", b"data:text")
_ATTRIBUTES = (b" on", b" style", b" srcdoc")
_ACTIVE = re.compile(rb" (?:on[a-z]+|style|srcdoc) *=")
_OWN_SCRIPT = re.compile(rb"<script (?:src= (?! |[a-z]+:)|type= application ld\+json >)")
"""A file of this site, or data, in the simple spelling."""
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Policy:
    """Which scripts and styles may stand in pages, by the SHA-256 of what stands between their tags."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As the header and the meta element say it."""
        return "; ".join((*_FIXED, _sources("script-src", self.scripts), _sources("style-src", self.styles)))

    def and_also(self, scripts: Iterable[str], styles: Iterable[str]) -> Policy:
        """The policy with the digests of what we put into pages ourselves."""
        return Policy((*self.scripts, *scripts), (*self.styles, *styles))

    def on(self, page: str) -> str:
        """The page with the policy as the first thing after its encoding. Nothing else can run or be fetched."""
        if _AFTER not in page:
            raise CannotRun(
                say(
                    "A template of the theme lacks {tag}, behind which the policy of its pages stands.",
                    tag=_AFTER,
                )
            )
        text = html.escape(self.text, quote=False)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
        return page.replace(_AFTER, _AFTER + meta, 1)

    def hold(self, part: str, address: str) -> bytes:
        """The HTML as it is written, in UTF-8. Raises :class:`CannotRun` if it holds what the policy would stop."""
        written = part.encode("utf-8")
        if _is_suspect(written):
            for found in self._foreign(part):
                raise CannotRun(
                    say(
                        "{address} would hold {found}, which is no part of the theme, so nothing was built. "
                        "If a template in site_templates/ writes it, put it into a file in site_templates/theme/assets/.",
                        address=address,
                        found=found[:_LONGEST_SHOWN],
                    )
                )
        return written

    def _foreign(self, part: str) -> Iterator[str]:
        for attributes, code in _SCRIPT.findall(part):
            if not self._is_ours(dict(_attributes(attributes)), code):
                yield f"<script{attributes}>"
        for tag in _TAG.finditer(_SCRIPT.sub(r"<script\1>", part)):
            if tag[1].lower() in _BLOCKED or any(starmap(_acts, _attributes(tag[2]))):
                yield tag[0]

    def _is_ours(self, attributes: Mapping[str, str], code: str) -> bool:
        if "src" in attributes:
            return not _ELSEWHERE.match(_read(attributes["src"]))
        return _is_data(attributes) or digest(code) in self.scripts


NO_SCRIPTS = Policy()
"""Of pages that are not the theme's."""


def policy_of(pages: Iterable[str]) -> Policy:
    """The policy under which these pages of the theme work. No text of anybody may stand in them."""
    found = (
        (dict(_attributes(attributes)), code) for page in pages for attributes, code in _SCRIPT.findall(page)
    )
    inline = (code for attributes, code in found if "src" not in attributes and not _is_data(attributes))
    return Policy(tuple(dict.fromkeys(map(digest, inline))))


def _sources(kind: str, digests: Iterable[str]) -> str:
    return " ".join((kind, "'self'", *(f"'sha256-{one}'" for one in digests)))


def _is_data(attributes: Mapping[str, str]) -> bool:
    return attributes.get("type", "").strip().lower() in _DATA


def _acts(name: str, value: str) -> bool:
    """Whether an attribute runs or dresses anything."""
    if name.startswith("on") or name in ("style", "srcdoc"):
        return True
    return name in _ADDRESSES and _RUNS.match(_read(value)) is not None


def _is_suspect(written: bytes) -> bool:
    """A quick look at what is nearly always clean."""
    simple = written.translate(_SIMPLY)
    if any(part in simple for part in _SUSPECT):
        return True
    if any(name in simple for name in _ATTRIBUTES) and _ACTIVE.search(simple):
        return True
    scripts = simple.count(b"<script")
    return scripts > 0 and scripts != len(_OWN_SCRIPT.findall(simple))


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    """The names and values of a tag's attributes, entities resolved."""
    for name, value in _ATTRIBUTE.findall(tag):
        yield name.lower(), html.unescape(value.strip("\"'"))


def _read(value: str) -> str:
    """As a browser reads an address before it looks for the scheme."""
    return _UNREAD.sub("", value).lower()


def digest(code: str) -> str:
    """As a policy names what stands in an element: SHA-256 in Base64."""
    return base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")

"""What a page brings along itself, so that a browser can draw its beginning before any style sheet has come.

A sheet names, in one comment, the elements, classes and attributes that stand before the sheets on a page (:data:`_SAID`).
Of all sheets of a frame the rules for just these go into the page, the same on every page, so that one hash in the policy
allows them. All rules, these once more, are one file, which is asked for at once and stands where a body says
(:data:`SHEETS`): what comes after that a browser draws when it has it. One file, for sheets that come one after the other
would undo for a moment what the last of them says; and whole, so that a browser that is forbidden styles in pages shows the
same a moment later.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model.files.addresses import ASSETS
from generator.website.frame.policy import digest
from generator.website.frame.theme_sheet import rules_at_first, tight

SHEETS = "<!--sunlit:sheets-->"
"""In a body: where the style sheets stand. What is before is drawn without them."""
KINDS = (".css", ".js")
"""Of files that frames ask for: what may stand in pages."""
CHOSEN = f"{ASSETS}/chosen.js"
"""What a reader chose of colours and size. It runs before anything is drawn, so no page may wait for it."""
_SAID = re.compile(r"/\*\s*First screen:([^*]*)\*/")
_LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_ANY_SHEET = re.compile(r"<link\b[^>]*\brel=[\"']?stylesheet\b")
_SCRIPT = re.compile(rf'<script src="([^"]*{re.escape(CHOSEN)})"></script>')
_HOLDS_OTHERS_BACK = "<script> </script>"
"""Some browsers draw on past a style sheet in a body, but none past a script behind one."""
_CANNOT_MOVE = re.compile(r"</style|url\(\s*[\"']?(?!data:|#|[\"'])", re.IGNORECASE)
"""What would end the element, or lead elsewhere from a page than from its sheet."""
_HEAD_ENDS = "</head>"


@dataclass(frozen=True, slots=True)
class Dressed:
    """A frame's page with what it needs at first, and what stands where the sheets do."""

    page: str
    sheets: str = ""
    file: tuple[str, str] | None = None
    """All rules, and their address: a file that the site must have."""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Digests of what stands in the page, for its policy."""


def dressed(page: str, files: Mapping[str, str]) -> Dressed:
    """The page of a frame, brought along what it needs at first. ``files``: its sheets and scripts, by address.

    A page stays as it is whose sheets are not all among the files, say nothing of a first screen, or cannot stand in a page.
    """
    head, ends, rest = page.partition(_HEAD_ENDS)
    links = list(_LINK.finditer(head))
    found = [_named(files, link[1]) for link in links]
    sheets = tuple(files[address] for address in found if address)
    if not (rules := at_first(sheets)) or "" in found or len(links) != len(_ANY_SHEET.findall(page)):
        return Dressed(page)
    address, whole = _whole(sheets)
    way = links[0][1].removesuffix(found[0]) + address
    ahead = f'<link rel="preload" as="style" href="{way}"><style>{rules}</style>\n'
    head = head[: links[0].start()] + ahead + _LINK.sub("", head[links[0].end() :])
    scripts = [" "]
    if (
        (asked := _SCRIPT.search(head))
        and (name := _named(files, asked[1]))
        and "</script" not in files[name].lower()
    ):
        head = head.replace(asked[0], f"<script>{files[name]}</script>", 1)
        scripts.append(files[name])
    return Dressed(
        head + ends + rest,
        f'<link rel="stylesheet" href="{way}">{_HOLDS_OTHERS_BACK}',
        (address, whole),
        (digest(rules),),
        tuple(map(digest, scripts)),
    )


@lru_cache(maxsize=8)
def at_first(sheets: tuple[str, ...]) -> str:
    """The rules of these sheets for what stands before them; none if they do not say what that is."""
    words = first_words(sheets)
    if not words or any(_CANNOT_MOVE.search(sheet) for sheet in sheets):
        return ""
    return rules_at_first("\n".join(sheets), words)


def sheets_behind_title(body: str) -> str:
    """A body that no template of ours made, with the mark for the style sheets behind its title."""
    before, title, after = body.partition("</h1>")
    return f"{before}{title}{SHEETS}\n{after}" if title else body


def first_words(sheets: Iterable[str]) -> frozenset[str]:
    """The classes and attributes that sheets name as those of a first screen."""
    return frozenset(word for sheet in sheets for said in _SAID.findall(sheet) for word in said.split())


def _named(files: Mapping[str, str], link: str) -> str:
    """The address that a link leads to, from however deep a page."""
    return next((address for address in files if link == address or link.endswith(f"/{address}")), "")


@lru_cache(maxsize=8)
def _whole(sheets: tuple[str, ...]) -> tuple[str, str]:
    """All that these sheets say, and an address that holds a hash of it: a server may let browsers keep it for good."""
    rules = tight("\n".join(sheets))
    return f"{ASSETS}/pages.{hashlib.sha256(rules.encode()).hexdigest()[:8]}.min.css", rules

"""What a page brings along itself, so that a browser can draw its beginning before any style sheet has come.

Of all sheets of a frame the rules for what stands before them on a page go into that page, allowed by their hash in its
policy. All rules, these once more, are one file, which is asked for at once and stands where a body says (:data:`SHEETS`):
what comes after that a browser draws when it has it. One file, for sheets that come one after the other would undo for a
moment what the last of them says; and whole, so that a browser that is forbidden styles in pages shows the same a moment
later. A sheet says in a comment that its pages may begin without it, and which rules wait for it (:data:`_SAID`): those for
a choice of the reader's with which ``chosen.js`` waits for the sheet, and those that hardly move anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model.files.addresses import ASSETS
from generator.model.text.hashes import hash_in_address
from generator.website.frame.first_rules import FirstRules, rules_at_first
from generator.website.frame.policy import Policy, digest
from generator.website.frame.theme_sheet import ends_what_it_begins, tight

SHEETS = "<!--sunlit:sheets-->"
"""In a body: where the style sheets stand. What is before is drawn without them."""
KINDS = (".css", ".js")
"""Of files that frames ask for: what may stand in pages."""
CHOSEN = f"{ASSETS}/chosen.js"
"""What a reader chose of colours and size. It runs before anything is drawn, so no page may wait for it."""
_SAID = re.compile(r"/\*\s*First screen without:([^*]*)\*/")
_LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_ANY_SHEET = re.compile(r"<link\b[^>]*\brel=[\"']?stylesheet\b")
_SCRIPT = re.compile(rf'<script src="([^"]*{re.escape(CHOSEN)})"></script>')
_HOLDS_OTHERS_BACK = "<script> </script>"
"""Some browsers draw on past a style sheet in a body, but none past a script behind one."""
_CANNOT_MOVE = re.compile(r"</style|@import|@namespace|url\(\s*[\"']?(?!data:|#|[\"'])", re.IGNORECASE)
"""What would end the element, lead elsewhere from a page than from its sheet, or means nothing behind another sheet."""
_HEAD_ENDS = "</head>"


_ALWAYS = frozenset({"html", "body", "js", "no-js", "data-sl-scheme"})
"""Words of every page, and those that ``chosen.js`` puts there."""
_CLOSED = re.compile(r"(<details\b(?![^>]*\sopen\b)[^>]*>.*?</summary>).*?</details>", re.DOTALL)
_HIDDEN = re.compile(r"<(\w+)\b[^<>]*\shidden\b[^<>]*>")
_COMMENTS = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_BLANKS = re.compile(r"^\s+", re.MULTILINE)
RULES, DIGEST = "rules", "digest"
"""Slots of a frame for the rules that a page brings along, and for their hash."""
_PLACE = "<!--sunlit:slot:{}-->"
_DIGEST_IN_POLICY = f"sunlit-{DIGEST}"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The rules for what stands before the sheets on the pages of one frame."""

    first: FirstRules
    words: frozenset[str]
    """Of the frame itself."""

    def rules(self, markup: str) -> tuple[bytes, bytes]:
        """What a page needs whose slots hold this ``markup`` before the sheets, and its hash."""
        return _rules(self.first, self.words | self.first.words_of(markup))


@dataclass(frozen=True, slots=True)
class Dressed:
    """A frame's page with slots for what its pages need at first, and what stands where the sheets do."""

    page: str
    sheets: str = ""
    file: tuple[str, str] | None = None
    """All rules, and their address: a file that the site must have."""
    scripts: tuple[str, ...] = ()
    """Digests of the scripts in the page, for its policy."""
    beginning: Beginning | None = None


def dressed(page: str, files: Mapping[str, str], body: str) -> Dressed:
    """The page of a frame, which brings along what it needs at first. ``files``: its sheets and scripts, by address; ``body``
    marks where the content stands.

    A page stays as it is whose sheets are not all among the files, say nothing of a first screen, or cannot stand in a page.
    """
    head, ends, rest = page.partition(_HEAD_ENDS)
    links = list(_LINK.finditer(head))
    found = [_named(files, link[1]) for link in links]
    sheets = tuple(files[address] for address in found if address)
    first = first_rules(sheets)
    if first is None or "" in found or len(links) != len(_ANY_SHEET.findall(page)):
        return Dressed(page)
    address, whole = _whole(sheets)
    way = links[0][1].removesuffix(found[0]) + address
    ahead = f'<link rel="preload" as="style" href="{way}"><style>{_PLACE.format(RULES)}</style>\n'
    head = head[: links[0].start()] + ahead + _LINK.sub("", head[links[0].end() :])
    scripts = [" "]
    if (
        (asked := _SCRIPT.search(head))
        and (name := _named(files, asked[1]))
        and "</script" not in files[name].lower()
    ):
        code = without_comments(files[name])
        head = head.replace(asked[0], f"<script>{code}</script>", 1)
        scripts.append(code)
    before = _seen(page.partition(body)[0])
    return Dressed(
        head + ends + rest,
        f'<link rel="stylesheet" href="{way}">{_HOLDS_OTHERS_BACK}',
        (address, whole),
        tuple(map(digest, scripts)),
        Beginning(first, first.words_of(before) | (_ALWAYS & first.known)),
    )


def with_policy(page: str, policy: Policy, shown: Dressed) -> str:
    """A dressed page that says its policy, with a slot for the hash of the rules that each page has of its own."""
    styles = (_DIGEST_IN_POLICY,) if shown.beginning else ()
    return (
        policy.and_also(shown.scripts, styles).on(page).replace(_DIGEST_IN_POLICY, _PLACE.format(DIGEST), 1)
    )


@lru_cache(maxsize=8)
def first_rules(sheets: tuple[str, ...]) -> FirstRules | None:
    """The rules of these sheets for what stands before them; none if no sheet says that pages may begin without it."""
    said = [found for sheet in sheets for found in _SAID.findall(sheet)]
    if not said or any(_CANNOT_MOVE.search(one) or not ends_what_it_begins(one) for one in sheets):
        return None
    return rules_at_first("\n".join(sheets), (word for words in said for word in words.split()))


@lru_cache(maxsize=512)
def _rules(first: FirstRules, words: frozenset[str]) -> tuple[bytes, bytes]:
    rules = first.for_words(words)
    return rules.encode("utf-8"), digest(rules).encode("ascii")


def before_sheets(body: str) -> str:
    """What of a body stands before its mark for style sheets; they stand before all of a body without one."""
    before, mark, _ = body.partition(SHEETS)
    return before if mark else ""


def sheets_behind_title(body: str) -> str:
    """A body that no template of ours made, with the mark for the style sheets behind its title."""
    before, title, after = body.partition("</h1>")
    return f"{before}{title}{SHEETS}\n{after}" if title else body


def _seen(markup: str) -> str:
    """Markup less what is folded away or hidden until a reader or a script asks for it."""
    markup = _CLOSED.sub(r"\1</details>", markup)
    place = 0
    while found := _HIDDEN.search(markup, place):
        rest = markup[found.end() :]
        behind = rest.find(f"</{found[1]}>")
        markup = markup[: found.start()] + "<wbr hidden>" + (rest[behind:] if behind >= 0 else rest)
        place = found.start() + len("<wbr hidden>")
    return markup


def without_comments(code: str) -> str:
    """A script without what only people read: comments on lines of their own, and the blanks that lines begin with."""
    if "`" in code:  # in texts over several lines these may matter
        return code
    return _BLANKS.sub("", _COMMENTS.sub("", code))


def _named(files: Mapping[str, str], link: str) -> str:
    """The address that a link leads to, from however deep a page."""
    return next((address for address in files if link == address or link.endswith(f"/{address}")), "")


@lru_cache(maxsize=8)
def _whole(sheets: tuple[str, ...]) -> tuple[str, str]:
    """All that these sheets say, and an address that holds a hash of it: a server may let browsers keep it for good."""
    rules = tight("\n".join(sheets))
    return f"{ASSETS}/pages.{hash_in_address(hashlib.sha256(rules.encode()).digest())}.min.css", rules

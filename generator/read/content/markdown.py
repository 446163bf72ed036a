"""Markdown → what its readers see: safe HTML, and the same as lines of text with their place. The only home of the parser.

The language is CommonMark with tables, and nothing that could be added to it: no raw HTML (it is text), no attributes,
no snippets, no includes. Two things differ from the standard, for Chinese: emphasis may begin and end beside Chinese
punctuation, and a line break between two Chinese characters is no blank.

Whatever the text is, reading it takes a bounded number of steps (:data:`MOST_STEPS`), counted and not timed, so that
the same file is judged the same on every machine.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_inline import backtick, escape, newline
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from generator.model.records.page import Heading, PageLine
from generator.model.text.html_in_text import REMARK, holds_tags
from generator.read.text.line_breaks import flows_on, is_chinese

MOST_STEPS = 50_000
"""Steps that a page may cost. A page of 100,000 characters with much markup costs 30,000; a step at most 30 µs."""
DEEPEST = 18
"""Levels of quotes and lists within each other (a list is two): what stands deeper the parser would leave out."""
MOST_STEPS_OF_ALL = 2_000_000
"""Steps that all pages of a site may cost together."""
_PARSERS_OWN_LIMIT = 20
_LONGEST_ID = 100
_RESERVED_ID = re.compile(r"__|sl-")
"""How ids of the frame begin: a heading never takes one from it."""
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_ESCAPED = re.compile(r"\\<|&lt;")
"""A sign of HTML that is meant to be read."""

Resolve = Callable[[str, bool], str | None]
"""Where a link (or, if true, a picture) leads, from what was typed; ``None`` if it may lead nowhere."""


class TooMuchMarkup(Exception):
    """Reading the text would take more steps than it may."""


class TooDeep(Exception):
    """Quotes and lists stand within each other past :data:`DEEPEST`; ``line`` is where (1-based)."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture leads, as typed and with entities resolved, and its line (1-based)."""

    typed: str
    is_picture: bool
    line: int


@dataclass(slots=True)
class Written:
    """A text that was read: what stands on the page, and what :meth:`html` needs to show it."""

    tokens: list[Token]
    headings: list[Heading] = field(default_factory=list)
    text: list[PageLine] = field(default_factory=list)
    spoken: list[PageLine] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    """The lines (1-based) on which HTML stands, which is read as text."""
    remarks: list[int] = field(default_factory=list)
    """The lines on which a remark of HTML begins, which is read as text too."""
    first_paragraph: str = ""
    steps: int = 0
    """What reading it cost."""

    def html(self, resolve: Resolve) -> str:
        """The HTML. A link that resolves to nothing keeps its text, and so does a picture."""
        return str(_Renderer().render(self.tokens, _PARSER.options, {"resolve": resolve})).rstrip("\n")


def read_markdown(text: str, most: int | None = None) -> Written:
    """What stands in a Markdown text. Raises :class:`TooMuchMarkup` past so many steps, and :class:`TooDeep`."""
    env = {"steps": 0, "most": MOST_STEPS if most is None else most}
    written = Written(_PARSER.parse(text, env), steps=env["steps"])
    ids = _Ids()
    for number, token in enumerate(written.tokens):
        if token.level >= DEEPEST and token.nesting > 0:
            raise TooDeep((token.map or [0])[0] + 1)
        before = written.tokens[number - 1] if number else token
        if token.type == "inline":
            said = _read_inline(token, written)
            if before.type == "heading_open":
                heading = Heading(int(before.tag[1]), said, ids.of(said))
                before.attrs["id"] = heading.id
                written.headings.append(heading)
            elif before.type == "paragraph_open" and not before.hidden and not written.first_paragraph:
                written.first_paragraph = said
        elif token.type in ("fence", "code_block"):
            first = (token.map or [0])[0] + (2 if token.type == "fence" else 1)
            lines = enumerate(token.content.split("\n"), first)
            written.text.extend(PageLine(line.strip(), place) for place, line in lines if line.strip())
    return written


def _read_inline(token: Token, written: Written) -> str:
    """Take the lines of a block; all of it, on one line."""
    first, token_line = len(written.text), (token.map or [0])[0] + 1
    line, open_line = token_line, _OpenLine(token_line)
    children = token.children or []
    for number, child in enumerate(children):
        if child.type == "text":
            open_line.add(child.content)
            if "<" in child.content and not _ESCAPED.search(token.content):
                _take_html(child.content, line, written)
        elif child.type == "code_inline":
            line = token_line + child.meta["lines"]
            open_line.add_code(child.content, child.meta["breaks"], line)
        elif child.type == "softbreak":
            line = token_line + child.meta["lines"]
            if _flows_on(children, number):
                child.hidden = True
            else:
                open_line.add(" ")
            open_line.end_line(line)
        elif child.type == "hardbreak":
            line = token_line + child.meta["lines"]
            open_line.add(" ")
            open_line.end_line(line)
        elif child.type == "image":
            child.attrs["alt"] = _plain(child.children or [])
            written.targets.append(Target(str(child.attrs["src"]), True, line))
            written.spoken.extend(_spoken(line, child.attrs["alt"], child.attrs.get("title")))
        elif child.type == "link_open":
            written.targets.append(Target(str(child.attrs["href"]), False, line))
            written.spoken.extend(_spoken(line, child.attrs.get("title")))
    written.text.extend(open_line.closed())
    return " ".join(line.text for line in written.text[first:])


def _take_html(text: str, line: int, written: Written) -> None:
    if REMARK in text:
        written.remarks.append(line)
    if holds_tags(text):
        written.tags.append(line)


def _spoken(line: int, *texts: object) -> Iterator[PageLine]:
    yield from (PageLine(_BLANKS.sub(" ", str(text)).strip(), line) for text in texts if text)


def _plain(children: Sequence[Token]) -> str:
    """The text of some inline tokens."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        breaks.get(child.type, "") or (_plain(child.children) if child.children else child.content)
        for child in children
    )


@dataclass(slots=True)
class _OpenLine:
    """A line of text that grows. Blanks in a row are one, as a browser shows them."""

    line: int
    text: str = ""
    breaks: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        text = _BLANKS.sub(" ", text)
        self.text += text[1:] if text.startswith(" ") and (not self.text or self.text.endswith(" ")) else text

    def add_code(self, text: str, breaks: Sequence[int], last: int) -> None:
        """A code that may run over lines: at the ``breaks`` in its text they end, and it ends on the ``last``."""
        done = 0
        for number, place in enumerate(breaks):
            self.add(text[done:place])
            self.end_line(last - len(breaks) + number + 1)
            done = place
        self.add(text[done:])

    def end_line(self, following: int) -> None:
        """From here on the text stands on that line of the file."""
        self.breaks += [len(self.text)] * (following - self.line - len(self.breaks))

    def closed(self) -> Iterator[PageLine]:
        if text := self.text.rstrip(" "):
            yield PageLine(text, self.line, tuple(self.breaks))


def _flows_on(children: Sequence[Token], number: int) -> bool:
    """Whether the line break at ``number`` stands between two Chinese characters."""
    before = next((char for child in reversed(children[:number]) if (char := _text_of(child)[-1:])), "")
    after = next((char for child in children[number + 1 :] if (char := _text_of(child)[:1])), "")
    return flows_on(before, after)


def _text_of(token: Token) -> str:
    """What a token shows; something that is no Chinese character for a picture or another break."""
    if token.type in ("image", "softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""


class _Ids:
    """The ids of a page's headings: each once, and none that the frame has."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}

    def of(self, text: str) -> str:
        """Letters and digits of ASCII, parted by hyphens. What has none of these is counted: ``_1``, ``_2``."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
        plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
        stem = re.sub(r"[-\s]+", "-", plain)[:_LONGEST_ID]
        stem = "" if _RESERVED_ID.match(stem) else stem
        id = stem
        while not id or id in self._used:
            self._counts[stem] = self._counts.get(stem, 0) + 1
            id = f"{stem}_{self._counts[stem]}"
        self._used.add(id)
        return id


class _Renderer(RendererHTML):
    """HTML in which every text is escaped, and nothing is dressed: the policy of the site allows no inline style."""

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return html.escape(tokens[idx].content, quote=False)

    def softbreak(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "" if tokens[idx].hidden else "\n"

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<code>{html.escape(tokens[idx].content, quote=False)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<pre><code>{html.escape(tokens[idx].content, quote=False)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return self.code_block(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        attributes = tokens[idx].attrs
        source = env["resolve"](str(attributes["src"]), True)
        if source is None:
            return f"<span>{html.escape(str(attributes['alt']), quote=False)}</span>"
        titled = f' title="{html.escape(str(attributes["title"]))}"' if attributes.get("title") else ""
        return f'<img alt="{html.escape(str(attributes["alt"]))}" src="{html.escape(source)}"{titled} />'

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        attributes = tokens[idx].attrs
        target = env["resolve"](str(attributes["href"]), False)
        leads = "" if target is None else f' href="{html.escape(target)}"'
        titled = f' title="{html.escape(str(attributes["title"]))}"' if attributes.get("title") else ""
        return f"<a{leads}{titled}>"

    def th_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "<th>"

    def td_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "<td>"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The parser's own rule, with :func:`_flanks` in the place of what it makes of the signs around a run."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        delimiter = Delimiter(ord(marker), length, len(state.tokens) - 1, -1, opens, closes)
        state.delimiters.append(delimiter)
    state.pos = end
    return True


def _flanks(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Whether a run of markers between these signs may open emphasis, and whether it may close it.

    As CommonMark has it, but that Chinese punctuation is a character like any other, and that a Chinese character
    beside the run does for other punctuation what a blank does: ``**注意：**请``, ``他说**“好”**了``.
    """
    chinese_before, chinese_after = is_chinese(before), is_chinese(after)
    sign_before, sign_after = _is_sign(before), _is_sign(after)
    bare_before, bare_after = sign_before and not chinese_before, sign_after and not chinese_after
    left = not after.isspace() and (not bare_after or before.isspace() or sign_before or chinese_before)
    right = not before.isspace() and (not bare_before or after.isspace() or sign_after or chinese_after)
    if marker == "*":
        return left, right
    return left and (not right or sign_before), right and (not left or sign_after)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule that goes over the end of a line, with its token told how many lines of the block are over behind it."""

    def place(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        token = state.tokens[-1] if state.tokens and not silent else None
        if token and token.type in ("softbreak", "hardbreak", "code_inline") and not token.meta:
            token.meta = {"lines": _lines_before(state)}
            if token.type == "code_inline":
                token.meta["breaks"] = _breaks_in(token, state.src[start : state.pos])
        return True

    return place


def _lines_before(state: StateInline) -> int:
    """Counted on from where they were last counted, so that every sign is looked at once."""
    known, offset, lines = state.env.get("counted", (None, 0, 0))
    if known is not state or offset > state.pos:
        offset, lines = 0, 0
    lines += state.src.count("\n", offset, state.pos)
    state.env["counted"] = (state, state.pos, lines)
    return int(lines)


def _breaks_in(token: Token, source: str) -> list[int]:
    """Where in a code's text the lines of its ``source`` (markers included) end."""
    inner = source[len(token.markup) : -len(token.markup)]
    shift = (len(inner) - len(token.content)) // 2
    return [max(match.start() - shift, 0) for match in re.finditer("\n", inner)]


def _count_inline(state: StateInline, silent: bool) -> bool:
    _count(state.env)
    return False


def _count_block(state: Any, start: int, end: int, silent: bool) -> bool:
    _count(state.env)
    return False


def _count(env: Any) -> None:
    env["steps"] += 1
    if env["steps"] > env["most"]:
        raise TooMuchMarkup


class _Parser(MarkdownIt):
    """Links are taken as they were typed: which of them may lead anywhere is decided in one place, by :data:`Resolve`."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": _PARSERS_OWN_LIMIT}).enable("table")
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("newline", _placed(newline))
    parser.inline.ruler.at("escape", _placed(escape))
    parser.inline.ruler.at("backticks", _placed(backtick))
    parser.inline.ruler.before("text", "count", _count_inline)
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "count", _count_block, everywhere)
    return parser


_PARSER = _parser()

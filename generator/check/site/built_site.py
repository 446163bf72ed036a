"""A built site, searched file by file for what may not be public: by the checks of the gate, whatever made the files.

What counts are the bytes on the disk. Nothing is left out: a file of a kind that is not known is searched for whatever
text it holds. Thousands of pages have most of their texts in common, and so has a site with what it was before, so each text
is judged once: one in which no check finds anything is remembered as long as the process looks for the same.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from posixpath import splitext
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.check.texts.document_texts import Document, read_documents
from generator.check.passing.literal_search import Pair, pairs_in
from generator.check.passing.period_values import NO_VALUES, PassingValues, PeriodValues
from generator.check.personal.allowance import Allowance, allowance_of_values
from generator.check.personal.detection import personal_values
from generator.check.personal.spelling import is_digest
from generator.check.personal.texts import NOTHING_KNOWN, KnownValues, PersonalData
from generator.check.texts.checks import TextCheck
from generator.model.files.attachment import ATTACHMENTS
from generator.model.findings.finding import Finding
from generator.model.text.folding import fold_signs
from generator.model.records.public_text import Place, PublicText, Typed
from generator.model.records.record import Record, Source
from generator.model.declared.personal import PersonalClass
from generator.model.declared.site import Country
from generator.model.text.wording import Phrase, say
from generator.read.document_text.loose_text import loose_texts
from generator.read.document_text.parts import Part
from generator.read.document_text.search_shards import SHARDS, beside_words, texts_of_shard

THEME, THEME_AUTHORS = "assets/javascripts/", ("martin.donath@squidfunk.com", "taku@chasen.org")
"""Whom the licences in the theme's scripts name, and where those lie."""
_DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".csv", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_MARKUP = frozenset({".html", ".htm", ".svg", ".xml"})
_JSON = frozenset({".json", ".jsonld"})
_CODE = (".js", ".css", ".map")
_STYLE, _STYLE_ENDS = "<style>", "</style>"
"""Around what a page brings along of its sheets: code, and the same on most pages of a kind."""
_BLOCKS = '<link rel="preload"', "<body", "<main", "<footer"
"""Where pages are cut, if a line begins so."""
_LINKED_DATA = re.compile(r'(<script type="application/ld\+json">)(\{[^<]*)(</script>)')
_INLINE = "b|big|br|code|em|font|i|kbd|mark|s|samp|small|strike|strong|sub|sup|tt|u|var|wbr"
"""Tags that do not part what stands on either side of them: those of a word's look. Links, spans and what was put in or taken
out hold a value each, beside others that have nothing to do with it.
"""
_END = r"(?:[\s/][^<>]*)?>"
_APART = rf"</?(?!(?:{_INLINE})[\s/>])[A-Za-z][\w:.-]*{_END}"
_STRETCH = re.compile(rf"\n *(?=<(?!/?(?:{_INLINE})[\s/>])[/A-Za-z])")
"""The end of a line before one that begins with a tag that parts: no value goes on across it."""
_PIECE, _APART_ALONE = re.compile(f"({_APART})"), re.compile(_APART)
_WITHIN = re.compile(rf"</?(?:{_INLINE}){_END}")
_BREAK = re.compile(r"<br[\s/>]")
_ATTRIBUTE = re.compile(r"""\s([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_VALUES = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_GEOMETRY = frozenset({
    "d", "points", "transform", "viewbox", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
    "height", "style", "pathlength", "stroke-dasharray",
})  # fmt: skip
"""Attributes of pictures: their digits are coordinates, parted by points, commas and spaces."""
_WRITTEN = re.compile(r"&|\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2}")
"""What stands for other signs: entities, and the escapes of scripts and addresses."""
_ESCAPES = "&", "\\u", "%"
"""How each of these begins: most pages have none."""
_BETWEEN = "x"
"""Between texts that are looked at together: no number and no name goes on across it."""
_STATEMENT = re.compile(r"""[\n;{}"'`]""")
"""In code no value goes on across these."""
_FOLDED = re.compile(r"\r?\n[ \t]")
_UNSEEN = "\u200b"
_LONG_WORD = re.compile(r"[a-z0-9]{11,}")
LONGEST_WORD = 24
"""Signs of a word that the search index keeps (``generator/website/search/terms.py``)."""
_ESCAPED_BYTE = "~"
"""What file names of ids write for the % of an address."""
_JSON_READER = json.JSONDecoder(parse_float=str, parse_int=str)
_BLANKS = re.compile(r"[ \t\n\r]*")
_LONG_LIST = 100_000
"""Signs of JSON."""
_AT_ONCE = 1000
"""Texts of a file that are looked at together: of all records at once they take more memory than all else."""
_A_FEW = 30
"""Texts of which each is looked at, if anything in them is suspect: a manifest has thousands, and digests among them."""
_MOST_KEPT = 60_000
"""Texts that are remembered, and stretches of markup: 35 MB. Of 10,000 records five times as many take 100 and save no time."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """What may stand in a site: personal values by what allows them, values that do not last by where they may stand.

    ``places`` are the addresses at which a value of ``passing`` may stand on the day of the site; one without may stand
    nowhere.
    """

    allowed: tuple[Allowance, ...] = ()
    countries: tuple[Country, ...] = ()
    known: KnownValues = NOTHING_KNOWN
    passing: PeriodValues = NO_VALUES
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owners: Mapping[str, Record] = field(default_factory=dict)
    """The first record that holds a value of ``passing``."""


class _Said(NamedTuple):
    """A text of a file as it is read, the stretch of the file that says it, and how a message calls what holds it."""

    text: str
    typed: str
    holder: Phrase
    is_code: bool = False

    def placed(self, address: str, file: str) -> PublicText:
        """The same with its place: that of each sign where it stands in so many words, else that of the stretch."""
        at = file.find(self.typed) if file else -1
        if at == -1:
            return PublicText(self.text, Place.BUILT, Source(address), said=self.holder, is_code=self.is_code)
        places = range(at, at + len(self.text)) if self.text == self.typed else [at] * len(self.text)
        typed = Typed(self.text, places, file)
        return PublicText(
            self.text,
            Place.BUILT,
            Source(address),
            said=self.holder,
            lined=True,
            typed=typed,
            is_code=self.is_code,
        )


class Search:
    """The search of one site. ``examined``: addresses of documents that the gate has read already, byte for byte."""

    def __init__(self, folder: Path, permitted: Permitted, examined: frozenset[str] = frozenset()) -> None:
        self._folder, self._permitted, self._examined = folder, permitted, examined
        self._of_site = _checks_of(permitted, permitted.allowed)
        self._of_theme = _checks_of(permitted, allowance_of_values(THEME_AUTHORS))
        self._held = frozenset[str]().union(*permitted.places.values())
        self._words: dict[str, set[str]] = {}
        self._clean, self._clean_markup = _clean_under(
            permitted.allowed, permitted.countries, permitted.known, frozenset(permitted.passing.classes.items())
        )
        self._last_blocks: Sequence[str] = ()
        """Those of the last page that was clean: the next one mostly has the same frame."""

    def findings(self, addresses: Iterable[str]) -> Iterator[Finding]:
        """What is wrong with these files and their names; a document that cannot be searched is a finding, too."""
        addresses, documents = [*addresses], list[str]()
        suspect_names = {*self._suspect_among({name for address in addresses for name in _names_in(address)})}
        for address in addresses:
            if not suspect_names.isdisjoint(_names_in(address)):
                yield from self._in_name(address)
            if (suffix := _suffix(address)) not in _DOCUMENTS:
                yield from self._in_file(address, suffix)
            elif address not in self._examined:
                documents.append(address)
        for document in self._documents(documents):
            left, told = document.texts(), set[str]()
            while some := [*islice(left, _AT_ONCE)]:
                yield from (one for one in some if isinstance(one, Finding))
                # Of several places, the first.
                parts = {one.text: one for one in reversed(some) if isinstance(one, Part)}
                said = partial(_of_document, document, parts)
                yield from self._judged(document.source.path, parts, said, told=told)

    def _documents(self, addresses: Sequence[str]) -> Iterator[Document]:
        """Attachments are read within limits of time, since people brought them; what was made, at once."""
        brought = [address for address in addresses if address.startswith(f"{ATTACHMENTS}/")]
        made = [address for address in addresses if not address.startswith(f"{ATTACHMENTS}/")]
        for some, limited in ((brought, True), (made, False)):
            paths = (self._folder / address for address in some)
            yield from read_documents(paths, self._folder, limited=limited)

    def _in_name(self, address: str) -> Iterator[Finding]:
        parts = address.split("/")

        def placed(name: str) -> PublicText:
            above = "/".join(parts[: parts.index(name)] if name in parts else parts[:-1])
            return PublicText(name, Place.BUILT, Source(above or "."), said=say("The name of a file here"))

        yield from self._judged(address, _names_in(address), placed)

    def _in_file(self, address: str, suffix: str) -> Iterator[Finding]:
        with open(f"{self._folder}/{address}", "rb", buffering=0) as file:  # noqa: PTH123 - in half the time of a path object
            data = file.read()
        strings: Iterable[str] | None = self._strings_of_shard(address, data) if address.startswith(SHARDS) else None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, strings = "", loose_texts(data) if strings is None else strings
        if strings is None and suffix in _JSON:
            strings = _strings_of_json(text) if len(text) < _LONG_LIST else _strings_of_items(text)
        if strings is not None:
            yield from self._judged(address, strings, lambda one: _Said(one, one, say("The file")))
        elif suffix in _MARKUP:
            yield from self._in_markup(address, text)
        elif suffix in _CODE:
            yield from self._in_code(address, text, suffix)
        else:
            shown = _FOLDED.sub(lambda fold: _UNSEEN * len(fold[0]), text) if suffix == ".ics" else text
            yield from self._judged(address, [shown], lambda one: _Said(one, one, say("The file")), shown)

    def _in_code(self, address: str, text: str, suffix: str, file: str = "") -> Iterator[Finding]:
        parts: Iterable[str] = _telling_statements(text, suffix, self._permitted.countries)
        names = self._permitted.passing.literals
        if names and names.may_begin_by(_pairs_in_code(text, suffix)):
            parts = {*parts, *filter(names.may_stand_in, _statements(text, suffix))}
        yield from self._judged(
            address, parts, lambda one: _Said(one, one, say("The file"), is_code=True), file or text
        )

    def _strings_of_shard(self, address: str, data: bytes) -> list[str] | None:
        """Its texts; of suspect words that were cut out of texts, those whose texts are not looked at whole."""
        if (unpacked := texts_of_shard(data)) is None:
            return None
        found, are_pieces = unpacked
        suspect = filter(_LONG_WORD.fullmatch, found) if are_pieces else ()
        in_texts = {word for word in suspect if self._suspects(word) and word in self._words_beside(address)}
        return [word for word in found if word not in in_texts] if in_texts else found

    def _words_beside(self, address: str) -> Set[str]:
        """Words of many signs in the texts that those of a file of the search index were cut out of, as the index cuts them.
        What their digits are, the text around them says: a part of a web address, a number with decimals.
        """
        pattern = beside_words(address)
        if pattern is None:
            return frozenset()
        if pattern not in self._words:
            words = self._words[pattern] = set()
            for path in self._folder.glob(pattern):
                found, are_pieces = (texts_of_shard(path.read_bytes()) if path.is_file() else None) or ([], True)
                for text in () if are_pieces else found:
                    words.update(word[:LONGEST_WORD] for word in _LONG_WORD.findall(fold_signs(text)))
        return self._words[pattern]

    def _in_markup(self, address: str, text: str) -> Iterator[Finding]:
        """What is new of a page: all of it at once; if anything is suspect, stretch by stretch; and of those that are, tag by
        tag.
        """
        markup, rules = _without_rules(text)
        markup, linked_data = _without_linked_data(markup)
        if new_rules := {*rules} - self._clean_markup:
            found = [*self._in_code(address, "\n".join(new_rules), ".css", text)]
            yield from found
            if not found:
                self._keep(address, self._clean_markup, new_rules)
        blocks = _blocks_of(markup)
        new_blocks = [block for block in blocks if block not in self._last_blocks]
        new = {stretch for block in new_blocks for stretch in _STRETCH.split(block)} - self._clean_markup
        if self._are_quiet(address, new):
            self._keep(address, self._clean_markup, new)
            if self._is_kept(address):
                self._last_blocks = blocks
            new = set()
        for data, strings in linked_data.items():
            yield from self._judged(address, strings, partial(_said_on_page, data), text)
        for stretch in new:
            if self._are_quiet(address, [stretch]):
                self._keep(address, self._clean_markup, [stretch])
                continue
            found = []
            for number, piece in enumerate(_PIECE.split(stretch)):
                said = {one.text: one for one in (_of_tag(piece) if number % 2 else _of_text(piece))}
                found += self._judged(address, said, said.__getitem__, text)
            yield from found
            if not found:
                self._keep(address, self._clean_markup, [stretch])

    def _are_quiet(self, address: str, stretches: Collection[str]) -> bool:
        """Whether nothing in some markup stands for anything else, and nothing that it says is suspect."""
        markup = _BETWEEN.join(stretches)
        if any(sign in markup for sign in _ESCAPES) and _WRITTEN.search(markup):
            return False
        texts = {*_APART_ALONE.split(_WITHIN.sub("", markup))}
        values = {*chain.from_iterable(_VALUES.findall(markup))}
        new = (texts | values) - self._clean
        quiet = not self._suspects(_BETWEEN.join(new))
        if quiet:
            self._keep(address, self._clean, new)
        return quiet

    def _judged(
        self,
        address: str,
        texts: Iterable[str],
        said: Callable[[str], _Said | PublicText],
        file: str = "",
        told: set[str] | None = None,
    ) -> Iterator[Finding]:
        """What the checks find in texts that are new, some of them at once. Something always is suspect in code. ``told``: of
        what else in the file something was said, to which this adds.
        """
        told, left = set() if told is None else told, iter(texts)
        while some := {*islice(left, _AT_ONCE)}:
            for text, finding in self._found_in(address, some - self._clean - told, said, file):
                told.add(text)
                yield finding

    def _found_in(
        self, address: str, new: set[str], said: Callable[[str], _Said | PublicText], file: str
    ) -> Iterator[tuple[str, Finding]]:
        suspect = new if address.endswith(_CODE) else {*self._suspect_among(new)}
        clean = new - suspect
        for text in suspect:
            is_clean = True
            for check in self._checks(address):
                if check.suspects(text):
                    one = said(text)
                    for finding in check.findings(
                        one.placed(address, file) if isinstance(one, _Said) else one
                    ):
                        is_clean = False
                        yield text, finding
            if is_clean:
                clean.add(text)
        self._keep(address, self._clean, clean)

    def _suspect_among(self, texts: Collection[str]) -> Iterator[str]:
        """Those that are to be looked at one by one: all of them at once, and where anything is suspect a few at once."""
        if not self._suspects(_BETWEEN.join(texts)):
            return
        if len(texts) <= _A_FEW:
            yield from filter(self._suspects, texts)
            return
        telling = [text for text in texts if not is_digest(text)]
        for start in range(0, len(telling), _A_FEW):
            yield from self._suspect_among(telling[start : start + _A_FEW])

    def _suspects(self, text: str) -> bool:
        """Whether any check does. Which values are allowed, in which the checks differ, it does not say."""
        return any(check.suspects(text) for check in self._of_site)

    def _checks(self, address: str) -> Sequence[TextCheck]:
        return self._of_theme if address.startswith(THEME) else self._of_site

    def _keep(self, address: str, where: set[str], texts: Iterable[str]) -> None:
        """Remember what is clean, unless it is so for reasons that count at this address alone."""
        if self._is_kept(address):
            if len(where) >= _MOST_KEPT:
                where.clear()
            where.update(texts)

    def _is_kept(self, address: str) -> bool:
        return (
            address not in self._held
            and not address.startswith((THEME, SHARDS))
            and not address.endswith(_CODE)
        )


def search_site(folder: Path, permitted: Permitted) -> Iterator[Finding]:
    """The same for all files of a folder, warnings included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    yield from Search(folder, permitted).findings(path.relative_to(folder).as_posix() for path in files)


@lru_cache(maxsize=2)
def _clean_under(
    allowed: tuple[Allowance, ...],
    countries: tuple[Country, ...],
    known: KnownValues,
    passing: frozenset[tuple[str, PersonalClass]],
) -> tuple[set[str], set[str]]:
    """Texts as they are read, and what stands in files between the beginnings of tags that part, in which nothing is found
    that is not permitted so. Kept for the next search: most of what stands in a site stood in the one before.
    """
    return set(), set()


@lru_cache(maxsize=256)
def _telling_statements(text: str, suffix: str, countries: tuple[Country, ...]) -> tuple[str, ...]:
    """The statements of a script or a sheet that hold anything personal. Kept, since all sites have the same scripts."""
    return tuple(one for one in _statements(text, suffix) if personal_values(one, countries, undivided=True))


@lru_cache(maxsize=256)
def _pairs_in_code(text: str, suffix: str) -> frozenset[Pair]:
    return pairs_in(_statements(text, suffix))


def _statements(text: str, suffix: str) -> set[str]:
    whole = (_strings_of_json(text) if suffix == ".map" else None) or [text]
    return {part for one in whole for part in _STATEMENT.split(one)}


def _checks_of(permitted: Permitted, allowed: tuple[Allowance, ...]) -> Sequence[TextCheck]:
    standing = tuple(allowance.kept() for allowance in allowed)
    personal = PersonalData(standing, permitted.countries, permitted.known)
    return (
        [personal, PassingValues(permitted.passing, permitted.places, permitted.owners)]
        if permitted.passing
        else [personal]
    )


def _strings_of_json(text: str) -> list[str] | None:
    """Its texts and numbers, and the names of both; ``None`` for what is none."""
    try:
        return _strings_in(_JSON_READER.decode(text))
    except (ValueError, RecursionError):
        return None


def _strings_of_items(text: str) -> Iterable[str] | None:
    """The same. Of a long list each item by itself: as objects it takes five times as much memory as its text."""
    try:
        for _ in _items_of_json(text):
            pass
    except (ValueError, RecursionError):
        return None
    return (string for item in _items_of_json(text) for string in _strings_in(item))


def _items_of_json(text: str) -> Iterator[Any]:
    """What a list holds, one by one; all that is none at once. Raises :class:`ValueError` for what is no JSON."""
    place = _blank(text, 0)
    if not text.startswith("[", place):
        yield _JSON_READER.decode(text)
        return
    place, is_more = _blank(text, place + 1), True
    if text.startswith("]", place):
        is_more = False
    while is_more:
        item, place = _JSON_READER.raw_decode(text, place)
        yield item
        place = _blank(text, place)
        is_more = text.startswith(",", place)
        place = _blank(text, place + 1) if is_more else place
    if not text.startswith("]", place) or _blank(text, place + 1) < len(text):
        raise ValueError


def _blank(text: str, place: int) -> int:
    """Where blanks end that begin at a place."""
    blanks = _BLANKS.match(text, place)
    return blanks.end() if blanks else place


def _strings_in(value: Any) -> list[str]:
    found: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found += item
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str):
            found.append(item)
    return found


def _suffix(address: str) -> str:
    return splitext(address)[1].lower()


def _names_in(address: str) -> set[str]:
    """The folders of a file and its own name, and each as it reads where it stands for other signs."""
    names = {*address.split("/")}
    if _ESCAPED_BYTE in address:
        names |= {unquote(name.replace(_ESCAPED_BYTE, "%")) for name in names if _ESCAPED_BYTE in name}
    return names


def _of_document(document: Document, parts: Mapping[str, Part], text: str) -> PublicText:
    return document.public_text(parts[text])


def _without_rules(text: str) -> tuple[str, list[str]]:
    """A page without the rules that it brings along, and these. Found by their ends, in a tenth of the time of an expression."""
    between, rules = list[str](), list[str]()
    done = 0
    while (start := text.find(_STYLE, done)) != -1 and (end := text.find(_STYLE_ENDS, start)) != -1:
        between.append(text[done:start])
        rules.append(text[start + len(_STYLE) : end])
        done = end + len(_STYLE_ENDS)
    return "".join([*between, text[done:]]), rules


def _blocks_of(markup: str) -> list[str]:
    """A page, cut before the lines that begin with one of these tags: what stands between them many pages have in common."""
    found, done = list[str](), 0
    for tag in _BLOCKS:
        start = markup.find(tag, done)
        line = markup.rfind("\n", done, start)
        if start != -1 and line != -1 and not markup[line:start].strip("\n "):
            found.append(markup[done:line])
            done = start
    return [*found, markup[done:]]


def _without_linked_data(markup: str) -> tuple[str, dict[str, list[str]]]:
    """A page without what it says to machines alone, most of which it says elsewhere as well; and the texts of that."""
    found: dict[str, list[str]] = {}

    def left(script: re.Match[str]) -> str:
        strings = _strings_of_json(script[2])
        if strings is None:
            return script[0]
        found[script[2]] = strings
        return script[1] + script[3]

    return _LINKED_DATA.sub(left, markup), found


def _said_on_page(typed: str, text: str) -> _Said:
    return _Said(text, typed, say("The page"))


def _of_text(piece: str) -> Iterator[_Said]:
    """What stands between two tags that part: without those that do not, and what these say; of linked data, each text."""
    if piece.startswith("{") and (strings := _strings_of_json(piece)) is not None:
        yield from (_Said(string, piece, say("The page")) for string in strings)
        return
    within = _WITHIN.findall(piece) if "<" in piece else ()
    bare = _WITHIN.sub(lambda tag: "\n" if _BREAK.match(tag[0]) else "", piece) if within else piece
    yield _Said(_as_read(bare), piece, say("The page"))
    for tag in within:
        yield from _of_tag(tag)


def _of_tag(tag: str) -> Iterator[_Said]:
    """The values of its attributes, and what an address among them leads to."""
    for attribute in _ATTRIBUTE.finditer(tag):
        value = _as_read(attribute[2] or attribute[3] or attribute[4] or "")
        if value:
            name = attribute[1].lower()
            holder = say("The attribute {name}", name=name)
            yield _Said(value, tag, holder, name in _GEOMETRY)


def _as_read(text: str) -> str:
    """Without entities: of the escapes of scripts and addresses the checks know."""
    return html.unescape(text) if "&" in text else text

"""The engine in node over an index on disk, and what the records really hold, told without any index."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from generator.disclose.disclosure import Disclosure
from generator.model.text.folding import fold, is_word
from generator.website.search.days import day_terms, days_in
from generator.website.search.documents import Document, of_entry
from generator.website.search.folding import folded_lines
from generator.website.search.index import search_files
from generator.website.search.segments import PUBLISHED, Cutting, in_order
from generator.website.words.language import language

PROJECT = Path(__file__).parents[2]
ENGINE = PROJECT / "site_templates" / "search"
RUNNER = Path(__file__).with_name("engine_runner.mjs")
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」')


class Refused(Exception):
    """The engine threw; ``kind`` is that of its EngineError."""

    def __init__(self, kind: str | None, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Engine:
    """One process of node; every command is answered before the next is asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, command: str, **asked: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"command": command, **asked}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise Refused(**answer["error"])
        return answer["value"]

    def answers(self, text: str, **query: Any) -> list[dict[str, Any]]:
        """First results, then the same with counts."""
        made: list[dict[str, Any]] = self._searched("search", text, query)
        return made

    def first_results(
        self, text: str, size: int, **query: Any
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The answers up to the one that shows so many hits, or all that there are: as long as a page waits for its first
        results; and those after it.
        """
        answers = self.answers(text, size=size, early=True, **query)
        enough = (len(answer["hits"]) >= size or not answer["isEarly"] for answer in answers)
        count = list(enough).index(True) + 1
        return answers[:count], answers[count:]

    def found(self, text: str, **query: Any) -> list[str]:
        """The addresses of all hits, in their order."""
        made: list[str] = self._searched("found", text, {"size": 100_000, **query})
        return made

    def _searched(self, command: str, text: str, query: dict[str, Any]) -> Any:
        options = {name: query.pop(name) for name in ("language", "today", "fresh") if name in query}
        return self.ask(command, query={"text": text, **query}, **options)


@contextmanager
def running(site: Path) -> Iterator[Engine]:
    """The engine over the index of a site on disk."""
    node = shutil.which("node")
    assert node, "the tests of the search engine need node"
    command = [node, str(RUNNER), str(ENGINE), str(site)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Engine(process)
        assert process.stdin
        process.stdin.close()


def write_index(disclosure: Disclosure, folder: Path, cutting: Cutting = PUBLISHED) -> dict[str, bytes]:
    """The files of the index, on disk too; each address comes once."""
    made = list(search_files(disclosure, cutting=cutting))
    assert len({address for address, _ in made}) == len(made)
    for address, content in made:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return dict(made)


_KNOWN: dict[int, tuple[Disclosure, list[Document]]] = {}
"""By the identity of a disclosure, which is kept so that no other takes its place."""


def documents(disclosure: Disclosure) -> list[Document]:
    """What the index is made from, oldest first."""
    if id(disclosure) not in _KNOWN:
        _KNOWN[id(disclosure)] = (disclosure, _documents(disclosure))
    return _KNOWN[id(disclosure)][1]


def _documents(disclosure: Disclosure) -> list[Document]:
    first = language(disclosure.site.languages[0])
    return [of_entry(entry, first, disclosure.as_of) for entry in in_order(disclosure)]


def truth(documents: Iterable[Document], text: str) -> set[str]:
    """The addresses of the documents that hold every word of the query, by looking at each text."""
    words = list(_words(text))
    return {
        f"{document.type}/{document.name}.html"
        for document in documents
        if all(_holds(_folded(document), word) for word in words)
    }


@cache
def _folded(document: Document) -> str:
    return folded_lines(f"{document.heading}\n{document.text}")


def _words(text: str) -> Iterator[str]:
    phrases = [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]
    for word in (*phrases, *re.split(r"[\s、，；]+", _QUOTED.sub(" ", text))):
        if folded := fold(word).rstrip("."):
            yield folded


def _holds(text: str, word: str) -> bool:
    """Whether the word stands there, or the number or the day that it is in another spelling."""
    if stands(word, text):
        return True
    others, days = _other_spellings(word)
    return any(
        stands(other, text) and re.search(f"(?<![0-9],){re.escape(other)}", text) for other in others
    ) or bool(days and days & day_terms(text))


@cache
def _other_spellings(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those of a number with and without separators; those of a day."""
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", word) if re.match("[0-9]", word) else word
    others = {plain, re.sub("^[0-9]{5,}", lambda number: f"{int(number[0]):,}", plain)} - {word}
    return frozenset(others), frozenset(_whole_day(word))


def _whole_day(word: str) -> Iterator[str]:
    for place, terms in days_in(word):
        if (place.start, place.stop) == (0, len(word)):
            yield terms[0]


def stands(word: str, text: str) -> bool:
    """Whether the word stands in the text, one of letters or digits where such a word begins; both are folded."""
    place = text.find(word)
    while place >= 0:
        if not (is_word(word[0]) and place > 0 and is_word(text[place - 1])):
            return True
        place = text.find(word, place + 1)
    return False

"""Many literal texts at once: which of them stand in a text, in one pass over it.

The needles become one regular expression in the form of a trie, so that the scan looks at the first character of
all of them together and the time hardly depends on how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any


def trie_pattern(needles: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches the longest needle at each place; without needles, one that matches nothing."""
    root: dict[str, Any] = {}
    for needle in needles:
        node = root
        for sign in needle:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile(_alternatives(root) if root else r"(?!)")


def _alternatives(root: dict[str, Any]) -> str:
    """Written without recursion: a needle may be longer than Python's stack is deep."""
    done: dict[int, str] = {}
    waiting = [root]
    while waiting:
        node = waiting[-1]
        missing = [child for sign, child in node.items() if sign and id(child) not in done]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        branches = [re.escape(sign) + done[id(child)] for sign, child in sorted(node.items()) if sign]
        joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
        done[id(node)] = f"(?:{joined})?" if "" in node and joined else joined
    return done[id(root)]


def found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, those that begin inside another one's span included, so that a short needle is not hidden by a long one."""
    start = 0
    while match := pattern.search(text, start):
        yield match
        start = match.start() + 1

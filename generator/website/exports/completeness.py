"""What the rules call for in each period, and what of it is missing, as data: one file for whoever compares bodies."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.disclose.disclosure import Disclosure
from generator.website.places.exports import COMPLETENESS_DATA


def completeness_file(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """A list, one demand of one period a line, as the page of completeness says it; empty where nothing is called for.

    ``expected`` and ``missing`` are values of ``field``, else parts of the period; ``title`` is what the rule means.
    """
    lines = [
        json.dumps(
            {
                "type": item.type,
                "rule": item.rule,
                "title": item.title.base,
                **{f"title_{code}": text for code, text in sorted(item.title.translations.items())},
                "period": item.period,
                "field": item.field or None,
                "expected": list(item.expected),
                "missing": list(item.missing),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for item in disclosure.coverage
    ]
    yield COMPLETENESS_DATA, ("[\n" + ",\n".join(lines) + "\n]\n").encode()

"""One test over many values: all of them are tried, and all that fail are named.

``pytest.mark.parametrize`` makes a test of each value, which takes longer than what is asked of most of them: it is for
values that need a folder, a site or a browser of their own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def each(names: str | tuple[str, ...], values: Iterable[Any], ids: object = None) -> Callable[[Test], Test]:
    """Like ``parametrize``; what fixtures give is shared by all values, so they must leave it as it is."""
    known = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    given = [dict(zip(known, value if len(known) > 1 else (value,), strict=True)) for value in values]
    assert given, "a test of nothing"

    def over_all(test: Test) -> Test:
        @wraps(test)
        def tried(**fixtures: Any) -> None:
            failed = list(filter(None, (_failure(test, one, fixtures) for one in given)))
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(given)} values", failed)

        signature = inspect.signature(test)
        asked = [value for name, value in signature.parameters.items() if name not in known]
        tried.__signature__ = signature.replace(parameters=asked)  # type: ignore[attr-defined]
        return tried

    return over_all


def _failure(test: Test, one: dict[str, Any], fixtures: dict[str, Any]) -> BaseException | None:
    try:
        test(**one, **fixtures)
    except (Exception, pytest.fail.Exception) as error:
        error.add_note(f"with {one}")
        return error
    return None

"""What a page is expected to become, waited for at little cost.

Playwright's own ``expect`` writes down what a screen reader would have of the whole page each time that it looks and finds
something else, in case that was the last time. That takes longer than opening the page did. So what is expected is first waited
for in a way that writes nothing down, and then asked of Playwright, whose answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Locator, Page
from playwright.sync_api import expect as _expect

_expect.set_options(timeout=10_000)  # as patient as a click: the machines that run this are slow and shared


def expect(what: Locator | Page, message: str | None = None) -> Any:
    """As Playwright's."""
    return _Expected(what, message)


class _Expected:
    def __init__(self, what: Locator | Page, message: str | None) -> None:
        self._what, self._asked = what, _expect(what, message)

    def __getattr__(self, name: str) -> Callable[..., None]:
        asked, wait = getattr(self._asked, name), _WAITS.get(name)
        if wait is None:
            return asked  # type: ignore[no-any-return]

        def waited(*arguments: Any, **options: Any) -> None:
            with suppress(Error, AssertionError):  # Playwright says below what is wrong
                wait(self._what, *arguments, **options)
            asked(*arguments, **options)

        return waited


def _text(ask: Callable[[Locator], Callable[[list[object]], None]]) -> Callable[..., None]:
    """Of a list of texts Playwright says what it has found by that list alone."""
    return lambda locator, text: ask(locator)(text if isinstance(text, list) else [text])


def _comes(locator: Locator, visible: bool = True) -> None:
    locator.wait_for(state="visible" if visible else "hidden")


_WAITS: Mapping[str, Callable[..., None]] = {
    "to_be_visible": _comes,
    "to_be_hidden": lambda locator: locator.wait_for(state="hidden"),
    "to_be_attached": lambda locator: locator.wait_for(state="attached"),
    "to_have_text": _text(lambda locator: _expect(locator).to_have_text),
    "to_contain_text": _text(lambda locator: _expect(locator).to_contain_text),
    "to_have_url": lambda page, url: page.wait_for_url(url, wait_until="commit"),
}

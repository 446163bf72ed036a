"""Findings → text for people or data for programs, a module a format. Nothing else formats a finding.

:mod:`~generator.check.report.speaker` puts findings into one language, masks what may be personal and makes control
signs visible; each format then only lays out and escapes. A format is loaded when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.check.gate import Verdict
    from generator.check.report.json_object import as_json
    from generator.check.report.plain_text import as_text

__all__ = ["FORMATS", "as_json", "as_text"]

_WRITERS = {
    "text": ("plain_text", "as_text"),
    "json": ("json_object", "as_json"),
    "github": ("github", "as_github"),
    "gitlab": ("gitlab", "as_gitlab"),
    "sarif": ("sarif", "as_sarif"),
    "junit": ("junit", "as_junit"),
    "html": ("html_page", "as_html"),
}
"""The module and the function of each format."""


def __getattr__(name: str) -> Any:
    for module, function in _WRITERS.values():
        if function == name:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)


def _writer(function: str) -> Callable[[Verdict, str], str]:
    def write(verdict: Verdict, language: str) -> str:
        return str(__getattr__(function)(verdict, language))

    return write


FORMATS: Mapping[str, Callable[[Verdict, str], str]] = {
    name: _writer(function) for name, (_, function) in _WRITERS.items()
}
"""The formats that ``sunlit check --format`` knows."""

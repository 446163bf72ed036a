"""Pages that somebody wrote, for the index to hold beside records."""

from __future__ import annotations

from generator.model.records.page import Page, PageLine


def page(address: str, language: str, title: str, *text: str) -> Page:
    """A page that somebody wrote."""
    lines = tuple(PageLine(line, number) for number, line in enumerate(text, 1))
    return Page("", address, language, title, "", "", text=lines)


PAGES = (
    page("about.html", "zh", "关于本站", "这个网站公开什么。", "鹦鹉螺号"),
    page("en/about.html", "en", "About", "What this site shows: nautilus"),
)

"""Our reading of pages is that of :mod:`html.parser`, and notices what is none."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from each import each
from html_page import read_page

PAGES = Path(__file__).parent / "cases"


class _Theirs(HTMLParser):
    """Start tags with their attributes, and texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def same(text: str) -> None:
    ours, theirs = read_page(text), _Theirs(text)
    assert [(element.tag, element.attributes) for element in ours.elements] == theirs.tags
    assert "".join(words for _, words in ours.words) == theirs.text
    assert all(
        text[element.start : element.end].lower().startswith(f"<{element.tag}") for element in ours.elements
    )


def test_pages_are_read_alike() -> None:
    pages = sorted(PAGES.glob("*/expected/pages/**/*.html"))[::9]
    assert len(pages) > 30
    for path in pages:
        text = path.read_text(encoding="utf-8")
        same(text)
        assert read_page(text).trouble == []


@each(
    "text",
    [
        "<!doctype html><HTML Lang=zh><!-- <b> --><p title='a>b' data-x=\"<i>\" hidden>1 &lt; 2 &amp; 3</p></HTML>",
        "<script>if (a < b && c > d) { x = '</b>'; }</script><style>a > b {}</style>",
        "<br><img src=a.png alt=''/><svg><path d='M0 0'/></svg>",
        "<a href='?a=1&amp;b=2'>x</a><a href=?c=3>y</a>",
    ],
)
def test_so_are_odd_spellings(text: str) -> None:
    same(text)


@each(
    "text",
    [
        "<p><b>x</p></b>", "<p>x", "x</p>", "1 < 2", "<p title='>x</p>", "<p a=1 a=2>x</p>", "<i id=a></i><i id=a></i>",
        "<p <b>x</b>",
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_trouble(text: str) -> None:
    assert read_page(text).trouble

from __future__ import annotations

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.text.html_text import text_of_html


@each(
    ("html", "text"),
    [
        (
            "<div><p>一、目标</p>\n<p>二、<b>措</b>施&nbsp;&amp; 分工</p></div>",
            "一、目标\n二、措施\xa0& 分工",
        ),
        ("first<br>second<BR/>third", "first\nsecond\nthird"),
        ("<ul><li>one</li><li>\n two</li></ul>", "• one\n• two"),
        ("<table><tr><th>年</th><td>3</td></tr><tr><td>x</td></tr></table>", "年 3\nx"),
        ('<a href="https://x.example/a?b&amp;c">全文</a>', "全文 (https://x.example/a?b&c)"),
        ('<a href="https://x.example/">https://x.example/</a>', "https://x.example/"),
        ('<a href="javascript:alert(1)" data-href="https://x.example">here</a>', "here"),
        ("<img src=x onerror=alert(1) alt='a map'>", "a map"),
        ("a<script>alert('</p>')</script>b<style>p{}</style><!-- <p>hidden -->c", "abc"),
        ("a<script>never closed", "a"),
        ("a<!-- never closed", "a"),
        ("1 &lt; 2, 3 < 4 <张三> <a@example.org>", "1 < 2, 3 < 4 <张三> <a@example.org>"),
        ("<custom-field><xml>value</xml></custom-field>", "value"),
        ("<p> </p><ul><li></li></ul>", ""),
        ("plain\n text", "plain text"),
    ],
)
def test_a_text_is_what_its_html_shows(html: str, text: str) -> None:
    assert text_of_html(html) == text


TAGS = (
    "<p>",
    "</p>",
    "<br>",
    "<li>",
    "<!--",
    "-->",
    '<a href="',
    '">',
    "</a>",
    "<script>",
    "</script>",
    "<",
    ">",
    "x",
)


@given(some.lists(some.sampled_from(TAGS), max_size=12).map("".join))
def test_no_tag_comes_through(html: str) -> None:
    assert not [
        tag for tag in ("<p>", "</p>", "<br>", "<li>", "<script>", "<!--") if tag in text_of_html(html)
    ]


@given(
    some.text(alphabet="ab 张<>/3。", max_size=30).filter(
        lambda text: "<a" not in text and "<b" not in text and "</" not in text
    )
)
def test_what_is_no_html_stays_as_it_was_typed(text: str) -> None:
    assert text_of_html(text) == " ".join(text.split())

"""Markdown as its readers see it: for Chinese, in lines that know their place, within a bounded number of steps."""

from __future__ import annotations

import pytest
from each import each
from html_page import read_page
from hypothesis import given
from hypothesis import strategies as some

from generator.read.content import markdown
from generator.read.content.markdown import TooDeep, TooMuchMarkup, Written, read_markdown


def html(text: str) -> str:
    return read_markdown(text).html(lambda target, _: target)


def lines(text: str) -> list[tuple[str, int]]:
    return [(line.text, line.line) for line in read_markdown(text).text]


@each(
    ("text", "shown"),
    [
        ("推进养幼\n服务体系", "推进养幼服务体系"),
        ("第一，\n第二", "第一，第二"),
        ("他说\n“好”\n就走了", "他说“好”就走了"),
        ("**养幼**\n*服务*", "<strong>养幼</strong><em>服务</em>"),
        ("いろは\nにほへ", "いろはにほへ"),
        ("共\n3 项", "共\n3 项"),
        ("see\n附件", "see\n附件"),
        ("한국어\n문서", "한국어\n문서"),
        ("one\ntwo", "one\ntwo"),
        ("第一  \n第二", "第一<br />\n第二"),
        ("第一\\\n第二", "第一<br />\n第二"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_blank(text: str, shown: str) -> None:
    assert html(text) == f"<p>{shown}</p>"


@each(
    ("text", "shown"),
    [
        ("**注意：**请于五日内", "<strong>注意：</strong>请于五日内"),
        ("他说**“同意”**了", "他说<strong>“同意”</strong>了"),
        ("*（试行）*自即日起", "<em>（试行）</em>自即日起"),
        ("全文**《办法》**见后", "全文<strong>《办法》</strong>见后"),
        ("a * b * c", "a * b * c"),
        ("snake_case_name", "snake_case_name"),
        ("2 ** 3", "2 ** 3"),
        ("a**(b)**c", "a**(b)**c"),
    ],
)
def test_emphasis_ends_beside_chinese_punctuation(text: str, shown: str) -> None:
    assert html(text) == f"<p>{shown}</p>"


@each(
    ("text", "read"),
    [
        ("示&#20363;辛", "示例辛"),
        ("示**例**辛", "示例辛"),
        ("示[例](x 'y')辛", "示例辛"),
        ("示`例`辛", "示例辛"),
        ("示\\*例", "示*例"),
        ("138&nbsp;&#48;0", "138\xa000"),
        ("1380<b>000</b>", "1380<b>000</b>"),
        ("示\n例\n辛", "示例辛"),
        ("> 示\n> 例", "示例"),
        ("# 示例 #", "示例"),
        ("示&ZeroWidthSpace;例", "示\u200b例"),
        ("a\n  b\tc", "a b c"),
    ],
)
def test_a_line_is_what_is_read(text: str, read: str) -> None:
    assert lines(text) == [(read, 1)]


def test_each_block_cell_and_line_of_code_is_a_line_with_its_place() -> None:
    text = "# 题\n\n一\n二  \n三\n\n- 甲\n- 乙\n\n| a | b |\n| - | - |\n| c | d |\n\n```\nx\n\n y\n```\n\n    z\n"
    assert lines(text) == [
        ("题", 1), ("一二 三", 3), ("甲", 7), ("乙", 8), ("a", 10), ("b", 10), ("c", 12), ("d", 12),
        ("x", 15), ("y", 17), ("z", 20),
    ]  # fmt: skip


def test_what_stands_for_pictures_and_over_links_is_kept_apart() -> None:
    read = read_markdown("一\n![甲*乙*](a.png '丙')[丁](b.md '戊')")
    assert [(line.text, line.line) for line in read.spoken] == [("甲乙", 2), ("丙", 2), ("戊", 2)]
    assert [(target.typed, target.is_picture, target.line) for target in read.targets] == [
        ("a.png", True, 2),
        ("b.md", False, 2),
    ]
    assert [line.text for line in read.text] == ["一 丁"]


def test_nothing_is_dressed() -> None:
    """The policy of the site allows no inline style, and a language of code names no class."""
    assert html("|a|b|\n|-:|:-:|\n|1|2|").count("style") == 0
    assert html("```js\nx\n```") == "<pre><code>x\n</code></pre>"
    assert html('# T {#x onclick="y"}') == '<h1 id="t-x-onclicky">T {#x onclick="y"}</h1>'


@each(
    ("text", "ids"),
    [
        ("# 甲\n# 乙", ["_1", "_2"]),
        ("# A b\n# a B\n# A_b!", ["a-b", "a-b_1", "a_b"]),
        ("# __config\n# sl-main\n# __palette_0", ["_1", "_2", "_3"]),
        ("# a_1\n# a\n# a", ["a_1", "a", "a_2"]),
        ("# " + "x" * 500, ["x" * 100]),
        ("# a_" + "9" * 5000 + "\n", ["a_" + "9" * 98]),
    ],
)
def test_headings_have_an_id_each_and_none_of_the_frame_s(text: str, ids: list[str]) -> None:
    assert [heading.id for heading in read_markdown(text).headings] == ids


MANY = 3_000
FEW_STEPS = 5_000
"""A tenth of what a page may cost, so that these texts may be a tenth as long."""
TOO_MUCH = (
    "[" * MANY, "![" * MANY, "]" * 6_000, "[a](" * MANY * 2, "[]" * MANY, "a**b" * MANY, "*a_" * MANY, "`a``" * 6_000,
    "&" * 6_000, "&amp;" * 6_000, "<a@" * MANY, "\\" * 12_000, "a\n" * MANY, "a  \n" * MANY, "# " * 6_000,
    "a\n-\n" * MANY, "[a]: b '" + "x\n" * MANY, "[a]: b\n\n" + "[a]" * 6_000, ">" * 50 + "a\n" + "b\n" * MANY,
    "|" + "a|" * 6_000 + "\n|" + "-|" * 6_000 + "\n", "|a|b|\n|-|-|\n" * MANY, "> |a|\n> |-|\n" * MANY,
)  # fmt: skip
"""Texts that cost more steps than any page of their length. Without the limit long ones would not end."""
AT_ONCE = (
    "*" * 30_000, "_" * 30_000, "~" * 30_000, "#" * 30_000, "`" * 30_000, " " * 30_000 + "a", "\n" * 30_000,
    "\t" * 30_000, "".join("`" * (n % 200 + 1) + " " for n in range(1000)), "[a](" + "(" * 30_000,
    "".join("e" + "`" * n for n in range(1, 400)), "```\n" * 3_000, "[a]: <" * 3_000, "<!--" * 3_000, "<?" * 2_000,
    "-" * 30_000, "* * " * 2_000, "".join(f"[a{n}]: b\n" for n in range(5000)),
)  # fmt: skip
"""Texts that look as bad and cost little."""


@pytest.mark.parametrize("text", TOO_MUCH, ids=lambda text: repr(text[:12]))
def test_no_text_costs_more_than_its_steps(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_STEPS", FEW_STEPS)
    with pytest.raises((TooMuchMarkup, TooDeep)):
        read_markdown(text)


@each("text", AT_ONCE, ids=lambda text: repr(text[:12]))
def test_what_costs_little_is_read(text: str) -> None:
    assert isinstance(read_markdown(text), Written)


def test_a_long_page_costs_much_less_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_STEPS", markdown.MOST_STEPS // 2)
    dense = "这是**一段**文字，[链接](a.md)，还有`代码`。"
    page = ("## 标题\n\n" + dense * 10 + "\n\n- 甲\n- 乙\n\n| 一 | 二 |\n| - | - |\n| 三 | 四 |\n\n") * 200
    assert len(page) > 60_000
    assert read_markdown(page).text


@each("opener", ["> ", "- ", "1. ", "> - "])
def test_what_stands_too_deep_is_named_not_left_out(opener: str) -> None:
    for depth in range(1, 5):
        assert read_markdown(opener * depth + "末尾").text[-1].text == "末尾"
    for depth in range(5, 30):
        try:
            read = read_markdown(opener * depth + "末尾")
        except TooDeep:
            continue
        assert read.text[-1].text == "末尾"
    with pytest.raises(TooDeep) as deep:
        read_markdown("一\n\n" + opener * 30 + "末尾")
    assert deep.value.line == 3


PIECES = (
    "示例", "a", "1", "，", "“", "”", " ", "\n", "\n\n", "  \n", "\t", "*", "**", "_", "`", "```\n", "[", "](", ")", "![", "'",
    '"', "<b>", "</b>", "<", ">", "> ", "- ", "1. ", "# ", "|", "\n|-|-|\n", "&amp;", "&#36763;", "&", "\\", "---\n", "===\n",
    "[a]: b\n", "[a]", "<http://a.example>", "&Tab;", "&#10;", "\u200b", "é", "\u0301", "😀", "!",
)  # fmt: skip
MIXTURE = some.lists(some.sampled_from(PIECES), max_size=25).map("".join)


@given(MIXTURE)
def test_the_lines_say_what_the_html_shows(text: str) -> None:
    """Two accounts of one reading: whoever checks the lines has checked the page."""
    read = read_markdown(text)
    shown = read_page(f"<div>{read.html(lambda target, _: target)}</div>")
    assert not shown.trouble
    assert "".join("".join(line.text for line in read.text).split()) == "".join(shown.visible.split())


@given(some.lists(some.sampled_from([*PIECES, "§"]), max_size=25).map("".join))
def test_every_sign_knows_its_line(text: str) -> None:
    """A sign that stands on a page stands on the line of the file that its place names."""
    numbered = [line.count("§") for line in text.split("\n")]
    found = [0] * len(numbered)
    for line in read_markdown(text).text:
        for offset, sign in enumerate(line.text):
            if sign == "§":
                found[line.line_at(offset) - 1] += 1
    assert all(one <= other for one, other in zip(found, numbered, strict=True))

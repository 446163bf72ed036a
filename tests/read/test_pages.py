"""The pages of ``content/``: every byte of them is understood or named, and nothing that stands there can act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from each import each
from html_page import Page, read_page
from hypothesis import given
from hypothesis import strategies as some
from page_root import PageReading, PageRoot

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.text.catalogue import translator


@pytest.fixture
def root(tmp_path: Path) -> PageRoot:
    return PageRoot(tmp_path)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> PageRoot:
    """For properties: one page, written anew for each example."""
    return PageRoot(tmp_path_factory.mktemp("pages"))


TEXT = "# 关于本站\n\n这里公开三类事。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-mark"])
def test_a_page_may_be_saved_as_a_csv_file_may(root: PageRoot, encoding: str) -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be") if encoding.endswith("mark") else TEXT.encode(encoding)
    page = root.read_page(data, "about.md").page
    assert (page.title, page.description) == ("关于本站", "这里公开三类事。")
    assert page.html == '<h1 id="_1">关于本站</h1>\n<p>这里公开三类事。</p>'


@each(
    ("data", "rule"),
    [
        (TEXT.encode()[:-3] + b"\xff\n", rules.UNDECODABLE_BYTE),
        (TEXT.encode("utf-16-le"), rules.UNDECODABLE_BYTE),
        (b"# a\n\0\n", rules.NUL_BYTE),
        ("# 标题\n\n搴忓彿\n".encode(), rules.MOJIBAKE),
        (b"x" * 1_000_001, rules.FILE_TOO_LARGE),
        (b"# a\n\n" + b"[" * 30_000 + b"\n", rules.PAGE_TOO_COMPLEX),
        (b"> " * 30 + b"a\n", rules.PAGE_TOO_COMPLEX),
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n", rules.MERGE_CONFLICT),
    ],
)
def test_a_page_that_cannot_be_read_is_one_finding_and_no_page(
    root: PageRoot, data: bytes, rule: rules.Rule
) -> None:
    reading = root.read_page(data)
    assert [finding.rule for finding in reading.findings] == [rule]
    assert reading.findings[0].severity is Severity.ERROR
    assert reading.pages == ()


def test_the_others_are_read_all_the_same(root: PageRoot) -> None:
    root.write("bad.md", b"\xff\xff")
    root.write("to-bad.md", "[x](bad.md)\n")
    reading = root.read()
    assert [page.path for page in reading.pages] == ["content/to-bad.md"]
    assert [finding.source.path for finding in reading.findings] == ["content/bad.md"]


@pytest.mark.parametrize(
    ("name", "address", "language", "title"),
    [
        ("about.md", "about.html", "zh", "About"),
        ("en/about.md", "en/about.html", "en", "About"),
        ("help/how_to-do.md", "help/how to do", "zh", "How to do"),
        ("help/README.md", "help/index.html", "zh", "Index"),
        ("指南.md", "指南.html", "zh", "指南"),
        ("A.MD", "A.html", "zh", "A"),
    ],
)
def test_a_file_has_its_address_and_language(
    root: PageRoot, name: str, address: str, language: str, title: str
) -> None:
    page = root.read_page("x\n", name).page
    address = address if address.endswith(".html") else "help/how_to-do.html"
    assert (page.address, page.language, page.title) == (address, language, title)


def test_hidden_files_and_links_are_not_pages(root: PageRoot, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.md").write_text("secret\n")
    for name in (".a.md", ".git/a.md", "a.md~", "a.txt"):
        root.write(name, "x\n")
    (tmp_path / "content" / "b.md").symlink_to(tmp_path / "secret" / "a.md")
    (tmp_path / "content" / "c").symlink_to(tmp_path / "secret")
    assert root.read() == PageReading((), ())


def test_a_folder_of_pages_that_is_a_link_is_a_finding(root: PageRoot, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("x\n")
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    assert root.read().places == [("link-in-data", "content", None)]


FRONT = "---\ntitle: 题目\ndescription: >\n  一句话\n  说明\norder: 3\n---\n# 正文\n\n段落\n"


def test_front_matter_says_title_description_and_order(root: PageRoot) -> None:
    page = root.read_page(FRONT).page
    assert (page.title, page.description, page.order) == ("题目", "一句话说明", 3)
    assert [(line.text, line.line) for line in page.stated] == [("题目", 2), ("一句话说明", 3)]
    assert [(line.text, line.line) for line in page.text] == [("正文", 8), ("段落", 10)]
    assert "title" not in page.html


@each("text", [FRONT.replace("\n", "\r\n"), "\ufeff" + FRONT, "\n\n" + FRONT])
def test_it_is_found_whatever_ends_its_lines_or_stands_above(root: PageRoot, text: str) -> None:
    page = root.read_page(text).page
    assert (page.title, page.order) == ("题目", 3)


@each("text", ["---\n\n# 甲\n\n---\n乙\n", "# 甲\n\n---\ntitle: 乙\n---\n", "------\na: b\n---\n"])
def test_a_rule_across_the_page_is_no_front_matter(root: PageRoot, text: str) -> None:
    reading = root.read_page(text)
    assert reading.findings == ()
    assert len(reading.page.text) == 2 - text.startswith("-----")


@each(
    ("front", "line", "said"),
    [
        ("template: redirect.html", 2, "'template' above a page means nothing here."),
        ('title: a\nlocation: "x\');alert(1)//"', 3, "'location' above a page means nothing here."),
        ("hide: [toc]", 2, "'hide' above a page means nothing here."),
        ("status: new", 2, "'status' above a page means nothing here."),
        ("draft: true", 2, "'draft' above a page means nothing here."),
        ("titel: a", 2, "'titel' above a page means nothing here."),
        ("title: [a, b]", 2, "'title' is a line of text, and here stands something else."),
        ("description: {a: b}", 2, "'description' is a line of text, and here stands something else."),
        ("order: first", 2, "'order' is a number, and here stands something else."),
        (f"order: {'9' * 5000}", 2, "'order' is a number, and here stands something else."),
        ("order: .inf", 2, "'order' is a number, and here stands something else."),
        ("title: a\ntitle: b", 3, "'title' stands twice above the page."),
        ("- a", 2, "Here stands something that is not a record."),
        ("just words", 2, "Here stands something that is not a record."),
    ],
)
def test_anything_else_above_a_page_is_a_finding(root: PageRoot, front: str, line: int, said: str) -> None:
    (finding,) = root.read_page(f"---\n{front}\n---\n# a\n").findings
    assert finding.message.render(str, "en") == said
    assert (finding.source.path, finding.source.line) == ("content/a.md", line)
    assert finding.severity is Severity.ERROR
    assert finding.hint


@each(
    ("front", "hint"),
    [
        ("titel: a", "Is 'title' meant?"),
        ("draft: true", "Keep the page outside of content/ until it is to be published."),
        ("hide: [toc]", "Which pages are listed, and in which order, is said under nav in mkdocs.yml."),
        ("weight: 3", "Write it as 'order', with a number."),
        ("qqqq: 3", "Above a page stand only title, description and order. What readers should know belongs into its text."),
    ],
)  # fmt: skip
def test_it_says_what_to_do_instead(root: PageRoot, front: str, hint: str) -> None:
    (finding,) = root.read_page(f"---\n{front}\n---\n").findings
    assert finding.hint
    assert finding.hint.render(str, "en") == hint


@each(
    "front",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\ntitle: [*b,*b]",
        "title: " + "[" * 50_000,
        "title: 'open",
        "title: a: b",
        "\ttitle: a",
        "title: !!python/object/apply:os.system [x]",
        "? {a: b}\n: c",
        "title: a\n... \nb",
    ],
)
def test_hostile_front_matter_is_findings(root: PageRoot, front: str) -> None:
    reading = root.read_page(f"---\n{front}\n---\n# a\n")
    assert any(finding.severity is Severity.ERROR for finding in reading.findings) or "..." in front
    for finding in reading.findings:
        assert finding.source.path == "content/a.md"
        assert finding.message.render(translator("zh"), "zh")


def test_front_matter_that_nothing_closes_is_a_finding(root: PageRoot) -> None:
    reading = root.read_page("---\ntitle: a\n\n# b\n")
    assert reading.places == [("front-matter", "content/a.md", 1)]


DRAFT = "title: X\ndraft: true\n"


@each(
    ("text", "line"),
    [
        (f" ---\n{DRAFT}---\n# 甲\n", 1),
        (f"\u3000---\n{DRAFT}---\n# 甲\n", 1),
        (f"----\n{DRAFT}----\n# 甲\n", 1),
        (f"———\n{DRAFT}———\n# 甲\n", 1),
        (f"－－－\n{DRAFT}－－－\n# 甲\n", 1),
        ('+++\ntitle = "X"\ndraft = true\n+++\n# 甲\n', 1),
        ('{\n"title": "X",\n"draft": true\n}\n# 甲\n', 1),
        (f"<!-- c -->\n---\n{DRAFT}---\n# 甲\n", 2),
        (f"<!-- c\nd -->\n\n---\n{DRAFT}---\n# 甲\n", 4),
        (f"---\n\n{DRAFT}---\n# 甲\n", 1),
        (f"---\r\n\r\n{DRAFT}---\r\n# 甲\r\n", 1),
        (f"{DRAFT}\n# 甲\n", 1),
        ("Title: X\nDraft: True\n\n# 甲\n", 1),
        ("title：X\ndraft：是\n\n# 甲\n", 1),
        ("标题：X\n草稿：是\n\n# 甲\n", 1),
        (f"---yaml\n{DRAFT}---\n# 甲\n", 1),
        (f"***\n{DRAFT}***\n# 甲\n", 1),
        (f"====\n{DRAFT}====\n# 甲\n", 1),
        ("tags:\n- a\n  b\ndraft: true\n\n# 甲\n", 1),
        ("\n\ntitle: X\n---\n# 甲\n", 3),
    ],
)
def test_front_matter_in_another_spelling_is_no_text(root: PageRoot, text: str, line: int) -> None:
    (finding,) = (each for each in root.read_page(text).findings if each.rule is rules.FRONT_MATTER)
    assert finding.source.line == line
    assert finding.severity is Severity.ERROR
    assert finding.hint
    is_draft = "raft" in text or "草稿" in text
    assert finding.hint.render(str, "en").startswith(
        "Keep the page outside" if is_draft else "Put three dashes"
    )


@each(
    "text",
    [
        "说明：本页每季度更新。\n",
        "Note: this page is made anew each quarter.\n",
        "Status: in force\nDate: 5 March\n",
        "title page of the yearbook\n",
        "date: see the list\nbelow, which is complete\n",
        "Hidden: nothing\n",
        "草稿：本页尚在征求意见\n",
        "电话：12345\n地址：某路 1 号\n",
        "***\n\n甲\n",
        "    title: an example\n",
        "- title: an example\n",
        "---\n\nStatus: in force\n\n---\n",
        "# 甲\n\ndraft: true\n",
        "甲\ndraft: true\n",
        "<!-- a --> title: x\n",
    ],
)
def test_text_that_begins_with_a_word_and_a_colon_is_text(root: PageRoot, text: str) -> None:
    assert rules.FRONT_MATTER not in {finding.rule for finding in root.read_page(text).findings}


@each(
    ("text", "line", "message"),
    [
        ("# 甲\n\n<!-- 待张三核实 -->\n", 3, "A remark (<!-- … -->) is shown on the page as it is typed (on 1 line)."),
        ("甲\n乙 <!-- 待\n核实 -->\n", 2, "A remark (<!-- … -->) is shown on the page as it is typed (on 1 line)."),
        ("<!-- a -->\n\n> <!-- **b** -->\n", 1, "A remark (<!-- … -->) is shown on the page as it is typed (on 2 lines)."),
        ("甲<br>乙\n\n<b>丙</b>\n", 1, "HTML is shown on the page as it is typed, tags and all (on 2 lines)."),
    ],
)  # fmt: skip
def test_html_that_readers_would_see_as_it_is_typed_is_a_warning(
    root: PageRoot, text: str, line: int, message: str
) -> None:
    (finding,) = root.read_page(text).findings
    assert (finding.rule, finding.source.line, finding.severity) == (
        rules.HTML_AS_TEXT,
        line,
        Severity.WARNING,
    )
    assert finding.message.render(str, "en") == message


@each(
    "text",
    [
        "`<!-- a -->`\n",
        "```\n<b>a</b>\n<!-- a -->\n```\n",
        "\\<!-- a -->\n",
        "&lt;b>a</b>\n",
        "a < b <张三>\n",
    ],
)
def test_html_that_is_meant_to_be_read_is_left_alone(root: PageRoot, text: str) -> None:
    assert root.read_page(text).findings == ()


def test_links_between_pages_lead_to_their_addresses(root: PageRoot) -> None:
    root.write(
        "help/how.md",
        "# 怎么用\n\n## 找到我们\n\n[a](../about.md) [b](#找到我们) [c](/en/about.md#About-us)\n",
    )
    root.write(
        "about.md",
        "[a](help/how.md) [b](help/how.md#找到我们) [c](en/about.md) [d](pic/a%20b.png) [e](指南.md?x)\n",
    )
    root.write("en/about.md", "# About us\n\n![p](../pic/a b.png) ![p](<../pic/a b.png>)\n")
    root.write(
        "指南.md",
        "[a](https://a.example/?q=1&r=2#x) [b](mailto:a@b.example) [c](tel:0) [d](notes/a.html) [e](//a.example)\n",
    )
    root.write("pic/a b.png", b"x")
    reading = root.read()
    assert reading.findings == ()
    targets = {page.address: re.findall(r'(?:href|src)="([^"]*)"', page.html) for page in reading.pages}
    assert targets == {
        "help/how.html": ["../about.html", "#_2", "../en/about.html#about-us"],
        "about.html": ["help/how.html", "help/how.html#_2", "en/about.html", "pic/a%20b.png", "%E6%8C%87%E5%8D%97.html"],
        "en/about.html": ["../pic/a%20b.png"],
        "指南.html": ["https://a.example/?q=1&amp;r=2#x", "mailto:a@b.example", "tel:0", "notes/a.html", "//a.example"],
    }  # fmt: skip


def test_a_name_is_found_however_its_accents_are_composed(root: PageRoot) -> None:
    root.write("re\u0301sume\u0301.md", "# r\n")
    root.write("x.md", "[a](r\u00e9sum\u00e9.md) [b](re\u0301sume\u0301.md)\n")
    reading = root.read()
    assert reading.findings == ()
    page = next(page for page in reading.pages if page.address == "x.html")
    assert re.findall(r'href="([^"]*)"', page.html) == ["re%CC%81sume%CC%81.html"] * 2


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("[x](abuot.md)", "There is no file 'abuot.md' in content/.", "Is 'about.md' meant?"),
        ("[x](../../etc/passwd.md)", "There is no file '../../etc/passwd.md' in content/.", None),
        ("![x](pics/a.png)", "There is no file 'pics/a.png' in content/.", "Is 'pic/a.png' meant?"),
        ("[x](about.md#数据怎样来)", "The page has no heading '数据怎样来'.", "Is '数据怎么来' meant?"),
        ("[x](#nothing)", "The page has no heading 'nothing'.", "Name a heading as it stands there."),
        ("[x](javascript:alert(1))", "A link that begins with 'javascript:' is not made.", None),
        ("![x](https://a.example/b.png)", ("A picture from another place is not shown: a page asks no other host "
         "for anything."), None),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_a_warning(
    root: PageRoot, link: str, message: str, hint: str | None
) -> None:
    root.write("about.md", "# 关于\n\n## 数据怎么来\n")
    root.write("pic/a.png", b"x")
    root.write("x.md", f"# x\n\n{link}\n")
    (finding,) = root.read().findings
    assert (finding.source.path, finding.source.line, finding.severity) == (
        "content/x.md",
        3,
        Severity.WARNING,
    )
    assert finding.message.render(str, "en") == message
    assert finding.hint
    assert hint is None or finding.hint.render(str, "en") == hint


def test_ten_thousand_broken_links_are_looked_for_once_each(
    root: PageRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.read.content import pages

    sought: list[str] = []
    monkeypatch.setattr(pages, "nearest", lambda text, _: sought.append(text))
    root.write("about.md", "x\n")
    reading = root.read_page("".join(f"[x](a{number}.md)\n\n" for number in range(3000)), "x.md")
    assert len(reading.findings) == 3000
    assert len(sought) <= pages._MOST_SOUGHT


def test_a_description_is_the_first_paragraph(root: PageRoot) -> None:
    assert (
        root.read_page("# a\n\n- 表\n\n> 第一段，**强调**\n> 接着\n\n第二段\n").page.description
        == "第一段，强调接着"
    )
    assert root.read_page("# a\n\n- 表\n").page.description == ""


ALLOWED = {"p", "a", "img", "em", "strong", "code", "pre", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
           "blockquote", "hr", "br", "span", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "title", "id", "start"}


def is_inert(page: Page) -> bool:
    """No tag, attribute, scheme or host but those that a page of this site may have."""
    return all(
        element.tag in ALLOWED and set(element.attributes) <= ATTRIBUTES for element in page.elements
    ) and all(_leads_nowhere_bad(element.tag, value) for element, _, value in page.targets())


def _leads_nowhere_bad(tag: str, value: str) -> bool:
    """As a browser reads an address: blanks do not count, a backslash is a slash."""
    read = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", read)
    if tag == "img":
        return not scheme and not read.startswith("//")
    return not scheme or scheme[0] in ("http:", "https:", "mailto:", "tel:")


def rendered(root: PageRoot, text: str) -> Page:
    return read_page(root.read_page(text).page.html)


@each(
    "raw",
    ["<script>alert(1)</script>", "a <b onclick='x'>b</b>", "<div>\n\nx\n\n</div>",
     "<iframe src='https://e.example'></iframe>", "<!-- comment -->", "<?php x ?>", "<![CDATA[x]]>",
     "<style>*{}</style>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "--8<-- 'secret.md'", "{{ 7*7 }}",
     "[TOC]", "{% include 'x' %}", "<!--sunlit:slot:body-->"],
)  # fmt: skip
def test_whatever_is_no_markdown_is_shown_as_text(root: PageRoot, raw: str) -> None:
    page = rendered(root, raw)
    assert is_inert(page)
    assert page.visible.split() == raw.split()
    assert {element.tag for element in page.elements} == {"p"}


@each(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "<javascript:alert(1)>", "javascript&colon;alert(1)",
     "javascript&#58;alert(1)", "javascript&#x3a;alert(1)", "&#106;avascript:alert(1)", "java&Tab;script:alert(1)",
     "java&NewLine;script:x", "vbscript:x", "data:text/html;base64,xx", "blob:x", "file:///etc/passwd",
     "&#32;javascript:x", "intent:x", "x&#x0A;:y"],
)  # fmt: skip
def test_a_link_that_would_run_something_loses_its_target(root: PageRoot, target: str) -> None:
    for text in (f"[x]({target})", f"[x]({target} 'title')", f"[x][y]\n\n[y]: {target}"):
        page = rendered(root, text)
        assert not [element for element in page.all("a") if "href" in element.attributes], text
        assert page.visible == "x"


@each(
    "target",
    ["https://e.example/x.png", "//e.example/x.png", "///e.example/x.png", "https&colon;//e.example/x.png", "&#47;/e.example/x",
     "\\\\\\\\e.example/x.png", "/\\\\e.example/x.png", "/&Tab;/e.example/x.png", "data:image/svg+xml,x", "javascript:x"],
)  # fmt: skip
def test_a_picture_from_elsewhere_becomes_its_text(root: PageRoot, target: str) -> None:
    page = rendered(root, f"![文字]({target})")
    assert not page.all("img")
    assert page.visible == "文字"


@given(
    some.lists(
        some.sampled_from(
            ["[x](", "![y](", ")", "<", ">", "javascript:", "&colon;", "//", "/", "\\", "e.example", "\n\n", "`", "*", "[z]: ",
             "<script>", "&#47;", "&Tab;", '"', "'", " ", "onload=", "a", "[z]", "&", ";", "|", "-", "\t", "https:", "]",
             "{: onclick=x }", "#", "---\n", "title: ", ".md", "%2e%2e/", "a.png", "\x0b", "\u2028", "\x85"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_no_mixture_of_signs_gets_anything_through(scratch: PageRoot, text: str) -> None:
    for page in scratch.read_page(text).pages:
        assert is_inert(read_page(page.html)), text


@given(some.binary(max_size=200))
def test_any_bytes_are_a_page_or_findings(scratch: PageRoot, data: bytes) -> None:
    reading = scratch.read_page(data)
    assert len(reading.pages) == (not any(finding.severity is Severity.ERROR for finding in reading.findings))
    for finding in reading.findings:
        assert finding.message.render(translator("zh"), "zh")


def test_all_pages_together_cost_a_bounded_number_of_steps(
    root: PageRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.read.content import pages

    monkeypatch.setattr(pages, "MOST_STEPS_OF_ALL", 200)
    for number in range(50):
        root.write(f"{number:02}.md", "*a* " * 20 + "\n")
    reading = root.read()
    assert 1 < len(reading.pages) < 10
    assert reading.places == [("page-too-complex", "content", None)]


def test_hostile_front_matter_is_a_few_findings(root: PageRoot) -> None:
    front = "a: &a [x]\n" + "b: [" + "*a, " * 500 + "]\n"
    assert len(root.read_page(f"---\n{front}---\n").findings) == 3

"""What is in another language than the page says so, wherever a template puts it; everywhere else it is the text that it is."""

from __future__ import annotations

import json
import pickle
from html.parser import HTMLParser
from pathlib import Path

import pytest
from built_site import BuiltSite
from each import each
from hypothesis import given
from hypothesis import strategies as some
from page_kinds import fullest_records, one_of_each_kind

from generator.model.text.wording import Wording
from generator.website.build.templates import Templates
from generator.website.words.language import Language, language
from generator.website.words.marked import Marked, with_marked_runs

ENGLISH = language("en", "zh")
TEMPLATE = """\
{% macro shown(text) %}<b title='{{ text }}'>{{ text }}</b>{% endmacro %}
{% macro spoken(text) %} data-y data-x="{{ text }}" title='{{ text }}'{% endmacro %}
<p title="{{ x }}" {% if x %}data-x="{{ x }}"{% endif %}>{{ x }}
{% if x %}<i>{{ x }}</i>{% else %}<i title="{{ x }}"></i>{% endif %}
{{ shown(x) }}<i{{ spoken(x) }}>{{ x }}</i></p>
<select><option>{{ x }}</option></select><!-- a > "b" --><textarea>{{ x }}</textarea>
<svg><title>{{ x }}</title><text>{{ x }}<tspan>{{ x | truncate(5, true, '…', 0) }}</tspan></text></svg>
<p>{{ _("Report about {x}").format(x=x) }}</p>
"""


class Read(HTMLParser):
    """(innermost element, its language, text) of each text; attributes; and which elements there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.texts: list[tuple[str, str, str]] = []
        self.attributes: list[str] = []
        self.elements: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.elements.add(tag)
        self.attributes += [text or "" for name, text in attrs if name in ("title", "data-x")]
        if tag not in ("meta", "link", "input", "br", "img", "hr", "wbr"):
            self.open.append((tag, said.get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((*self.open[-1], data))


def rendered(folder: Path, text: str, speech: Language = ENGLISH) -> Read:
    return Read(Templates([folder], speech, speech.records).render("a.html", x=speech.written(text)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("templates")
    (made / "a.html").write_text(TEMPLATE, "utf-8")
    return made


@given(some.text("年《》甲乙ab<>&\"' {}%\u0627\u0639", min_size=1))
def test_marks_stand_between_tags_alone_and_the_text_stays(folder: Path, text: str) -> None:
    read = rendered(folder, text)
    assert set(read.attributes) == {text}
    assert read.elements <= {
        "p", "i", "b", "select", "option", "textarea", "svg", "title", "text", "tspan", "span",
    }  # fmt: skip
    for tag, lang, said in read.texts:
        if any(sign in said for sign in "年甲乙") and tag not in ("option", "textarea", "title"):
            assert lang == "zh"
    assert "".join(said for tag, _, said in read.texts if tag == "textarea") == (text if text.strip() else "")


@each(
    ("text", "records", "page", "lang"),
    [
        ("市委组织部", "zh", "en", "zh"),
        ("DN300", "zh", "en", ""),
        ("市委组织部", "zh", "zh", ""),
        ("The mayor", "en", "zh", "en"),
        ("2026-01", "en", "zh", ""),
        ("นายกเทศมนตรี", "th", "en", "th"),
        ("The mayor", "th", "en", ""),
        ("The mayor", "en", "fr", "en"),
    ],
)
def test_a_text_is_in_the_language_of_records_as_far_as_its_letters_can_be(
    text: str, records: str, page: str, lang: str
) -> None:
    shown = Language(page, str, records).written(text)
    assert getattr(shown, "lang", "") == lang
    assert shown == text


def test_what_runs_from_right_to_left_says_so_on_every_page() -> None:
    for page in ("zh", "en"):
        shown = language(page, "zh").written("سۆز <b>")
        assert isinstance(shown, Marked)
        assert shown.__html__() == '<span dir="auto">سۆز &lt;b&gt;</span>'


def test_a_chinese_word_in_an_english_sentence_is_marked_by_itself() -> None:
    shown = language("en").text(Wording("写“无”", {"en": "Say 无 & no more"}))
    assert isinstance(shown, Marked)
    assert shown.__html__() == 'Say <span lang="zh">无</span> &amp; no more'
    assert with_marked_runs("<p title='甲'>As 组〔2026〕14号 says</p>", "en") == (
        "<p title='甲'>As <span lang=\"zh\">组〔2026〕14号</span> says</p>"
    )


def test_for_everything_but_html_it_is_a_text() -> None:
    shown = ENGLISH.written("甲 <乙>\n丙")
    assert json.dumps([shown]) == json.dumps(["甲 <乙>\n丙"])
    assert pickle.loads(pickle.dumps(shown)) == "甲 <乙>\n丙"
    assert [line.lang for line in shown.splitlines() if isinstance(line, Marked)] == ["zh", "zh"]
    assert f"{shown}|" == "甲 <乙>\n丙|"


@each("texts", [["甲", "b"], ["甲", "乙"], ["a", "b"], []])
def test_a_list_keeps_the_marks_of_its_parts(texts: list[str]) -> None:
    shown = ENGLISH.joined(map(ENGLISH.written, texts))
    assert shown == "; ".join(texts)
    assert getattr(shown, "__html__", lambda: shown)().count("<span") == sum(text > "z" for text in texts)


def test_no_english_page_holds_a_chinese_text_that_does_not_say_so(shipped_site: BuiltSite) -> None:
    pages = [
        page
        for page in {*one_of_each_kind(shipped_site), *fullest_records(shipped_site)}
        if page.startswith("en/")
    ]
    assert len(pages) > len(shipped_site.outcome.disclosure.types)
    unsaid = [
        (page, tag, text)
        for page in sorted(pages)
        for tag, lang, text in Read((shipped_site.folder / page).read_text("utf-8")).texts
        if any("\u3400" <= sign <= "\u9fff" for sign in text) and not lang.startswith("zh")
        if tag not in ("title", "desc", "script", "style")  # which hold no element
    ]
    assert not unsaid

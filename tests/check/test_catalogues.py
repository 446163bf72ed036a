"""A site's own words: catalogues of further languages, and other words in a shipped one. What is wrong with them is one
finding each, with its line; what is right with the rest stays.
"""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from building import DAY, Root
from hypothesis import given
from hypothesis import strategies as some

from generator.check.gate import judge, read_everything
from generator.model.findings.finding import Finding
from generator.model.text.catalogue import TEMPLATE, said_on_pages, translator
from generator.model.text.po import NotRead, read_po
from generator.model.text.stop import CannotRun
from generator.read.schema.site_file import read_site

EMPTY = TEMPLATE.read_text(encoding="utf-8")


def whole(**words: str) -> str:
    """A catalogue in which everything is said, the template filled in."""
    text = EMPTY
    for entry in read_po(EMPTY):
        said = words.get(entry.id, f"eu {entry.id}")
        id, said = (each.replace("\\", "\\\\").replace('"', '\\"') for each in (entry.id, said))
        text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{said}"')
    return text


@pytest.fixture
def basque(root: Root) -> Root:
    root.schema({"fields": [{"name": "id"}, {"name": "title"}]})
    root.declare("data/site.yaml", {"name": "X", "languages": ["en", "eu"]})
    root.records({"id": "a", "title": "b"})
    return root


def found(root: Root) -> list[Finding]:
    return [one for one in judge(root.folder, DAY).findings if one.source.path.startswith("data/locales/")]


def said(finding: Finding) -> str:
    hint = finding.hint.render(translator("en"), "en") if finding.hint else ""
    return f"{finding.message.render(translator('en'), 'en')} {hint}"


def test_a_template_that_is_filled_in_is_a_language(basque: Root) -> None:
    basque.write("data/locales/eu.po", whole(Home="Hasiera"))
    assert found(basque) == []
    (catalogue,) = read_everything(basque.folder).register.site.catalogues
    assert (catalogue.language, catalogue.words["Home"]) == ("eu", "Hasiera")
    assert catalogue.words.keys() == said_on_pages()


@pytest.mark.parametrize(
    ("languages", "says"),
    [
        ("[en, eu]", ("data/site.yaml, line 2: languages: the words of pages in 'eu' are not there. There are those of "
                     "zh, en, zh-hant, fr. For another language put them into data/locales/eu.po")),
        ("xx", "'xx' is no code of a language. Pages can be in zh, en, zh-hant, fr, and in any other"),
        ("[en, FR]", "languages cannot be 'FR'"),
        ("[en, ../eu]", "languages cannot be '../eu'"),
    ],
)  # fmt: skip
def test_a_language_without_words_is_told_what_there_is(root: Root, languages: str, says: str) -> None:
    root.write("data/site.yaml", f"name: X\nlanguages: {languages}\n")
    with pytest.raises(CannotRun) as stop:
        read_site(root.folder)
    assert says in stop.value.phrase.render(translator("en"), "en")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('msgid "Home"\nmsgstr "Hasiera\n', 2, "neither a comment nor msgid"),
        ('# a\n\nmsgid "Home"\nmsgstr "Hasi\\q"\n', 4, "'\\q' means nothing"),
        ('msgid "Home"\n\nmsgid "Search"\nmsgstr ""\n', 1, "no msgstr below"),
        ('msgid "Home"\nmsgstr "a"\nmsgstr "b"\n', 3, "cannot stand here"),
        ('msgstr "a"\n', 1, "cannot stand here"),
        ('"a"\n', 1, "cannot stand here"),
        ('msgid "Home"\nmsgstr "a"\n\nmsgid "Home"\nmsgstr "b"\n', 4, "stands in line 1"),
        ("Home: Hasiera\n", 1, "neither a comment"),
    ],
)
def test_a_broken_catalogue_is_one_finding_at_its_line(basque: Root, text: str, line: int, says: str) -> None:
    basque.write("data/locales/eu.po", text)
    (finding,) = found(basque)
    assert (finding.rule.id, finding.source.line) == ("broken-catalogue", line)
    assert says in said(finding)


def test_another_encoding_and_a_merge_conflict_are_named(basque: Root) -> None:
    basque.write("data/locales/eu.po", 'msgid "Home"\nmsgstr "Año de la señora"\n'.encode("gb18030"))
    assert "another encoding than UTF-8" in said(found(basque)[0])
    basque.write("data/locales/eu.po", '<<<<<<< HEAD\nmsgid "Home"\n=======\n>>>>>>> b\n')
    assert [finding.rule.id for finding in found(basque)] == ["merge-conflict"]


@pytest.mark.parametrize(
    ("id", "text", "says"),
    [
        ("{n} late", "berandu", "each of these once, with its braces: {n}."),
        ("{n} late", "{m} berandu", "each of these once, with its braces: {n}."),
        ("{n:day|days}", "{n", "each of these once, with its braces: {n:day|days}."),
        ("{n:day|days}", "{n.real}", "each of these once"),
        ("{done} of {all} done", "{done} {done}", "with its braces: {done} {all}."),
        ("Home", "{0}", "asks for a value, and the sentence has none"),
    ],
)
def test_a_translation_that_asks_for_other_values_is_told_which(
    basque: Root, id: str, text: str, says: str
) -> None:
    basque.write("data/locales/eu.po", whole(**{id: text}))
    (finding,) = found(basque)
    assert finding.rule.id == "misfit-translation"
    assert says in said(finding)
    assert id not in read_everything(basque.folder).register.site.catalogues[0].words


def test_what_is_not_said_yet_is_one_warning_that_counts(basque: Root) -> None:
    text = (
        '#, fuzzy\nmsgid "Home"\nmsgstr "?"\n\nmsgid "Search"\nmsgstr "Bilatu"\n\nmsgid "Title"\nmsgstr " "\n'
    )
    basque.write("data/locales/eu.po", text)
    (finding,) = found(basque)
    assert (finding.rule.id, finding.severity, finding.source.line) == ("untranslated", "warning", 2)
    assert said(finding).startswith(f"{len(said_on_pages()) - 1} sentences of pages without a translation")


def test_other_words_in_a_shipped_language_are_said_without_the_rest(basque: Root) -> None:
    basque.declare("data/site.yaml", {"name": "X", "languages": ["en"]})
    basque.write("data/locales/en.po", 'msgid "Home"\nmsgstr "Start"\n\nmsgid "Hame"\nmsgstr "x"\n')
    (finding,) = found(basque)
    assert (finding.rule.id, finding.source.line) == ("unused-words", 4)
    basque.write("data/locales/eu.po", whole())
    basque.write("data/locales/eu.mo", "x")
    assert [(one.rule.id, one.source.path[-5:]) for one in found(basque)] == [
        ("unused-words", "en.po"), ("broken-catalogue", "eu.mo"), ("unused-words", "eu.po"),
    ]  # fmt: skip
    assert judge(basque.folder, DAY).fit


def test_it_is_looked_at_as_all_declarations_are(basque: Root) -> None:
    """Joined as gettext joins it, escapes undone, comments too; at the place where it was typed."""
    start = whole().count("\n")
    more = '# 13800138000\nmsgid "x"\nmsgstr ""\n"1380"\n"0138000"\n'
    basque.write("data/locales/eu.po", whole() + more)
    places = [
        (one.source.line, one.source.column) for one in found(basque) if one.rule.id.startswith("personal")
    ]
    assert places == [(start + 1, 3), (start + 4, 2)]


@given(
    some.lists(
        some.sampled_from(
            ['msgid "a"', 'msgstr "b"', '"c"', "#, fuzzy", "# x", "", 'msgctxt "d"', 'msgid_plural "e"', 'msgstr[0] "f"',
             '"\\n"', '"', "msgid", '"\\', "\r"]
        ),
        max_size=12,
    ),
    some.sampled_from(["\n", "\r\n", "\r"]),
)  # fmt: skip
def test_any_lines_are_read_or_refused_at_one_of_them(lines: list[str], end: str) -> None:
    try:
        read = all(entry.id for entry in read_po(end.join(lines)))
    except NotRead as trouble:
        read = 1 <= trouble.line <= len(lines) + lines.count("\r")
    assert read


@given(
    some.dictionaries(some.text(min_size=1, max_size=90), some.text(max_size=90), max_size=4).filter(
        lambda words: not any("\r" in text or "\f" in text for pair in words.items() for text in pair)
    )
)
def test_whatever_another_program_writes_is_read_as_it_was_meant(words: dict[str, str]) -> None:
    theirs, file = Catalog(), BytesIO()
    for id, text in words.items():
        theirs.add(id, text)
    write_po(file, theirs, width=40)
    assert {entry.id: entry.text for entry in read_po(file.getvalue().decode("utf-8"))} == words

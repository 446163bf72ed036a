"""Texts of records in several languages: a field beside another that says it in French is what French pages show, and nothing
of what is compared, grouped or stored changes.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from building import DAY, Root

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure, at_its_own_page
from generator.model.text.catalogue import translator
from generator.model.text.translated import TranslatedText, translations_of
from generator.website.words.language import language

NAME = {"personal": {"class": "name", "public": "during-period"}}
KINDS = [{"value": "评优", "label_en": "Commendation"}, "其他"]
PLAIN: list[dict[str, Any]] = [
    {"name": "id"},
    {"name": "title"},
    {"name": "title_fr"},
    {"name": "title_eu"},
    {"name": "title_code"},
    {"name": "on", "type": "date"},
    {"name": "on_fr"},
    {"name": "who"},
    {"name": "who_fr"},
    {"name": "names", **NAME},
    {"name": "names_fr"},
    {"name": "kind", "categories": KINDS},
    {"name": "ends", "type": "date"},
]
NEUTRAL = {
    "period": {"from": "on", "to": "ends"},
    "neutral_title": ["{kind}（{who}）", "{kind}"],
    "neutral_title_en": ["{kind} of {who}", "{kind}"],
    "children": {"steps": {"fields": [{"name": "what"}, {"name": "what_fr"}]}},
}


def disclosed(root: Root, record: dict[str, Any], **block: Any) -> Disclosure:
    root.declare("data/site.yaml", {"name": "X", "languages": ["zh", "fr", "en"]})
    root.schema({"fields": PLAIN, "sunlit": {"title": "通知", **NEUTRAL, **block}})
    root.records({"id": "a", "on": "2026-11-23", "ends": "2026-11-27", **record})
    return disclose(judge(root.folder, DAY).register, DAY)


def test_a_field_beside_another_says_it_in_a_language_of_the_site(root: Root) -> None:
    found = disclosed(root, {"title": "通知", "title_fr": "Avis", "title_eu": "Oharra", "title_code": "x"})
    (entry,) = found.entries["notes"]
    assert entry.title == entry.values["title"] == "通知"
    assert translations_of(entry.title) == {"fr": "Avis"}
    french, english, chinese = (language(code, "zh") for code in ("fr", "en", "zh"))
    assert (french.title(entry.title), french.bare(str(entry.title))) == ("Avis", "Avis")
    assert "lang" not in getattr(french.title(entry.title), "__html__", str)()
    assert 'lang="zh"' in english.title(entry.title).__html__()  # type: ignore[attr-defined]
    assert chinese.title(entry.title) == "通知"
    hidden = {field.name for field in entry.type.fields if field.show == "hidden"}
    assert hidden & {str(field["name"]) for field in PLAIN} == {"title_fr", "who_fr"}
    assert pickle.loads(pickle.dumps(entry.title)).translations == {"fr": "Avis"}


def test_rows_say_it_too(root: Root) -> None:
    found = disclosed(
        root, {"title": "通知", "steps": [{"what": "起草", "what_fr": "Rédaction"}, {"what": "印发"}]}
    )
    rows = found.entries["notes"][0].children["steps"]
    assert [translations_of(str(row["what"])) for row in rows] == [{"fr": "Rédaction"}, {}]


def test_what_lasts_is_no_translation_of_what_does_not(root: Root) -> None:
    found = disclosed(root, {"title": "通知", "names": "欧阳某", "names_fr": "Ouyang"})
    (entry,) = found.entries["notes"]
    assert translations_of(str(at_its_own_page(entry).values["names"])) == {}
    assert next(field for field in entry.type.fields if field.name == "names_fr").show == "auto"


@pytest.mark.parametrize(
    ("record", "title", "english"),
    [
        ({"kind": "评优", "who": "某科", "who_fr": "Bureau"}, "评优（某科）", "Commendation of 某科"),
        ({"kind": "评优"}, "评优", "Commendation"),
        ({"kind": "其他"}, "其他", "其他"),
    ],
)
def test_a_neutral_title_has_its_own_translations(
    root: Root, record: dict[str, Any], title: str, english: str
) -> None:
    personal = [{**field, **NAME} if field["name"] == "title" else field for field in PLAIN]
    root.declare("data/site.yaml", {"name": "X", "languages": ["zh", "en"]})
    root.schema({"fields": personal, "sunlit": {"title": "通知", **NEUTRAL}})
    root.records({"id": "a", "title": "欧阳某", "on": "2026-11-23", "ends": "2026-11-27", **record})
    (entry,) = disclose(judge(root.folder, DAY).register, DAY).entries["notes"]
    assert entry.title == title
    assert translations_of(entry.title) == {"en": english}


def test_it_is_the_text_that_was_typed_wherever_it_is_compared() -> None:
    text = TranslatedText("通知", {"fr": "Avis"})
    assert text == "通知"
    assert hash(text) == hash("通知")
    assert {text: 1}["通知"] == 1
    assert translations_of(str(text)) == {"fr": "Avis"}
    assert language("fr", "en").written(text) == "Avis"
    assert language("fr", "en").written("通知") != "Avis"


HTML = "<div><p>一、<b>目标</b></p><p>二、措施</p></div>"


def test_what_is_declared_as_html_is_the_text_that_it_shows(root: Root) -> None:
    fields = [{"name": "id"}, {"name": "title"}, {"name": "body", "markup": "html", "show": "long"}]
    steps = {"steps": {"fields": [{"name": "what", "markup": "html"}]}}
    root.schema({"fields": fields, "sunlit": {"children": steps}})
    root.records(
        {"id": "a", "title": "通知", "body": HTML, "steps": [{"what": "<p>起草</p>"}, {"what": "<p></p>"}]}
    )
    verdict = judge(root.folder, DAY)
    (entry,) = disclose(verdict.register, DAY).entries["notes"]
    assert verdict.findings == ()
    assert entry.values["body"] == "一、目标\n二、措施"
    assert [dict(row) for row in entry.children["steps"]] == [{"what": "起草"}, {}]


def test_html_elsewhere_is_told_once_a_field_with_what_to_declare(root: Root) -> None:
    root.schema({"fields": [{"name": "id"}, {"name": "title"}, {"name": "body"}]})
    root.records(
        {"id": "a", "title": "a <b> c", "body": HTML}, {"id": "b", "title": "<张三>", "body": "x<br/>y"}
    )
    verdict = judge(root.folder, DAY)
    assert verdict.fit
    (finding,) = verdict.findings
    assert (finding.rule.id, finding.record, finding.field) == ("html-as-text", "a", "body")
    assert finding.message.parameters["n"] == 2


@pytest.mark.parametrize(
    ("value", "kind", "message", "hint"),
    [
        ("甲 <!-- 待张三核实 -->", "string", "holds a remark", "Take the remark out"),
        (["甲", "<b>乙</b>"], "array", "holds HTML", "Take the tags out"),
        (["<!-- 待定 -->"], "array", "holds a remark", "Take the remark out"),
        ("<b>甲</b> <!-- 待定 -->", "string", "holds HTML", "Write 'markup: html'"),
    ],
)
def test_remarks_and_parts_of_lists_are_told_too(
    root: Root, value: object, kind: str, message: str, hint: str
) -> None:
    root.schema({"fields": [{"name": "id"}, {"name": "title"}, {"name": "body", "type": kind}]})
    root.records({"id": "a", "title": "x", "body": value})
    verdict = judge(root.folder, DAY)
    assert verdict.fit
    (finding,) = verdict.findings
    assert (finding.rule.id, finding.record, finding.field) == ("html-as-text", "a", "body")
    assert message in finding.message.render(translator("en"), "en")
    assert finding.hint
    assert finding.hint.render(translator("en"), "en").startswith(hint)

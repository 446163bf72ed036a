"""Ids and mobile numbers of further countries: on top of what is always looked for, where the site names them."""

from __future__ import annotations

from functools import partial

import pytest
from building import DAY, Root
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.check.gate import judge
from generator.check.personal.detection import is_suspect, masked, personal_values
from generator.check.report import FORMATS
from generator.check.site.verification import verify
from generator.construct.proof import permitted_in
from generator.model.declared.site import Country
from generator.model.text.stop import CannotRun
from generator.read.schema.site_file import read_site

ALL = tuple(Country)


def found(text: str, *countries: Country) -> list[tuple[str, str, bool]]:
    return [
        (str(one.kind), text[one.start : one.end], one.certain) for one in personal_values(text, countries)
    ]


@each(("country", "text", "kind", "certain"), [
    ("HK", "A123456(3)", "foreign-id", True),
    ("HK", "Ｃ１２３４５６（９）", "foreign-id", True),
    ("HK", "AB987654(3)", "foreign-id", True),
    ("HK", "A1234563", "foreign-id", False),
    ("HK", "+852 9123 4567", "phone", True),
    ("HK", "00852-91234567", "phone", True),
    ("TW", "A123456789", "foreign-id", True),
    ("TW", "A800000014", "foreign-id", True),
    ("TW", "0912-345-678", "phone", True),
    ("TW", "+886 912 345 678", "phone", True),
    ("JP", "1234-5678-9018", "foreign-id", False),
    ("JP", "090-1234-5678", "phone", True),
    ("JP", "０８０ー１２３４ー５６７８", "phone", True),
    ("JP", "+81 90 1234 5678", "phone", True),
    ("KR", "900101-1234567", "foreign-id", True),
    ("KR", "010-1234-5678", "phone", True),
    ("KR", "+82 10 1234 5678", "phone", True),
    ("US", "536-90-4399", "foreign-id", True),
    ("GB", "AB 12 34 56 C", "foreign-id", True),
    ("GB", "AB123456C", "foreign-id", True),
    ("GB", "07700 900123", "phone", True),
    ("GB", "+44 (0)7700 900 123", "phone", True),
    ("DE", "36 574 261 809", "foreign-id", False),
    ("DE", "0151 23456789", "phone", True),
    ("DE", "+49 171 1234567", "phone", True),
    ("FR", "2 95 10 99 126 111 93", "foreign-id", True),
    ("FR", "295109912611193", "foreign-id", True),
    ("FR", "06 12 34 56 78", "phone", True),
    ("FR", "+33 6 12 34 56 78", "phone", True),
])  # fmt: skip
def test_a_number_is_found_where_its_country_is_named_and_else_not(
    country: str, text: str, kind: str, certain: bool
) -> None:
    sentence = f"见 {text}。"
    assert found(sentence, Country(country)) == [(kind, text, certain)]
    others = [other for other in ALL if other != country]
    assert kind not in [
        one[0] for one in found(sentence, *others) if one[1] == text and one[2]
    ] or country in ("TW", "JP")
    assert "foreign-id" not in [one[0] for one in found(sentence)]
    assert text not in masked(sentence, [Country(country)])
    assert is_suspect(sentence, [Country(country)])


@each(("country", "text"), [
    ("HK", "A123456(4)"), ("HK", "91234567"), ("HK", "2123 4567"), ("TW", "A123456788"), ("TW", "0912345"),
    ("JP", "123456789018"), ("JP", "1234-5678-9019"), ("JP", "03-1234-5678"), ("KR", "901301-1234567"), ("KR", "010-12345678"),
    ("US", "536904399"), ("US", "000-12-3456"), ("US", "2026-11-24"), ("GB", "GB123456C"), ("GB", "AB1234567"),
    ("DE", "36574261808"), ("DE", "030 123456"), ("FR", "295109912611194"), ("FR", "01 23 45 67 89"), ("FR", "0.612345678"),
    ("JP", "https://example.org/a/090-1234-5678.html"), ("US", "1.536-90-4399.2"), ("GB", "第1号 AB 12"),
])  # fmt: skip
def test_what_only_looks_like_it_is_nothing(country: str, text: str) -> None:
    assert [one for one in found(text, Country(country)) if one[0] == "foreign-id" or not found(text)] == []


@each(("country", "text"), [
    ("JP", "マイナンバー：123456789018"), ("JP", "個人番号 1234 5678 9018"), ("HK", "HKID A1234563"),
    ("DE", "Steuer-ID: 36574261809"),
])  # fmt: skip
def test_a_word_beside_it_settles_what_is_in_doubt(country: str, text: str) -> None:
    assert [(kind, certain) for kind, _, certain in found(text, Country(country))] == [("foreign-id", True)]


@given(some.text("0123456789 -.()+ABCabc号\n", max_size=60), some.lists(some.sampled_from(ALL), unique=True))
def test_countries_add_and_take_nothing_away(text: str, countries: list[Country]) -> None:
    """Whatever is found without them is found, or lies in something longer that is."""
    with_them = personal_values(text, countries)
    for one in personal_values(text):
        assert any((other.start <= one.start and one.end <= other.end) or (
            other.start < one.end and one.start < other.end and other.end - other.start >= one.end - one.start
        ) for other in with_them)  # fmt: skip
    assert not with_them or is_suspect(text, countries)


def test_the_gate_looks_for_them_and_no_report_prints_them(root: Root) -> None:
    values = {"a": "HKID A123456(3)", "b": "電話 090-1234-5678", "c": "SSN 536-90-4399"}
    root.schema()
    root.records(*({"id": id, "title": text, "on": text} for id, text in values.items()))
    for countries, ids in (([], []), (["HK"], ["a"]), (["HK", "JP", "US"], ["a", "b", "c"])):
        root.declare("data/site.yaml", {"countries": countries} if countries else {})
        verdict = judge(root.folder, DAY)
        personal = [finding for finding in verdict.findings if finding.rule.id.startswith("personal-")]
        assert sorted({finding.record for finding in personal}) == ids
        for format in FORMATS.values():
            report = format(verdict, "zh")
            assert not [id for id in ids if values[id].split()[1] in report]


def test_a_country_that_nobody_knows_is_refused(root: Root) -> None:
    root.declare("data/site.yaml", {"countries": ["XX"]})
    with pytest.raises(CannotRun):
        read_site(root.folder)


FIELDS = [
    {"name": "id"},
    {"name": "title"},
    {"name": "url", "format": "uri"},
    {"name": "value", "type": "number"},
    {"name": "total", "type": "integer"},
    {"name": "code", "constraints": {"pattern": "J[0-9]{11}|[0-9]{16}"}},
]
FOREIGN = [
    (
        "https://www.example.jp/kousei/gian/153/meisai/m15303153001.htm",
        "8.645533141210375",
        "L.U. No. 166; 20155174 HKK",
    ),
    (
        "https://example.org/photos/a.2233758270216197/2243374155921275/",
        "9.694619486185166",
        "162 -164, 08018 Barcelona",
    ),
    ("https://example.org/?id=15303153001&card=4111111111111111", "4111111111111.111", "items 166, 20155174"),
    ("ftp://example.org/13800138000/x.csv", "139.69170600", "page 138: 00138000"),
    ("https://example.org/13800138000", "13800138000.87", "138; 0013; 8000"),
]


def personal(root: Root) -> list[tuple[str, str, str]]:
    findings = judge(root.folder, DAY).findings
    return [(one.rule.id, one.record, one.field) for one in findings if one.rule.id.startswith("personal-")]


def test_a_foreign_table_passes_without_any_declaration(root: Root) -> None:
    """Web addresses full of digits, numbers of fifteen decimals, lists of numbers; also in the built site."""
    root.schema({"fields": FIELDS})
    root.records(
        *(
            {"id": f"r{n}", "title": title, "url": url, "value": value}
            for n, (url, value, title) in enumerate(FOREIGN)
        )
    )
    assert personal(root) == []
    root.build()
    assert in_the_built_site(root) == []


def in_the_built_site(root: Root) -> list[str]:
    findings = verify(root.site, partial(permitted_in, root.folder)).findings
    return [one.source.path for one in findings if one.rule.id.startswith("personal-")]


def test_a_field_may_say_that_its_numbers_are_none(root: Root) -> None:
    record = {"id": "r1", "title": "甲", "code": "J13800138000", "total": 13800138000}
    other = {"id": "r2", "title": "乙", "code": "4111111111111111", "total": "110105194912310021"}
    root.schema({"fields": FIELDS})
    root.records(record, other)
    assert personal(root) == [
        ("personal-mobile-number", "r1", "code"),
        ("personal-mobile-number", "r1", "total"),
        ("personal-bank-card", "r2", "code"),
        ("personal-resident-id", "r2", "total"),
    ]
    said = {"not_personal_reason": "卷号"}
    root.schema(
        {
            "fields": [
                *FIELDS[:4],
                *({**field, **said, "not_personal": ["phone", "bank-card"]} for field in FIELDS[4:]),
            ]
        }
    )
    assert personal(root) == [("personal-resident-id", "r2", "total")]
    root.records(record, {**other, "total": 4111111111111111})
    root.build()
    assert in_the_built_site(root) == []


@pytest.mark.parametrize("field", [
    {"type": "string"},
    {"type": "string", "show": "long"},
    {"type": "array"},
    {"type": "date"},
    {"type": "any"},
    {"type": "string", "constraints": {"pattern": ".*"}},
    {"type": "string", "constraints": {"pattern": r"[\s\S]{1,200}"}},
    {"type": "string", "constraints": {"pattern": r"\S+"}},
    {"type": "string", "constraints": {"pattern": "["}},
    {"type": "string", "constraints": {"maxLength": 20}},
    {"type": "string", "format": "email"},
])  # fmt: skip
def test_no_field_in_which_anything_can_be_written_may_say_so(root: Root, field: dict[str, object]) -> None:
    said = {"name": "note", "not_personal": "phone", "not_personal_reason": "不是", **field}
    root.schema({"fields": [*FIELDS[:2], said]})
    with pytest.raises(CannotRun, match="no sentence fits"):
        judge(root.folder, DAY)


def test_a_reason_must_be_given(root: Root) -> None:
    root.schema({"fields": [*FIELDS[:2], {"name": "n", "type": "integer", "not_personal": "phone"}]})
    with pytest.raises(CannotRun, match="not_personal_reason"):
        judge(root.folder, DAY)


@pytest.mark.parametrize("kind", ["resident-id", "address", "email", "name", "address, phone"])
def test_what_is_always_looked_for_cannot_be_switched_off(root: Root, kind: str) -> None:
    said = {"name": "n", "type": "integer", "not_personal": kind.split(", "), "not_personal_reason": "不是"}
    root.schema({"fields": [*FIELDS[:2], said]})
    with pytest.raises(CannotRun):
        judge(root.folder, DAY)


def test_a_field_for_web_addresses_says_it_of_web_addresses_alone(root: Root) -> None:
    said = {"name": "url", "format": "uri", "not_personal": ["phone"], "not_personal_reason": "文件名"}
    root.schema({"fields": [*FIELDS[:2], said]})
    root.records(
        {"id": "a", "title": "甲", "url": "mid:x13800138000"},
        {"id": "b", "title": "乙", "url": "打 13800138000"},
        {"id": "c", "title": "丙", "url": "13800138000"},
    )
    assert personal(root) == [("personal-mobile-number", "b", "url"), ("personal-mobile-number", "c", "url")]

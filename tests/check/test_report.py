from __future__ import annotations

import json
from datetime import date

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.check.gate import Verdict
from generator.check.personal.detection import masked, personal_values
from generator.check.report import as_json, as_text
from generator.check.report.speaker import Speaker, place
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding, Severity
from generator.model.findings.rules import WRONG_TYPE
from generator.model.records.record import Register, Source, column_letter
from generator.model.text.wording import say


def finding(
    source: Source, text: str = "x", severity: Severity = Severity.ERROR, record: str = ""
) -> Finding:
    return Finding(
        WRONG_TYPE,
        source,
        say("The id '{id}' stands twice.", id=text),
        say("Fill it in."),
        record,
        severity=severity,
    )


def verdict(*findings: Finding) -> Verdict:
    return Verdict(Register(Site(), {}, {}), findings, date(2026, 11, 24))


@each(
    ("ordinal", "letter"),
    [
        (1, "A"),
        (2, "B"),
        (26, "Z"),
        (27, "AA"),
        (52, "AZ"),
        (53, "BA"),
        (702, "ZZ"),
        (703, "AAA"),
        (16384, "XFD"),
    ],
)
def test_column_letters_are_those_of_a_spreadsheet(ordinal: int, letter: str) -> None:
    assert column_letter(ordinal) == letter


@given(some.integers(1, 10**6))
def test_a_column_letter_stands_for_one_column(ordinal: int) -> None:
    value = 0
    for letter in column_letter(ordinal):
        value = value * 26 + ord(letter) - ord("A") + 1
    assert value == ordinal


@each(
    ("source", "zh"),
    [
        (Source("data/site.yaml"), ""),
        (Source("data/a.yaml", 3), "第 3 行"),
        (Source("data/a.yaml", 3, 5), "第 3 行第 5 字"),
        (Source("data/a.csv", 3, 5), "第 3 行 E 列"),
        (Source("data/a.CSV", 3, 28), "第 3 行 AB 列"),
    ],
)
def test_places(source: Source, zh: str) -> None:
    assert place(source, Speaker("zh")) == zh


@each(
    "personal",
    [
        "13800001234",
        "11010119900307123X",
        "110101199003071234",
        "6222020000000000000",
        "zhang.san+x@mail.sample.example",
    ],
)
def test_what_may_be_personal_is_never_printed_whole(personal: str) -> None:
    report = verdict(finding(Source("data/a.csv", 2, 1), f"联系{personal}。", record=personal))
    for code in ("zh", "en"):
        assert personal not in as_text(report, code)
        assert personal not in as_json(report, code)
    assert personal[:9] not in as_text(report, "zh")


@each("harmless", ["2026-11-24", "0000-1234567", "〔2026〕14号", "1234567890", "10,000,000,000"])
def test_what_is_not_personal_stays(harmless: str) -> None:
    assert masked(harmless) == harmless


@given(some.from_regex(r"[0-9]{11,30}[xX]?", fullmatch=True))
def test_a_long_number_is_masked_exactly_if_the_gate_finds_it(number: str) -> None:
    text = f"电话 {number}，"
    assert (number in masked(text)) is (personal_values(text) == ())


def test_the_text_report_says_place_message_cure_and_rule() -> None:
    lines = as_text(verdict(finding(Source("data/a.csv", 2, 3))), "en").splitlines()
    assert lines[0] == "data/a.csv"
    assert lines[1].split("  ")[-1] == "Error: The id 'x' stands twice."
    assert "column C" in lines[1]
    assert [line.strip() for line in lines[2:4]] == [
        "Cure: Fill it in.",
        "Rule: wrong-type: A value is of the type that its field declares.",
    ]
    assert lines[-1] == "1 error, 0 warnings."


@each("sign", ["\x1b[31m", "\x07", "\r", "\u202e", "\u2028", "\x7f"])
def test_a_report_never_prints_a_sign_that_moves_other_text(sign: str) -> None:
    report = verdict(finding(Source("data/a.csv", 2, 3), f"a{sign}b"))
    assert sign[0] not in as_text(report, "zh")


def test_the_json_report_has_the_documented_form() -> None:
    warning = finding(Source("data/a.csv", 2, 3), severity=Severity.WARNING)
    content = json.loads(as_json(verdict(warning), "en"))
    assert content["root"] == "."
    assert content["as_of"] == "2026-11-24"
    assert content["counts"] == {"error": 0, "warning": 1}
    assert list(content["findings"][0]) == [
        "rule", "severity", "path", "line", "column", "record", "field", "message", "hint", "basis",
    ]  # fmt: skip
    assert content["findings"][0]["hint"] == "Fill it in."


def test_a_warning_does_not_keep_data_from_being_published() -> None:
    assert verdict(finding(Source("a"), severity=Severity.WARNING)).fit
    assert not verdict(finding(Source("a"))).fit


def test_refused_records_are_counted_once() -> None:
    found = verdict(
        finding(Source("a.csv", 2), record="x"),
        finding(Source("a.csv", 2, 3), record="x"),
        finding(Source("a.csv", 9)),
        finding(Source("b.csv", 9), severity=Severity.WARNING),
    )
    assert found.refused == 2

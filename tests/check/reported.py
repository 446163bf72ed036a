"""A verdict with one finding of every kind that a report has to show, a hostile record among them."""

from __future__ import annotations

from datetime import date

from generator.check.gate import Verdict
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.wording import Wording, say

HOSTILE = (
    "x\r\n::error file=a::y\n::stop-commands::z %0A%25 <script>alert(1)</script> ]]> <!-- --> \"'&amp; {id} "
    "[a](javascript:b) \x00\x1b[31m\x85\u2028\u202e\ufffe\ud800 \\u0041"
)
PERSONAL = "13800138000"
"""A number that stands as a value, as an id, and in a file's name, where it has to stay."""
PATH = "data/publicity/20260101000000.csv"
CLEAN = Record("notes", "a", Row({}, Source("data/notes/clean.yaml", 1)))

DEADLINE = Wording("完成期限", {"en": "Deadline"})
FINDINGS = (
    Finding(
        rules.WRONG_TYPE,
        Source("data/tasks/2026.csv", 12, 28),
        say(
            "{field} says '{value}', which is not {kind}.",
            field=DEADLINE,
            value="2026年底前",
            kind=say("a date"),
        ),
        say("Write a day that exists, like 2026-03-05."),
        "rw-2026-1",
        "due_on",
    ),
    Finding(
        rules.REQUIRED,
        Source("data/tasks/2026.csv", 2, 1),
        say("{field} is empty, but it is required.", field=Wording("标题", {"en": "Title"})),
        say("Fill it in."),
        "rw-2026-2",
        "title",
        Severity.WARNING,
        "《组织工作运行程序化管理办法》",
    ),
    Finding(
        rules.DUPLICATE_ID,
        Source("data/notes/坏 %.yaml", 3, 5),
        say("The id '{id}' stands twice.", id=HOSTILE),
        say("It stands first in {path}, line {line}. Give this record an id of its own.", path=PATH, line=3),
        HOSTILE,
        "id",
        basis="《办法》\n::error::]]>",
    ),
    Finding(
        rules.WRONG_PATTERN,
        Source("data/publicity/公示.xlsx", 7, 3, "名单"),
        say(
            "{field} says '{value}', which does not have the form it asks for.",
            field=DEADLINE,
            value=PERSONAL,
        ),
        None,
        PERSONAL,
        "phone",
    ),
    Finding(rules.UNKNOWN_SHEET, Source("data/publicity/公示.xlsx", sheet="草稿"), say("Fill it in.")),
    Finding(
        rules.DANGLING_REFERENCE,
        Source(PATH),
        say(
            "It refers to {type} '{id}', which does not exist.",
            type=Wording("制度", {"en": "rule"}),
            id="zd-9",
        ),
        say("Did you mean '{id}'?", id="zd-1"),
    ),
)
VERDICT = Verdict(Register(Site(), {}, {"notes": (CLEAN,)}), FINDINGS, date(2026, 11, 24))

"""What YAML would make of Chinese values: blanks for line breaks, and comments of what follows a number sign."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from building import DAY, Root
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.check.gate import Verdict, judge
from generator.check.report.plain_text import as_text
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.text.catalogue import translator
from generator.read.table.raw import RawMapping, RawText
from generator.read.yaml.rows import read_mappings
from generator.read.yaml.values import cut_values

STYLES = {"plain": "text: {}", "single": "text: '{}'", "double": 'text: "{}"', "folded": "text: >-\n  {}"}


def value(text: str) -> str:
    (record,) = read_mappings(text, "a.yaml")
    assert isinstance(record, RawMapping), record
    (((_, value),)) = record.entries
    assert isinstance(value, RawText)
    return value.text


@each("style", STYLES)
@each(("lines", "meant"), [
    (["推进养幼", "服务体系建设"], "推进养幼服务体系建设"),
    (["一行，", "又一行。", "“引”", "文"], "一行，又一行。“引”文"),
    (["共", "5 户，", "of them"], "共 5 户， of them"),
    (["Plan", "B 方案", "の件"], "Plan B 方案の件"),
    (["한국", "말"], "한국 말"),
    (["第一段", "", "第二", "段"], "第一段\n第二段"),
])  # fmt: skip
def test_a_line_break_between_chinese_characters_is_no_blank(
    style: str, lines: list[str], meant: str
) -> None:
    assert value(STYLES[style].format("\n  ".join(lines)) + "\n") == meant


WORDS = st.text(st.sampled_from("养老服务，。a b1"), min_size=1, max_size=6).map(str.strip).filter(bool)


@given(
    st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(sorted(STYLES)), st.sampled_from(["\n", "\r\n"])
)
def test_whatever_the_lines_only_breaks_are_joined(lines: list[str], style: str, end: str) -> None:
    text = STYLES[style].format("\n  ".join(lines)).replace("\n", end)
    wide = "养老服务，。"
    meant = lines[0] + "".join(
        below if above[-1] in wide and below[0] in wide else f" {below}"
        for above, below in itertools.pairwise(lines)
    )
    assert value(text + end) == meant


def test_what_is_kept_line_by_line_stays_so() -> None:
    assert value("text: |\n  甲\n  乙\n") == "甲\n乙\n"
    assert value("text: >\n  甲\n    乙\n  丙\n") == "甲\n  乙\n丙\n"
    assert value('text: "甲\\\n  乙丙\\"\n  丁"\n') == '甲乙丙" 丁'
    assert value("text: >2\n  甲\n  乙\n") == "甲 乙\n"  # an indent that is given: as YAML has it
    assert value("text: '甲''\n  乙'\n") == "甲' 乙"


def cut(text: str) -> list[tuple[int, int, str]]:
    def place(finding: Finding) -> tuple[int, int, str]:
        assert finding.severity is Severity.WARNING
        return finding.source.line or 0, finding.source.column or 0, str(finding.message.parameters["text"])

    return list(map(place, cut_values(text, "a.yaml")))


@each(("line", "column", "lost"), [
    ("title: 示例小区 #3 楼加装电梯", 13, "#3 楼加装电梯"),
    ("title: #12 号危房", 8, "#12 号危房"),
    ("title: 方案 # 二号楼", 11, "# 二号楼"),
    ("title: C #", None, ""),
    ("title: 12 #3", 11, "#3"),
    ("- 甲 #乙", 5, "#乙"),
    ("- #乙", 3, "#乙"),
    ("title: [甲 #乙\n]", 11, "#乙"),
    ("title: 甲\t#乙", 10, "#乙"),
    ('title: "阳光小区" #3号楼', 15, "#3号楼"),
    ("title: '阳光小区'  #3号楼", 16, "#3号楼"),
    ("title: '方案' # 二号楼", 13, "# 二号楼"),
    ("- {title: [\"甲\" #乙\n]}", 16, "#乙"),
    ("title: | #2\n  楼", 10, "#2"),
    ("title: >-  #2\n  楼", 12, "#2"),
])  # fmt: skip
def test_text_that_becomes_a_comment_is_named_at_its_column(line: str, column: int | None, lost: str) -> None:
    assert cut(f"{line}\n") == ([(1, column, lost)] if column else [])


@each("line", [
    "title: 甲  # 待定", "title: '甲'  # 乙", 'title: "12" # 户', "title: | # 待定\n  甲", '"甲": "乙"',
    'title: "示例小区 #3 楼"', "due: 2026-03-05 # 截止", "count: 12 # 户",
    "title:  # 待定", "# 甲 #乙", "  # ---- #3 ----", "title: 甲#3", "title: |\n  甲 #3", "steps: # 步骤\n- a: b",
])  # fmt: skip
def test_comments_and_what_stands_in_quotes_are_left_alone(line: str) -> None:
    assert cut(f"{line}\n") == []


SCHEMA = "fields:\n- {name: id}\n- name: title\n  title: 标题 #1\nsunlit: {title: 通知}\n"


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    root = Root(tmp_path_factory.mktemp("cut"))
    root.write("data/site.yaml", "name: 示例 #2 站\n")
    root.write("data/schemas/notes.yaml", SCHEMA)
    root.write("data/schemas/calls.yaml", SCHEMA + "  \n")
    root.write("data/notes/a.yaml", "id: a\ntitle: 小区 #3 楼\n")
    root.write("data/calls/a.yaml", "id: a\ntitle: b\n")
    root.write("content/about.md", "---\ntitle: 一 #二\n---\n\n# 题 #3\n")
    return judge(root.folder, DAY)


def test_records_settings_schemas_and_pages_are_looked_at_and_nothing_is_refused(verdict: Verdict) -> None:
    places = [(finding.source.path, finding.source.line) for finding in verdict.findings]
    assert places == [
        ("content/about.md", 2),
        ("data/notes/a.yaml", 2),
        ("data/schemas/calls.yaml", 4),
        ("data/schemas/notes.yaml", 4),
        ("data/site.yaml", 1),
    ]
    assert verdict.fit
    assert '改法：如果是内容，整个加上引号："小区 #3 楼"' in as_text(verdict, "zh")


@each(("line", "cure"), [
    ('title: "小区" #3', '"小区 #3"'),
    (r'title: "小\"区" #3', r'"小\"区 #3"'),
    ("title: | #2\n  楼", "write it on a line below"),
])  # fmt: skip
def test_the_cure_for_a_quoted_value_has_its_quotes_once(line: str, cure: str) -> None:
    (finding,) = cut_values(f"{line}\n", "a.yaml")
    assert finding.hint
    assert cure in finding.hint.render(translator("en"), "en")


def test_a_warning_loses_no_record_so_what_refers_to_one_is_judged(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.write("data/schemas/notes.yaml", "fields: [{name: id}, {name: up}]\nsunlit: {tree: up}\n")
    root.write("data/notes/a.yaml", "- {id: a, up: z}\n- id: b\n  up: a #c\n")
    rules = [finding.rule.id for finding in judge(root.folder, DAY).findings]
    assert rules == ["dangling-reference", "cut-value"]

"""``sunlit rules``, ``explain`` and ``schema``: everything that is known of rules and types, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from building import Root
from frictionless import Resource, Schema

from generator.check.report.rule_list import OTHERS, topic_of
from generator.check.report.rule_page import ALL, meanings, rule_page
from generator.check.rules.examples import example
from generator.check.rules.library import LIBRARY
from generator.cli import main
from generator.model.findings.rules import RULES
from generator.model.text.catalogue import messages
from generator.read.schema.schemas import read_types

Call = Callable[..., tuple[int, str, str]]
NOTICES = {
    "fields": [
        {
            "name": "id",
            "title": "编号",
            "title_en": "Number",
            "type": "string",
            "constraints": {"required": True},
        },
        {"name": "kind", "title": "类别", "title_en": "Kind", "type": "string"},
        {"name": "starts_on", "title": "开始", "title_en": "Begins", "type": "date", "show": "hidden"},
        {"name": "ends_on", "title": "结束", "title_en": "Ends", "type": "date"},
        {"name": "after", "type": "string"},
        {"name": "outside", "title": "部外事项", "title_en": "Outside", "type": "boolean"},
    ],
    "sunlit": {
        "title": "公示",
        "title_en": "Notices",
        "relations": [{"field": "after", "to": "notices", "inverse": "后续", "inverse_en": "Followed by"}],
        "children": {
            "steps": {"title": "步骤", "title_en": "Steps", "fields": [{"name": "text", "title": "内容"}]}
        },
        "rules": [
            {
                "minimum-working-days": {
                    "from": "starts_on",
                    "to": "ends_on",
                    "days": 5,
                    "when": {"kind": "选拔任用", "ends_on": {"before": "today"}},
                },
                "title": "公示不少于五个工作日",
                "title_en": "On notice for five working days",
                "basis": "《示例办法》",
                "in_force": {"from": "2014-01-15"},
                "severity": "warning",
                "pack": "组织工作",
            },
            {"in-order": {"fields": ["starts_on", "ends_on"]}, "pack": "别的"},
            {"needs": {"fields": ["kind"], "when": {"outside": True}}},
        ],
    },
}


@pytest.fixture
def notices(root: Root) -> Root:
    root.schema(NOTICES, "notices")
    return root


@pytest.fixture
def call(notices: Root, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(["-C", str(notices.folder), *arguments])
        out, err = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, out, err

    return run


def test_rules_lists_every_rule_once_with_its_sentence(call: Call) -> None:
    for language in ("zh", "en"):
        code, out, err = call("--lang", language, "rules")
        listed = re.findall(r"^  (\S+) +(\S.*)$", out, re.MULTILINE)
        assert (code, err) == (0, "")
        assert [id for id, _ in listed] == [*(rule.id for rule in RULES), *LIBRARY]
        assert re.search("[\u4e00-\u9fff]", out) is None if language == "en" else True
    assert "Always, while files are read\n  undecodable-byte" in out


def test_rules_need_no_data(call: Call, notices: Root) -> None:
    (notices.folder / "data/schemas/notices.yaml").unlink()
    (notices.folder / "data/schemas").rmdir()
    (notices.folder / "data").rmdir()
    assert call("rules")[0] == 0
    assert call("explain", "in-order")[0] == 0


@pytest.mark.parametrize("name", ["notices", "公示", "Notices"])
def test_rules_of_a_type_say_what_the_schema_declares(call: Call, name: str) -> None:
    code, out, _ = call("rules", "--type", name)
    assert code == 0
    assert out == (
        "notices 公示\n"
        "\n"
        "  minimum-working-days  提醒：公示不少于五个工作日\n"
        "      参数：from: starts_on, to: ends_on, days: 5\n"
        "      适用：「类别」是「选拔任用」；「结束」早于「今天」\n"
        "      依据：《示例办法》\n"
        "      施行：2014-01-15 起\n"
        "      规则包：组织工作（已开启）\n"
        f"  in-order  错误：{messages('zh')[LIBRARY['in-order'].rule.sentence.text]}\n"
        "      参数：fields: [starts_on, ends_on]\n"
        "      规则包：别的（未开启）\n"
        "  needs  错误：该填的要填。\n"
        "      参数：fields: [kind]\n"
        "      适用：「部外事项」是「是」\n"
    )


def test_rules_of_a_type_in_english(call: Call) -> None:
    _, out, _ = call("--lang", "en", "rules", "--type", "notices")
    assert "minimum-working-days  Warning: On notice for five working days" in out
    assert "When: Kind is 选拔任用; Ends lies before the day of the check" in out
    assert "Pack: 别的 (switched off)" in out


def test_explain_says_yes_where_a_condition_says_true(call: Call) -> None:
    assert "「部外事项」是「是」" in call("explain", "needs")[1]
    assert "When: Outside is yes" in call("--lang", "en", "explain", "needs")[1]


def test_explain_explains_while_a_schema_is_being_put_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = "fields: [{name: id}]\nsunlit:\n  rules:\n  - rows-counted: {total: id}\n"
    (tmp_path / "data" / "schemas").mkdir(parents=True)
    (tmp_path / "data" / "schemas" / "notes.yaml").write_text(fields, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["explain", "rows-counted", "-C", str(tmp_path), "--lang", "en"])
    printed = capsys.readouterr()
    assert stopped.value.code == 2
    assert "rows-counted" in printed.out
    assert "table" in printed.out
    assert "'total' under rules.rows-counted means nothing" in printed.err


def test_explain_says_everything_about_a_rule(call: Call) -> None:
    code, out, _ = call("explain", "minimum-working-days")
    shown = example("minimum-working-days")
    assert code == 0
    assert "  from、to：起止日期，头尾两天都算。\n" in out
    assert "  notices 公示 公示不少于五个工作日\n" in out
    assert "依据：《示例办法》" in out
    for record in (shown.passes, shown.fails):
        assert "".join(f"  {line}\n" for line in record.splitlines()) in out
    assert f"检查时的提示\n  {shown.says}\n" in out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_can_be_explained_in_both_languages(notices: Root, language: str) -> None:
    types = read_types(notices.folder)
    for id, rule in ALL.items():
        out = rule_page(rule, types, frozenset(), language)
        assert out.startswith(f"{id}\n")
        if id in LIBRARY:
            shown = example(id)
            assert (shown.says if language == "zh" else shown.says_en) in out, id


def test_every_parameter_is_explained_in_both_languages() -> None:
    for id, definition in LIBRARY.items():
        explained = meanings(definition)
        named = {
            name
            for meaning in explained
            for name in (*meaning.names, *re.findall(r"``(\w+)``", meaning.text))
        }
        assert named == set(definition.parameters), id
        missing = [meaning.text for meaning in explained if meaning.text not in messages("zh")]
        assert not missing, f"{id}: put it into parameters.po"


def test_every_rule_has_its_topic() -> None:
    assert not [id for id in LIBRARY if topic_of(LIBRARY[id]) == OTHERS]


def test_the_schema_is_a_table_schema_that_frictionless_takes(call: Call) -> None:
    code, out, _ = call("--lang", "en", "schema", "notices")
    descriptor = json.loads(out)
    assert code == 0
    assert Schema.from_descriptor(descriptor).primary_key == ["id"]
    table = [["id", "kind", "starts_on"], ["a", "x", "2026-03-05"], ["", "x", "soon"]]
    plain = {**descriptor, "fields": descriptor["fields"][:3]}
    report = Resource(data=table, schema=Schema.from_descriptor(plain)).validate()
    assert {error.type for error in report.task.errors} == {"constraint-error", "primary-key", "type-error"}
    assert descriptor["fields"][0]["title"] == "Number"
    assert all("show" not in field and "title_en" not in field for field in descriptor["fields"])
    assert descriptor["sunlit"]["children"]["steps"]["fields"][0]["title"] == "内容"
    assert descriptor["sunlit"]["relations"] == [
        {"field": "after", "to": "notices", "inverse": "Followed by"}
    ]


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ("explain", "in-ordre"),
            "没有规则「in-ordre」。是不是「in-order」？",
            "There is no rule 'in-ordre'. Did you mean 'in-order'?",
        ),
        (
            ("explain", "xyz"),
            "没有规则「xyz」。有哪些规则，请看 sunlit rules。",
            "There is no rule 'xyz'. 'sunlit rules' lists them.",
        ),
        (
            ("schema", "notice"),
            "没有类型「notice」。是不是「notices」？",
            "There is no type 'notice'. Did you mean 'notices'?",
        ),
        (
            ("rules", "--type", "xyz"),
            "没有类型「xyz」。有：notices。",
            "There is no type 'xyz'. There are: notices.",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    call: Call, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    assert call(*arguments) == (2, "", f"{zh}\n")
    assert call("--lang", "en", *arguments) == (2, "", f"{en}\n")


def test_a_report_that_cannot_be_written_stops_the_run(call: Call) -> None:
    code, _, err = call("check", "--output", "/nowhere/report.html", "--format", "html")
    assert (code, err) == (2, "报告写不进 /nowhere/report.html。\n")


@pytest.mark.parametrize(("variable", "coloured"), [("SOME", True), ("NO_COLOR", False)])
def test_colours_are_for_a_terminal_that_wants_them(
    call: Call, notices: Root, monkeypatch: pytest.MonkeyPatch, variable: str, coloured: bool
) -> None:
    notices.write("data/notices/a.csv", "编号,结束\na,明天\n")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, _ = call("check")
    assert code == 1
    assert ("\x1b[1;31m错误" in out) is coloured


def test_a_report_in_a_file_has_no_colours(
    call: Call, notices: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.write("data/notices/a.csv", "编号,结束\na,明天\n")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    target = notices.folder / "report.txt"
    assert call("check", "--output", str(target))[0] == 1
    assert target.read_text(encoding="utf-8").startswith("data/notices/a.csv\n  第 2 行 B 列  错误：「结束」")

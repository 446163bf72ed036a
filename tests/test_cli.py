"""The command line: what it prints in both languages, its exit status, and that a failed run touches nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest
from building import NOTES, PROJECT, Root, beside, digests, environment, run, stamps, sunlit

from generator import __version__
from generator.cli import COMMANDS, loaded, main

DAY = ("--as-of", "2026-11-24")


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema()
    root.records(
        {"id": "a", "title": "甲"}, {"id": "b", "title": "乙", "draft": "是"}, {"id": "c", "scope": "党内"}
    )
    return root


def call(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of ``sunlit`` in this process."""
    with pytest.raises(SystemExit) as done:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return int(str(done.value.code)), printed.out, printed.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("检查记录", "检查数据", "预览网站", "列出记录类型")),
        ("en", ("Check records", "Preview the site")),
    ],
)
def test_help_in_both_languages(lang: str, words: tuple[str, ...]) -> None:
    done = sunlit("--lang", lang, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("check", "build", "serve", "types"):
        assert re.search(rf"^  {command}\b", done.stdout, re.MULTILINE)
    shown = "".join(done.stdout.split())
    assert all("".join(word.split()) in shown for word in words)


def test_the_language_can_stand_in_the_environment() -> None:
    assert "Check records" in sunlit("--help", SUNLIT_LANG="en").stdout
    assert "检查记录" in sunlit("--help", SUNLIT_LANG="fr").stdout
    assert "检查记录" in sunlit("--lang=zh", "--help", SUNLIT_LANG="en").stdout


NOT_WORDS = re.compile(
    r"--?[a-z-]+|/etc/[a-z/]+|sunlit\.live|sunlit( [a-z-]+)*|git [a-z]+|data/|content/|site(_templates)?/|mkdocs\.yml"
    r"|\.xlsx|\.git\b|[a-z]+\|[a-z|]+|Excel|CSV|YAML|JSON|Schema|Table|SSH|PostgreSQL|ALLOWED|SIGNERS|默认：text|Dask|tls://|(ca|fleet)\.(pem|key)|fleet/|\.sunlit-portal/|ssh-keygen|\b(release|main|zh|en)\b|x>=\d+"
    r"|Decap|CMS|GitHub|OAuth"
)
"""What a page of help in Chinese may have in Latin letters: names of commands, files, formats and programs."""


def every_command() -> Iterator[tuple[str, ...]]:
    yield ()
    for name in COMMANDS:
        yield (name,)
        within = loaded(name)
        if isinstance(within, click.Group):
            yield from ((name, inner) for inner, command in within.commands.items() if not command.hidden)


def test_help_is_wholly_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    for command in every_command():
        status, chinese, _ = call(*command, "--help", capsys=capsys)
        assert status == 0
        english_words = re.findall(r"[A-Za-z]{2,}", NOT_WORDS.sub("", _below_the_names(chinese)))
        assert not english_words, (command, english_words)
        _, english, _ = call("--lang", "en", *command, "--help", capsys=capsys)
        assert not re.search(r"[\u3000-\u9fff]", english), command


def _below_the_names(help: str) -> str:
    """Without the names that begin the lines of commands."""
    return re.sub(r"^  [a-z-]+  +", "", help, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["chek"], "没有 'chek' 这个命令。", "No such command 'chek'."),
        (["check", "--stict"], "没有 '--stict' 这个选项。", "No such option '--stict'."),
        (["explain"], "缺少参数 '规则'", "Missing argument 'RULE'"),
        (["check", "--as-of", "24.11.2026"], "不合格式 '%Y-%m-%d'", "does not match the format '%Y-%m-%d'"),
        (["check", "--format", "pdf"], "'pdf' 不在这几个里面：", "'pdf' is not one of"),
        (["types", "x", "y"], "多写了几个参数（x y）", "Got unexpected extra arguments (x y)"),
    ],
)
def test_a_wrong_call_is_answered_in_the_readers_language(
    arguments: list[str], chinese: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, sentence in (("zh", chinese), ("en", english), ("zh", chinese)):
        status, _, said = call("--lang", language, *arguments, capsys=capsys)
        assert status == 2
        assert sentence in said
        assert language == "en" or not re.search("Usage|Error|Try", said)


def test_the_folder_the_language_and_the_day_stand_before_or_after_the_command(
    notes: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = (0, "0 errors, 0 warnings.\n", "")
    folder = notes.folder
    assert call("check", "-C", folder, "--lang", "en", *DAY, capsys=capsys) == sound
    assert call("-C", folder, "--lang", "en", *DAY, "check", capsys=capsys) == sound
    assert call("--lang=en", "-C", tmp_path / "none", "check", "-C", folder, capsys=capsys) == sound
    status, answer, _ = call("publish", "status", "-C", tmp_path, "--lang", "en", capsys=capsys)
    assert (status, answer) == call("-C", tmp_path, "--lang", "en", "publish", "status", capsys=capsys)[:2]


def test_a_day_before_the_command_is_the_day_it_goes_by(
    notes: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    target = notes.folder.parent / "built"
    arguments = ["build", "-C", notes.folder, "--site-dir", target, "--lang", "en"]
    for given in (["--as-of", "2027-02-15", *arguments], [*arguments, "--as-of", "2027-02-15"]):
        assert "As of: 2027-02-15" in call(*given, capsys=capsys)[1]
    both = ["--as-of", "2027-02-15", *arguments, "--as-of", "2027-02-16"]
    assert "As of: 2027-02-16" in call(*both, capsys=capsys)[1]


def test_a_command_that_goes_by_no_day_says_so(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    status, listed, said = call("--lang", "en", *DAY, "-C", notes.folder, "types", capsys=capsys)
    assert (status, listed) == (2, "")
    assert "'types' goes by no day: leave out --as-of." in said


def test_the_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_the_command_begins_without_looking_for_garbage() -> None:
    """What it has imported is left alone for good, and what it makes is looked through more rarely than Python does it."""
    begun = [point.value for point in entry_points(group="console_scripts", name="sunlit")]
    assert begun == ["generator.__main__:main"]
    code = (
        "import gc; usual = gc.get_threshold()[0]; import generator.__main__; "
        "assert gc.isenabled() and gc.get_freeze_count() > 10_000 and gc.get_threshold()[0] > usual"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment(), cwd=PROJECT, timeout=60)


def test_check_of_sound_data(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("-C", notes.folder, "check", capsys=capsys) == (0, "共 0 处错误，0 处提醒。\n", "")
    assert call("-C", notes.folder, "--lang", "en", "check", capsys=capsys) == (
        0,
        "0 errors, 0 warnings.\n",
        "",
    )


def test_check_of_broken_data(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    notes.write("data/notes/b.csv", "id,标提\nd,x\n")
    notes.write("data/notes/c.csv", "id,title,日期\ne,x,昨天\n")
    code, out, err = call("-C", notes.folder, "check", capsys=capsys)
    assert (code, err) == (1, "")
    assert re.search(
        r"data/notes/b\.csv\W.*B 列.*错误.*「标提」.*data/notes/c\.csv\W.*C 列.*错误.*昨天", out, re.DOTALL
    )
    assert str(notes.folder) not in out, "paths are relative to the root"
    assert out.endswith("共 2 处错误，0 处提醒。\n")


def test_the_report_goes_to_a_file_if_asked(
    notes: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.write("data/notes/c.csv", "id,日期\nd,昨天\n")
    report = tmp_path / "报告.json"
    arguments = ("-C", notes.folder, "check", "--format", "json", "--output", report, *DAY)
    assert call(*arguments, capsys=capsys) == (1, "", "")
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content["as_of"] == "2026-11-24"
    assert [finding["path"] for finding in content["findings"]] == ["data/notes/c.csv"]


def test_build_prints_the_three_counts(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call("-C", notes.folder, "build", *DAY, capsys=capsys)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "已发布：1 条",
        "不予发布：0 条",
        "暂不公开：2 条",
        "  草稿：1 条",
        "  不向社会公开：1 条",
        "截至：2026-11-24",
        f"打开：{notes.site / 'index.html'}",
    ]
    code, out, err = call("-C", notes.folder, "--lang", "en", "build", *DAY, capsys=capsys)
    assert out.splitlines()[:5] == [
        "Published: 1",
        "Refused: 0",
        "Withheld: 2",
        "  draft: 1",
        "  not for the public: 1",
    ]


def test_a_failed_gate_leaves_the_old_site_as_it_was(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    call("-C", notes.folder, "build", *DAY, capsys=capsys)
    content, places = digests(notes.site), stamps(notes.site)
    mtime = notes.site.stat().st_mtime_ns
    notes.write("data/notes/c.csv", "id,日期\nd,昨天\ne,前天\nd,\n")
    code, out, _ = call("-C", notes.folder, "build", *DAY, capsys=capsys)
    assert code == 1
    assert out.splitlines()[-1] == "没有生成网站，原有的网站没有改动。不予发布：2 条。"
    assert (digests(notes.site), stamps(notes.site)) == (content, places)
    assert notes.site.stat().st_mtime_ns == mtime
    assert beside(notes) == ["site"]


def test_types_lists_what_can_be_published(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call("-C", notes.folder, "types", capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith("notes：通知（放在 data/notes/）\n    id id string\n    title 标题 string\n")
    assert "approvals：审批（单独一张表）" in out
    _, out, _ = call("-C", PROJECT, "--lang", "en", "types", capsys=capsys)
    assert re.search(r"^tasks: Tasks \(data/tasks/\)$", out, re.MULTILINE)
    assert "title Title string required" in out


SENTENCES = [
    ({}, "zh", "{root} 里没有 data/ 文件夹。请到 data/ 所在的文件夹运行，或用 -C 指明。"),
    ({}, "en", "There is no data/ folder in {root}. Run this where data/ is, or name the place with -C."),
    ({"data/x": ""}, "zh", "data/schemas/ 里没有记录类型的定义，无法检查。请加上 data/schemas/<类型>.yaml。"),
    ({"data/schemas/notes.yaml": "fields: [\n"}, "zh", (
        "data/schemas/notes.yaml 读不了，请看第 2 行第 1 列：这里不合 YAML 的写法，读不下去。"
        "对照一处没问题的改；拿不准时，用英文双引号把内容括起来。"
    )),
    ({"data/schemas/notes.yaml": "fields: [\n"}, "en", (
        "data/schemas/notes.yaml cannot be read: look at line 2, column 1. This place cannot be read as YAML. "
        "Compare it with one that works; when in doubt, quote the value."
    )),
    (
        {"data/schemas/notes.yaml": "fields: [{name: id}]\nsunlit: {titel: x}\n"},
        "en",
        "data/schemas/notes.yaml, line 2: 'titel' under sunlit means nothing. Did you mean title?",
    ),
    ({"data/schemas/notes.yaml": "fields: [{name: id}]\n", "data/site.yaml": "nmae: x\n"}, "en",
     "data/site.yaml, line 1: 'nmae' under site.yaml means nothing. Did you mean name?"),
]  # fmt: skip


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(("files", "lang", "sentence"), SENTENCES)
def test_what_cannot_run_says_one_sentence(
    root: Root,
    command: str,
    files: dict[str, str],
    lang: str,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root.folder.mkdir()
    for path, text in files.items():
        root.write(path, text)
    code, out, err = call("-C", root.folder, "--lang", lang, command, capsys=capsys)
    assert (code, out, err) == (2, "", sentence.format(root=root.folder) + "\n")
    assert not root.site.exists()


def test_an_unknown_key_under_sunlit_in_chinese(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    root.write("data/schemas/notes.yaml", "fields: [{name: id}]\nsunlit: {titel: x}\n")
    code, out, err = call("-C", root.folder, "check", capsys=capsys)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"[^\n]*data/schemas/notes\.yaml[^\n]*titel[^\n]*title[^\n]*\n", err)
    assert "means nothing" not in err


def test_a_target_that_is_not_ours_is_not_replaced(
    notes: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("x")
    code, out, err = call("-C", notes.folder, "build", "--site-dir", home, capsys=capsys)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert str(home) in err
    assert (home / "letter.txt").read_text() == "x"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "root"]


@pytest.mark.parametrize("inside", ["", "data", "content", "data/notes"])
def test_a_target_over_the_sources_is_not_taken(
    notes: Root, inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (notes.folder / "content").mkdir()
    before = {path for path in notes.folder.rglob("*") if path.is_file()}
    code, _, _ = call("-C", notes.folder, "build", "--site-dir", notes.folder / inside, capsys=capsys)
    after = {path for path in notes.folder.rglob("*") if path.is_file()}
    assert before <= after
    if inside != "content":
        assert code == 2


def test_a_target_in_a_file_s_place(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    target = notes.write("target", "x")
    code, _, _ = call("-C", notes.folder, "build", "--site-dir", target, capsys=capsys)
    assert code == 2
    assert target.read_text() == "x"


@pytest.mark.parametrize(
    "arguments",
    [["frob"], ["build", "--as-of", "昨天"], ["check", "--format", "pdf"], ["--lang", "fr", "check"]],
)
def test_a_command_that_is_not_understood(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert err


def test_an_output_that_cannot_be_written(
    notes: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(
        "-C", notes.folder, "check", "--output", tmp_path / "no" / "such" / "x.txt", capsys=capsys
    )
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_a_configuration_that_mkdocs_refuses(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    notes.write("mkdocs.yml", "site_name: x\nplugins: [sunlit]\ntheme: none-such\n")
    code, out, err = call("-C", notes.folder, "--lang", "en", "build", capsys=capsys)
    assert (code, out) == (2, "")
    assert err.startswith("mkdocs.yml is not a configuration of MkDocs: ")
    assert "none-such" in err


def test_a_configuration_without_the_plugin(notes: Root, capsys: pytest.CaptureFixture[str]) -> None:
    notes.write("mkdocs.yml", "site_name: x\ndocs_dir: data\ntheme: material\nplugins: []\n")
    code, _, err = call("-C", notes.folder, "--lang", "en", "build", capsys=capsys)
    assert (code, err) == (2, "mkdocs.yml does not name the plugin 'sunlit'.\n")


def test_a_template_that_a_schema_names_and_nobody_wrote(
    root: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    root.schema({**NOTES, "sunlit": {"template": "nowhere"}})
    root.records({"id": "a"})
    code, out, err = call("-C", root.folder, "--lang", "en", "build", capsys=capsys)
    assert (code, out) == (2, "")
    assert err == "There is no template site_templates/records/nowhere.html, which a schema names.\n"
    assert sorted(path.name for path in root.folder.iterdir()) == ["data"]


def test_a_root_that_is_named_by_a_relative_path(
    notes: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(notes.folder.parent)
    code, _, _ = call("-C", "root", "build", "--site-dir", "elsewhere", *DAY, capsys=capsys)
    assert code == 0
    assert (notes.folder.parent / "elsewhere" / "index.html").is_file()

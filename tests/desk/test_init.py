"""``sunlit init``: a new site is fit at once, is made whole or not at all, and stands over nothing."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from at_a_terminal import typed
from building import PROJECT, Root, digests, sunlit
from hypothesis import assume, given
from hypothesis import strategies as st
from proving import examples

from generator.check.gate import judge
from generator.commands.init import init
from generator.desk.new_site import new_site
from generator.desk.new_site.new_site import (
    COPIES,
    MORE,
    PAGES,
    NewSite,
    files_of,
    make_site,
    packs_called,
    shipped_packs,
    shipped_types,
    types_called,
)
from generator.desk.new_site.presets import preset_called, presets
from generator.model.findings import rules
from generator.model.text.catalogue import PAGE_LANGUAGES, translator
from generator.model.text.languages import ending
from generator.read.files.shipped import shipped
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import SITE_FILE, read_site
from generator.read.yaml.declarations import loaded

SMALL = NewSite(("示例市医院",), ("zh",), "Asia/Shanghai", ("tasks",), (), preset_called("hospital"))


def laid_out(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        Root(folder).write(path, text)
    return folder


@pytest.mark.parametrize("name", presets())
def test_what_every_preset_begins_with_is_fit_and_without_a_warning(name: str, tmp_path: Path) -> None:
    preset = presets()[name]
    names = tuple("示例" if code == "zh" else "Example" for code in preset.languages)
    new = NewSite(names, preset.languages, preset.time_zone, preset.types, preset.packs, preset)
    root = laid_out(tmp_path, files_of(new))
    assert not judge(root, None).findings
    assert tuple(read_types(root)) == preset.types
    site = read_site(root)
    assert (site.languages, site.time_zone, site.packs) == (
        preset.languages,
        preset.time_zone,
        set(preset.packs),
    )


def test_packs_are_off_where_a_preset_names_none() -> None:
    on = {name: preset.packs for name, preset in presets().items() if preset.packs}
    assert on == {
        "organisation-department": ("组织工作",),
        "government-office": ("重大行政决策", "政府信息公开"),
    }
    assert files_of(SMALL)[SITE_FILE].endswith(f"packs: []\n{MORE['zh']}\n")


def test_every_preset_is_named_by_the_help_and_found_by_its_titles() -> None:
    (option,) = (each for each in init.params if each.name == "preset")
    for name, preset in presets().items():
        said = str(getattr(option, "help", ""))
        assert name in said
        assert preset.title.base in translator("zh")(said)
        assert {preset_called(title) is preset for title in preset.title.all()} == {True}


def test_a_site_takes_everything_from_what_comes_with_the_generator() -> None:
    files = files_of(SMALL)
    assert files["data/schemas/tasks.yaml"] == "extends: sunlit/tasks\n"
    for path, source in COPIES.items():
        assert files[path] == shipped(*source).read_text(encoding="utf-8")
    configuration = shipped("mkdocs.yml").read_text(encoding="utf-8")
    assert files["mkdocs.yml"] == configuration.replace("site_name: 阳光公开", "site_name: 示例市医院")


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Asia/Shanghai"]
)
def test_the_nightly_build_begins_after_midnight_wherever_the_site_is(zone: str) -> None:
    files = files_of(NewSite(("x",), ("en",), zone, ("tasks",), ()))
    for path in (".github/workflows/sunlit.yml", ".gitea/workflows/sunlit.yml"):
        (minute, hour, said) = re.findall(
            r'cron: "(\d+) (\d+) \* \* \*" +# 00:01 in (\S+?)[,:]', files[path]
        )[0]
        assert said == zone
        for month in range(1, 13):
            start = datetime(2027, month, 10, int(hour), int(minute), tzinfo=ZoneInfo("UTC")).astimezone(
                ZoneInfo(zone)
            )
            assert (
                timedelta()
                < timedelta(hours=start.hour, minutes=start.minute)
                <= timedelta(hours=1, minutes=1)
            )


@given(st.text(min_size=1, max_size=30))
@examples(30)
def test_a_name_is_a_text_whatever_stands_in_it(name: str) -> None:
    assume(name.strip() == name and not re.search("[\ud800-\udfff]", name))
    files = files_of(NewSite((name,), ("zh",), "UTC", ("tasks",), ()))
    assert loaded(files[SITE_FILE], Path("site.yaml"), "site.yaml")["name"] == name
    assert yaml.safe_load(files["mkdocs.yml"])["site_name"] == name


@pytest.mark.parametrize(
    ("preset", "language", "line"),
    [("hospital", "en", "sunlit/en/publicity"), ("council", "zh", "sunlit/publicity")],
)
def test_values_of_a_preset_in_another_language_are_not_taken(preset: str, language: str, line: str) -> None:
    new = NewSite(("x",), (language,), "UTC", ("publicity",), (), preset_called(preset))
    assert files_of(new)["data/schemas/publicity.yaml"] == f"extends: {line}\n"


def test_each_language_of_pages_has_its_page_about_the_site_and_its_own_names() -> None:
    codes = tuple(PAGE_LANGUAGES)
    files = files_of(NewSite(tuple(f"N-{code}" for code in codes), codes, "UTC", ("tasks",), ()))
    first, *others = codes
    assert {path.name for path in PAGES.iterdir()} == {f"about.{code}.md" for code in codes}
    assert files["content/about.md"] == (PAGES / f"about.{first}.md").read_text(encoding="utf-8")
    for code in others:
        assert f"content/{code}/about.md" in files
        assert f'name{ending(code)}: "N-{code}"' in files[SITE_FILE]


@pytest.mark.parametrize("languages", [("en", "zh"), ("en", "fr"), ("fr", "en"), ("zh-hant",)])
def test_names_that_come_with_the_generator_are_nobody_s_omission(
    languages: tuple[str, ...], tmp_path: Path
) -> None:
    new = NewSite(("示例", "Example")[: len(languages)], languages, "UTC", ("tasks", "opinions"), ())
    assert not judge(laid_out(tmp_path, files_of(new)), None).findings


def test_a_language_without_words_begins_with_a_catalogue_to_fill_in(tmp_path: Path) -> None:
    root = laid_out(
        tmp_path, files_of(NewSite(("Hiria", "Town"), ("eu", "en"), "Europe/Madrid", ("tasks",), ()))
    )
    (finding,) = judge(root, None).findings
    assert (finding.source.path, finding.rule) == ("data/locales/eu.po", rules.UNTRANSLATED)


OPINION = """
id: o-1
title: Holes in Mill Lane
source_group: Individual
received_on: 2026-11-02
published_on: 2026-11-10
content: The lane is full of holes.
verdict: The problem exists
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """What one command makes, built."""
    root = Root(tmp_path_factory.mktemp("beside") / "council")
    done = sunlit(
        "--lang", "en", "init", root.folder, "--preset", "council", "--name", "Hilltown Council", "--yes"
    )
    assert done.returncode == 0, done.stderr
    assert f"cd {root.folder}\n  sunlit serve" in done.stdout
    root.write("data/opinions/a.yaml", OPINION)
    root.build()
    return root


def test_a_site_in_english_alone_holds_no_chinese(made: Root) -> None:
    assert made.page("index.html").texts("title") == ["Hilltown Council"]
    assert "The problem exists" in (made.site / "data/opinions.csv").read_text(encoding="utf-8")
    assert "Being put right" in made.page("opinions/o-1.html").visible
    for path in sorted(made.site.rglob("*.*")):
        assert path.relative_to(made.site).as_posix().isascii()
        if path.suffix in (".html", ".csv", ".xml", ".ics"):
            text = re.sub("(?s)<style>.*?</style>", "", path.read_text(encoding="utf-8"))  # names of fonts
            assert not re.search("[\u4e00-\u9fff]", text), path


def test_each_type_has_a_form_in_the_site_s_language(made: Root) -> None:
    types = read_types(made.folder)
    forms = sorted((made.folder / "forms").iterdir())
    assert [path.name for path in forms] == sorted(f"{name}.xlsx" for name in types)
    for path in forms:
        with zipfile.ZipFile(path) as workbook:
            said = "".join(workbook.read(name).decode("utf-8", "replace") for name in workbook.namelist())
        assert not re.search("[\u4e00-\u9fff]", said), path


def test_nothing_that_is_built_or_filled_in_is_committed(made: Root) -> None:
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", "-C", str(made.folder), *command], check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "-C", str(made.folder), "ls-files"], check=True, capture_output=True, text=True
    )
    preset = preset_called("council")
    new = NewSite(
        ("Hilltown Council",), preset.languages, preset.time_zone, preset.types, preset.packs, preset
    )
    assert set(listed.stdout.splitlines()) == {*files_of(new), "data/opinions/a.yaml"}


def test_nothing_is_written_over_what_is_there(tmp_path: Path) -> None:
    Root(tmp_path / "taken").write("notes.txt", "mine")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to("taken")
    before = digests(tmp_path)
    for name in ("taken", "file", "link", "no/such"):
        done = sunlit("init", tmp_path / name, "--preset", "hospital", "--yes")
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert digests(tmp_path) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_empty_folder_becomes_the_site_also_from_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "office").mkdir()
    monkeypatch.chdir(tmp_path / "office")
    done = sunlit("--lang", "en", "init", ".", "--types", "tasks", "--name", "A \n school", "--yes")
    assert done.returncode == 0, done.stderr
    assert f"cd {tmp_path / 'office'}\n" in done.stdout
    assert read_site(tmp_path / "office").name.base == "A school"


@pytest.mark.parametrize(("readme", "preset"), [("README.md", "council"), ("README.zh.md", "医院")])
def test_the_readme_shows_what_is_made_and_commands_that_are_understood(
    readme: str, preset: str, tmp_path: Path
) -> None:
    text = (PROJECT / readme).read_text(encoding="utf-8")
    (command,) = re.findall(r"^sunlit (.*init office --preset .+)$", text, re.MULTILINE)
    arguments = [str(tmp_path / each) if each == "office" else each for each in shlex.split(command)]
    assert preset in arguments
    assert sunlit(*arguments).returncode == 0
    (tree,) = re.findall(r"^office/\n((?:  .+\n)+)", text, re.MULTILINE)
    shown = [name for line in tree.splitlines() for name in line.split("   ")[0].split()]
    assert len(shown) > 8
    assert not [name for name in shown if not (tmp_path / "office" / name).exists()]


@pytest.mark.parametrize("writes", [0, 3, len(files_of(SMALL)), len(files_of(SMALL)) + 1])
def test_killed_at_any_time_it_leaves_nothing_and_can_be_run_again(writes: int, tmp_path: Path) -> None:
    target = tmp_path / "office"
    child = os.fork()
    if not child:
        _die_after(writes)
        make_site(target, SMALL)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    assert not target.exists()
    assert make_site(target, SMALL).fit
    assert [path.name for path in tmp_path.iterdir()] == ["office"]
    assert not judge(target, None).findings


def _die_after(writes: int) -> None:
    """In a process of its own: killed before the file after that many."""
    written, real = iter(range(writes)), new_site.write_whole

    def write(root: Path, path: str, content: str | bytes) -> None:
        if next(written, None) is None:
            os.kill(os.getpid(), 9)
        real(root, path, content)

    new_site.write_whole = write
    Path.rename = lambda path, target: os.kill(os.getpid(), 9)  # type: ignore[assignment,method-assign]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--languages", "klingon", "--types", "tasks"], "'klingon'"),
        (["--preset", "hospitl"], "Did you mean 'hospital'?"),
        (["--types", "task"], "Did you mean 'tasks'?"),
        (["--types", "tasks", "--packs", "组织"], "Did you mean '组织工作'?"),
        (["--types", "tasks", "--time-zone", "Mars"], "'Mars'"),
        (["--types", "tasks", "--languages", ","], "at least one language"),
        (["--types", "tasks", "--name", " "], "has a name"),
        (["--types", "tasks", "--languages", "en", "--name", "a", "--name", "b"], "once for each of en"),
        ([], "--preset"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(options: list[str], said: str, tmp_path: Path) -> None:
    done = sunlit("--lang", "en", "init", tmp_path / "x", "--yes", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_name_that_may_not_be_published_makes_no_site(tmp_path: Path) -> None:
    done = sunlit(
        "--lang", "en", "init", tmp_path / "x", "--yes", "--types", "tasks", "--name", "电话13812345678"
    )
    assert done.returncode == 1
    assert "data/site.yaml" in done.stdout
    assert "13812345678" not in done.stdout
    assert not list(tmp_path.iterdir())


def test_lists_are_understood_as_people_write_them() -> None:
    assert types_called("公示、tasks，目标任务") == ("tasks", "publicity")
    assert types_called("ALL") == tuple(shipped_types())
    assert packs_called("none") == packs_called("") == ()
    assert set(shipped_packs()) == {"组织工作", "重大行政决策", "政府信息公开"}


def test_it_asks_at_a_terminal_and_offers_what_the_preset_says(tmp_path: Path, warm_sunlit: Path) -> None:
    status, shown = typed(
        warm_sunlit,
        ["--lang", "en", "init", "school"],
        [
            ("Its number", "3"),
            ("Languages", "zh, klingon"),
            ("'klingon'", ""),
            ("called", "示例学校"),
            ("Record types", "tasks, publicity"),
            ("Packs", ""),
            ("Time zone", ""),
        ],
        tmp_path,
    )
    assert status == 0, shown
    assert "[regulations, decisions, " in shown
    site = read_site(tmp_path / "school")
    assert (site.name.base, site.packs) == ("示例学校", frozenset())
    assert "奖助学金" in (tmp_path / "school/data/schemas/publicity.yaml").read_text(encoding="utf-8")

"""What is installed is what is tested: the wheel, unpacked elsewhere, builds a root that has only data/."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from building import PROJECT, Root, environment
from packing import build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_carries_what_a_site_needs_and_no_site(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "generator/locales/zh_CN/commands.po",
        "generator/read/schema/common_fields.yaml",
        "generator/read/exceptions.yaml",
        "generator/shipped/mkdocs.yml",
        "generator/shipped/site_templates/record.html",
        "generator/shipped/site_templates/theme/assets/sunlit.css",
        "generator/shipped/docs/ci/github.yml",
        "generator/shipped/docs/serving/sunlit-tick.timer",
        "generator/shipped/constraints.txt",
        "generator/desk/new_site/presets/school/publicity.yaml",
        "generator/locales/pages.pot",
        *(
            f"generator/shipped/data/schemas/{path.name}"
            for path in (PROJECT / "data" / "schemas").glob("*.yaml")
        ),
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "data/", "examples/"))]
    assert not [name for name in names if "__pycache__" in name]


RUN = """
import sys
import generator
from generator.cli import main
print(generator.__file__)
for arguments in sys.argv[1:]:
    try:
        main(arguments.split())
    except SystemExit as stop:
        assert not stop.code, arguments
"""


@pytest.fixture(scope="module")
def used(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder in which the installed package built a root that has only data, then made a site, checked and built it, where
    there is nothing else; and what it said.
    """
    folder = tmp_path_factory.mktemp("used")
    root = Root(folder / "only-data")
    root.write("data/schemas/tasks.yaml", "extends: sunlit/tasks\n")
    root.write(
        "data/tasks/2026.csv",
        "编号,标题,年度,责任单位,责任人,预期成果,完成期限,进度,发布时间\nT1,样例任务,2026,样例科,样例甲,样例成果,2026-12-31,40%,2026-01-20\n",
    )
    commands = (
        "-C only-data build --as-of 2026-11-24",
        "--lang en init office --preset hospital --languages en,eu --name Hillside --yes",
        "-C office --lang en check",
        "-C office --lang en build",
    )
    done = subprocess.run(
        [sys.executable, "-c", RUN, *commands],
        cwd=folder, env=environment(PYTHONPATH=str(installed)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder, done.stdout.splitlines()


def test_the_installed_package_builds_a_root_with_only_data(
    installed: Path, used: tuple[Path, list[str]]
) -> None:
    folder, said = used
    root = Root(folder / "only-data")
    assert said[0] == str(installed / "generator" / "__init__.py")
    assert "已发布：1 条" in said
    page = root.page("tasks/~541.html")
    assert page.texts("h1") == ["样例任务"]
    assert "进行中" in page.visible
    assert (root.site / "assets" / "sunlit.css").is_file()


def test_the_installed_package_makes_a_site_and_checks_and_builds_it_where_there_is_nothing_else(
    used: tuple[Path, list[str]],
) -> None:
    folder, said = used
    assert "0 errors, 2 warnings." in said
    made = Root(folder / "office")
    assert made.page("index.html").texts("title") == ["Hillside"]
    assert (made.site / "eu" / "index.html").is_file()
    workflow = made.folder / ".gitlab-ci.yml"
    assert workflow.read_bytes() == (PROJECT / "docs/ci/gitlab-ci.yml").read_bytes()

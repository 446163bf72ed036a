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
        "generator/shipped/data/schemas/tasks.yaml",
        "generator/shipped/docs/ci/github.yml",
        "generator/shipped/docs/serving/sunlit-tick.timer",
        "generator/shipped/constraints.txt",
        "generator/desk/new_site/presets/school/publicity.yaml",
        "generator/locales/pages.pot",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "data/", "examples/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_package_builds_a_root_with_only_data(installed: Path, root: Root) -> None:
    for name in sorted(path.stem for path in (PROJECT / "data" / "schemas").glob("*.yaml")):
        root.write(f"data/schemas/{name}.yaml", f"extends: sunlit/{name}\n")
    root.write(
        "data/tasks/2026.csv",
        "编号,标题,年度,责任单位,责任人,预期成果,完成期限,进度,发布时间\nT1,样例任务,2026,样例科,样例甲,样例成果,2026-12-31,40%,2026-01-20\n",
    )
    code = "import generator; print(generator.__file__); from generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(root.folder), "build", "--as-of", "2026-11-24"],
        cwd=root.folder, env=environment(PYTHONPATH=str(installed)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(installed / "generator" / "__init__.py")
    assert "已发布：1 条" in done.stdout
    page = root.page("tasks/~541.html")
    assert page.texts("h1") == ["样例任务"]
    assert "进行中" in page.visible
    assert (root.site / "assets" / "sunlit.css").is_file()


def test_the_installed_package_makes_a_site_and_checks_and_builds_it_where_there_is_nothing_else(
    installed: Path, tmp_path: Path
) -> None:
    code = """
import sys
from generator.cli import main
for arguments in sys.argv[1:]:
    try:
        main(arguments.split())
    except SystemExit as stop:
        assert not stop.code, arguments
"""
    commands = (
        "--lang en init office --preset hospital --languages en,eu --name Hillside --yes",
        "-C office --lang en check",
        "-C office --lang en build",
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *commands],
        cwd=tmp_path, env=environment(PYTHONPATH=str(installed)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "0 errors, 2 warnings." in done.stdout
    made = Root(tmp_path / "office")
    assert made.page("index.html").texts("title") == ["Hillside"]
    assert (made.site / "eu" / "index.html").is_file()
    workflow = made.folder / ".gitlab-ci.yml"
    assert workflow.read_bytes() == (PROJECT / "docs/ci/gitlab-ci.yml").read_bytes()

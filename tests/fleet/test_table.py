"""The table of bodies: read as records are, each fault at its cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.fleet.bodies import read_bodies
from generator.fleet.wheels import Wheel

HEADER = "单位代码,名称,仓库,发布位置,分支,标签,公钥,生成程序\n"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8 engineer"


def table(folder: Path, text: str, name: str = "bodies.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, row: str) -> list[tuple[int | None, int | None, str]]:
    found = read_bodies(table(folder, f"{HEADER}a,甲,../a.git,www/a,,,,\n{row}\n")).verdict.findings
    return [(each.source.line, each.source.column, each.rule.id) for each in found]


def test_paths_start_at_the_table_and_addresses_stay(tmp_path: Path) -> None:
    text = f"{HEADER}a,甲,../a.git,www/a,,区县;第一批,{KEY},old.whl#sha256={'0' * 64}\nb,乙,git@host:b.git,https://b.example.org,live,,,\n"
    one, two = read_bodies(table(tmp_path, text)).bodies
    assert (one.repository, one.live) == (str(tmp_path.parent / "a.git"), str(tmp_path / "www" / "a"))
    assert (one.branch, one.labels, one.keys) == ("main", ("区县", "第一批"), (KEY,))
    assert one.generator == Wheel(str(tmp_path / "old.whl"), "0" * 64)
    assert (two.repository, two.branch, two.is_looked_at) == ("git@host:b.git", "live", True)


def test_yaml_says_the_same_as_csv(tmp_path: Path) -> None:
    of_csv = read_bodies(table(tmp_path, f"{HEADER}a,甲,../a.git,www/a,,x;y,,\n")).bodies
    rows = [{"body": "a", "name": "甲", "repository": "../a.git", "live": "www/a", "labels": ["x", "y"]}]
    assert read_bodies(table(tmp_path, json.dumps(rows), "bodies.yml")).bodies == of_csv


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("B,乙,../b.git,www/b,,,,", 1, "wrong-pattern"),
        ("../x,乙,../b.git,www/b,,,,", 1, "wrong-pattern"),
        ("a,乙,../b.git,www/b,,,,", 1, "duplicate-id"),
        ("b,,../b.git,www/b,,,,", 2, "required"),
        ("b,乙,ext::sh -c x,www/b,,,,", 3, "wrong-pattern"),
        ("b,乙,-oProxyCommand=x:y,www/b,,,,", 3, "wrong-pattern"),
        ("b,乙,https://u:secret@host/b.git,www/b,,,,", 3, "wrong-pattern"),
        ("b,乙,../b.git,www/./a,,,,", 4, "wrong-pattern"),
        ("b,乙,../b.git,www/a/b,,,,", 4, "wrong-pattern"),
        ("b,乙,../b.git,www/b,--upload-pack=x,,,", 5, "wrong-pattern"),
        ("b,乙,../b.git,www/b,,,AAAA,", 7, "wrong-pattern"),
        ("b,乙,../b.git,www/b,,,,b.zip", 8, "wrong-pattern"),
        ("b,乙,../b.git,www/b,,,,b.whl#sha256=12", 8, "wrong-pattern"),
    ],
)
def test_each_fault_is_told_at_its_cell(row: str, column: int, rule: str, tmp_path: Path) -> None:
    assert (3, column, rule) in faults(tmp_path, row)


def test_a_column_that_means_nothing_is_told(tmp_path: Path) -> None:
    found = read_bodies(
        table(tmp_path, "body,name,repository,live,hook\na,甲,x.git,www/a,x\n")
    ).verdict.findings
    assert [(each.source.line, each.source.column, each.rule.id) for each in found] == [(1, 5, "unknown-key")]

"""What the operator of a repository is told: ticks that do not run, signatures that nobody gives, copies that are missing."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from building import DAY, sunlit
from pushing import Server

from generator.desk.doctor.server import OLDEST_BACKUP, SILENT, needs_of_server


@pytest.fixture
def kept(published: Server, tmp_path: Path) -> Server:
    """A server of which nothing is behind."""
    published.settings = replace(published.settings, allowed_signers="/keys", signing_key="/key")
    bundle = tmp_path / "site.bundle"
    for command in (["bundle", "create", "-q", bundle, "--all"], ["config", "sunlit.backup", bundle]):
        subprocess.run(["git", "-C", published.repository, *command], check=True)
    _date(bundle, DAY)
    return published


def _date(path: Path, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 12).timestamp()
    os.utime(path, (moment, moment))


def told(server: Server, day: date = DAY) -> list[tuple[str, str]]:
    found = needs_of_server(server.publication(as_of=day))
    return [(need.what.render(str, "en"), need.cure) for need in found]


def test_of_a_sound_server_nothing_is_said(kept: Server) -> None:
    assert told(kept) == []


def test_two_days_without_a_tick_are_told_with_the_command(kept: Server) -> None:
    late = DAY + SILENT
    ((sentence, cure),) = [each for each in told(kept, late) if "tick" in each[0]]
    assert sentence.startswith(f"The live site is of {DAY}, so no tick has run since")
    assert cure == f"sunlit publish tick --repository {kept.repository}"


def test_what_status_finds_is_told_too(kept: Server) -> None:
    (kept.live.resolve() / "index.html").write_text("changed", encoding="utf-8")
    assert ["not what its manifest says" in sentence for sentence, _ in told(kept)] == [True]


def test_missing_signatures_are_told_with_the_command(kept: Server) -> None:
    kept.settings = replace(kept.settings, allowed_signers="", signing_key="")
    cures = [cure for _, cure in told(kept)]
    assert [cure.rpartition(" --")[2] for cure in cures] == ["allowed-signers FILE", "sign FILE"]


def test_a_copy_that_is_missing_or_old_is_told(kept: Server, tmp_path: Path) -> None:
    bundle = tmp_path / "site.bundle"
    _date(bundle, DAY - OLDEST_BACKUP)
    assert told(kept) == []
    _date(bundle, DAY - OLDEST_BACKUP - timedelta(days=1))
    ((sentence, cure),) = told(kept)
    assert sentence == f"The copy of the repository is of {DAY - OLDEST_BACKUP - timedelta(days=1)}."
    subprocess.run(cure, shell=True, check=True, capture_output=True)
    _date(bundle, DAY)
    assert told(kept) == []
    bundle.unlink()
    assert told(kept)[0][0].startswith("There is no copy of the repository")


def test_the_command_takes_a_repository(published: Server) -> None:
    done = sunlit("doctor", "--lang", "en", "--repository", published.repository, "--as-of", DAY.isoformat())
    assert done.returncode == 1
    assert "There is no copy of the repository" in done.stdout
    same = sunlit("doctor", "--lang", "en", "-C", published.repository, "--as-of", DAY.isoformat())
    assert (same.returncode, same.stdout) == (1, done.stdout)

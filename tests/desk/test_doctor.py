"""What an office is told before anything fails; as of a day in the next year, too."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from building import Root, commit, sunlit

from generator.check.calendar.working_days import WorkingDays
from generator.desk.doctor import need as needs
from generator.desk.doctor.need import Need
from generator.desk.doctor.office import AHEAD, THEME_ENDS, needs_of_office

SOUND = date(2026, 6, 1)


def told(root: Root, day: date = SOUND) -> list[tuple[str, str]]:
    """The English sentence and the cure of each."""
    found = needs_of_office(root.folder, day, root.folder / "site")
    return [(need.what.render(str, "en"), need.cure) for need in found]


@pytest.fixture
def office(root: Root) -> Root:
    """A site of which nothing is behind."""
    root.schema()
    root.declare("data/site.yaml", {"name": "样例局", "url": "https://sample.example/", "frame": "builtin"})
    commit(root.folder)
    subprocess.run(["git", "-C", root.folder, "config", "sunlit.live", "https://sample.example/"], check=True)
    return root


def test_of_a_sound_site_nothing_is_said(office: Root) -> None:
    assert told(office) == []
    done = sunlit("doctor", "-C", office.folder, "--as-of", SOUND.isoformat())
    assert (done.returncode, done.stdout) == (0, "没有落下什么，也没看出不安全的地方。\n")


def test_the_holidays_of_a_year_are_asked_for_in_time(office: Root) -> None:
    year = next(year for year in range(2026, 2100) if not WorkingDays({}).knows(year))
    before, since = date(year - 1, 10, 31), date(year - 1, 11, 1)
    assert told(office, before) == []
    ((sentence, cure),) = told(office, since)
    assert sentence.startswith(f"The holidays of {year} are not known")
    assert f"data/calendar/{year}.yaml" in cure
    assert len(told(office, date(year, 2, 15))) == 1
    office.declare(f"data/calendar/{year}.yaml", {"source": "样例通知", "holidays": [f"{year}-01-01"]})
    assert told(office, since) == []


def test_the_end_of_the_theme_is_told_half_a_year_before(office: Root) -> None:
    office.declare("data/site.yaml", {"name": "样例局", "url": "https://sample.example/"})
    ends = "is mended until 2027-05-05"
    assert not any(ends in sentence for sentence, _ in told(office, THEME_ENDS - AHEAD))
    day = THEME_ENDS - AHEAD + timedelta(days=1)
    assert [cure for sentence, cure in told(office, day) if ends in sentence] == [
        "data/site.yaml: frame: builtin"
    ]


def test_what_a_clone_lacks_is_told_with_the_command(office: Root, tmp_path: Path) -> None:
    for message in "ab":
        office.write(f"{message}.txt", message)
        commit(office.folder)
    shallow = Root(tmp_path / "shallow")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{office.folder}", shallow.folder], check=True
    )
    assert [cure for _, cure in told(shallow)] == [
        "git fetch --unshallow origin",
        "git config sunlit.live https://…/",
    ]
    for cure in ("git fetch -q --unshallow origin", "git config sunlit.live https://sample.example/"):
        subprocess.run(cure.split(), cwd=shallow.folder, check=True)
    assert told(shallow) == []


def test_a_repository_of_another_owner_is_told(office: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = office.folder.stat().st_uid
    monkeypatch.setattr(needs.os, "getuid", lambda: owner + 1)
    found = needs.of_another_owner(office.folder / ".git")
    assert isinstance(found, Need)
    assert found.cure.startswith(f"sudo chown -R {owner + 1}:")
    monkeypatch.undo()
    assert needs.of_another_owner(office.folder / ".git") is None
    assert needs.of_another_owner(office.folder / "none") is None


def test_an_address_that_is_missing_and_an_engine_that_drops_records_are_told(office: Root) -> None:
    office.declare("data/site.yaml", {"name": "样例局", "frame": "builtin"})
    office.write("zensical.toml", "")
    sentences = [sentence for sentence, _ in told(office)]
    assert any("at which address it stands" in sentence for sentence in sentences)
    assert any("Zensical" in sentence for sentence in sentences)


def test_an_old_form_is_told(office: Root) -> None:
    form = office.folder / "data" / "notes" / "form.xlsx"
    form.parent.mkdir()
    assert sunlit("form", "notes", form, "-C", office.folder).returncode == 0
    fields = [{"name": "id"}, {"name": "title", "title": "标题"}, {"name": "more", "title": "另外"}]
    office.declare("data/schemas/notes.yaml", {"fields": fields, "sunlit": {"title": "通知"}})
    assert ("sunlit form notes") in [cure for _, cure in told(office)]


def test_it_exits_with_one_and_changes_nothing(office: Root) -> None:
    office.declare("data/site.yaml", {"name": "样例局", "frame": "builtin"})
    before = sorted(office.folder.rglob("*"))
    done = sunlit("doctor", "--lang", "en", "-C", office.folder, "--as-of", SOUND.isoformat())
    assert done.returncode == 1
    assert done.stdout.splitlines()[1] == "   data/site.yaml: url: https://…/"
    assert sorted(office.folder.rglob("*")) == before

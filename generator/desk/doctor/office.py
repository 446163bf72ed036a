"""The folder that holds ``data/``: what is due about its calendar, its frame, its clone, its forms and its address."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.calendar.working_days import WorkingDays
from generator.check.gate import judge
from generator.construct.other_engines import without_records
from generator.desk.doctor.need import Need, of_another_owner
from generator.model.declared.frame_name import FrameName
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.text.wording import say
from generator.read.git.command import git_at, is_shallow, remote
from generator.read.git.earlier import where_live
from generator.read.schema.calendar_files import read_calendar
from generator.read.schema.site_file import read_site

THEME_ENDS = date(2027, 5, 5)
"""The last day on which Material for MkDocs is mended, as its maintainers announced."""
AHEAD = timedelta(days=180)
"""How long before that day an office is told."""
HOLIDAYS_BY = 11
"""The month in which the next year's arrangement is looked for: it is announced between October and December."""


def needs_of_office(root: Path, as_of: date | None, built: Path) -> Iterator[Need]:
    """What somebody should see to in an office's folder; ``built`` is where its site is built. Raises
    :class:`~generator.model.text.stop.CannotRun` if a declaration cannot be understood.
    """
    site = read_site(root)
    today = day_to_judge(as_of, site)
    if foreign := of_another_owner(root / ".git"):
        yield foreign
    yield from _calendar(root, today)
    yield from _frame(site, today)
    for sentence in without_records(root, built):
        yield Need(sentence, "")
    yield from _clone(root)
    if not site.url:
        yield Need(
            say("The site does not say at which address it stands: no search engine lists it, and notices have no QR code."),
            "data/site.yaml: url: https://…/",
        )  # fmt: skip
    for finding in judge(root, today).findings:
        if finding.rule == rules.OLD_FORM:
            yield Need(
                say("{path} was made for an earlier form of its records.", path=finding.source.path),
                f"sunlit form {Path(finding.source.path).parts[1]}",
            )


def _calendar(root: Path, today: date) -> Iterator[Need]:
    calendar = WorkingDays(read_calendar(root))
    wanted = [today.year] if today.month < HOLIDAYS_BY else [today.year, today.year + 1]
    for year in wanted:
        if not calendar.knows(year):
            yield Need(
                say("The holidays of {year} are not known, so working days of that year cannot be counted.", year=year),
                f"pip install --upgrade chinesecalendar  |  data/calendar/{year}.yaml",
            )  # fmt: skip


def _frame(site: Site, today: date) -> Iterator[Need]:
    if site.frame is FrameName.MKDOCS and today > THEME_ENDS - AHEAD:
        yield Need(
            say("Material for MkDocs, which dresses the site, is mended until {day} and no longer.", day=THEME_ENDS.isoformat()),
            "data/site.yaml: frame: builtin",
        )  # fmt: skip


def _clone(root: Path) -> Iterator[Need]:
    git = git_at(root)
    if is_shallow(git):
        yield Need(
            say("This clone holds only the latest commits, so changes cannot be held against what is live."),
            shlex.join(["git", "fetch", "--unshallow", remote(git)]),
        )
    if (root / ".git").exists() and not where_live(git, root):
        yield Need(
            say("Where the site is published has not been said, so nothing tells you what a change would change in public."),
            "git config sunlit.live https://…/",
        )  # fmt: skip

"""The commands ``sunlit portal …``: one site over all bodies of a table, and its records in PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.check.calendar.clock import day_to_judge
from generator.check.report import as_text
from generator.commands.common.building import build_site
from generator.commands.common.day import as_of_option
from generator.commands.common.progress import progress_bar
from generator.commands.common.reports import FINDINGS, terminal_width
from generator.commands.common.session import Session
from generator.construct.construction import Commission, Manner, Outcome, Unfit
from generator.fleet.bodies import Body, read_bodies
from generator.model.declared.frame_name import FrameName
from generator.model.declared.severity import Severity
from generator.portal.joining import Portal
from generator.portal.postgresql import Database
from generator.portal.site_records import SiteRecords
from generator.portal.snapshots import Folder, Publisher, Snapshot, Standing, Store, Taken, take_all
from generator.portal.web import Web
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

BUILD = "build"
STORE, DAYS = ".sunlit-portal", 7
ATTEMPTS = 3
"""Builds: what shows to be unfit only when all bodies stand together is withheld, and the rest built again."""


class PortalCommands(click.Group):
    """A group in which what is no command is the table that a portal is built over."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = list(args)
        while words[:1] and words[0] in ("-C", "--lang"):
            words = words[2:]
        names_one = not words or words[0] in self.commands or words[0] in ctx.help_option_names
        return super().parse_args(ctx, args if names_one else [BUILD, *args])


@click.group(
    cls=PortalCommands,
    help="One site over many bodies: sunlit portal BODIES builds it from what they publish.",
)
def portal() -> None:
    pass


@portal.command(BUILD, help="Build the portal: one site with the records that all bodies of a table publish.")
@click.argument("bodies", metavar="BODIES", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes (default: site/).",
)
@click.option(
    "--keep-days",
    type=click.IntRange(0, 366),
    default=DAYS,
    show_default=True,
    help="For how many days a body that cannot be read stays as it was.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the last state of each body is kept (default: .sunlit-portal/).",
)
@click.option(
    "--private-networks",
    is_flag=True,
    help="Read bodies in networks of one's own too; by default an address that is not public is refused.",
)
@as_of_option
@click.option(
    "--frame",
    type=click.Choice([name.value for name in FrameName]),
    help="What is around each page (default: what data/site.yaml says, else mkdocs).",
)
@click.option("--clean", is_flag=True, help="Make every page anew, whatever an earlier build left.")
@click.pass_obj
def build_portal(
    session: Session,
    bodies: Path,
    site_dir: Path | None,
    keep_days: int,
    store: Path | None,
    private_networks: bool,
    as_of: date | None,
    frame: str | None,
    clean: bool,
) -> None:
    table = read_bodies(bodies, to_build=False)
    if not table.verdict.fit:
        click.echo(as_text(table.verdict, session.language, terminal_width()), nl=False)
        sys.exit(FINDINGS)
    today = day_to_judge(as_of, read_site(session.root))
    kept = Store(store or session.root / STORE, keep_days)

    def publisher(body: Body, known: Snapshot | None) -> Publisher:
        if body.is_looked_at:
            return Web(body.live, known, private=private_networks)
        return Folder(Path(body.live))

    taken = take_all(kept, table.bodies, publisher, read_types(session.root), today)
    records = Portal(taken, today)

    def build() -> Outcome:
        with progress_bar(session) as progress:
            return build_site(
                session.root,
                site_dir=site_dir.resolve() if site_dir else None,
                as_of=today,
                warn=session.warn,
                frame=FrameName(frame) if frame else None,
                commission=Commission(records.revision, supply=records.supply),
                manner=Manner(clean=clean, progress=progress),
            )

    _report(session, taken, _built(session, records, build))


def _built(session: Session, records: Portal, build: Callable[[], Outcome]) -> Outcome:
    for _ in range(ATTEMPTS):
        try:
            return build()
        except Unfit as unfit:
            verdict = unfit.verdict
            if not records.refuse(verdict):
                break
    errors = tuple(each for each in verdict.findings if each.severity is Severity.ERROR)
    click.echo(as_text(replace(verdict, findings=errors), session.language, terminal_width()), nl=False)
    session.say("Nothing was built, and an old site was not touched.")
    sys.exit(FINDINGS)


def _report(session: Session, taken: tuple[Taken, ...], outcome: Outcome) -> None:
    """What became of each body that is not as it should be, and how much is shown."""
    for each in taken:
        if each.reason:
            session.say(
                "{body}: {reason}",
                body=each.body.id,
                reason=each.reason.render(session.translate, session.language),
            )
    session.say("Bodies: {n}", n=len(taken))
    session.say("Up to date: {n}", indent=2, n=sum(each.standing is Standing.CURRENT for each in taken))
    session.say("Published: {n}", n=outcome.disclosure.published - len(taken))
    session.say("As of: {day}", day=outcome.disclosure.as_of.isoformat())
    session.say("Open: {path}", path=outcome.target / "index.html")


site_option = click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site of the portal stands (default: site/).",
)
database_argument = click.argument("database", metavar="DATABASE")


@portal.command(help="Fill PostgreSQL with the records of the portal, as its site shows them.")
@database_argument
@site_option
@click.pass_obj
def load(session: Session, database: str, site_dir: Path | None) -> None:
    target, site = Database(database), SiteRecords(site_dir or session.root / "site")
    manifest = site.manifest
    loaded = target.load(site.documents(), site.items(), manifest.revision, manifest.as_of)
    session.say("Records: {n}", n=loaded.records)
    session.say("New: {n}", indent=2, n=loaded.added)
    session.say("Changed: {n}", indent=2, n=loaded.changed)
    session.say("Gone: {n}", indent=2, n=loaded.removed)


@portal.command(help="Look words up in PostgreSQL, folded as the search of the site folds them.")
@database_argument
@click.argument("words", metavar="WORDS…", nargs=-1, required=True)
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many records to name."
)
@click.pass_obj
def find(session: Session, database: str, words: tuple[str, ...], most: int) -> None:
    number, hits = Database(database).search(" ".join(words), most)
    for hit in hits:
        day = hit.day.isoformat() if hit.day else ""
        click.echo("\t".join((hit.type, hit.id, day, hit.title, hit.address)))
    session.say("Found: {n}", n=number)

"""The command ``sunlit fleet``: every body of a table brought up to date in one run."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.check.calendar.clock import day_to_judge
from generator.check.report import as_text
from generator.commands.common.day import day_option
from generator.commands.common.progress import count_bar
from generator.commands.common.reports import FINDINGS, output_option, print_report, terminal_width
from generator.commands.common.session import Session
from generator.commands.common.signing import sign_option
from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

if TYPE_CHECKING:
    from generator.fleet.bodies import Body
    from generator.fleet.run import Workers

STORE = "fleet"
KEY_FILES = ("ca.pem", "fleet.pem", "fleet.key")
WORTH_WARMING = 2
"""Bodies for each process: with fewer, warming up takes longer than it spares."""
FORMATS = ("text", "json")


@click.command(
    help="Bring every body of a table up to date: fetch its records, check, build and publish them, each as its own site."
)
@click.argument("bodies", metavar="BODIES", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="Where the repositories and builds of all bodies stand (default: fleet/ beside the table).",
)
@click.option("--only", multiple=True, metavar="BODY", help="This body alone; may be given several times.")
@click.option("--label", multiple=True, help="Bodies with this label alone; may be given several times.")
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    help="How many bodies at once (default: as many as processors).",
)
@click.option(
    "--dask",
    default="",
    metavar="ADDRESS",
    help="The scheduler of a Dask cluster whose workers do the work, like tls://host:8786 (needs --tls).",
)
@click.option(
    "--tls",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with ca.pem, fleet.pem and fleet.key, by which scheduler, workers and this run know each other.",
)
@click.option(
    "--retries",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    help="How often a body is tried again that was not reached, busy or lost.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    default=3600,
    show_default=True,
    help="How long one body may take, fetching and all.",
)
@click.option(
    "--computing",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    help="How many seconds checking and building one body may compute.",
)
@click.option(
    "--keep",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many earlier releases stay on disk.",
)
@sign_option
@click.option(
    "--build-user",
    default="",
    metavar="ACCOUNT",
    help="The account that builds run as (only the superuser may say this).",
)
@click.option(
    "--unconfined",
    is_flag=True,
    help="Builds may do what this account may: only where each worker stands in a container of its own.",
)
@click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How the result is put out.",
)
@click.option(
    "--daily",
    is_flag=True,
    help="Build every site on a new day, so that it names that day, although all else that it says is so still.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page of all bodies here: which are behind, since when, and why.",
)
@click.option(
    "--list", "listed", is_flag=True, help="Only print the chosen bodies, one a line: for others to run."
)
@output_option
@day_option(help="The day to build for, like 2026-11-24 (default: today where each site is).")
@click.pass_obj
def fleet(
    session: Session,
    bodies: Path,
    store: Path | None,
    only: Sequence[str],
    label: Sequence[str],
    processes: int | None,
    dask: str,
    tls: Path | None,
    retries: int,
    seconds: int,
    computing: int,
    keep: int,
    sign: Path | None,
    build_user: str,
    unconfined: bool,
    format: str,
    daily: bool,
    page: Path | None,
    listed: bool,
    output: Path | None,
    as_of: date | None,
) -> None:
    from generator.commands.common.fleet_build import build, stay_cold, warm_up
    from generator.fleet.body import Plan, Work, planned_digest
    from generator.fleet.page import as_page
    from generator.fleet.report import as_json, as_table
    from generator.fleet.run import run_fleet
    from generator.publish.confinement import refuse_unconfined, refuse_user
    from generator.publish.settings import Limits

    chosen = _chosen(session, bodies, only, label)
    if listed:
        click.echo("".join(f"{body.id}\n" for body in chosen), nl=False)
        return
    if not unconfined:
        refuse_unconfined()
        if build_user:
            refuse_user(build_user)
    plan = Plan(
        store or bodies.parent.absolute() / STORE,
        build,
        int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()),
        as_of=as_of,
        language=session.language,
        user=build_user,
        confined=not unconfined,
        limits=Limits(seconds=computing),
        seconds=seconds,
        daily=daily,
        keep=keep,
        signing_key=str(sign or ""),
        digest=planned_digest(),
    )
    works = [Work(body, plan) for body in chosen]
    at_once = processes or len(os.sched_getaffinity(0))
    warming = warm_up if dask or len(works) > WORTH_WARMING * at_once else stay_cold
    with _workers(at_once, dask, tls) as workers, count_bar(session.translate("Bodies"), len(works)) as ended:
        results = run_fleet(works, workers, warming, retries=retries, ended=lambda _: ended())
    day = day_to_judge(as_of, Site()).isoformat()
    report = (
        as_json(results, day, session.language) if format == "json" else as_table(results, session.language)
    )
    if page:
        print_report(as_page(results, day, session.language), page)
    print_report(report, output)
    if not all(result.is_well for result in results):
        sys.exit(FINDINGS)


def _chosen(session: Session, path: Path, only: Sequence[str], labels: Sequence[str]) -> Sequence[Body]:
    """The bodies of the table that were asked for. A table with errors is of no use for any of them."""
    from generator.fleet.bodies import read_bodies

    table = read_bodies(path)
    if not table.verdict.fit:
        click.echo(as_text(table.verdict, session.language, terminal_width()), nl=False)
        sys.exit(FINDINGS)
    known = {body.id for body in table.bodies}
    for name in only:
        if name not in known:
            raise CannotRun(say("There is no body '{name}' in {path}.", name=name, path=path.name))
    return [
        body
        for body in table.bodies
        if (not only or body.id in only) and (not labels or set(labels) & set(body.labels))
    ]


@contextmanager
def _workers(processes: int, dask: str, tls: Path | None) -> Iterator[Workers]:
    """The workers of a cluster, or else threads that each have a warm process of their own."""
    from generator.fleet.run import workers_of

    if dask:
        from generator.fleet.cluster import Cluster, cluster_workers

        if tls is None:
            raise CannotRun(
                say("Name the folder of the keys with --tls: nobody speaks with a scheduler without.")
            )
        with cluster_workers(Cluster(dask, *(tls.resolve() / name for name in KEY_FILES))) as workers:
            yield workers
        return
    executor = ThreadPoolExecutor(processes)
    try:
        yield workers_of(executor)
    finally:
        executor.shutdown(cancel_futures=True)

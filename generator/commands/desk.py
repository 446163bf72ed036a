"""The command ``sunlit desk``: records typed in the browser, on this computer alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.common.day import as_of_option
from generator.commands.common.published_places import is_beside_published, is_published
from generator.commands.common.session import Session
from generator.desk.decap.forge import BACKENDS, Forge
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

PORT = 8030


@click.command(
    help="Open the desk: find, type, check and publish records in the browser, on this computer alone. It says an address and a "
    "code; whoever opens the address says the code."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where it listens; 0 for any that is free.",
)
@click.option(
    "--write-config",
    "target",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Instead: write into DIR the page of a desk on a forge (Decap CMS), for the types with one YAML record a file.",
)
@click.option("--backend", type=click.Choice(BACKENDS), help="With --write-config: the kind of forge.")
@click.option(
    "--repository", metavar="TEXT", help="With --write-config: the repository there, like office/disclosure."
)
@click.option(
    "--branch",
    default="main",
    show_default=True,
    metavar="TEXT",
    help="With --write-config: the branch that records come to.",
)
@click.option(
    "--server",
    default="",
    metavar="TEXT",
    help="With --write-config: the address of the forge; for github, of the service through which people sign in.",
)
@click.option(
    "--application",
    default="",
    metavar="TEXT",
    help="With --write-config: the id by which the forge knows the page, as its OAuth application.",
)
@as_of_option
@click.pass_obj
def desk(
    session: Session,
    /,
    port: int,
    target: Path | None,
    backend: str | None,
    repository: str | None,
    branch: str,
    server: str,
    application: str,
    as_of: date | None,
) -> None:
    if target is not None:
        if not backend or not repository:
            raise CannotRun(say("Name the forge too: --backend and --repository."))
        write_config(session, target, Forge(backend, repository, branch, server, application), as_of)
        return
    if backend or repository or server or application:
        raise CannotRun(say("--backend, --repository, --server and --application belong to --write-config."))
    try:
        from generator.desk.browser.serving import serve  # Flask is there for whoever asked for the desk
    except ModuleNotFoundError as missing:
        raise CannotRun(
            say("The desk needs {library}: pip install 'sunlit[desk]'", library=missing.name or "flask")
        ) from None

    served = serve(session.root, as_of, session.language, port)
    session.say("The desk is open at {address}", address=served.address)
    session.say("Code: {code}", code=served.desk.guard.shown_code)
    session.say("Ctrl+C closes it.")
    try:
        served.server.serve_forever()
    finally:
        served.close()


def write_config(session: Session, target: Path, forge: Forge, as_of: date | None) -> None:
    """Write the page for a forge, and say what it cannot do."""
    from generator.desk.decap.configuration import PACKAGE, SCRIPT, VERSION, losses
    from generator.desk.decap.writing import write_page

    if is_published(session.root, target) or is_beside_published(target):
        raise CannotRun(
            say(
                "{path} lies where things are published. Choose a folder of its own: the desk is no part of the site.",
                path=str(target),
            )
        )
    made = write_page(session.root, target.resolve(), forge, as_of, session.language)
    for path in made.written:
        session.say("Written: {path}", path=path)
    session.say("Forms: {names}", names=", ".join(type.name for type in made.fitting.types))
    for name, reason in made.fitting.left_out.items():
        session.tell(say("Left out: {type}: {reason}.", type=name, reason=reason))
    if made.fitting.is_any_misread:
        session.say(
            "What Decap would read as something else can be written so that it does not: lists in brackets; numbers that are "
            "no numbers in quotation marks; days like 2026-11-24; fields by their names in the schema."
        )
    for name, paths in made.fitting.not_shown.items():
        session.say("Not shown of {type}: {paths}", type=name, paths=", ".join(paths))
    for phrase in losses(forge, made.year):
        session.tell(phrase)
    session.say(
        "Put {script} of npm's {package} {version} beside it.",
        script=SCRIPT,
        package=PACKAGE,
        version=VERSION,
    )
    if missing := forge.missing():
        session.say("Put in what was not said: {names}", names=", ".join(missing))

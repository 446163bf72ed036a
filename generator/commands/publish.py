"""The commands ``sunlit publish …`` of the operator of a server."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.common.day import day_option
from generator.commands.common.release_build import REFUSED, or_refuse, publication_of
from generator.commands.common.session import Session
from generator.commands.common.signing import sign_option
from generator.commands.hooks import hook
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say


@click.group(help="Publish by git push: set up a repository, look after what it publishes.")
def publish() -> None:
    pass


as_of_option = day_option(help="The day to build for, like 2026-11-24 (default: today where the site is).")
path_type = click.Path(path_type=Path, resolve_path=True)


@publish.command(
    help="Make REPO.git a bare repository whose accepted pushes are built and switched live; again: change its settings."
)
@click.argument("repository", metavar="[REPO.git]", type=path_type, required=False)
@click.option(
    "--live",
    help="The name that the web server serves; it becomes a link to the newest release. With --client: where the site is.",
)
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option(
    "--keep",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many earlier releases stay on disk.",
)
@click.option(
    "--allowed-signers",
    type=click.Path(path_type=Path, resolve_path=True, exists=True, dir_okay=False),
    help="Keys that may change schemas, calendar and settings by a signed commit (see ssh-keygen, ALLOWED SIGNERS).",
)
@click.option(
    "--revoked-keys",
    type=click.Path(path_type=Path, resolve_path=True, exists=True, dir_okay=False),
    help="Public keys, one a line, whose signatures count no more (or a list made by ssh-keygen -k).",
)
@sign_option
@click.option("--allow-rewriting", is_flag=True, help="Let a push force the branch back or delete it.")
@click.option(
    "--allow-templates",
    is_flag=True,
    help="Use templates and mkdocs.yml of the repository: code, which then needs a signature to change.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    help="How long checking and building may compute.",
)
@click.option(
    "--files",
    type=click.IntRange(min=1),
    default=50_000,
    show_default=True,
    help="How many files a push may hold.",
)
@click.option(
    "--systemd",
    metavar="DIR",
    type=click.Path(path_type=Path, resolve_path=True, exists=True, file_okay=False),
    help="Write a service and a timer for the hourly tick into this folder, such as /etc/systemd/system.",
)
@click.option(
    "--client", is_flag=True, help="Instead: let this clone check every commit before it is pushed."
)
@click.pass_obj
def install(
    session: Session,
    /,
    repository: Path | None,
    live: str | None,
    client: bool,
    seconds: int,
    files: int,
    systemd: Path | None,
    **chosen: object,
) -> None:
    from generator.publish import install as setting_up
    from generator.publish.settings import Limits, Settings

    if client:
        session.say(
            "Every push is checked first: {path}", path=setting_up.install_client(session.root, live or "")
        )
        return
    if repository is None or live is None:
        raise CannotRun(say("Name the repository and --live, or give --client inside a clone."))
    settings = Settings(
        live=str(Path(live).parent.resolve() / Path(live).name),
        branch=str(chosen["branch"]),
        keep=int(str(chosen["keep"])),
        language=session.language,
        allowed_signers=str(chosen["allowed_signers"] or ""),
        revoked_keys=str(chosen["revoked_keys"] or ""),
        signing_key=str(chosen["sign"] or ""),
        allow_rewriting=bool(chosen["allow_rewriting"]),
        allow_templates=bool(chosen["allow_templates"]),
        limits=Limits(seconds=seconds, files=files),
    )
    setting_up.install(repository, settings)
    session.say("Ready. Let the web server serve: {path}", path=settings.live)
    session.say("Push to it with: git push {path} HEAD:{branch}", path=repository, branch=settings.branch)
    if systemd:
        from generator.publish.units import write_units

        timer = write_units(repository, settings, systemd)
        session.say("Switch the hourly tick on: {command}", command=f"systemctl enable --now {timer}")


repository_option = click.option(
    "--repository",
    metavar="REPO.git",
    type=path_type,
    help="The repository that publishes (default: the folder of -C).",
)


@publish.command(help="List the releases on disk, newest first.")
@repository_option
@click.pass_obj
def releases(session: Session, repository: Path | None) -> None:
    from generator.publish.upkeep import list_releases

    for phrase in list_releases(publication_of(session, repository)):
        session.tell(phrase)


@publish.command(help="Say what is live and whether that is as it should be (exit status 1 if not).")
@repository_option
@as_of_option
@click.pass_obj
def status(session: Session, repository: Path | None, as_of: date | None) -> None:
    from generator.publish.upkeep import status as look

    phrases, well = look(publication_of(session, repository, as_of))
    for phrase in phrases:
        session.tell(phrase)
    if not well:
        sys.exit(REFUSED)


@publish.command(
    help="Let an earlier revision be live: built anew, as of today. REV is a commit, or the name of a release."
)
@click.argument("revision", metavar="REV")
@click.option("--own-policy", is_flag=True, help="Judge it by its own schemas and settings, not by today's.")
@repository_option
@as_of_option
@click.pass_obj
def rollback(
    session: Session, revision: str, own_policy: bool, repository: Path | None, as_of: date | None
) -> None:
    from generator.publish.upkeep import roll_back

    publication = publication_of(session, repository, as_of)
    or_refuse(session, lambda: roll_back(publication, revision, own_policy=own_policy))
    session.say("The site is of this revision now. The next push publishes the branch again.")


@publish.command(
    help="Every hour: rebuild if the day turned, go on with an interrupted push, delete releases that show what must be gone."
)
@click.option("--quiet", is_flag=True, help="Say nothing if there was nothing to do.")
@repository_option
@as_of_option
@click.pass_obj
def tick(session: Session, quiet: bool, repository: Path | None, as_of: date | None) -> None:
    from generator.publish.upkeep import tick as renew

    publication = publication_of(session, repository, as_of)
    or_refuse(session, lambda: renew(publication, quiet=quiet))


@publish.command(
    help="Allow one commit, by its full id, to make the next change of schemas, calendar and settings."
)
@click.argument("commit", metavar="COMMIT")
@repository_option
@click.pass_obj
def accept(session: Session, commit: str, repository: Path | None) -> None:
    from generator.publish import policy
    from generator.publish.settings import read_state

    if len(commit) != 40 or not set(commit) <= set("0123456789abcdef"):
        raise CannotRun(say("'{text}' is not the full id of a commit: 40 of 0–9 and a–f.", text=commit))
    publication = publication_of(session, repository)
    place = publication.repository
    policy.accept(place, publication.settings, read_state(place), commit)
    session.say("{commit} may change what decides about publication. Push it now.", commit=commit)


@publish.command(
    help="Say what a signed change of policy must name; with COMMIT, by its name in the folder of -C, as the line to sign."
)
@click.argument("commit", metavar="[COMMIT]", required=False)
@repository_option
@click.pass_obj
def policy(session: Session, commit: str | None, repository: Path | None) -> None:
    from generator.publish import policy as policies
    from generator.publish.settings import read_state

    publication = publication_of(session, repository)
    place, settings = publication.repository, publication.settings
    change = policies.next_change(place, settings, read_state(place))
    if commit:
        click.echo(policies.trailer(change, policies.digest_in(session.root, settings, commit)))
        return
    place_and_number, _, holding = change.partition(" ")
    session.say("The repository, and the number of its next change of policy: {text}", text=place_and_number)
    session.say("The digest of the policy that holds: {text}", text=holding)


publish.add_command(hook)

"""The command ``sunlit init``: a site of one's own from an empty folder, by questions or by options."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from generator.check.report import as_text
from generator.commands.common.reports import FINDINGS, terminal_width
from generator.commands.common.session import Session
from generator.desk.new_site.new_site import (
    FORMS,
    NONE,
    NewSite,
    languages_called,
    make_site,
    packs_called,
    refuse_taken,
    shipped_types,
    time_zone_called,
    types_called,
    usual_time_zone,
)
from generator.desk.new_site.presets import Preset, preset_called, presets
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say

Answer = TypeVar("Answer")


@click.command(
    help="Make a site of your own in DIR, a folder that is not there yet or empty: settings, schemas, a page about the site, "
    "workflows, a form for each type. It asks at a terminal; --yes takes what the preset says where no option says otherwise."
)
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--preset",
    default=None,
    metavar="PRESET",
    help="The kind of body to begin with: organisation-department, government-office, school, hospital or council.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="TEXT",
    help="What the site is called; once for each language, in their order.",
)
@click.option(
    "--languages",
    default=None,
    metavar="CODES",
    help="Its languages, parted by commas, such as zh,en; the first is that of its records.",
)
@click.option(
    "--types", default=None, metavar="NAMES", help="Its record types, parted by commas; all for every one."
)
@click.option(
    "--packs",
    default=None,
    metavar="NAMES",
    help="The packs of rules to switch on, parted by commas; none for none, which is what most bodies need.",
)
@click.option(
    "--time-zone", default=None, metavar="ZONE", help="The time zone of its days, such as Asia/Shanghai."
)
@click.option("--yes", "is_agreed", is_flag=True, help="Ask nothing.")
@click.pass_obj
def init(
    session: Session,
    target: Path,
    preset: str | None,
    names: tuple[str, ...],
    languages: str | None,
    types: str | None,
    packs: str | None,
    time_zone: str | None,
    is_agreed: bool,
) -> None:
    target = target.resolve()  # once: where it is the current folder, that gives way to the new one
    refuse_taken(target)
    settle = _Questions(session, is_agreed)
    start = _preset(settle, preset, types)
    usual = (start.languages, start.types, start.packs) if start else ((session.language,), (), ())
    codes = settle(say("Languages, parted by commas"), languages, usual[0], languages_called)
    if len(names) > len(codes):
        shown = ", ".join(codes)
        raise CannotRun(
            say(
                "There are more names than languages: say --name once for each of {languages}.",
                languages=shown,
            )
        )
    called = [_name(text) for text in names] or [
        settle(say("What is the site called?"), None, target.name, _name)
    ]
    if settle.asks:
        called += [
            settle(say("What is it called in the language '{code}'?", code=code), None, "", _name)
            for code in codes[len(called) :]
        ]
    new = NewSite(
        tuple(called),
        codes,
        types=settle(say("Record types, parted by commas"), types, usual[1], types_called),
        packs=settle(say("Packs of rules, parted by commas"), packs, usual[2] or NONE[:1], packs_called),
        time_zone=settle(say("Time zone"), time_zone, _usual_zone(start, codes), time_zone_called),
        preset=start,
    )
    verdict = make_site(target, new)
    if verdict.findings:
        click.echo(as_text(verdict, session.language, terminal_width()), nl=False)
    if not verdict.fit:
        session.say("Nothing was written.")
        sys.exit(FINDINGS)
    _say_what_next(session, target, new)


class _Questions:
    """What is not said by an option is asked at a terminal; where nobody can be asked, what is offered is taken."""

    def __init__(self, session: Session, is_agreed: bool) -> None:
        self.session = session
        self.asks = not is_agreed and sys.stdin.isatty() and sys.stdout.isatty()

    def __call__(
        self,
        question: Phrase,
        said: str | None,
        offered: str | Sequence[str],
        read: Callable[[str], Answer],
    ) -> Answer:
        offer = offered if isinstance(offered, str) else ", ".join(offered)
        if said is not None or not self.asks:
            return read(offer if said is None else said)
        asked = question.render(self.session.translate, self.session.language)
        while True:
            try:
                return read(str(click.prompt(asked, default=offer, show_default=bool(offer))))
            except CannotRun as stop:
                self.session.tell(stop.phrase)


def _preset(settle: _Questions, said: str | None, types: str | None) -> Preset | None:
    """The preset to begin with; none where its types are said."""
    known, language = list(presets().values()), settle.session.language
    if said is not None or types is not None:
        return preset_called(said) if said is not None else None
    if not settle.asks:
        raise CannotRun(
            say(
                "Say what kind of body it is (--preset, one of: {presets}) or what it publishes (--types, of: {types}).",
                presets=", ".join(presets()),
                types=", ".join(shipped_types()),
            )
        )
    for number, preset in enumerate(known, 1):
        click.echo(f"{number}  {preset.title.in_language(language)}")
    return settle(say("What kind of body is it? Its number"), None, "1", _numbered)


def _numbered(answer: str) -> Preset:
    known = list(presets().values())
    if answer.strip().isdecimal() and 0 < int(answer) <= len(known):
        return known[int(answer) - 1]
    return preset_called(answer.strip())


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise CannotRun(say("A site has a name."))
    return name


def _usual_zone(start: Preset | None, codes: Sequence[str]) -> str:
    """The preset's, unless the site is in another language, and so somewhere else."""
    return start.time_zone if start and start.languages[0] == codes[0] else usual_time_zone(codes)


def _say_what_next(session: Session, target: Path, new: NewSite) -> None:
    first = new.types[0]
    session.say("Made: {path}", path=target)
    session.say("Languages: {languages}. Time zone: {zone}. Packs of rules: {packs}.",
                languages=", ".join(new.languages), zone=new.time_zone,
                packs=", ".join(new.packs) or session.translate("none"))  # fmt: skip
    session.say("See it, and every change as it is saved:")
    click.echo(f"  cd {shlex.quote(str(target))}\n  sunlit serve")
    session.say("Write the first record: answer what is asked, or fill in the form.")
    click.echo(f"  sunlit new {first}\n  sunlit import {first} {FORMS}/{first}.xlsx")

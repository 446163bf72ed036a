"""The build as publishing knows it: reports go to whoever waits, what the server must remember comes back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.common.building import build_site
from generator.commands.common.reports import print_what_changed
from generator.commands.common.session import Session
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.git.objects import GitFailed

if TYPE_CHECKING:  # a push that only switches a release live need not wait for what builds one
    from generator.check.gate import Verdict
    from generator.construct.construction import Manner, Outcome

    # publishing needs a POSIX system; a check on any other must not
    from generator.publish.publication import Build, Built, Order, Publication

REFUSED = 1


def publication_of(session: Session, repository: Path | None, as_of: date | None = None) -> Publication:
    from generator.publish.publication import Publication
    from generator.publish.settings import read_settings

    place = repository or session.root
    return Publication(place, read_settings(place), build_for(session), session.tell, as_of)


def build_for(
    session: Session,
    refusal: Callable[[Verdict], Phrase] | None = None,
    manner: Manner | None = None,
) -> Build:
    """The build as publishing knows it: reports go to whoever waits, the result to the server.

    ``refusal``: the sentence that says what was found, for whoever does not read the report.
    """

    def build(order: Order) -> Built | None:
        from generator.construct.construction import Commission, Unfit, Unproven
        from generator.publish.publication import Built

        commission = Commission(order.revision, order.like, order.accepted)
        try:
            outcome = build_site(
                order.root,
                site_dir=order.target,
                as_of=order.as_of,
                warn=session.tell,
                commission=commission,
                since=order.since,
                manner=manner,
            )
        except Unfit as unfit:
            print_what_changed(session, unfit.verdict)
            if isinstance(unfit, Unproven):
                raise CannotRun(
                    say(
                        "The site that was built shows what may not be public ({address}).",
                        address=unfit.address,
                    )
                ) from None
            if refusal:
                raise CannotRun(refusal(unfit.verdict)) from None
            return None
        _report(session, outcome)
        disclosure = outcome.disclosure
        withheld = sum(item.count for item in disclosure.withheld)
        zone = disclosure.site.time_zone
        return Built(disclosure.as_of.isoformat(), zone, disclosure.published, withheld)

    return build


def _report(session: Session, outcome: Outcome) -> None:
    print_what_changed(session, outcome.verdict)
    session.say("Published: {n}", n=outcome.disclosure.published)
    session.say("Withheld: {n}", n=sum(item.count for item in outcome.disclosure.withheld))


def or_refuse(session: Session, act: Callable[[], object]) -> None:
    """Run it; what stops it is said in one sentence, and the exit status tells git."""
    try:
        act()
    except CannotRun as stop:
        session.tell(stop.phrase)
    except OSError as error:
        session.say(
            "The server could not write: {reason}. What is live is whole; the next push or tick goes on from there.",
            reason=error.strerror,
        )
    except GitFailed as failed:
        session.say("Git could not do it: {reason}", reason=failed)
    else:
        return
    sys.exit(REFUSED)

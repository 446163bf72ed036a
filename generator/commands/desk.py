"""The command ``sunlit desk``: records typed in the browser, on this computer alone."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.common.day import as_of_option
from generator.commands.common.session import Session
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
@as_of_option
@click.pass_obj
def desk(session: Session, port: int, as_of: date | None) -> None:
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

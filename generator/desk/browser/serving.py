"""The desk's server: on this computer's own address alone, for as long as the command runs."""

from __future__ import annotations

import logging
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, make_server

from generator.desk.browser.app import make_app
from generator.desk.browser.desk import Desk
from generator.desk.browser.guard import Guard
from generator.desk.browser.preview import LOOPBACK, Preview
from generator.desk.browser.words import Words
from generator.model.files.working_folders import private_folder
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

_LOG = logging.getLogger("werkzeug")
"""Says nothing of what is asked for: ids, and what somebody looks for, belong into no log."""


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that can be asked as soon as ``server.serve_forever()`` runs."""

    desk: Desk
    server: BaseWSGIServer
    _to_close: ExitStack

    @property
    def address(self) -> str:
        return f"{self.desk.guard.origin}/"

    def close(self) -> None:
        """Ends both servers, and takes away what was made for the preview."""
        self.server.server_close()
        self._to_close.close()


def serve(root: Path, as_of: date | None, language: str, port: int) -> Served:
    """The server of a root; port 0 takes any that is free. Raises :class:`CannotRun` if one is taken, or nothing can be read."""
    desk = Desk(root, as_of, Words(language), Guard(""))
    desk.register()
    _LOG.setLevel(logging.ERROR)
    try:
        listening = socket.create_server((LOOPBACK, port))
    except OSError:
        raise CannotRun(say("Port {port} is taken: name another by --port.", port=port)) from None
    with listening:
        port = listening.getsockname()[1]
        desk.guard.origin = f"http://{LOOPBACK}:{port}"
        app = make_app(desk)
        server = make_server(LOOPBACK, port, app, threaded=True, fd=listening.fileno())
    to_close = ExitStack()
    desk.preview = Preview(to_close.enter_context(private_folder("preview")), desk.guard)
    to_close.callback(desk.preview.close)
    return Served(desk, server, to_close)

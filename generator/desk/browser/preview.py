"""The site as it will be after a change, at a port of its own: its pages may ask nothing of the desk, nobody else sees them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.cookies import CookieError, SimpleCookie
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.builtin_frame.run import build_site
from generator.construct.construction import Manner
from generator.desk.browser.guard import Guard
from generator.desk.record_files.trial import laid_out_with
from generator.model.files.site_root import TEMPLATES

LOOPBACK = "127.0.0.1"


@dataclass(slots=True)
class Preview:
    """One tree, made anew for each change that is looked at; what did not change is taken over from the one before."""

    folder: Path
    """For nobody else; what is made in it goes with it."""
    guard: Guard
    server: ThreadingHTTPServer = field(init=False)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        handler = partial(_Files, preview=self, directory=str(self.site))
        self.server = ThreadingHTTPServer((LOOPBACK, 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://{LOOPBACK}:{self.server.server_address[1]}"

    @property
    def address(self) -> str:
        """Of its first page."""
        return f"{self.origin}/{self.guard.preview_place}/"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def make(self, root: Path, files: Mapping[str, str | bytes], as_of: date | None) -> None:
        """The site of ``root`` with these files laid in, in the built-in frame; nothing of the root is written.

        Raises :class:`~generator.construct.construction.Unfit` and :class:`~generator.model.text.stop.CannotRun`.
        """
        with self._one, laid_out_with(root, files) as laid_out:
            if (root / TEMPLATES).is_dir():
                shutil.copytree(root / TEMPLATES, laid_out / TEMPLATES, symlinks=True)
            build_site(laid_out, site_dir=self.site, as_of=as_of, manner=Manner(uses_every_core=False))

    def has(self, address: str) -> bool:
        """Whether there is such a page."""
        return (self.site / address).is_file()

    def close(self) -> None:
        """Ends it."""
        self.server.shutdown()
        self.server.server_close()


class _Files(SimpleHTTPRequestHandler):
    """The files of the tree, for whoever is in."""

    def __init__(self, *arguments: Any, preview: Preview, directory: str) -> None:
        self.preview = preview
        super().__init__(*arguments, directory=directory)

    def send_head(self) -> Any:
        """Of files alone, and only where the guard lets somebody see them."""
        guard = self.preview.guard
        headers = {name.title(): text for name, text in self.headers.items()}
        if not guard.may_see(headers, _cookies(headers.get("Cookie", "")), self.preview.origin):
            self.send_error(403)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """They stand in the folder that the browser brings its cookie to."""
        return super().translate_path(path.removeprefix(f"/{self.preview.guard.preview_place}"))

    def list_directory(self, path: Any) -> None:
        """Nothing is listed."""
        self.send_error(404)

    def end_headers(self) -> None:
        for name, text in (
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
        ):
            self.send_header(name, text)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is looked at belongs into no log."""


def _cookies(header: str) -> Mapping[str, str]:
    found = SimpleCookie()
    try:
        found.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}

"""Web servers of Debian, started with the files of docs/serving/ on a port of this machine."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building import PROJECT

RECIPES = PROJECT / "docs" / "serving"
NGINX_MAIN = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class WebServer:
    """A server that runs."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


def nginx_command(folder: Path, live: Path, port: int) -> list[str]:
    text = (RECIPES / "nginx.conf").read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;      ", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(
        _replaced(text, "root /srv/www/site;", f"root {live};"), encoding="utf-8"
    )
    user = "user root;" if live.owner() == "root" else ""
    (folder / "nginx.conf").write_text(NGINX_MAIN.format(folder=folder, user=user), encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def caddy_command(folder: Path, live: Path, port: int) -> list[str]:
    text = (RECIPES / "Caddyfile").read_text(encoding="utf-8")
    text = _replaced(text, "example.gov.cn {", f"http://127.0.0.1:{port} {{")
    text = _replaced(text, "/srv/www/site", str(live))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


COMMANDS = {"nginx": nginx_command, "caddy": caddy_command}


def is_installed(name: str) -> bool:
    return shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin:/bin") is not None


@contextmanager
def serving(name: str, folder: Path, live: Path) -> Iterator[WebServer]:
    """Run a web server on the live link for as long as it is needed."""
    port = free_port()
    command = COMMANDS[name](folder, live, port)
    command[0] = str(shutil.which(command[0], path="/usr/sbin:/usr/bin:/usr/local/bin:/bin"))
    environment = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, folder, port, environment) as server:
        yield server


@contextmanager
def running(
    command: list[str], folder: Path, port: int, environment: Mapping[str, str]
) -> Iterator[WebServer]:
    """Whatever serves at the port once the command has begun; what it prints goes to ``output.txt``."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        _wait(port, process, folder / "output.txt")
        yield WebServer(port)
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + 60
    while True:
        assert process.poll() is None, output.read_text()
        assert time.monotonic() < end, output.read_text()
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)

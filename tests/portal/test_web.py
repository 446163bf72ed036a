"""A body's site over HTTPS: nothing that is known is sent again, what answers forever is cut off, no private network is read."""

from __future__ import annotations

import http.server
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bodies import Province
from building import DAY
from each import each

from generator.fleet.bodies import Body, read_bodies
from generator.model.files.addresses import MANIFEST
from generator.portal import web
from generator.portal.snapshots import NotTaken, Snapshot, Standing
from generator.portal.web import Web, may_be_read


@dataclass
class Server:
    """One at this machine, by a certificate for localhost, that gives the files of a folder or answers as a test has it."""

    address: str
    folder: Path = Path()
    asked: list[str] = field(default_factory=list)
    answer: Callable[[http.server.BaseHTTPRequestHandler], None] | None = None


class _Handler(http.server.SimpleHTTPRequestHandler):
    server_: Server

    def do_GET(self) -> None:
        self.server_.asked.append(self.path)
        if self.server_.answer:
            self.server_.answer(self)
            return
        path = self.server_.folder / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        tag = f'"{path.stat().st_mtime_ns}"'
        same = self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else 200)
        self.send_header("ETag", tag)
        self.end_headers()
        if not same:
            self.wfile.write(path.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = [
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        folder / "key.pem",
        "-out",
        folder / "cert.pem",
    ]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return folder


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    known = Server("")
    handler = type("Handler", (_Handler,), {"server_": known})
    http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http_server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    http_server.socket = context.wrap_socket(http_server.socket, server_side=True)
    known.address = f"https://localhost:{http_server.server_port}/"
    thread = threading.Thread(target=http_server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    http_server.shutdown()
    http_server.server_close()
    thread.join()


def test_what_did_not_change_is_not_sent_again(server: Server, land: Province) -> None:
    server.folder = land.sites / "north"
    north = (replace(land.bodies()[0], live=server.address),)

    def publisher(body: Body, kept: Snapshot | None) -> Web:
        return Web(body.live, kept, private=True)

    take = partial(land.take, bodies=north, publisher=publisher)
    assert take()[0].standing is Standing.CURRENT
    assert f"/{MANIFEST}" in server.asked
    assert len(server.asked) == 4, "the manifest, the package, what is called for, and one list"
    server.asked.clear()
    assert take()[0].standing is Standing.CURRENT
    assert server.asked == [f"/{MANIFEST}"], "and that was answered with 304"
    land.publish("north", lambda items: items[:1])
    server.asked.clear()
    (taken,) = take()
    assert server.asked == [f"/{MANIFEST}", "/data/notices.json"]
    assert {record.id for record in land.read(DAY, (taken,)).records["notices"]} == {"north/a-3"}


def test_a_private_network_is_refused_unless_the_operator_says_so(server: Server, land: Province) -> None:
    server.folder = land.sites / "north"
    with pytest.raises(NotTaken, match="not public"):
        Web(server.address).file(MANIFEST, 10**6)
    assert not server.asked


@each(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::",
     "fc00::1", "fe80::1%eth0", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255"],
)  # fmt: skip
def test_what_is_no_public_network(address: str) -> None:
    assert not may_be_read(address)


def test_what_is_one() -> None:
    assert may_be_read("93.184.215.14")
    assert may_be_read("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    assert not may_be_read("169.254.169.254", private=True)
    assert not may_be_read("64:ff9b::a9fe:a9fe", private=True)
    assert may_be_read("10.0.0.1", private=True)


def _forever(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"[" * 65536)
    except OSError:
        pass


def _letter_by_letter(stop: threading.Event, handler: http.server.BaseHTTPRequestHandler) -> None:
    try:
        while not stop.wait(0.02):
            handler.wfile.write(b"H")
    except OSError:
        pass


def test_an_answer_without_end_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer = _forever
    with pytest.raises(NotTaken, match="larger"):
        Web(server.address, private=True).file(MANIFEST, 10**6)
    stop = threading.Event()
    server.answer = partial(_letter_by_letter, stop)
    monkeypatch.setattr(web, "SECONDS", 0.2)
    with pytest.raises(NotTaken, match="took more than"):
        Web(server.address, private=True).file(MANIFEST, 10**6)
    stop.set()


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (302, {"Location": "https://localhost/other"}, "answers with"),
        (200, {"Content-Encoding": "gzip"}, "compressed"),
        (304, {}, "answers with"),
        (500, {}, "answers with"),
    ],
)
def test_only_the_file_itself_is_taken(
    server: Server, status: int, headers: dict[str, str], said: str
) -> None:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    server.answer = answer
    with pytest.raises(NotTaken, match=said):
        Web(server.address, private=True).file(MANIFEST, 10**6)
    assert len(server.asked) == 1


def test_no_address_of_a_host_may_be_private_whatever_the_others_are(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does the name mean another place the second time: it is asked for once, and the connection goes to what was judged."""
    asked = []

    def answers(*addresses: str) -> Any:
        def resolve(host: str, port: int, **_: Any) -> list[Any]:
            asked.append(host)
            return [(0, 0, 0, "", (address, port)) for address in addresses]

        return resolve

    for private in (
        "10.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "0:0:0:0:0:ffff:7f00:0001",
        "fd00::1%eth0",
    ):
        monkeypatch.setattr(web.socket, "getaddrinfo", answers("93.184.215.14", private))
        with pytest.raises(NotTaken, match="not public"):
            Web("https://a.example/").file(MANIFEST, 10**6)
    asked.clear()
    monkeypatch.setattr(web.socket, "getaddrinfo", answers("93.184.215.14"))
    went: list[Any] = []
    monkeypatch.setattr(web.socket, "create_connection", lambda place, timeout: went.append(place) or _away())
    with pytest.raises(NotTaken, match="cannot be read"):
        Web("https://a.example/").file(MANIFEST, 10**6)
    assert (went, asked) == ([("93.184.215.14", 443)], ["a.example"])


def _away() -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{", "no manifest"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}", "no manifest"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]", "no manifest"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "cannot be read"),
        (b"HTTP/1.1 13800138000 \xff\r\n\r\n", "cannot be read (BadStatusLine)"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", "compressed"),
    ],
    ids=["less", "more", "negative", "chunks", "status", "packed"],
)
def test_a_server_that_lies_about_what_it_sends(
    server: Server, land: Province, sent: bytes, said: str
) -> None:
    server.answer = lambda handler: handler.wfile.write(sent)
    north = replace(land.bodies()[0], live=server.address)
    (taken,) = land.take(bodies=[north], publisher=lambda body, kept: Web(body.live, kept, private=True))
    assert taken.standing is Standing.ABSENT
    assert taken.reason
    assert said in taken.reason.render(str, "en")


def test_a_file_that_is_not_there_is_none(server: Server, tmp_path: Path) -> None:
    server.folder = tmp_path
    assert Web(server.address, private=True).file(MANIFEST, 10**6) is None


def test_a_certificate_for_nobody_known(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotTaken) as stop:
        Web(server.address, private=True).file(MANIFEST, 10**6)
    assert "certificate" in str(stop.value.phrase.parameters["reason"])
    assert not server.asked


@pytest.mark.parametrize(
    ("address", "fit"),
    [("https://a.example/open/", True), ("https://a.example:8443", True), ("http://a.example/", False),
     ("https://user:secret@a.example/", False), ("https://a.example/?x", False), ("https:///x", False),
     ("https://[::1", False), ("ftp://a.example/", False)],
)  # fmt: skip
def test_the_table_names_sites_by_https_alone(tmp_path: Path, address: str, fit: bool) -> None:
    (tmp_path / "bodies.csv").write_text(f"body,name,live\nnorth,北县,{address}\n", encoding="utf-8")
    table = read_bodies(tmp_path / "bodies.csv", to_build=False)
    assert table.verdict.fit is fit
    assert not fit or table.bodies[0].live == address

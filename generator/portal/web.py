"""A body's site over HTTPS: the table's host and nothing else, within limits of size and time, never a private network.

The name is resolved once for each file, each address is judged, and the connection goes to one that was: a name that means
another place the second time leads nowhere. No answer that leads elsewhere is followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator.model.text.wording import say
from generator.portal.snapshots import NotTaken, within

PORT = 443
SECONDS, SECONDS_OF_SILENCE = 600, 30
"""For all that is taken of a body; and after so many without a word nobody is waited for."""
AT_ONCE = 1 << 20
"""Bytes."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_OK, _NOT_MODIFIED, _GONE = 200, 304, frozenset({404, 410})


class Known(Protocol):
    """What is kept of a site, and by which tags its server knows it."""

    @property
    def tags(self) -> Mapping[str, str]: ...

    def content(self, address: str) -> bytes: ...


class Web:
    """A site at an address; ``known`` is what was taken of it before, ``private`` whether networks of one's own are read too."""

    def __init__(self, address: str, known: Known | None = None, *, private: bool = False) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or PORT
        self._path = f"{parts.path.rstrip('/')}/"
        self._known, self._private = known, private
        self._until = time.monotonic() + SECONDS
        self.tags: dict[str, str] = {}

    def file(self, address: str, largest: int) -> bytes | None:
        """The file; ``None`` if there is none. Raises :class:`NotTaken`."""
        try:
            with self._connection() as connection, self._stopped_in_time(connection):
                return self._file(connection, address, largest)
        except (OSError, http.client.HTTPException, ValueError) as error:
            said = str(error) if isinstance(error, OSError) else ""  # else it may be what the server sent
            reason = getattr(error, "strerror", None) or said or type(error).__name__
            raise NotTaken(say("{host} cannot be read ({reason}).", host=self._host, reason=reason)) from None

    def _file(self, connection: _Pinned, address: str, largest: int) -> bytes | None:
        tag = self._known.tags.get(address, "") if self._known else ""
        headers = {"User-Agent": "sunlit", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
        connection.request(
            "GET", self._path + quote(address), headers=headers | ({"If-None-Match": tag} if tag else {})
        )
        answer = connection.getresponse()
        if answer.status in _GONE:
            return None
        if answer.status == _NOT_MODIFIED and tag and self._known:
            self.tags[address] = tag
            return self._known.content(address)
        if answer.status != _OK:
            raise NotTaken(
                say("{host} answers with {status} for {address}.", host=self._host, status=answer.status, address=address)
            )  # fmt: skip
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise NotTaken(say("{address} is compressed, though nobody asked for that.", address=address))
        content = b"".join(self._parts(answer, largest))
        if new := answer.headers.get("ETag"):
            self.tags[address] = new
        return within(content, address, largest)

    def _parts(self, answer: http.client.HTTPResponse, largest: int) -> Iterator[bytes]:
        left = largest + 1
        while left > 0 and (part := answer.read(min(AT_ONCE, left))):
            self._refuse_late()
            left -= len(part)
            yield part

    def _refuse_late(self) -> None:
        if time.monotonic() > self._until:
            raise NotTaken(say("{host} took more than {seconds} seconds.", host=self._host, seconds=SECONDS))

    @contextmanager
    def _stopped_in_time(self, connection: _Pinned) -> Iterator[None]:
        """Whoever answers a letter at a time is cut off as well."""
        timer = threading.Timer(max(self._until - time.monotonic(), 0), connection.cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            self._refuse_late()
            raise
        finally:
            timer.cancel()

    @contextmanager
    def _connection(self) -> Iterator[_Pinned]:
        self._refuse_late()
        with closing(_Pinned(self._host, self._port, self._addresses())) as connection:
            yield connection

    def _addresses(self) -> tuple[str, ...]:
        """Where the host is; no connection is made if any of its addresses is not public."""
        found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        addresses = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
        if not all(may_be_read(address, private=self._private) for address in addresses):
            raise NotTaken(say("{host} is in a network that is not public.", host=self._host))
        return addresses


def may_be_read(address: str, *, private: bool = False) -> bool:
    """Whether an IP address is of the public network; with ``private``, of one's own or of this machine."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return may_be_read(str(ip.ipv4_mapped), private=private)
        if ip.sixtofour or ip.teredo or ip in _TRANSLATED:
            return False
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or (ip.is_reserved and not ip.is_loopback):
        return False
    return ip.is_global or (private and (ip.is_private or ip.is_loopback))


class _Pinned(http.client.HTTPSConnection):
    """To one of these addresses, and to no other, whatever the name means by then; the certificate is for the name."""

    def __init__(self, host: str, port: int, addresses: tuple[str, ...]) -> None:
        context = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS_OF_SILENCE, context=context)
        self._addresses, self._tls = addresses, context
        self._live: socket.socket | None = None

    def connect(self) -> None:
        self._live = self._first()
        tls = self._tls.wrap_socket(self._live, server_hostname=self.host, do_handshake_on_connect=False)
        self._live = self.sock = tls
        tls.do_handshake()

    def cut(self) -> None:
        """End the connection under whoever reads from it."""
        if self._live:
            with suppress(OSError):
                socket.socket.shutdown(self._live, socket.SHUT_RDWR)

    def _first(self) -> socket.socket:
        error: OSError = ConnectionError("no address")
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), SECONDS_OF_SILENCE)
            except OSError as failure:
                error = failure
        raise error

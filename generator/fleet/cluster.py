"""The workers of a Dask cluster as an executor. Whoever reaches a scheduler runs code: TLS with client keys, on loopback too.

The home of Dask; it is loaded for ``--dask`` alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.fleet.run import Workers
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

TLS = "tls://"
SECONDS = 60
"""For the scheduler to answer, and for the first worker to be there."""
_RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a scheduler is, and who may speak with it: files in PEM format."""

    address: str
    authority: Path
    """The certificate of whoever vouches for scheduler, workers and this run."""
    certificate: Path
    key: Path


@contextmanager
def cluster_workers(cluster: Cluster) -> Iterator[Workers]:
    """The cluster's workers, as long as the context lasts. Stops if the connection would not be safe, or nobody answers."""
    if not cluster.address.startswith(TLS):
        raise CannotRun(
            say(
                "Whoever reaches a scheduler runs code there, so it is spoken with by TLS alone: {address}.",
                address=f"{TLS}host:8786",
            )
        )
    try:
        from distributed import Client, as_completed
        from distributed.security import Security
    except ImportError:
        raise CannotRun(
            say("Dask is not installed: {command}", command="pip install 'sunlit[fleet]'")
        ) from None
    safe = {
        "tls_ca_file": str(cluster.authority),
        "tls_client_cert": str(cluster.certificate),
        "tls_client_key": str(cluster.key),
    }
    _quiet()
    client = None
    try:
        security = Security(require_encryption=True, **safe)
        client = Client(cluster.address, security=security, timeout=SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=SECONDS)
    except (OSError, ValueError, TimeoutError, RuntimeError) as error:
        if client is not None:
            _close(client)
        raise CannotRun(
            say(
                "No worker of the cluster answers at {address}: {reason}",
                address=cluster.address,
                reason=str(error) or type(error).__name__,
            )
        ) from None
    try:
        yield Workers(
            _submit(client),
            lambda futures: iter(as_completed(futures, loop=client.loop)),
            lambda: bool(client.status == _RUNNING),
        )
    finally:
        _close(client)


def _submit(client: Any) -> Any:
    """Dask gives a task that its worker did not live to end to another; the same call twice is no reason for one answer."""
    return lambda act, *given: client.submit(act, *given, pure=False, retries=0)


def _quiet() -> None:
    """What Dask logs of lost connections stands in the result."""
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _close(client: Any) -> None:
    with suppress(Exception):  # of a connection that is lost already
        client.close(timeout=5)

"""A PostgreSQL of the tests' own: in a folder of its own, on a socket alone, by an account that is not the superuser's."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

OWNER = "operator"
RULES = "local all guarded scram-sha-256\nlocal all all trust\n"
"""Who is let in, and by what: one account has a password."""
SETTINGS = (
    "-c",
    "listen_addresses=",
    "-c",
    "fsync=off",
    "-c",
    "shared_buffers=16MB",
    "-c",
    "max_connections=20",
)


@dataclass
class Cluster:
    """One that runs. Each test makes a database of its own."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def address(self, database: str, user: str = OWNER, password: str = "") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def database(self, options: str = "") -> str:
        """The address of a new one."""
        name = f"test{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.address(name)


@contextmanager
def started() -> Iterator[Cluster]:
    """A cluster as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder, who = Path(name), _unprivileged()
        for made in (folder, folder / "data"):
            made.mkdir(mode=0o700, exist_ok=True)
            if who:
                shutil.chown(made, who, pwd.getpwnam(who).pw_gid)
        options: dict[str, Any] = (
            {"user": who, "group": pwd.getpwnam(who).pw_gid, "extra_groups": []} if who else {}
        )
        initdb = [
            program("initdb"),
            "-D",
            folder / "data",
            "-U",
            OWNER,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "-A",
            "trust",
        ]
        subprocess.run(initdb, check=True, capture_output=True, cwd="/", **options)
        (folder / "data/pg_hba.conf").write_text(RULES)
        server = subprocess.Popen(
            [program("postgres"), "-D", folder / "data", "-k", folder, *SETTINGS],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            **options,
        )
        try:
            for line in server.stderr:  # until it says that it is there
                if "ready to accept connections" in line:
                    break
            server.stderr.close()
            yield Cluster(folder)
        finally:
            server.terminate()
            server.wait()


def program(name: str) -> str:
    """Of the newest version that is installed; Debian puts them on no path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[4]))
    command = str(found[0]) if found else shutil.which(name)
    assert command, "the tests of the portal need PostgreSQL: tests/tools.sh"
    return command


def _unprivileged() -> str:
    """PostgreSQL does not run as the superuser."""
    return "nobody" if os.geteuid() == 0 else ""

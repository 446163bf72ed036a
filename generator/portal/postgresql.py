"""The records of a portal → PostgreSQL, for an office that prefers SQL: one table, found by pairs of signs (psycopg's only home).

All of a load or nothing of it: it is one transaction, and readers see what was there before until it ends. What stands in the
database is what the site shows, folded as the search of the site folds it. A schema that is not ours is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from generator.model.text.folding import fold
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.portal.lists import BETWEEN
from generator.website.search.published import PublishedDocument
from generator.website.search.terms import with_beginnings

if TYPE_CHECKING:
    from psycopg import Connection, Cursor
    from psycopg.abc import Params

SCHEMES = ("postgresql://", "postgres://")
OLDEST = 15
"""The version of PostgreSQL that the tests start."""
SECONDS = 10
"""For a connection; and for what another load, or somebody's lock, keeps."""
LAYOUT = "sunlit portal, layout 1"
"""What the schema says of itself: by this it is known as ours."""
INDEX = "CREATE INDEX records_bigrams ON sunlit.records USING gin (sunlit.bigrams(folded)) WITH (fastupdate = off)"
_WORDS = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|([^\s、，；]+)')


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: records that came, that say something else now, that are gone, and that there are."""

    added: int
    changed: int
    removed: int
    records: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds all the words."""

    type: str
    id: str
    body: str
    title: str
    day: date | None
    address: str


def words_of(query: str) -> list[str]:
    """What a query looks for, as ``sunlit.search`` takes it: words stand between blanks, ``、``, ``，`` and ``；``, or in
    quotation marks; each is folded, with a blank before its words of letters and digits.
    """
    found = (fold(next(filter(None, match.groups()))).rstrip(".") for match in _WORDS.finditer(query))
    return [with_beginnings(word) for word in found if word]


class Database:
    """A database of PostgreSQL, by its address. Whatever stops is one sentence, in which no password stands."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg
        except ImportError:
            raise CannotRun(
                say("psycopg is not installed: {command}", command="pip install 'sunlit[postgresql]'")
            ) from None
        self._psycopg = psycopg
        try:  # what libpq says of an address that it does not understand quotes it
            if not address.startswith(SCHEMES):
                raise ValueError
            self._asked: Mapping[str, Any] = psycopg.conninfo.conninfo_to_dict(address)
        except (ValueError, psycopg.Error):
            raise CannotRun(
                say(
                    "This is no address of a database. Write it like {example}.",
                    example="postgresql://user@host/database",
                )
            ) from None

    def load(
        self,
        documents: Iterable[PublishedDocument],
        items: Iterable[tuple[str, str, str]],
        revision: str,
        as_of: date,
    ) -> Loaded:
        """Make the table what the site shows. ``items`` are the records as the lists of the site have them, as JSON."""
        with self._connection() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", ("sunlit portal",))
            _own_schema(cursor)
            cursor.execute("CREATE TEMPORARY TABLE coming (LIKE sunlit.records) ON COMMIT DROP")
            _copy(cursor, "coming (type, id, body, title, day, address, folded)", _rows(documents))
            cursor.execute("CREATE TEMPORARY TABLE listed (type text, id text, record jsonb) ON COMMIT DROP")
            _copy(cursor, "listed", items)
            cursor.execute(_JOIN)
            cursor.execute("ANALYZE coming")
            before = _number(cursor, "SELECT count(*) FROM sunlit.records")
            removed = _count(cursor, _REMOVE)
            if not before:  # an index over what is there is made in a third of the time that it takes to grow
                cursor.execute("DROP INDEX IF EXISTS sunlit.records_bigrams")
            changed = _count(cursor, _CHANGE)
            added = _count(cursor, _ADD)
            cursor.execute(INDEX.replace("INDEX", "INDEX IF NOT EXISTS", 1))
            records = before - removed + added
            cursor.execute("DELETE FROM sunlit.loaded")
            cursor.execute("INSERT INTO sunlit.loaded VALUES (%s, %s, %s)", (revision, as_of, records))
            cursor.execute("ANALYZE sunlit.records")
            return Loaded(added, changed, removed, records)

    def search(self, query: str, most: int = 20) -> tuple[int, list[Hit]]:
        """How many records hold all words of a query as somebody typed it, and the newest of them."""
        words = words_of(query)
        with self._connection(read_only=True) as connection, connection.cursor() as cursor:
            if _layout(cursor) != LAYOUT:
                raise CannotRun(
                    say("Nothing is loaded there yet: begin with {command}.", command="sunlit portal load")
                )
            number = _number(cursor, "SELECT sunlit.count_found(%s::text[])", (words,))
            cursor.execute("SELECT * FROM sunlit.search(%s::text[], %s)", (words, most))
            hits = [Hit(*row) for row in cursor]
            return number, hits

    @contextmanager
    def _connection(self, *, read_only: bool = False) -> Iterator[Connection[Any]]:
        """One transaction, which ends with the context: for good, or as if nothing had been."""
        psycopg = self._psycopg
        options = {"connect_timeout": SECONDS, "application_name": "sunlit", **self._asked}
        try:
            connection = psycopg.connect(**options)
        except psycopg.Error as error:
            reason = self._without_password(str(error))
            raise CannotRun(
                say(
                    "PostgreSQL at {host} cannot be reached, or does not let us in: {reason}",
                    host=self._host,
                    reason=reason,
                )
            ) from None
        try:
            with connection:
                connection.read_only = read_only
                self._refuse_unfit(connection)
                # Whoever owns the database says where unqualified names are looked for: functions of theirs would be ours.
                connection.execute("SET LOCAL search_path = pg_catalog, pg_temp")
                connection.execute(f"SET LOCAL lock_timeout = '{SECONDS}s'")
                _refuse_rights_for_others(connection, loads=not read_only)
                yield connection
        except psycopg.errors.InsufficientPrivilege as error:
            raise CannotRun(
                say(
                    "This account has no right to do that ({reason}). Nothing was changed. "
                    "The owner of the database can give it: {command}",
                    reason=self._reason(error),
                    command="CREATE SCHEMA sunlit AUTHORIZATION …",
                )
            ) from None
        except psycopg.errors.LockNotAvailable:
            raise CannotRun(
                say("Another load is under way, or somebody keeps the table locked. Nothing was changed.")
            ) from None
        except psycopg.ProgrammingError as error:
            raise CannotRun(
                say(
                    "The schema sunlit there is not as this version makes it ({reason}). Nothing was changed.",
                    reason=self._reason(error),
                )
            ) from None
        except psycopg.Error as error:
            raise CannotRun(
                say("PostgreSQL stopped ({reason}). Nothing was changed.", reason=self._reason(error))
            ) from None

    def _refuse_unfit(self, connection: Connection[Any]) -> None:
        version, encoding = (
            connection.info.server_version // 10_000,
            connection.info.parameter_status("server_encoding"),
        )
        if version < OLDEST:
            raise CannotRun(
                say(
                    "The server is PostgreSQL {version}; it has to be {oldest} or newer.",
                    version=version,
                    oldest=OLDEST,
                )
            )
        if encoding != "UTF8":
            raise CannotRun(
                say(
                    "The database holds texts as {encoding}; it has to be one in UTF8.",
                    encoding=encoding or "",
                )
            )

    @property
    def _host(self) -> str:
        return str(self._asked.get("host") or "localhost")

    def _reason(self, error: Any) -> str:
        """What the server says, without the values that may stand in its details."""
        return self._without_password(error.diag.message_primary or str(error))

    def _without_password(self, text: str) -> str:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        said, secret = (lines or ["?"])[0], str(self._asked.get("password") or "")
        return said.replace(secret, "…") if secret else said


def _refuse_rights_for_others(connection: Connection[Any], *, loads: bool) -> None:
    """Functions and triggers run with the rights of whoever asks them. So only their owner loads, and no superuser asks those of
    somebody else. Raises :class:`CannotRun`.
    """
    row = connection.execute(_OTHERS, (loads,)).fetchone()
    if row:
        raise CannotRun(
            say(
                "What stands in the schema sunlit belongs to '{owner}', whose functions would run with "
                "the rights of this account. Nothing was asked of them: connect as '{owner}'.",
                owner=str(row[0]),
            )
        )


def _own_schema(cursor: Cursor[Any]) -> None:
    """The schema as this version has it, made if there is none. Raises :class:`CannotRun` for one that is not ours."""
    layout = _layout(cursor)
    if layout == LAYOUT:
        return
    if layout is not None:
        raise CannotRun(
            say(
                "In the database there is a schema named sunlit that is not this version's; it was left alone. "
                "Name a database of the portal's own."
            )
        )
    cursor.execute("SELECT to_regnamespace('sunlit') IS NULL")
    if (row := cursor.fetchone()) and row[0]:
        cursor.execute("CREATE SCHEMA sunlit")
    cursor.execute(files("generator.portal").joinpath("postgresql.sql").read_bytes())


def _layout(cursor: Cursor[Any]) -> str | None:
    """What the schema says of itself; ``None`` if there is none, or one in which nothing stands."""
    cursor.execute(
        "SELECT coalesce(obj_description(oid, 'pg_namespace'), ''), EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid)"
        " OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = n.oid) OR EXISTS (SELECT FROM pg_type WHERE typnamespace = n.oid)"
        " FROM pg_namespace n WHERE nspname = 'sunlit'"
    )
    row = cursor.fetchone()
    return str(row[0]) if row and (row[0] or row[1]) else None


_OTHERS = """
SELECT pg_get_userbyid(owner)
FROM (
    SELECT nspowner, oid FROM pg_namespace
    UNION ALL SELECT relowner, relnamespace FROM pg_class
    UNION ALL SELECT proowner, pronamespace FROM pg_proc
) AS owned (owner, schema), pg_roles me
WHERE schema = to_regnamespace('sunlit') AND me.rolname = current_user
  AND CASE WHEN me.rolsuper THEN owner <> me.oid ELSE %s AND NOT pg_has_role(owner, 'MEMBER') END
LIMIT 1
"""
_JOIN = """
UPDATE coming SET record = listed.record
FROM listed WHERE (coming.type, coming.id) = (listed.type, listed.id)
"""
_REMOVE = """
DELETE FROM sunlit.records old
WHERE NOT EXISTS (SELECT FROM coming WHERE (coming.type, coming.id) = (old.type, old.id))
"""
_CHANGE = """
UPDATE sunlit.records old
SET body = new.body, title = new.title, day = new.day, address = new.address, record = new.record, folded = new.folded
FROM coming new
WHERE (new.type, new.id) = (old.type, old.id)
  AND (old.body, old.title, old.day, old.address, old.record, old.folded)
      IS DISTINCT FROM (new.body, new.title, new.day, new.address, new.record, new.folded)
"""
_ADD = """
INSERT INTO sunlit.records
SELECT * FROM coming new
WHERE NOT EXISTS (SELECT FROM sunlit.records old WHERE (new.type, new.id) = (old.type, old.id))
"""


def _rows(documents: Iterable[PublishedDocument]) -> Iterator[tuple[Any, ...]]:
    """Ids begin with the body, also of a record of which nothing else is left; the page of a body has the body's own."""
    for one in documents:
        yield one.type, one.id, one.id.partition(BETWEEN)[0], one.title, one.day, one.address, one.folded


def _copy(cursor: Cursor[Any], table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _count(cursor: Cursor[Any], statement: str) -> int:
    cursor.execute(statement)
    return max(cursor.rowcount, 0)


def _number(cursor: Cursor[Any], question: str, values: Params | None = None) -> int:
    cursor.execute(question, values)
    row = cursor.fetchone()
    return int(row[0]) if row else 0

"""PostgreSQL beside the index of a site, asked the same: ``python -m benchmarks.search.beside_postgresql SITE DATABASE``.

SITE is a built site, or the FOLDER of ``benchmarks.search.million``; DATABASE an empty database of a PostgreSQL that the operator
started. Filled by the product's own loader. What both find is held against a scan of the texts.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import psycopg

from benchmarks.search.engine import running
from benchmarks.search.queries import QUERIES
from generator.portal.postgresql import Database, words_of
from generator.website.search.published import PublishedDocument, published_records

PAGE, MOST = 6, 2000
"""Results that a page asks for first; and hits that are all looked at."""
DAY_OR_NUMBER = ("2026年3月", "3月5日")
"""Days, which the site finds in other spellings as well."""


def main(site: Path, address: str) -> None:
    """Print what each costs, and whether both find the same."""
    began = time.perf_counter()
    loaded = Database(address).load(_documents(site), (), "benchmark", date(2026, 11, 24))
    print(f"PostgreSQL: {loaded.records:,} records loaded in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    Database(address).load(_documents(site), (), "benchmark", date(2026, 11, 24))
    print(f"loaded again, nothing new: {time.perf_counter() - began:.0f} s", flush=True)
    texts = {document.address: document.folded for document in _documents(site)}
    with psycopg.connect(address) as connection, running(site) as engine:
        connection.execute("SET work_mem = '64MB'")
        for relation in ("sunlit.records", "sunlit.records_bigrams"):
            row = connection.execute("SELECT pg_total_relation_size(%s)", (relation,)).fetchone()
            print(f"{relation}: {row[0] / 1e6:.0f} MB" if row else "")
        rows = []
        for query in filter(None, QUERIES):
            words = words_of(query)
            expected = {place for place, said in texts.items() if all(word in said for word in words)}
            first, counted, hits = _asked(connection, words, len(expected))
            waited, _ = engine.first_results(query, PAGE, fresh=True)
            size = sum(size for answer in waited for _, size in answer["fetched"])
            same = len(expected) > MOST or query in DAY_OR_NUMBER or set(engine.found(query)) == expected
            right = counted == len(expected) and (hits == expected or len(expected) > MOST)
            rows.append((first, size, waited[-1]["milliseconds"], same and right, query))
            print(
                f"{query}\t{len(expected)}\t{first:.0f} ms\t{size / 1e3:.0f} KB\t{waited[-1]['milliseconds']:.0f} ms",
                flush=True,
            )
        _trigrams(connection, texts)
    _told("first 20 and the number of all, PostgreSQL, ms", [row[0] for row in rows])
    _told("first results, bytes with the boot file, KB", [row[1] / 1e3 for row in rows])
    _told("first results, the site's engine in node, ms", [row[2] for row in rows])
    print(f"queries that did not find the same as the scan: {[row[4] for row in rows if not row[3]]}")


def _trigrams(connection: psycopg.Connection, texts: Mapping[str, str]) -> None:
    """The same by trigrams: what PostgreSQL's index helps with a word of two signs, and what SQLite's finds of it."""
    words = [text for text in QUERIES if len(text) == 2 and is_chinese(text)]
    began = time.perf_counter()
    connection.execute("CREATE EXTENSION pg_trgm")
    connection.execute("CREATE INDEX by_trigrams ON sunlit.records USING gin (folded gin_trgm_ops)")
    print(f"pg_trgm: index made in {time.perf_counter() - began:.0f} s")
    took = [
        _milliseconds(connection, "SELECT count(*) FROM sunlit.records WHERE folded LIKE %s", f"%{word}%")
        for word in words
    ]
    ours = [_milliseconds(connection, "SELECT sunlit.count_found(%s::text[])", [word]) for word in words]
    _told("pg_trgm, words of two signs, ms", took)
    _told("bigrams, words of two signs, ms", ours)
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE t USING fts5(folded, tokenize = 'trigram')")
    table.executemany("INSERT INTO t VALUES (?)", ((said,) for said in texts.values()))
    found = sum(
        table.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{word}"',)).fetchone()[0]
        for word in words
    )
    there = sum(word in said for word in words for said in texts.values())
    print(f"SQLite's trigrams, {len(words)} words of two signs: {found:,} of {there:,} hits")


def is_chinese(text: str) -> bool:
    """Whether all of it is Chinese signs."""
    return all("\u4e00" <= sign <= "\u9fff" for sign in text)


def _milliseconds(connection: psycopg.Connection, question: str, value: object) -> float:
    began = time.perf_counter()
    connection.execute(question, (value,)).fetchone()
    return (time.perf_counter() - began) * 1000


def _asked(connection: psycopg.Connection, words: list[str], expected: int) -> tuple[float, int, set[str]]:
    """Milliseconds for the newest twenty and how many there are; how many; and which, if they are not too many."""
    began = time.perf_counter()
    connection.execute("SELECT * FROM sunlit.search(%s::text[])", (words,)).fetchall()
    row = connection.execute("SELECT sunlit.count_found(%s::text[])", (words,)).fetchone()
    taken = (time.perf_counter() - began) * 1000
    all = (
        connection.execute("SELECT address FROM sunlit.search(%s::text[], %s)", (words, MOST)).fetchall()
        if expected <= MOST
        else []
    )
    return taken, int(row[0]) if row else -1, {address for (address,) in all}


def _documents(site: Path) -> Iterator[PublishedDocument]:
    return published_records(lambda address: (site / address).read_bytes())


def _told(what: str, values: Sequence[float]) -> None:
    print(f"{what}: median {statistics.median(values):.1f}, most {max(values):.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

"""``sunlit portal load``: PostgreSQL finds what the site's own search finds, and holds what the site shows or what it held."""

from __future__ import annotations

import json
import random
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bodies import build_portal, notice
from building import DAY, Root, sunlit
from cluster import Cluster, started
from made_once import Once

from benchmarks.search.corpus import name, text
from benchmarks.search.engine import running, stands
from generator.model.text.folding import fold
from generator.model.text.stop import CannotRun
from generator.portal import postgresql
from generator.portal.postgresql import Database, Loaded
from generator.portal.site_records import SiteRecords
from generator.website.search.folding import folded_lines
from generator.website.search.postings import inflated
from generator.website.search.published import PublishedDocument
from generator.website.search.terms import with_beginnings

SECRET = "geheim%20wort"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with started() as running:
        yield running


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    return once("portal", build_portal)


def document(id: str, said: str, day: date | None = DAY) -> PublishedDocument:
    folded = with_beginnings(folded_lines(f"{said}\n{id}"))
    return PublishedDocument("notices", id, said[:20], folded, day, f"notices/{id}.html")


def load(address: str, documents: Iterable[PublishedDocument]) -> Loaded:
    return Database(address).load(documents, (), "revision", DAY)


def load_site(address: str, site: Path) -> Loaded:
    records = SiteRecords(site)
    return Database(address).load(records.documents(), records.items(), "revision", DAY)


def rows(address: str, question: str) -> list[Any]:
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()


def found(address: str, query: str) -> set[str]:
    number, hits = Database(address).search(query, 10_000)
    assert number == len(hits)
    return {hit.id for hit in hits}


def queries(chance: random.Random, texts: Sequence[str], many: int) -> Iterator[str]:
    """Pieces of one to six signs, words in two places, names of people, and what is nowhere."""
    for size in range(1, 7):
        for _ in range(many):
            said = chance.choice(texts)
            place = chance.randrange(len(said) - size)
            yield said[place : place + size].replace('"', "")
    for _ in range(many):
        yield f"{chance.choice(texts)[3:5]} {chance.choice(texts)[6:9]}"
        yield name(chance)
    yield from (
        "養老服務",
        "ＡＢ c",
        "026",
        "202",
        "%",
        "_",
        "\\",
        "100%",
        "“征求意见”",
        "第2026",
        "不在此处",
    )


@pytest.mark.parametrize("many", [6, pytest.param(100, marks=pytest.mark.proof)])
def test_what_is_found_is_what_a_scan_of_the_texts_finds(cluster: Cluster, many: int) -> None:
    chance = random.Random(7)
    texts = [
        f"{text(chance, 60)} No.{chance.randrange(3000)} ab_c 100% 养老服务\\n第2026号" for _ in range(150)
    ]
    address = cluster.database()
    load(address, [document(f"t-{number}", said) for number, said in enumerate(texts)])
    scanned = {f"t-{number}": folded_lines(f"{said}\nt-{number}") for number, said in enumerate(texts)}
    database = Database(address)
    for query in queries(chance, texts, many):
        words = [
            word for part in query.strip("“”").split() if (word := fold(part.strip("、，；")).rstrip("."))
        ]
        if any(sign in query for sign in "、，；“") and query != "“征求意见”":
            continue
        expected = {id for id, said in scanned.items() if all(stands(word, said) for word in words)}
        number, hits = database.search(query, 1000)
        assert ({hit.id for hit in hits}, number) == (expected, len(expected)), query
    with psycopg.connect(address) as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute("EXPLAIN SELECT * FROM sunlit.search('{养老}')").fetchall()
    assert "records_bigrams" in str(plan)


def test_it_finds_what_the_site_finds_and_holds_nothing_that_passes(cluster: Cluster, site: Path) -> None:
    address = cluster.database()
    loaded = load_site(address, site)
    published = rows(address, "SELECT type, id, body, title, address, record, folded FROM sunlit.records")
    assert loaded == Loaded(len(published), 0, 0, len(published))
    assert {id for type, id, *_ in published if type == "notices"} >= {"south/b-1", "north/a-2"}
    assert all((site / page).is_file() and record["id"] == id for _, id, _, _, page, record, _ in published)
    assert {body for type, _, body, *_ in published if type == "notices"} == {"north", "south", "east-1"}
    assert "晓光" not in str(published)
    with running(site) as engine:
        for query in ("公示", "关于a-2", "公", "二科", "南县", "south", "科长 一科", "晓光", ""):
            assert found(address, query) == {
                id for type, id, _, _, page, *_ in published if page in engine.found(query)
            }, query


def test_a_load_changes_what_changed_and_what_is_gone_is_gone(cluster: Cluster) -> None:
    address = cluster.database()
    assert load(address, [document("a", "甲乙丙"), document("b", "张三丰")]) == Loaded(2, 0, 0, 2)
    before = rows(address, "SELECT xmin, id FROM sunlit.records ORDER BY id")
    assert load(address, [document("b", "张三丰"), document("a", "甲乙丙")]) == Loaded(0, 0, 0, 2)
    assert rows(address, "SELECT xmin, id FROM sunlit.records ORDER BY id") == before
    assert load(address, [document("a", "甲乙丁"), document("c", "戊")]) == Loaded(1, 1, 1, 2)
    assert (found(address, "三丰"), found(address, "丙"), found(address, "乙丁")) == (set(), set(), {"a"})
    assert rows(address, "SELECT * FROM sunlit.loaded") == [("revision", DAY, 2)]
    assert load(address, []) == Loaded(0, 0, 2, 0)


def test_all_of_a_load_or_nothing_of_it(cluster: Cluster) -> None:
    address = cluster.database()
    load(address, [document("a", "甲乙丙")])

    def ends() -> Iterator[PublishedDocument]:
        yield document("b", "丁")
        raise KeyboardInterrupt

    def is_cut_off() -> Iterator[PublishedDocument]:
        yield document("b", "丁")
        others = (
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'sunlit'"
        )
        cluster.run(others)
        yield from (document(f"b{number}", "丁" * 500) for number in range(2000))

    with pytest.raises(KeyboardInterrupt):
        load(address, ends())
    with pytest.raises(CannotRun, match="PostgreSQL stopped"):
        load(address, is_cut_off())
    with pytest.raises(CannotRun, match="PostgreSQL stopped"):
        load(address, [document("b", "丁"), document("b", "丁")])
    assert rows(address, "SELECT id FROM sunlit.records") == [("a",)]
    assert found(address, "甲乙") == {"a"}


def test_a_schema_that_is_not_ours_is_left_alone(cluster: Cluster) -> None:
    for statement in ("CREATE TABLE sunlit.records (id int)", "CREATE FUNCTION sunlit.search() RETURNS int RETURN 1",
                      "COMMENT ON SCHEMA sunlit IS 'sunlit portal, layout 0'"):  # fmt: skip
        address = cluster.database()
        with psycopg.connect(address) as connection:
            connection.execute("CREATE SCHEMA sunlit")
            connection.execute(statement)
        question = (
            "SELECT array_agg(oid::regclass::text) FROM pg_class WHERE relnamespace = 'sunlit'::regnamespace"
        )
        before = rows(address, question)
        with pytest.raises(CannotRun, match="left alone"):
            load(address, [])
        with pytest.raises(CannotRun, match="Nothing is loaded"):
            Database(address).search("a")
        assert rows(address, question) == before


def test_two_loads_come_one_after_the_other(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    address = cluster.database()
    monkeypatch.setattr(postgresql, "SECONDS", 1)
    with psycopg.connect(address) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext('sunlit portal'))")
        with pytest.raises(CannotRun, match="Another load is under way"):
            load(address, [document("a", "甲")])
    assert load(address, [document("a", "甲")]).added == 1


def test_a_table_that_somebody_changed_is_named(cluster: Cluster) -> None:
    address = cluster.database()
    load(address, [document("a", "甲")])
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE sunlit.records DROP COLUMN title CASCADE")
    with pytest.raises(CannotRun, match="not as this version makes it"):
        load(address, [document("b", "乙")])
    assert rows(address, "SELECT id FROM sunlit.records") == [("a",)]


def test_accounts_with_few_rights_are_enough_and_with_none_are_told(cluster: Cluster) -> None:
    address = cluster.database()
    for role in ("loader", "reader", "stranger"):
        cluster.run(f"CREATE ROLE {role} LOGIN")
    as_role = {role: address.replace("operator@", f"{role}@") for role in ("loader", "reader", "stranger")}
    with pytest.raises(CannotRun, match="has no right") as stop:
        load(as_role["loader"], [])
    assert stop.value.phrase.parameters["command"] == "CREATE SCHEMA sunlit AUTHORIZATION …"
    with psycopg.connect(address) as connection:
        connection.execute("CREATE SCHEMA sunlit AUTHORIZATION loader")
    load(as_role["loader"], [document("a", "甲乙")])
    with psycopg.connect(as_role["loader"]) as connection:
        connection.execute("GRANT USAGE ON SCHEMA sunlit TO reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA sunlit TO reader")
    load(as_role["loader"], [document("a", "甲乙"), document("b", "乙丙")])
    assert found(as_role["reader"], "乙") == {"a", "b"}
    for role in ("reader", "stranger"):
        with pytest.raises(CannotRun, match="belongs to"):
            load(as_role[role], [])
    with pytest.raises(CannotRun, match="has no right"):
        Database(as_role["stranger"]).search("乙")


def test_nothing_of_a_hostile_owner_runs_with_the_rights_of_whoever_asks(cluster: Cluster) -> None:
    """Names without a schema lead to nobody's functions; and functions and triggers are asked of their owner alone."""
    address = cluster.database()
    load(address, [document("a", "甲乙")])
    name = address.rpartition("@/")[2].partition("?")[0]
    stolen = "RETURNS bigint LANGUAGE sql AS 'INSERT INTO evil.ran VALUES (current_user) RETURNING 7::bigint'"
    cluster.run(
        "CREATE SCHEMA evil",
        "CREATE TABLE evil.ran (who text)",
        f"CREATE FUNCTION evil.hashtext(text) {stolen}",
        f"CREATE FUNCTION evil.length(text) {stolen}",
        f"CREATE FUNCTION evil.unnest(text[]) {stolen}",
        f"CREATE FUNCTION evil.to_regnamespace(text) {stolen}",
        "CREATE TABLE public.coming (LIKE sunlit.records)",
        f"ALTER DATABASE {name} SET search_path = evil, public, pg_catalog, pg_temp",
        database=name,
    )
    load(address, [document("a", "甲乙"), document("b", "乙丙")])
    assert found(address, "乙") == {"a", "b"}
    with psycopg.connect(address) as connection:
        assert len(connection.execute("SELECT * FROM sunlit.search('{乙}')").fetchall()) == 2
    assert rows(address, "SELECT who FROM evil.ran UNION ALL SELECT id FROM public.coming") == []
    cluster.run("CREATE ROLE other LOGIN", "ALTER FUNCTION sunlit.pairs OWNER TO other", database=name)
    for ask in (lambda: load(address, []), lambda: Database(address).search("乙")):
        with pytest.raises(CannotRun, match="belongs to") as stop:
            ask()
        assert stop.value.phrase.parameters["owner"] == "other"
    assert rows(address, "SELECT count(*) FROM sunlit.records") == [(2,)]


def test_the_command_says_what_came_and_no_failure_says_the_password(
    cluster: Cluster, site: Path, tmp_path: Path
) -> None:
    address = cluster.database()
    done = sunlit("--lang", "en", "portal", "load", address, "--site-dir", site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Records: 13" in done.stdout
    done = sunlit("--lang", "zh", "portal", "find", address, "關於a-2", "南縣")
    assert "south/a-2" in done.stdout
    assert "找到：1 条" in done.stdout
    cluster.run("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    name = address.rpartition("@/")[2].partition("?")[0]
    for wrong, said in (
        (cluster.address(name, "guarded", SECRET), "does not let us in"),
        (cluster.address("nowhere", password=SECRET), "does not let us in"),
        (f"postgresql://a:{SECRET}@/x?host={tmp_path}", "cannot be reached"),
        (f"postgresql://a:{SECRET}@localhost:port/x", "cannot be reached"),
        (f"postgresql://a:{SECRET}%zz@localhost/x", "no address"),
        (f"postgresql://a:x@localhost/x?{SECRET}", "no address"),
        (f"mysql://a:{SECRET}@localhost/x", "no address"),
        (f"host=localhost password={SECRET}", "no address"),
    ):
        done = sunlit("--lang", "en", "portal", "load", wrong, "--site-dir", site)
        assert done.returncode == 2
        assert said in done.stderr
        assert "geheim" not in done.stdout + done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_server_or_a_site_that_will_not_do(
    cluster: Cluster, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = cluster.database("ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(CannotRun, match="UTF8"):
        load(address, [])
    with pytest.raises(CannotRun, match="manifest"):
        SiteRecords(tmp_path)
    records = SiteRecords(site)
    monkeypatch.setitem(records.manifest.files, "data/notices.json", "0")  # type: ignore[arg-type]
    with pytest.raises(CannotRun, match="not the file that was built"):
        list(records.items())
    monkeypatch.setattr(postgresql, "OLDEST", 99)
    with pytest.raises(CannotRun, match="or newer"):
        load(cluster.database(), [])
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CannotRun, match="not installed"):
        Database(address)


def test_what_a_body_takes_back_or_down_is_gone_the_next_night_everywhere(
    cluster: Cluster, site: Path, tmp_path: Path
) -> None:
    """From the body's own records over its site to pages, search, downloads and the database of the portal."""
    shutil.copytree(site.parent, tmp_path / "p", symlinks=True)
    folder, night, address = tmp_path / "p", date(2026, 12, 1), cluster.database()
    load_site(address, folder / "site")
    assert found(address, "关于b-1") == {"south/b-1"}
    assert _holding(folder / "site", "关于b-1")
    assert _state(folder / "site", "east-1") == "open"
    south = Root(folder / "own/roots/south")
    south.records(notice("b-1", unit="二科", withdrawn="2026-12-01"), type="notices", file="b")
    south.build(folder / "own/sites/south", as_of=night, frame="builtin")
    done = sunlit("--lang", "en", "take-down", folder / "own/sites/east-1", "--as-of", night.isoformat())
    assert done.returncode == 0, done.stderr
    for body in ("south", "east-1"):
        shutil.rmtree(folder / "sites" / body)
        shutil.copytree(folder / "own/sites" / body, folder / "sites" / body)
    options = ("--site-dir", folder / "site", "--frame", "builtin", "--as-of", night.isoformat())
    done = sunlit("--lang", "en", "-C", folder / "portal", "portal", folder / "bodies.csv", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    load_site(address, folder / "site")
    assert not _holding(folder / "site", "关于b-1")
    assert not _holding(folder / "site", "晓光")
    assert _state(folder / "site", "east-1") == "over"
    with running(folder / "site") as engine:
        assert not engine.found("关于b-1")
    assert found(address, "关于b-1") == set()
    assert "关于b-1" not in str(rows(address, "SELECT * FROM sunlit.records"))


def _state(site: Path, body: str) -> str:
    return str(json.loads((site / f"notices/{body}~2fa-2.json").read_bytes())["state"])


def _holding(site: Path, text: str) -> list[Path]:
    """The files in which the text stands, also those that are packed."""
    return [path for path in site.rglob("*") if path.is_file() and text.encode() in b"".join(_contents(path))]


def _contents(path: Path) -> Iterator[bytes]:
    if path.suffix == ".bin":
        yield inflated(path.read_bytes())
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            yield from map(book.read, book.namelist())
    else:
        yield path.read_bytes()

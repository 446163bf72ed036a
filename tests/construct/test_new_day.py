"""A new day makes what turns and nothing else, and the tree is that of a build from nothing, byte for byte, on every day.

Trees are made in memory here, by what makes those on disk (``make_site``); what is kept between two days is kept as
``last_build`` keeps it. The builds at the end are whole ones, on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from building import Root
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from proving import examples

from generator.check.gate import judge
from generator.construct.construction import template_folders
from generator.disclose.disclose import disclose, disclose_with_days
from generator.disclose.disclosure import Disclosure
from generator.model.records.tracked_day import Days, bare, looked_unseen, recording, tracked
from generator.website.build.assembly import Plan, make_site, tombstones, written_files
from generator.website.build.pages import frame_keys
from generator.website.build.parts import NO_KEY, Batch, File, Part
from generator.website.frame.contract import SLOTS, parse_frame

FRAME = parse_frame("<html>" + "".join(f"<!--sunlit:slot:{name}-->\n" for name in SLOTS) + "</html>")
YEAR = date(2026, 1, 1)
WEEK = ["一", "二", "三", "四", "五", "六", "日"]
NAME = {"personal": {"class": "name", "public": "during-period", "after": "remove"}}


def texts(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "title": f"{name}栏"} for name in names]


def days(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "title": f"{name}日", "type": "date"} for name in names]


NOTICES: dict[str, Any] = {
    "fields": [*texts("id", "title", "unit", "how"), *days("starts", "ends"), {"name": "name", **NAME}],
    "sunlit": {
        "title": "公示", "date": "starts", "period": {"from": "starts", "to": "ends"}, "grace": {"days": 2},
        "neutral_title": "公示 {id}", "listing": ["unit", "ends"], "facets": ["unit"],
        "notice": {"table": "people", "columns": ["name"], "closing": "how"},
        "participation": {"act": "object", "how": "how"},
        "states": [
            {"id": "ahead", "title": "未开始", "look": "wait", "when": {"starts": {"after": "today"}}},
            {"id": "over", "title": "已期满", "look": "done", "when": {"ends": {"before": "today"}}},
            {"id": "live", "title": "公示中", "look": "live", "when": {}},
        ],
        "children": {"people": {"fields": [{"name": "name", "title": "姓名", **NAME}]}},
        "pages": [{"groups": {"by": "starts"}}, {"groups": {"by": "unit"}}],
    },
}  # fmt: skip
WORKS: dict[str, Any] = {
    "fields": [
        *texts("id", "title", "above", "unit"), *days("begun", "due", "done"), {"name": "year", "type": "year"},
        {"name": "share", "type": "number", "show": "progress"}, {"name": "weight", "type": "number"},
    ],
    "sunlit": {
        "title": "工作", "tree": "above", "listing": ["unit", "due"], "row": {"done": "done"},
        "relations": [{"field": "above", "to": "works", "inverse": "下级"}],
        "states": [
            {"id": "done", "title": "完成", "look": "done", "when": {"share": {"at_least": 100}}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "进行中", "look": "going", "when": {}},
        ],
        "children": {"notes": {"title": "进展", "show": "timeline", "fields": [
            *days("day"), {"name": "far", "title": "进度", "type": "number", "show": "progress"}]}},
        "pages": [{"tree": {
            "by": "year", "progress": "share", "weight": "weight", "unit": "unit", "due": "due", "done": "done",
            "course": {"table": "notes", "on": "day", "progress": "far"}, "compare": True, "drift": True}}],
    },
}  # fmt: skip
VISITS: dict[str, Any] = {
    "fields": [
        *texts("id", "title", "place", "opens", "closes", "weeks"), *days("since", "until"),
        {"name": "on_day", "constraints": {"enum": WEEK}},
    ],
    "sunlit": {
        "title": "接待",
        "recurs": {"weekday": "on_day", "weeks": "weeks", "from": "opens", "to": "closes", "since": "since", "until": "until"},
        "participation": {
            "act": "attend", "reach": ["place"], "always": {"since": {"on_or_before": "today"}, "on_day": {"empty": True}}},
        "states": [
            {"id": "shut", "title": "停用", "look": "off", "when": {"until": {"on_or_before": "today"}}},
            {"id": "open", "title": "开通", "look": "done", "when": {}},
        ],
    },
}  # fmt: skip
ASKED: dict[str, Any] = {
    "fields": [*texts("id", "title", "whom"), *days("on", "told")],
    "sunlit": {
        "title": "调查", "date": "on",
        "children": {"items": {"show": "shares", "fields": [
            *texts("text"), {"name": "good", "type": "integer"}, {"name": "poor", "type": "integer"}]}},
        "pages": [{"questions": {
            "by": "on", "table": "items", "text": "text", "good": "good", "same": "whom",
            "counted": {"told": {"on_or_before": "today"}}}}],
    },
}  # fmt: skip
RECORDS: dict[str, list[dict[str, Any]]] = {
    "notices": [
        {"id": "n1", "title": "甲", "unit": "一科", "starts": "2026-03-02", "ends": "2026-03-06", "name": "王小甲",
         "people": [{"name": "王小甲"}, {"name": "王小乙"}], "how": "来信。", "publish_at": "2026-02-27"},
        {"id": "n2", "title": "乙", "unit": "二科", "starts": "2026-03-04", "ends": "2026-03-20", "name": "王小丙",
         "people": [{"name": "王小丙"}], "withdrawn": "2026-03-12"},
        {"id": "n3", "title": "丙", "unit": "一科", "starts": "2026-12-28", "ends": "2027-01-05", "people": [{"name": "王小丁"}]},
    ],
    "works": [
        {"id": "w0", "title": "全年", "year": "2026", "due": "2026-12-31", "share": "40", "unit": "一科"},
        {"id": "w1", "title": "上半年", "year": "2026", "above": "w0", "begun": "2026-01-10", "due": "2026-03-10", "share": "60",
         "weight": "1", "unit": "二科", "notes": [
            {"day": "2026-01-20", "far": "10"}, {"day": "2026-03-05", "far": "60"}, {"day": "2026-04-20", "far": "70"}]},
        {"id": "w2", "title": "去年", "year": "2025", "due": "2025-11-30", "done": "2026-03-20", "share": "100", "unit": "一科"},
    ],
    "visits": [
        {"id": "v1", "title": "接待日", "on_day": "三", "weeks": "1", "opens": "9:00", "closes": "11:30", "since": "2026-02-01",
         "until": "2026-11-04", "place": "一楼"},
        {"id": "v2", "title": "信箱", "since": "2026-03-05", "place": "二楼"},
    ],
    "asked": [
        {"id": "a1", "title": "去年的", "on": "2025-05-01", "told": "2026-03-08", "whom": "居民",
         "items": [{"text": "快不快", "good": "40", "poor": "10"}]},
        {"id": "a2", "title": "今年的", "on": "2026-02-01", "told": "2026-03-01", "whom": "居民",
         "items": [{"text": "快不快", "good": "45", "poor": "5"}]},
    ],
}  # fmt: skip
"""Ten records of four types: days on which something comes, opens, ends, is taken down, is late, is told, or is no more."""
SCHEMAS = {"notices": NOTICES, "works": WORKS, "visits": VISITS, "asked": ASKED}


Records = Mapping[str, Sequence[Mapping[str, Any]]]


def write(root: Root, records: Records = RECORDS, **site: Any) -> Root:
    root.declare("data/site.yaml", {"name": "某办", "page_size": 2, **site})
    for name, schema in SCHEMAS.items():
        root.schema(schema, name)
        root.records(*records[name], type=name)
    return root


class Kept(NamedTuple):
    days: Days
    so_until: int
    files: tuple[File, ...]


class Written(NamedTuple):
    key: str
    address: str
    size: int


@dataclass
class Trees:
    """One tree after the other, what did not turn taken from the one before."""

    root: Root
    kept: dict[bytes, Kept] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    so_until: int = 0
    """The number of the last day on which all of the tree is so, but for which day it is of."""

    def on(self, day: date) -> dict[str, bytes]:
        """Every file of that day, those that wait to take others' places behind ``tombstones/``."""
        today = tracked(day)
        plan, files, kept = plan_of(self.root, today), dict[str, bytes](), dict[bytes, Kept]()
        self.made = []

        def put(batches: Sequence[Batch], before: str = "") -> list[Written]:
            written = []
            for part in (part for batch in batches for part in batch()):
                found = self.kept.get(part.key) if part.key != NO_KEY else None
                if found is None or not found.days.hold(day.toordinal()):
                    with recording(today) as looks:
                        made = tuple(part.make())
                    found = Kept(looks.days, looks.so_until, made)
                    self.made += [before + address for address, _ in made]
                assert part.key == NO_KEY or part.key not in kept, "a key is of one part"
                kept[part.key] = found
                files.update((before + address, content) for address, content in found.files)
                written += [
                    Written(part.key.hex(), address, len(content)) for address, content in found.files
                ]
            return written

        make_site(plan, put, files.__getitem__)
        put(list(tombstones(plan)), "tombstones/")
        files.update(written_files(plan))
        assert not looked_unseen(today), "what was made since is of this day alone"
        self.kept = kept
        found_out = judge(self.root.folder, day)
        door = disclose_with_days(found_out.register, day, found_out.checked, found_out.coverage)[1]
        parts = (found.so_until for found in kept.values())
        self.so_until = min(found_out.same_until, door.last, *parts)
        return files


def plan_of(root: Root, day: date) -> Plan:
    """``day`` may be one that is followed: to what the gate and the door find that makes no difference."""
    disclosure = disclosed(root.folder, bare(day))
    frames = dict.fromkeys(frame_keys(disclosure), FRAME)
    return Plan(replace(disclosure, as_of=day), frames, template_folders(root.folder), "r", b"s")


@lru_cache(maxsize=1)
def disclosed(folder: Path, day: date) -> Disclosure:
    verdict = judge(folder, day)
    assert verdict.fit, [finding.message for finding in verdict.findings]
    return disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)


def from_nothing(root: Root, day: date) -> dict[str, bytes]:
    """By a day that nobody follows."""
    files = dict[str, bytes]()
    plan = plan_of(root, day)

    def put(batches: Sequence[Batch], before: str = "") -> list[Written]:
        made = [(part.key.hex(), file) for batch in batches for part in batch() for file in part.make()]
        files.update((before + address, content) for _, (address, content) in made)
        return [Written(key, address, len(content)) for key, (address, content) in made]

    make_site(plan, put, files.__getitem__)
    put(list(tombstones(plan)), "tombstones/")
    files.update(written_files(plan))
    return files


def same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert [address for address in one if one[address] != other[address]] == []


NAMING = ("index.html", "open/index.html", "search/index/boot.bin", "catalog.jsonld", "data.json")
"""What names the day that it is of, at the end of its address."""


def so_still(earlier: Mapping[str, bytes], later: Mapping[str, bytes]) -> None:
    """As of an earlier day all but the name of the day is what it is on a later one."""
    assert earlier.keys() == later.keys()
    other = [address for address in earlier if earlier[address] != later[address]]
    assert [address for address in other if not address.endswith(NAMING)] == []


def days_of_records(records: Records) -> list[date]:
    """Every day on which something turns, with its neighbours: those that are named, and after grace and a year's memory."""
    named = {
        date.fromisoformat(value)
        for some in records.values()
        for record in some
        for row in (record, *(row for rows in record.values() if isinstance(rows, list) for row in rows))
        for value in row.values()
        if isinstance(value, str) and value.count("-") == 2
    }
    return sorted({day + timedelta(days) for day in named for days in (-1, 0, 1, 2, 3)})


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return write(Root(tmp_path_factory.mktemp("new-day")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """In two languages, with everything that a site has which knows its address."""
    site = {"languages": ["zh", "en"], "url": "https://sample.example/"}
    return write(Root(tmp_path_factory.mktemp("new-day-whole")), **site)


TURNING = [date(2026, 2, 27), date(2026, 3, 7), date(2026, 3, 9)]
"""Something comes to the public, closes, has its names taken down; the day after that something is the last day of a task."""


def test_each_day_is_that_of_a_build_from_nothing(root: Root) -> None:
    """Those on which something turns, each with its neighbours; then back to one that is over; then a year ahead."""
    trees = Trees(root)
    near = sorted({day + timedelta(days) for day in TURNING for days in (-1, 0, 1)})
    for day in (*near, date(2026, 3, 8), date(2027, 3, 8)):
        same(trees.on(day), from_nothing(root, day))


RESTING: Records = {
    "notices": [RECORDS["notices"][2]],
    "works": [
        {"id": "w3", "title": "早年的", "year": "2024", "due": "2024-11-30", "share": "100", "unit": "一科"}
    ],
    "visits": [{**RECORDS["visits"][0], "since": "2024-02-01", "until": "2024-11-04"}],
    "asked": RECORDS["asked"][:1],
}
"""A site at rest: one notice, at the end of the year, and a survey that is told of in March."""


def turning_days(root: Root, days: Iterable[date]) -> list[date]:
    """Those of the days, one after the other, on which anything is not so any more that the site said the day before; on all
    others it is, as what was made for the day before claims.
    """
    trees, turning = Trees(root), list[date]()
    until, before = 0, dict[str, bytes]()
    for day in days:
        files = trees.on(day)
        if day.toordinal() <= until:
            so_still(before, files)
        else:
            turning.append(day)
        until, before = trees.so_until, files
    return turning


def test_a_site_at_rest_turns_on_the_day_that_it_names_and_on_none_before(tmp_path: Path) -> None:
    """So that whoever builds it on that day alone leaves nothing on it that is not so."""
    root = write(Root(tmp_path), RESTING, languages=["zh"])
    march = [date(2026, 3, day) for day in range(5, 12)]
    turning = turning_days(root, march)
    assert [day.day for day in turning[1:]] == [8, 9], "the day on which it is told of, and the one after"


@pytest.mark.proof
def test_on_every_day_of_a_year_a_site_at_rest_turns_as_it_said(tmp_path: Path) -> None:
    root = write(Root(tmp_path), RESTING, languages=["zh", "en"], url="https://sample.example/")
    turning = turning_days(root, (YEAR + timedelta(number) for number in range(-2, 370)))
    assert 5 < len(turning) < 60, turning


@pytest.mark.proof
def test_every_day_of_a_year_is_that_of_a_build_from_nothing(whole: Root) -> None:
    trees, names = Trees(whole), ("王小甲", "王小乙", "王小丙", "王小丁")
    for number in range(-2, 370):
        day = YEAR + timedelta(number)
        files = trees.on(day)
        same(files, from_nothing(whole, day))
        held = {name for name in names for content in files.values() if name.encode() in content}
        assert held == {
            *(names[:2] if date(2026, 2, 27) <= day <= date(2026, 3, 8) else ()),
            *(names[2:3] if day < date(2026, 3, 12) else ()),
            *names[3:],
        }, day


@pytest.mark.proof
def test_every_day_that_turns_anything_is_reached_from_any_other(whole: Root) -> None:
    """Each with its neighbours, from far ahead and from long before."""
    trees = Trees(whole)
    turning = days_of_records(RECORDS)
    for one, other in zip(turning, reversed(turning), strict=True):
        for day in (one, other):
            same(trees.on(day), from_nothing(whole, day))


@pytest.mark.parametrize("day", TURNING, ids=str)
def test_the_door_says_until_when_it_gives_the_same(root: Root, day: date) -> None:
    """From two days before something turns: to the day, and no day further."""
    given = [_door(root, day + timedelta(number)) for number in range(-2, 2)]
    shown = [disclosure for disclosure, _ in given]
    for number, (_, days) in enumerate(given):
        same = [days.hold((day + timedelta(number)).toordinal()) for number in range(-2, 2)]
        assert same == [
            replace(disclosure, as_of=day) == replace(shown[number], as_of=day) for disclosure in shown
        ]


def _door(root: Root, day: date) -> tuple[Disclosure, Days]:
    """What rules find is the gate's."""
    return disclose_with_days(judge(root.folder, day).register, day)


NEAR = st.integers(-9, 9).map(lambda days: date(2026, 6, 15) + timedelta(days))


def moved(records: Records, draw: Callable[[], date]) -> dict[str, list[dict[str, Any]]]:
    """The same records with other days, a period still in its order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for type, some in records.items():
        for record in some:
            new = {
                name: str(draw()) if isinstance(value, str) and value.count("-") == 2 else value
                for name, value in record.items()
            }
            if type == "notices":
                new["starts"], new["ends"] = sorted((new["starts"], new["ends"]))
            for rows in (value for value in new.values() if isinstance(value, list)):
                rows[:] = sorted(
                    (
                        {name: str(draw()) if name == "day" else value for name, value in row.items()}
                        for row in rows
                    ),
                    key=lambda row: row.get("day", ""),
                )
            found.setdefault(type, []).append(new)
    return found


@examples(2, in_the_proofs=100, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_days_are_declared_each_day_is_that_of_a_build_from_nothing(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = write(Root(Path(folder)), moved(RECORDS, lambda: data.draw(NEAR)))
        trees = Trees(root)
        for day in data.draw(st.lists(NEAR, min_size=2, max_size=2)):
            same(trees.on(day), from_nothing(root, day))


def test_no_memory_hides_a_look_at_the_day(root: Root) -> None:
    """What is worked out once for many parts must be noted by each: so the span is the same whichever part comes first."""
    day = date(2026, 3, 5)
    spans = [spans_of(root, day, order) for order in (lambda parts: parts, lambda parts: parts[::-1])]
    assert spans[0] == spans[1]
    assert len(set(spans[0].values())) > 5


def spans_of(root: Root, day: date, order: Callable[[list[Part]], list[Part]]) -> dict[bytes, Days]:
    """Of every part with a key: between which days it is the same, when they are made in that order."""
    today = tracked(day)
    plan, found, contents = plan_of(root, today), dict[bytes, Days](), dict[str, bytes]()

    def put(batches: Sequence[Batch]) -> list[Written]:
        written = []
        for part in order([part for batch in batches for part in batch()]):
            with recording(today) as looks:
                made = list(part.make())
            contents.update(made)
            written += [Written(part.key.hex(), address, len(content)) for address, content in made]
            found[part.key] = looks.days
        return sorted(written)

    make_site(plan, put, contents.__getitem__)
    put(list(tombstones(plan)))
    found.pop(NO_KEY)
    return found

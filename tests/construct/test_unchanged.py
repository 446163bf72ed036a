"""A build that links what did not change makes the tree of a build from nothing, byte for byte, whatever was edited."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from building import DAY, Root, digests, stamps
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from proving import examples

from generator.construct.construction import Commission, Construction, Manner, begin
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import section_address
from generator.model.files.addresses import Grant
from generator.read.cache import readings
from generator.website.build import assembly, last_build, tree
from generator.website.build.pages import Edition, frame_keys
from generator.website.frame.contract import SLOTS, parse_frame

TASKS: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "title": "任务", "title_en": "Task", "type": "string"},
        {"name": "unit", "title": "单位", "type": "string"},
        {"name": "parent", "title": "上级", "type": "string"},
        {"name": "due", "title": "期限", "type": "date"},
        {"name": "progress", "title": "进度", "type": "number", "show": "progress"},
        {"name": "weight", "title": "权重", "type": "number"},
    ],
    "primaryKey": "id",
    "sunlit": {
        "title": "任务", "date": "due", "listing": ["unit"], "tree": "parent", "derived": ["progress"],
        "rules": [{"rolled-up": {"progress": "progress", "weight": "weight"}, "severity": "warning"}],
        "pages": [{"groups": {"by": "unit"}}],
        "relations": [{"field": "parent", "to": "tasks", "inverse": "下级"}],
        "states": [
            {"id": "done", "title": "完成", "look": "done", "when": {"progress": {"at_least": 100}}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "进行中", "look": "going"},
        ],
        "children": {"steps": {"title": "进展", "show": "timeline", "fields": [
            {"name": "on", "type": "date"}, {"name": "text", "type": "string"}]}},
    },
}  # fmt: skip
NOTICES: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "task", "title": "任务", "type": "string"},
        {"name": "unit", "title": "单位", "type": "string"},
        {"name": "starts", "type": "date"},
        {"name": "ends", "type": "date"},
        {"name": "name", "title": "姓名", "type": "string",
         "personal": {"class": "name", "public": "during-period", "after": "remove"}},
        {"name": "count", "title": "人数", "type": "integer"},
    ],
    "primaryKey": "id",
    "sunlit": {
        "title": "公示", "date": "starts", "neutral_title": "公示 {id}",
        "pages": [{"groups": {"by": "unit"}}], "period": {"from": "starts", "to": "ends"},
        "relations": [{"field": "task", "to": "tasks", "inverse": "有关公示"}],
        "derived": ["count"], "rules": [{"rows-counted": {"table": "people", "field": "count"}}],
        "children": {"people": {"fields": [
            {"name": "name", "type": "string",
             "personal": {"class": "name", "public": "during-period", "after": "remove"}}]}},
        "states": [
            {"id": "ahead", "title": "未开始", "look": "wait", "when": {"starts": {"after": "today"}}},
            {"id": "over", "title": "已结束", "look": "off", "when": {"ends": {"before": "today"}}},
            {"id": "live", "title": "公示中", "look": "live"},
        ],
    },
}  # fmt: skip
FRAME = parse_frame("<html>" + "".join(f"<!--sunlit:slot:{name}-->\n" for name in SLOTS) + "</html>")
SOON = date(2026, 11, 20)
NAMES = {
    unit: section_address("tasks", "unit", unit).rpartition("/")[2].removesuffix(".html")
    for unit in ("甲处", "乙处")
}


@dataclass
class State:
    """A small site as staff would have it at one moment."""

    tasks: dict[str, dict[str, Any]]
    notices: dict[str, dict[str, Any]]
    day: date = DAY
    name: str = "某办"
    label: str = "任务"
    template: str = ""

    def write(self, root: Root) -> None:
        shutil.rmtree(root.folder / "data", ignore_errors=True)
        shutil.rmtree(root.folder / "site_templates", ignore_errors=True)
        root.declare("data/site.yaml", {"name": self.name, "languages": ["zh", "en"], "page_size": 2})
        root.schema({**TASKS, "sunlit": {**TASKS["sunlit"], "title": self.label}}, "tasks")
        root.schema(NOTICES, "notices")
        for type, records in (("tasks", self.tasks), ("notices", self.notices)):
            if records:
                root.records(*({"id": id, **record} for id, record in records.items()), type=type)
        if self.template:
            root.write("site_templates/switch.html", self.template)


def start() -> State:
    tasks = {
        f"t{number}": {
            "title": f"任务{number}",
            "unit": "甲处",
            "due": "2026-12-01",
            "progress": 10 * number,
            "weight": 1,
        }
        for number in range(6)
    }
    for number in range(1, 6):
        tasks[f"t{number}"]["parent"] = f"t{number // 2}"
    tasks["t3"]["steps"] = [{"on": "2026-03-05", "text": "开工"}, {"on": "2026-06-05", "text": "过半"}]
    notices = {
        f"n{number}": {"title": f"公示{number}", "task": f"t{number}", "unit": "甲处", "starts": "2026-11-20",
                       "ends": str(DAY + timedelta(days=number)), "name": f"王小{number}",
                       "people": [{"name": f"王小{place}"} for place in range(number + 1)]}
        for number in range(3)
    }  # fmt: skip
    return State(tasks, notices)


def built(root: Root, state: State, target: Path) -> None:
    """A build without MkDocs: its part of a page is the same on each."""
    state.write(root)
    construction = begin(root.folder, target, state.day, Commission(revision="r"))
    construction.frames = dict.fromkeys(frame_keys(construction.disclosure), FRAME)
    construction.finish()


@pytest.fixture(autouse=True)
def _readings_of_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was parsed before is taken from there too."""
    monkeypatch.setattr(readings, "SMALLEST", 1)


Edit = Callable[[State], object]
IDS = st.sampled_from([f"t{number}" for number in range(6)])


def change(table: str, id: str, **values: Any) -> Edit:
    return lambda state: getattr(state, table).get(id, {}).update(values)


def remove(id: str) -> Edit:
    def edit(state: State) -> None:
        state.tasks.pop(id, None)
        for record in (*state.tasks.values(), *state.notices.values()):
            if id in (record.get("parent"), record.get("task")):
                record.pop("parent", None)
                record.pop("task", None)

    return edit


def add(number: int, day: date) -> Edit:
    record = {"title": f"新{number}", "unit": "乙处", "due": str(day), "progress": number, "weight": 1}
    return lambda state: state.tasks.setdefault(f"x{number}", record)


EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda id, title: change("tasks", id, title=title), IDS, st.sampled_from(["改", "<b>&"])),
    st.builds(lambda id, share: change("tasks", id, progress=share), IDS, st.sampled_from([None, 0, 55, 100])),
    st.builds(lambda id, days: change("tasks", id, publish_at=str(DAY + timedelta(days))), IDS, st.integers(0, 3)),
    st.builds(lambda id, unit: change("tasks", id, unit=unit), IDS, st.sampled_from(["甲处", "丙处"])),
    st.builds(lambda id, day: change("tasks", id, due=str(day)), IDS, st.dates(date(2026, 1, 1), date(2027, 1, 1))),
    st.builds(lambda id: change("tasks", id, parent="t0") if id != "t0" else add(9, DAY), IDS),
    st.builds(lambda n, title: change("notices", f"n{n}", title=title), st.integers(0, 2), st.just("新题")),
    st.builds(lambda n: change("notices", f"n{n}", draft=True), st.integers(0, 2)),
    st.builds(lambda n, unit: change("notices", f"n{n}", unit=unit), st.integers(0, 2), st.sampled_from(["甲处", "乙处", None])),
    st.builds(lambda n, names: change("notices", f"n{n}", people=[{"name": name} for name in names]),
              st.integers(0, 2), st.lists(st.sampled_from(["王小七", "王小八"]), max_size=3)),
    st.builds(remove, IDS),
    st.builds(add, st.integers(0, 3), st.dates(date(2026, 1, 1), date(2027, 1, 1))),
    st.builds(lambda days: lambda state: setattr(state, "day", DAY + timedelta(days)), st.integers(0, 12)),
    st.builds(lambda text: lambda state: setattr(state, "name", text), st.sampled_from(["某办", "另一办"])),
    st.builds(lambda text: lambda state: setattr(state, "label", text), st.sampled_from(["任务", "目标"])),
    st.builds(lambda text: lambda state: setattr(state, "template", text), st.sampled_from(["", "<i>{{ links | length }}</i>"])),
)  # fmt: skip


@examples(2, in_the_proofs=160, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_edits_make_the_tree_of_a_build_from_nothing(edits: list[list[Edit]]) -> None:
    with TemporaryDirectory() as folder:
        root, state = Root(Path(folder) / "root"), start()
        site, fresh = Path(folder) / "out" / "site", Path(folder) / "clean" / "site"
        built(root, state, site)
        for together in edits:
            for edit in together:
                edit(state)
            built(root, state, site)
            shutil.rmtree(fresh.parent, ignore_errors=True)
            built(root, state, fresh)
            assert digests(site) == digests(fresh)
            assert manifest_beside(site) == manifest_beside(fresh)


def manifest_beside(site: Path) -> object:
    path = tree.own_manifest(site)
    return json.loads(path.read_bytes()) if path.exists() else None


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses that are made, not linked by their key."""
    made: list[str] = []
    write = tree.write_files

    def count(files: Any, new: Path, old: Path, grant: Grant) -> list[tree.Written]:
        written = write(files, new, old, grant)
        made.extend(file.address for file in written)
        return written

    with monkeypatch.context() as patched:
        patched.setattr(tree, "write_files", count)
        yield made


def made_by_edit(root: Root, monkeypatch: pytest.MonkeyPatch, edit: Edit) -> list[str]:
    state = start()
    built(root, state, root.site)
    edit(state)
    with counting(monkeypatch) as made:
        built(root, state, root.site)
    return made


def pages_of(made: list[str], type: str) -> set[str]:
    """Pages of records in the first language that were made."""
    return {address for address in made if address.startswith(f"{type}/") and address.count("/") == 1} - {
        f"{type}/index.html"
    }


def test_downloads_are_made_again_only_if_something_that_they_show_changed(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by_edit(root, monkeypatch, lambda state: state.tasks["t1"].update(title="改"))
    assert "notices/n1.html" in made, "the page names the task that it is linked to"
    files = {address for address in made if address.startswith("data/")}
    assert {"data/tasks.csv", "data/tasks.json", "data/tasks.xlsx", "data/en/tasks.csv"} <= files
    assert not files & {
        "data/notices.json",
        "data/notices.xlsx",
        "data/zh/notices.csv",
        "data/en/notices.csv",
    }


def test_nothing_edited_makes_no_page_of_a_record(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_by_edit(root, monkeypatch, lambda _: None)
    assert not pages_of(made, "tasks") | pages_of(made, "notices")
    assert not [address for address in made if address.startswith("data/tasks.")]


def test_a_changed_title_makes_the_pages_that_show_it(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_by_edit(root, monkeypatch, change("tasks", "t4", title="改"))
    shown = {f"tasks/{id}.{kind}" for id in ("t2", "t3", "t4", "t5") for kind in ("html", "json")}
    assert pages_of(made, "tasks") == shown, "itself, its parent, and its neighbours in the list"
    assert not pages_of(made, "notices")


def test_a_value_that_follows_from_others_makes_all_pages_that_show_it(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """t0 stands above t1, that above t2 and t3, and t2 above t4 and t5: none of the upper ones is typed."""
    state = start()
    for id in ("t0", "t1", "t2"):
        state.tasks[id]["progress"] = None
    built(root, state, root.site)
    state.tasks["t5"]["progress"] = 90
    with counting(monkeypatch) as made:
        built(root, state, root.site)
    assert {f"tasks/t{number}.json" for number in (0, 1, 2, 5)} <= pages_of(made, "tasks")
    assert root.twin("tasks/t2.json")["fields"]["progress"] == 65
    assert root.twin("tasks/t0.json")["fields"]["progress"] == 47.5


def test_lists_and_groups_of_another_type_are_not_made_again(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Except where they say something of it: how many notices the same unit has."""
    files = {"index.html", "unit/index.html", f"unit/{NAMES['甲处']}.html", "list/rows.json"}
    made = set(made_by_edit(root, monkeypatch, change("notices", "n1", ends=str(DAY + timedelta(9)))))
    assert {f"notices/{file}" for file in files} <= made
    assert not {f"tasks/{file}" for file in files} & made
    made = set(made_by_edit(root, monkeypatch, change("notices", "n1", unit="乙处")))
    assert f"tasks/unit/{NAMES['甲处']}.html" in made
    assert not {"tasks/index.html", "tasks/list/rows.json"} & made


def test_what_looks_at_another_type_is_made_in_every_build(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives such a part a key of its own type alone loses time, and shows nothing that is no longer so."""
    listing = assembly._newest

    def with_a_look(edition: Edition, type: RecordType) -> Iterator[tuple[str, bytes]]:
        assert len(edition.disclosure.entries["notices"]) < 4
        yield from listing(edition, type)

    monkeypatch.setattr(assembly, "_newest", with_a_look)
    made = made_by_edit(root, monkeypatch, lambda _: None)
    assert "tasks/index.html" in made
    assert "notices/index.html" not in made


def previewed(root: Root, state: State, target: Path, known: last_build.LastBuild | None) -> Construction:
    """A preview: it leaves nothing beside its tree, so what it made is known by the process alone."""
    state.write(root)
    construction = begin(root.folder, target, state.day, Commission(revision="r"))
    construction.manner = Manner(uses_every_core=False, known=known)
    construction.frames = dict.fromkeys(frame_keys(construction.disclosure), FRAME)
    construction.finish(served=False)
    return construction


def test_a_preview_makes_what_was_changed_and_is_that_of_a_new_one(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, fresh = start(), root.folder / "fresh" / "site"
    first = previewed(root, state, root.site, None)
    state.tasks["t4"]["title"] = "改"
    with counting(monkeypatch) as made:
        previewed(root, state, root.site, first.made)
    assert "tasks/t4.html" in pages_of(made, "tasks")
    assert not pages_of(made, "notices"), "a notice that nobody changed is not made again"
    previewed(root, state, fresh, None)
    assert digests(root.site) == digests(fresh)
    assert not last_build.folder_beside(root.site).exists()


def test_unchanged_files_are_not_touched(root: Root) -> None:
    state = start()
    built(root, state, root.site)
    before = stamps(root.site)
    state.tasks["t4"]["title"] = "改"
    built(root, state, root.site)
    after = stamps(root.site)
    assert {address for address in before if before[address] == after.get(address)} > {
        "tasks/t0.html",
        "notices/n0.html",
    }
    assert before["tasks/t4.html"] != after["tasks/t4.html"]


KEYS = st.integers(0, 9).map(lambda number: f"{number:032x}")


@given(st.lists(st.tuples(KEYS | st.just(""), st.text("ab", min_size=1)), max_size=12), st.integers(1, 90))
def test_what_was_made_is_found_by_its_key_in_the_order_of_making(
    made: list[tuple[str, str]], cut_off: int
) -> None:
    lines = [last_build.Line(key, address, 1, "d" * 64, 2, 3, 4, 5, 6) for key, address in made]
    kept = last_build.LastBuild.of(lines)
    for key in (f"{number:032x}" for number in range(10)):
        assert kept.files(key) == tuple(line for line in lines if line.key == key)
    assert sorted(kept) == sorted(line for line in lines if line.key)
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        last_build.write_last_build(site, lines)
        assert list(last_build.read_last_build(site)) == list(kept)
        file = last_build.folder_beside(site) / "pages"
        whole = file.read_bytes()
        file.write_bytes(whole[:-cut_off])
        lost = max(1, whole[-cut_off:].count(b"\n"))
        assert list(last_build.read_last_build(site)) == list(kept)[:-lost]


def lead_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\ttasks/t1.html" in text
    path.write_text(text.replace("\ttasks/t1.html", "\t../data/site.yaml"), encoding="utf-8")


HARM: dict[str, Callable[[Path], object]] = {
    "a page": lambda site: (site / "tasks" / "t1.html").write_text("altered"),
    "no page": lambda site: (site / "tasks" / "t1.html").unlink(),
    "no pages": lambda site: shutil.rmtree(site / "tasks"),
    "no memory": lambda site: shutil.rmtree(last_build.folder_beside(site)),
    "nonsense": lambda site: (last_build.folder_beside(site) / "pages").write_text("nonsense\n\t\n"),
    "no text": lambda site: (last_build.folder_beside(site) / "pages").write_bytes(b"\xff"),
    "a line too short": lambda site: (last_build.folder_beside(site) / "pages").write_text(f"{last_build.FORMAT}\nab\t1\n"),
    "a way out": lambda site: lead_out(last_build.folder_beside(site) / "pages"),
}  # fmt: skip


def test_a_harmed_tree_or_memory_is_made_whole(root: Root) -> None:
    """One after the other: what each build leaves is whole again."""
    built(root, start(), root.site)
    whole = digests(root.site)
    for what, harm in HARM.items():
        harm(root.site)
        built(root, start(), root.site)
        assert digests(root.site) == whole, what


def test_a_tree_that_was_copied_is_known_by_its_bytes(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root, start(), root.site)
    shutil.copytree(root.site, root.folder / "copy")
    shutil.rmtree(root.site)
    (root.folder / "copy").rename(root.site)
    with counting(monkeypatch) as made:
        built(root, start(), root.site)
    assert not pages_of(made, "tasks") | pages_of(made, "notices")


def test_what_an_older_version_kept_is_not_used(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knew of no days: whatever it says of a page may be of another day."""
    built(root, start(), root.site)
    kept = last_build.folder_beside(root.site) / "pages"
    head, *lines = kept.read_text(encoding="utf-8").splitlines()
    assert head == last_build.FORMAT
    without_days = ["\t".join((*line.split("\t")[:5], line.split("\t")[-1])) for line in lines]
    kept.write_text("\n".join(("sunlit last build 1", *without_days)), encoding="utf-8")
    with counting(monkeypatch) as made:
        built(root, start(), root.site)
    assert len(pages_of(made, "tasks")) == 12, "six records, their pages and twins"


def test_a_day_that_turns_nothing_makes_no_page_of_a_record(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by_edit(root, monkeypatch, lambda state: setattr(state, "day", DAY - timedelta(days=1)))
    assert not pages_of(made, "tasks"), "each due in a week, without a notice that is open"
    assert "index.html" in made, "it says which day it is"
    assert not [address for address in made if address.startswith("data/tasks.")]


def test_a_span_that_does_not_hold_the_day_is_not_used(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root, start(), root.site)
    lines = list(last_build.read_last_build(root.site))
    yesterday = DAY.toordinal() - 1
    last_build.write_last_build(root.site, (line._replace(last=yesterday) for line in lines))
    with counting(monkeypatch) as made:
        built(root, start(), root.site)
    assert len(pages_of(made, "tasks")) == 12


def test_what_is_taken_down_leaves_what_is_kept_too(root: Root) -> None:
    state = start()
    built(root, state, root.site)
    before = digests_of_last_build(root.site)
    built(root, replace(state, day=DAY + timedelta(days=200)), root.site)
    after = digests_of_last_build(root.site)
    assert after <= set(digests(root.site).values())
    assert not any("王小" in text for text in texts_of(last_build.folder_beside(root.site)).values())
    assert before - after, "the pages that showed the names had digests of their own"


def digests_of_last_build(site: Path) -> set[str]:
    return {line.digest for line in last_build.read_last_build(site)}


def texts_of(folder: Path) -> Mapping[str, str]:
    return {str(path): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}

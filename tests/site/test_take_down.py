"""A publicity list's life at twelve days, nine of them here, the whole tree searched on each for every personal value.

What may stand where, on which day, is written down below as the law has it, not as the code does it. The days are built in the
frame that is quickly made; two of them in MkDocs' too.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from building import Root, sunlit
from proving import PROOF
from unpacking import texts_of

from generator.check.site.manifest import is_whole
from generator.cli import main
from generator.model.declared.site import FrameName
from generator.model.files.addresses import own_manifest, own_tombstones

ANNOUNCED, STARTS, ENDS, LAST_DAY = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 24), date(2026, 11, 26)
"""The record may be seen from the first, its values until the last: two days of grace after the end."""
DAYS = [
    date(2026, 11, 15),
    ANNOUNCED,
    date(2026, 11, 17),
    STARTS,
    date(2026, 11, 20),
    date(2026, 11, 23),
    ENDS,
    date(2026, 11, 25),
    LAST_DAY,
    date(2026, 11, 27),
    date(2026, 12, 31),
    date(2027, 11, 24),
]
QUIET = {date(2026, 11, 17), date(2026, 11, 23), date(2026, 12, 31)}
"""On which nothing becomes other than it was the day before: those are built in the proof."""
EACH_DAY = [pytest.param(day, marks=[pytest.mark.proof] if day in QUIET else [], id=str(day)) for day in DAYS]
PAGES = {"notices/gs-1.html", "en/notices/gs-1.html"}
NOTICE = "notices/notice/gs-1.html"
NAMES = "search/index/open.bin"
"""By which the search finds who is on notice now: names, and nothing else of a notice."""


def personal(kind: str, public: str = "during-period", after: str = "remove") -> dict[str, Any]:
    return {"personal": {"class": kind, "public": public, "after": after}}


ON_PAPER = {"样例欧阳甲": "name", "1971年3月": "birth", "样例厂样例员": "post"}
"""Of the rows: those whose columns the notice prints."""
ON_PAGE = {
    **ON_PAPER,
    "样例大学样例系": "education",
    "样例路甲号": "address",
    "关于样例欧阳甲拟任职的公示": "title",
    "样例欧阳甲同志长期从事样例工作。": "summary",
    "样例欧阳甲的样例事迹材料。": "deeds",
    "13800138000": "phone",
    "sample.person@example.org": "email",
}
"""Every value that may be seen until the last day, and the field that it stands in."""
NEVER = ["11010119710312999X", "6222021234567890123", "样例密语甲乙丙"]
MASKS = ["138****8000", "s***@example.org"]
WITHDRAWN = ["样例撤回标题甲", "样例撤回正文乙", "样例撤回单位丙"]

NOTICES = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题", **personal("other")},
        {"name": "kind", "title": "类别"},
        {"name": "unit", "title": "单位"},
        {"name": "count", "title": "人数", "type": "integer"},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "summary", "title": "概述", "show": "lede", **personal("other")},
        {"name": "deeds", "title": "事迹", "show": "long", **personal("other")},
        {"name": "phone", "title": "电话", **personal("phone", after="mask")},
        {"name": "email", "title": "邮箱", **personal("email", after="mask")},
        {"name": "card", "title": "证件", **personal("resident-id", "never")},
        {"name": "outcome", "title": "结果", "show": "long"},
        {"name": "how", "title": "怎样反映"},
    ],
    "sunlit": {
        "title": "公示", "title_en": "Notices", "family": "运行", "title_field": "title", "date": "starts_on",
        "period": {"from": "starts_on", "to": "ends_on"},
        "grace": {"days": 2},
        "neutral_title": ["{kind}公示（{unit}，{count} 人）"],
        "keeps": ["outcome"],
        "listing": ["kind", "unit"], "facets": ["kind", "unit"],
        "notice": {"table": "people", "columns": ["name", "birth", "post"], "closing": "how"},
        "states": [
            {"id": "open", "title": "公示中", "look": "live",
             "when": {"starts_on": {"on_or_before": "today"}, "ends_on": {"on_or_after": "today"}}},
            {"id": "over", "title": "已期满", "look": "done", "when": {"ends_on": {"before": "today"}}},
        ],
        "children": {"people": {"title": "对象", "fields": [
            {"name": "name", "title": "姓名", **personal("name")},
            {"name": "birth", "title": "出生", **personal("birth")},
            {"name": "education", "title": "学历", **personal("other")},
            {"name": "post", "title": "职务", **personal("other")},
            {"name": "home", "title": "住址", **personal("address")},
            {"name": "bank", "title": "卡号", **personal("bank-card", "never")},
            {"name": "word", "title": "密语", **personal("other", "never")},
        ]}},
        "pages": [{"groups": {"by": "starts_on"}}, {"groups": {"by": "unit"}}],
    },
}  # fmt: skip
TASKS = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题"},
        {"name": "notice", "title": "公示"},
        {"name": "due", "title": "期限", "type": "date"},
    ],
    "sunlit": {
        "title": "任务", "family": "运行", "relations": [{"field": "notice", "to": "notices"}],
    },
}  # fmt: skip
LISTED = {
    "id": "gs-1", "title": "关于样例欧阳甲拟任职的公示", "kind": "选拔", "unit": "样例科", "count": 1,
    "publish_at": str(ANNOUNCED), "published_on": str(ANNOUNCED), "starts_on": str(STARTS), "ends_on": str(ENDS),
    "summary": "样例欧阳甲同志长期从事样例工作。", "deeds": "样例欧阳甲的样例事迹材料。",
    "phone": "13800138000", "email": "sample.person@example.org", "card": "11010119710312999X",
    "outcome": "没有收到反映。", "how": "来信来电都可以。",
    "people": [{"name": "样例欧阳甲", "birth": "1971年3月", "education": "样例大学样例系", "post": "样例厂样例员",
                "home": "样例路甲号", "bank": "6222021234567890123", "word": "样例密语甲乙丙"}],
}  # fmt: skip
TAKEN_BACK = {
    "id": "rw-9", "title": "样例撤回标题甲", "due": "2026-12-01", "published_on": "2026-11-02", "source": "样例撤回单位丙",
    "corrections": [
        {"on": "2026-11-10", "kind": "更正", "field": "标题", "before": "样例撤回正文乙", "after": "样例撤回标题甲",
         "reason": "录错了"},
        {"on": "2026-11-20", "kind": "撤回", "reason": "办错了", "approver": "样例丁"},
    ],
}  # fmt: skip


def build(root: Root, day: date, frame: str = FrameName.BUILTIN) -> None:
    root.build(as_of=day, frame=frame)


def notices(folder: Path) -> Root:
    root = Root(folder)
    root.schema(NOTICES, "notices")
    root.schema(TASKS, "tasks")
    root.declare(
        "data/site.yaml", {"name": "样例", "languages": ["zh", "en"], "url": "https://sunlit.example/"}
    )
    root.write("content/about.md", "# 关于\n\n这里没有姓名。\n")
    others = [{"id": f"gs-{n}", "kind": "选拔", "unit": "样例科", "count": 2, "starts_on": "2026-03-02", "ends_on": "2026-03-06",
               "published_on": "2026-03-02"} for n in range(2, 5)]  # fmt: skip
    root.records(LISTED, *others, type="notices")
    task = {"id": "rw-1", "title": "办理手续", "notice": "gs-1", "due": "2026-12-10", "published_on": "2026-11-17"}
    root.records(task, TAKEN_BACK, type="tasks")
    return root


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Any]:
    """The site of each day: texts by address. All days are built into one target, one after the other, as a server does."""
    root = notices(tmp_path_factory.mktemp("life"))
    ready: dict[date, tuple[Mapping[str, str], Mapping[str, Any]]] = {}

    @cache
    def built(day: date) -> Mapping[str, str]:
        build(root, day)
        aside = own_tombstones(root.site)
        passing = json.loads(own_manifest(root.site).read_bytes())["passing"]
        ready[day] = (texts_of(aside) if aside.exists() else {}, passing)
        return texts_of(root.site)

    quiet = QUIET if pytestconfig.option.markexpr == f"not {PROOF}" else set[date]()
    trees = {day: built(day) for day in DAYS if day not in quiet}
    yield root, trees, ready


def texts(days: Any, day: date) -> Mapping[str, str]:
    found: Mapping[str, str] = days[1][day]
    return found


def standing(tree: Mapping[str, str], value: str) -> set[str]:
    return {address for address, text in tree.items() if value in text}


@pytest.mark.parametrize("day", EACH_DAY)
def test_each_value_stands_where_it_may_on_its_days_and_nowhere_else(days: Any, day: date) -> None:
    _stands_where_it_may(texts(days, day), day)


def test_so_it_does_in_mkdocs_frame(tmp_path: Path) -> None:
    root = notices(tmp_path)
    for day in (ENDS, LAST_DAY + timedelta(days=1)):
        build(root, day, FrameName.MKDOCS)
        tree = texts_of(root.site)
        assert "assets/theme.css" in tree
        _stands_where_it_may(tree, day)
        assert not [value for value in NEVER if standing(tree, value)]


def _stands_where_it_may(tree: Mapping[str, str], day: date) -> None:
    is_public = ANNOUNCED <= day <= LAST_DAY
    for value, field in ON_PAGE.items():
        on_paper = value in ON_PAPER or field == "title"
        printed = {NOTICE} if on_paper and day <= ENDS else set()
        allowed = PAGES | printed | ({NAMES} if field == "name" else set()) if is_public else set()
        assert standing(tree, value) == allowed, (field, day)


def test_a_preview_for_reviewers_holds_none_of_them_while_they_are_public(days: Any) -> None:
    root: Root = days[0]
    target = root.folder / "preview"
    done = sunlit("-C", root.folder, "build", "--frame", "builtin", "--masked", "--site-dir", target, "--as-of", ENDS)
    assert done.returncode == 0, done.stderr
    tree = texts_of(target)
    assert "notices/gs-1.html" in tree
    assert {value: found for value in ON_PAGE if (found := standing(tree, value))} == {}


@pytest.mark.parametrize("day", EACH_DAY)
def test_what_is_open_is_listed_on_its_days_and_counted_until_the_last(days: Any, day: date) -> None:
    tree, is_open = texts(days, day), STARTS <= day <= ENDS
    for address in ("open/index.html", "en/open/index.html"):
        assert ('id="o-notices-gs-1"' in tree[address]) is is_open, address
    number, until = re.findall(r'"open": (\d+), "until": "([\d-]+)"', tree["open/now.json"])[0]
    assert number == str(int(is_open))
    assert until >= str(day)
    assert not is_open or until == str(ENDS)


@pytest.mark.parametrize("day", EACH_DAY)
def test_what_is_never_public_stands_nowhere(days: Any, day: date) -> None:
    for value in NEVER:
        assert not standing(texts(days, day), value), value


@pytest.mark.parametrize("day", EACH_DAY)
def test_the_search_index_knows_no_pair_of_signs_of_them(days: Any, day: date) -> None:
    """Its shards hold pairs of neighbours, so a value that is gone from the texts might still be guessed from these."""
    shards = {a: text for a, text in texts(days, day).items() if a.startswith("search/index/") and a != NAMES}
    for pair in ("欧阳", "阳甲", "路甲", "事迹", "长期"):
        assert not standing(shards, pair), pair
    for pair in ("撤回标", "回正", "位丙"):
        assert bool(standing(shards, pair[-2:])) is (date(2026, 11, 2) <= day < date(2026, 11, 20)), pair
    assert bool(standing(shards, "反映")) is (day >= ANNOUNCED)


@pytest.mark.parametrize("day", EACH_DAY)
def test_a_mask_stands_in_copies_from_the_first_day_so_that_they_never_change(days: Any, day: date) -> None:
    tree = texts(days, day)
    for mask in MASKS:
        found = standing(tree, mask)
        assert ("notices/gs-1.json" in found) is (day >= ANNOUNCED)
        assert ("data/notices.csv" in found) is (day >= ANNOUNCED)
        assert ("notices/gs-1.html" in found) is (day > LAST_DAY)


@pytest.mark.parametrize("day", EACH_DAY)
def test_a_withdrawn_record_is_gone_from_that_day(days: Any, day: date) -> None:
    tree = texts(days, day)
    for value in WITHDRAWN:
        assert bool(standing(tree, value)) is (day < date(2026, 11, 20)), value
    assert "rw-9" in tree["tasks/rw-9.html"]
    assert ("办错了" in tree["tasks/rw-9.html"]) is (day >= date(2026, 11, 20))


def test_the_page_stays_at_its_address_as_a_tombstone(days: Any) -> None:
    page = texts(days, date(2027, 11, 24))["notices/gs-1.html"]
    for kept in ("选拔公示（样例科，1 人）", "2026年11月18日", "2026年11月24日", "没有收到反映。", "已于2026年11月27日下架"):
        assert kept in page
    assert "来信来电都可以" not in page


@pytest.mark.parametrize("day", EACH_DAY[1:])
def test_every_other_page_calls_it_by_its_neutral_title_on_all_days(days: Any, day: date) -> None:
    tree = texts(days, day)
    for address in ("notices/index.html", "tasks/rw-1.html", "index.html", "notices/feed/atom.xml"):
        assert "选拔公示（样例科，1 人）" in tree[address], address


@pytest.mark.parametrize("day", EACH_DAY[1:])
def test_what_others_copy_of_a_page_holds_no_such_value_on_any_day(days: Any, day: date) -> None:
    """Title, descriptions, OpenGraph, JSON-LD: previews of links keep them."""
    for address in PAGES:
        head = texts(days, day)[address].partition("</head>")[0]
        assert "og:title" in head
        assert not [value for value in ON_PAGE if value in head], address


@pytest.mark.parametrize("day", EACH_DAY[1:])
def test_only_pages_that_last_are_told_to_search_engines(days: Any, day: date) -> None:
    tree, is_bound = texts(days, day), day <= LAST_DAY
    assert ('<meta name="robots" content="noindex, noarchive">' in tree["notices/gs-1.html"]) is is_bound
    assert ("notices/gs-1.html" in tree["sitemap.xml"]) is not is_bound
    assert "notices/index.html" in tree["sitemap.xml"]
    assert "noindex" not in tree["tasks/rw-1.html"]


def test_no_digest_of_a_page_with_such_values_is_published(days: Any, tmp_path: Path) -> None:
    """Whoever kept one could try candidates against it later: the server's own copy has them, beside the tree."""
    root = days[0]
    build(root, ENDS)
    manifest = json.loads((root.site / "manifest.json").read_bytes())
    held = PAGES | {NOTICE, NAMES}
    assert not held & set(manifest["files"])
    digests = {address: hashlib.sha256((root.site / address).read_bytes()).hexdigest() for address in held}
    for address, text in texts_of(root.site).items():
        assert not [digest for digest in digests.values() if digest in text or digest[:16] in text], address
    own = json.loads(own_manifest(root.site).read_bytes())
    assert set(own["held"]) == held
    assert {address: own["files"][address] for address in held} == digests
    assert {**manifest["files"], **digests} == own["files"]
    build(root, date(2026, 11, 27))
    assert PAGES | {NAMES} <= set(json.loads((root.site / "manifest.json").read_bytes())["files"])
    own = json.loads(own_manifest(root.site).read_bytes())
    assert (own["held"], own["passing"]) == ([], {})
    assert not own_tombstones(root.site).exists()


def test_the_files_that_hold_such_values_are_exactly_those_that_are_held(days: Any) -> None:
    root = days[0]
    build(root, STARTS)
    tree = texts_of(root.site)
    holding = set().union(*(standing(tree, value) for value in ON_PAGE))
    assert holding == set(json.loads(own_manifest(root.site).read_bytes())["held"])
    build(root, DAYS[-1])


@pytest.mark.parametrize("day", EACH_DAY)
def test_every_file_that_goes_has_its_last_day_and_what_stands_there_then(days: Any, day: date) -> None:
    texts, passing = days[2][day]
    ends = {address: str(LAST_DAY) for address in PAGES | {NAMES}} | ({NOTICE: str(ENDS)} if day <= ENDS else {})
    expected = ends if ANNOUNCED <= day <= LAST_DAY else {}
    assert {address: entry["last_day"] for address, entry in passing.items()} == expected
    assert set(texts) == set(expected)
    for text in texts.values():
        assert not [value for value in (*ON_PAGE, *NEVER, *WITHDRAWN) if value in text]


def test_what_stands_ready_is_the_page_of_the_day_after(days: Any) -> None:
    """To the byte: no second way of making a tombstone."""
    ready, after = days[2][LAST_DAY][0], texts(days, LAST_DAY + timedelta(days=1))
    for address in PAGES | {NAMES}:
        assert ready[address] == after[address]
        assert "2026年11月27日" in days[2][ANNOUNCED][0][address] or not address.startswith("notices/")


def test_the_command_takes_down_what_has_to_go_where_a_build_fails(
    days: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a workflow does with the last site that it has."""
    root = days[0]
    build(root, ENDS)
    for name in ("site", "site.manifest.json", "site.tombstones"):
        place = root.folder / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, tmp_path / name)
    build(root, DAYS[-1])
    tree, said = tmp_path / "site", list[str]()
    for day in (ENDS, date(2026, 11, 25), LAST_DAY, LAST_DAY + timedelta(days=1)):
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", "take-down", str(tree), "--as-of", str(day)])
        assert ended.value.code == 0
        said.append(capsys.readouterr().out)
        assert is_whole(tree)
    nothing = "There was nothing to take down.\n"
    pages = "".join(f"Taken down: {address}\n" for address in sorted(PAGES | {NAMES}))
    assert said == [nothing, f"Taken down: {NOTICE}\n", nothing, pages]
    left = texts_of(tree)
    assert not [value for value in ON_PAGE if standing(left, value)]
    for address in ("index.html", "open/index.html"):  # as old as the last build: by another name, and they say until when
        assert "选拔公示（样例科，1 人）" in left[address]
        assert f'data-sl-until="{ENDS}"' in left[address]
    assert f'"until": "{ENDS}"' in left["open/now.json"]
    assert json.loads((tree / "manifest.json").read_bytes())["taken_down"] == "2026-11-27"
    own_manifest(tree).unlink()
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "take-down", str(tree)])
    assert ended.value.code == 2
    assert "site.manifest.json is not there" in capsys.readouterr().err


def test_who_comes_to_a_notice_that_is_over_is_led_to_the_page(days: Any) -> None:
    notice = days[2][STARTS][0][NOTICE]
    assert 'content="0; url=../gs-1.html"' in notice
    assert "选拔公示（样例科，1 人）" in notice
    assert "noindex" in notice


@pytest.mark.parametrize("day", EACH_DAY)
def test_the_names_for_the_search_are_those_of_open_notices_with_their_last_day(days: Any, day: date) -> None:
    held = json.loads(texts(days, day)[NAMES].rpartition("\n")[2])
    row = ["notices", "gs-1", str(LAST_DAY), "样例欧阳甲", ["yang li ou yang jia 样例欧阳甲"]]
    assert [one[1:] for one in held] == ([row] if ANNOUNCED <= day <= LAST_DAY else [])


@pytest.mark.parametrize("day", EACH_DAY)
def test_machines_are_asked_to_leave_the_names_alone(days: Any, day: date) -> None:
    assert f"Disallow: /{NAMES}\n" in texts(days, day)["robots.txt"]


def test_the_same_day_gives_the_same_bytes_again(days: Any) -> None:
    """After all days before it: nothing of an earlier tree is left in a later one."""
    root, trees, _ = days
    build(root, DAYS[-1])
    assert texts_of(root.site) == trees[DAYS[-1]]

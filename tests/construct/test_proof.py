"""No tree goes live that shows what may not be public, whoever put it there; and what the gate let stand is no reason.

Whatever the frame: here it is the one that is quickly made.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import DAY, NOTES, PROJECT, Root, commit, digests, sunlit
from declaring import in_english
from publish.pushing import git

from generator.builtin_frame.run import build_site
from generator.check.gate import judge
from generator.check.site import built_site
from generator.check.site.manifest import manifest_of, read_manifest
from generator.check.site.verification import verify
from generator.construct.construction import Commission, Unfit, begin
from generator.construct.proof import MARK, permitted_in
from generator.model.declared.severity import Severity
from generator.model.declared.site import FrameName
from generator.model.files.addresses import OPEN_NAMES, own_manifest
from generator.model.files.working_folders import PLACE
from generator.model.findings.finding import Finding
from generator.model.text.hashes import short_revision
from generator.read.document_text.search_shards import SHARDS
from generator.website.build.last_build import folder_beside
from generator.website.build.pages import frame_keys
from generator.website.frame.contract import SLOTS, parse_frame
from generator.website.search.postings import inflated

NUMBER, NAME, LINE = "13800138000", "样例欧阳", "0000-7654321"
BEFORE, OPEN, AFTER = date(2026, 11, 16), date(2026, 11, 20), date(2026, 12, 1)
"""Before the record is public, while its values are, and when they are past their day."""


def personal(kind: str, public: str, after: str = "remove") -> dict[str, Any]:
    return {"personal": {"class": kind, "public": public, "after": after}}


LISTS: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题"},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "phone", "title": "电话", **personal("phone", "never")},
        {"name": "email", "title": "邮箱", **personal("email", "during-period", "mask")},
        {"name": "signed", "title": "经办人", **personal("name", "always")},
        {"name": "office", "title": "值班手机", **personal("phone", "always")},
    ],
    "sunlit": {
        "title": "名单", "period": {"from": "starts_on", "to": "ends_on"}, "neutral_title": "名单（{id}）",
        "children": {"people": {"title": "人员", "fields": [
            {"name": "name", "title": "姓名", **personal("name", "during-period")},
        ]}},
    },
}  # fmt: skip
LISTED: dict[str, Any] = {
    "id": "L1", "title": "名单", "starts_on": "2026-11-18", "ends_on": "2026-11-24", "publish_at": "2026-11-18",
    "phone": LINE, "email": "sample.person@example.org", "people": [{"name": NAME}],
}  # fmt: skip
PAGE = "lists/~4c1.html"


@pytest.fixture
def lists(root: Root) -> Root:
    root.schema(in_english(LISTS), "lists")
    root.schema(in_english(NOTES))
    root.declare("data/site.yaml", {"name": "样例", "languages": ["zh"], "url": "https://sunlit.example/"})
    root.records({"id": "n1", "title": "通知", "on": "2026-11-02"})
    root.records(LISTED, type="lists")
    return root


def showing(text: str, root: Root, where: str = "record.html") -> None:
    """Let a template of the site's own show a text on every page that it makes."""
    shipped = (PROJECT / "site_templates" / where).read_text(encoding="utf-8")
    root.write(f"site_templates/{where}", f"{shipped}\n<p>{text}</p>\n")


def refused(root: Root, day: date = DAY) -> list[Finding]:
    with pytest.raises(Unfit) as stop:
        root.build(as_of=day, frame=FrameName.BUILTIN)
    return [one for one in stop.value.verdict.findings if one.severity is Severity.ERROR]


def test_what_a_template_shows_is_found_and_the_old_site_stays(lists: Root) -> None:
    lists.build(as_of=DAY, frame=FrameName.BUILTIN)
    before = digests(lists.site)
    showing(NUMBER, lists)
    findings = refused(lists)
    assert {(one.rule.id, one.record) for one in findings} == {
        ("personal-mobile-number", "L1"),
        ("personal-mobile-number", "n1"),
    }
    (about,) = (one for one in findings if one.source.path == "notes/n1.html")
    assert about.hint
    assert about.hint.parameters["path"] == "data/notes/a.yaml"
    assert digests(lists.site) == before
    assert [path.name for path in lists.folder.glob(".site*")] == []


BESIDE: dict[str, Any] = {
    "fields": [
        {"name": "id"}, {"name": "title"}, {"name": "unit"}, {"name": "place"}, {"name": "parts", "type": "array"},
        {"name": "text", "show": "long"}, {"name": "amount", "type": "integer"}, {"name": "rest", "type": "integer"},
        {"name": "after"},
    ],
    "foreignKeys": [{"fields": "after", "reference": {"resource": "rows", "fields": "id"}}],
    "sunlit": {
        "title": "欧阳列表", "family": "关于样例", "listing": ["unit", "place", "parts", "amount", "rest"],
        "facets": ["unit", "place"], "pages": [{"groups": {"by": "unit"}}],
        "children": {"steps": {"title": "步骤", "fields": [{"name": "what"}, {"name": "who"}]}},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [("样例", "欧阳"), ("1380013", "8000"), ("1380013800", "0"), ("zhang", "@example.org")]
)
def test_two_values_beside_each_other_are_not_one(lists: Root, one: str, other: str) -> None:
    """What the gate let stand, each for itself, stops no build however pages put it together."""
    number = {"amount": one, "rest": other} if one.isdigit() else {}
    record = {
        "title": f"关于{one}", "unit": f"{other}区", "place": one, "parts": [one, other], "text": f"正文{one}", **number,
        "steps": [{"what": f"到{one}", "who": f"{other}村"}, {"what": other, "who": one}],
    }  # fmt: skip
    lists.schema(BESIDE, "rows")
    site = {"name": "样例" if number else f"{other}公开", "tagline": one, "languages": ["zh", "en"]}
    lists.declare("data/site.yaml", site)
    lists.records(
        {"id": "r1", **record},
        {"id": one, **record, "title": other, "unit": one, "place": other, "after": "r1"},
        {"id": other, **record, "title": one, "unit": other, "after": one},
        type="rows",
    )
    lists.build(as_of=AFTER, frame=FrameName.BUILTIN)


UNLUCKY = re.compile("1[3-9][0-9]{9}[a-f]")


def test_a_commit_whose_name_begins_like_a_number_is_no_reason(lists: Root) -> None:
    """One in 2,700 does, and its twelve first signs stood on the home page once: nothing was wrong, and nothing was published."""
    commit(lists.folder)
    honest = git(lists.folder, "cat-file", "commit", "HEAD")
    tried = (f"{honest}\n{number}\n".encode() for number in range(1_000_000))
    names = ((hashlib.sha1(b"commit %d\0" % len(raw) + raw).hexdigest(), raw) for raw in tried)
    name, raw = next((name, raw) for name, raw in names if UNLUCKY.match(name))
    assert git(lists.folder, "hash-object", "-t", "commit", "-w", "--stdin", input=raw.decode()) == name
    git(lists.folder, "reset", "-q", "--hard", name)
    lists.build(as_of=DAY, frame=FrameName.BUILTIN)
    assert read_manifest(manifest_of(lists.site)).revision == name
    assert short_revision(name) in (lists.site / "index.html").read_text(encoding="utf-8")


def test_the_command_says_so_and_ends_with_1(lists: Root) -> None:
    showing(f"联系 {NUMBER}", lists)
    done = sunlit("-C", lists.folder, "--lang", "en", "build", "--frame", "builtin", "--as-of", str(DAY))
    assert done.returncode == 1
    assert "notes/n1.html" in done.stdout
    assert "'n1' in data/notes/a.yaml, line 1" in done.stdout
    assert "1380****000" in done.stdout
    assert NUMBER not in done.stdout + done.stderr
    assert not lists.site.exists()


@pytest.mark.parametrize(
    ("day", "spelt"), [(BEFORE, NAME), (OPEN, "样&#20363;<b>欧</b>阳"), (AFTER, "樣例 歐陽")]
)
def test_a_name_stands_nowhere_but_on_its_page_until_its_day(lists: Root, day: date, spelt: str) -> None:
    showing(spelt, lists, "listing.html")
    findings = refused(lists, day)
    assert {one.rule.id for one in findings} == {"period-value"}
    assert {one.record for one in findings} == {"L1"}, "whose name it is"
    assert "notes/index.html" in {one.source.path for one in findings}
    assert all(one.hint and one.hint.parameters["path"] == "data/lists/a.yaml" for one in findings)


def test_on_its_own_page_it_stands_on_its_days_alone(lists: Root) -> None:
    lists.declare("data/site.yaml", {"name": "样例", "name_en": "Sample", "languages": ["zh", "en"]})
    (lists.folder / "data/notes/a.yaml").unlink()
    showing(NAME, lists)
    lists.build(as_of=OPEN, frame=FrameName.BUILTIN)
    assert {one.source.path for one in refused(lists, AFTER)} == {PAGE, f"en/{PAGE}"}


def test_what_is_never_public_stands_nowhere_at_all(lists: Root) -> None:
    showing(LINE, lists)
    assert {one.source.path for one in refused(lists, OPEN)} >= {PAGE, "notes/n1.html"}


def test_what_waits_to_take_their_place_is_proven_too(lists: Root) -> None:
    """A tombstone goes live without another build."""
    shipped = (PROJECT / "site_templates/record.html").read_text(encoding="utf-8")
    over = "{% if '已于' in (view | string) %}" + NUMBER + "{% endif %}"
    lists.write("site_templates/record.html", shipped + over)
    assert {one.source.path for one in refused(lists, OPEN)} == {PAGE}


def test_what_the_gate_let_stand_is_let_stand(lists: Root) -> None:
    """Listed numbers, the body's own, what fields are declared for, what is in doubt, and masks."""
    contact = {"phone": "13900139000", "address": "幸福小区3栋2单元402"}
    listed = [{"value": NUMBER, "reason": "值班"}]
    lists.declare("data/site.yaml", {"name": "样例", "contact": contact, "public_contacts": listed})
    lists.records(LISTED | {"signed": NAME, "office": "13700137000"}, type="lists")
    doubt = f"值班 {NUMBER}；收件号 110105202611240011；经费13600136000元"
    lists.records({"id": "n1", "title": doubt, "on": "2026-11-02"})
    for day in (OPEN, AFTER):
        lists.build(as_of=day, frame=FrameName.BUILTIN)
        assert verify(lists.site, lambda as_of: permitted_in(lists.folder, as_of)).fit


def test_words_of_every_page_and_of_other_words_are_nobodys_names(lists: Root) -> None:
    """Who is called 高峰, 关于 or 公开 must not keep an office from publishing."""
    lists.records(
        LISTED | {"people": [{"name": name} for name in ("高峰", "公开", "关于", "时间")]}, type="lists"
    )
    lists.records({"id": "n1", "title": "避开高峰时段", "on": "2026-11-02"})
    assert not [one for one in judge(lists.folder, AFTER).findings if one.severity is Severity.ERROR]
    lists.build(as_of=AFTER, frame=FrameName.BUILTIN)


def test_data_that_were_accepted_go_on_being_published(lists: Root) -> None:
    """By an earlier version that did not find it: a tick must not stand still. What is new is refused all the same."""
    lists.records({"id": "n1", "title": f"{NUMBER} {NAME}", "on": "2026-11-02"})
    accepted = Commission(revision="r", accepted=True)
    outcome = build_site(lists.folder, site_dir=lists.site, as_of=AFTER, commission=accepted)
    assert {one.rule.id for one in outcome.verdict.findings} == {"personal-mobile-number", "period-value"}
    showing("13900139000", lists)
    with pytest.raises(Unfit):
        build_site(lists.folder, site_dir=lists.site, as_of=AFTER, commission=accepted)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were searched."""
    seen: list[str] = []
    search = built_site.Search.findings

    def watched(self: built_site.Search, addresses: Any) -> Iterator[Finding]:
        listed = list(addresses)
        seen.extend(listed)
        return search(self, listed)

    monkeypatch.setattr(built_site.Search, "findings", watched)
    return seen


def test_a_file_is_judged_once(
    lists: Root, searched: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    lasting = {"index.html", "assets/search/all.js", PAGE, "robots.txt"}

    def again() -> set[str]:
        searched.clear()
        lists.build(as_of=AFTER, frame=FrameName.BUILTIN)
        return set(searched) - {"manifest.json"}

    assert {*lasting, "data/notes.csv", "search/index/boot.bin"} <= again()
    assert again() == set(), "nothing changed"
    before = set(digests(lists.site).values())
    lists.records({"id": "n1", "title": "通告", "on": "2026-11-02"})
    assert (changed := again()) >= {"notes/n1.html", "data/notes.csv"}
    shards = {
        address: digest for address, digest in digests(lists.site).items() if address.startswith(SHARDS)
    }
    assert shards.keys() & changed == {address for address, digest in shards.items() if digest not in before}
    assert not changed & {PAGE, "assets/search/all.js", "robots.txt"}
    lists.records(LISTED | {"people": [{"name": NAME}, {"name": "样例丙丁"}]}, type="lists")
    assert again() >= lasting, "another name may stand in any of them"
    assert again() == set()
    mark, manifest = folder_beside(lists.site) / MARK, own_manifest(lists.site)
    right = mark.read_text()
    mark.write_text("0" * 64)
    assert again() >= lasting, "not ours"
    assert mark.read_text() == right
    whole = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps({**whole, "revision": "x"}), encoding="utf-8")
    assert again() >= lasting, "somebody else wrote the manifest"
    monkeypatch.setenv(PLACE, str(tmp_path / "other"))
    assert again() >= lasting, "whoever has another key"
    assert mark.read_text() != right
    monkeypatch.setenv(PLACE, "")
    assert again() >= lasting, "who has none proves all of it every time"
    assert not mark.exists()


def test_the_mark_tells_nothing_to_whoever_has_no_key(lists: Root) -> None:
    lists.build(as_of=AFTER, frame=FrameName.BUILTIN)
    mark = folder_beside(lists.site) / MARK
    assert len(bytes.fromhex(mark.read_text())) == 32
    assert stat.S_IMODE(mark.stat().st_mode) == 0o600
    texts = [path.read_text(encoding="utf-8") for path in folder_beside(lists.site).iterdir()]
    assert not any(value in text for value in (NAME, LINE) for text in texts)


def test_a_preview_is_shown_to_nobody_and_is_not_proven(lists: Root, searched: list[str]) -> None:
    frame = parse_frame("<html>" + "".join(f"<!--sunlit:slot:{name}-->\n" for name in SLOTS) + "</html>")
    construction = begin(lists.folder, lists.site, DAY, Commission(revision="r"))
    construction.frames = dict.fromkeys(frame_keys(construction.disclosure), frame)
    construction.finish(served=False)
    assert searched == []
    assert inflated((lists.site / OPEN_NAMES).read_bytes()) == b"[]", "nobody is found by name in a preview"

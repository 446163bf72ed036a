"""The desk's pages, asked without a browser: who is let in, what is shown, what is kept of what was typed."""

from __future__ import annotations

import io
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import NOTES, PROJECT, Root, sunlit
from flask.testing import FlaskClient
from office_files import NOTICES

sys.path.append(str(PROJECT / "tests/publish"))
from pushing import git

from generator.desk.browser.app import make_app
from generator.desk.browser.desk import Desk
from generator.desk.browser.guard import Guard, Refusal
from generator.desk.browser.look import TOKENS
from generator.desk.browser.words import Words

HERE = "http://127.0.0.1:8030"
ASKED = {"Host": "127.0.0.1:8030", "Sec-Fetch-Site": "same-origin", "Origin": HERE}
DAY = date(2026, 11, 27)


def refused(method: str, **changes: str | None) -> Refusal | None:
    """What the guard says of a request that is right but for these headers."""
    guard = Guard(HERE)
    headers = {name: text for name, text in {**ASKED, **changes}.items() if text is not None}
    return guard.refusal(method, headers, {guard.cookie: guard.token}, guard.form_token)


@pytest.mark.parametrize(
    ("method", "changes"),
    [
        ("GET", {"Host": "desk.example.org:8030"}),
        ("GET", {"Host": "127.0.0.1:8031"}),
        ("GET", {"Sec-Fetch-Site": "cross-site"}),
        ("GET", {"Sec-Fetch-Site": "same-site"}),
        ("GET", {"Origin": "http://127.0.0.1:8031"}),
        ("POST", {"Origin": "null"}),
        ("POST", {"Origin": "https://example.org", "Sec-Fetch-Site": None}),
        ("POST", {"Origin": None, "Sec-Fetch-Site": None}),
        ("POST", {"Origin": None, "Sec-Fetch-Site": "none"}),
    ],
)
def test_what_no_page_of_the_desk_asks_is_not_answered(
    method: str, changes: Mapping[str, str | None]
) -> None:
    assert refused(method, **changes) is Refusal.STRANGER


def test_a_page_of_the_desk_and_an_address_that_somebody_types_are_answered() -> None:
    assert refused("POST") is None
    assert refused("POST", Origin=None) is None
    assert refused("GET", **{"Origin": None, "Sec-Fetch-Site": "none"}) is None
    assert refused("GET", **{"Origin": None, "Sec-Fetch-Site": None}) is None


def test_the_cookie_alone_changes_nothing_and_the_form_alone_neither() -> None:
    guard = Guard(HERE)
    assert guard.refusal("POST", ASKED, {guard.cookie: guard.token}, "") is Refusal.UNKNOWN
    assert guard.refusal("POST", ASKED, {}, guard.form_token) is Refusal.UNKNOWN
    assert guard.refusal("GET", ASKED, {guard.cookie: Guard(HERE).token}, "") is Refusal.UNKNOWN


def test_the_preview_is_for_whoever_is_in_and_opens_it_and_for_its_own_pages() -> None:
    guard, there = Guard(HERE), "http://127.0.0.1:9000"
    mine, meant = {guard.cookie: guard.preview_token}, {"Host": "127.0.0.1:9000"}
    opened = {
        **meant,
        "Sec-Fetch-Site": "same-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert guard.may_see(opened, mine, there)
    assert guard.may_see({**meant, "Sec-Fetch-Site": "same-origin"}, mine, there)
    assert not guard.may_see({**opened, "Sec-Fetch-Dest": "iframe"}, mine, there)
    assert not guard.may_see(
        {**meant, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, mine, there
    )
    assert not guard.may_see({**opened, "Host": "example.org"}, mine, there)
    assert not guard.may_see(opened, {}, there)
    assert not guard.may_see(opened, {guard.cookie: guard.token}, there)
    assert guard.refusal("POST", ASKED, mine, guard.form_token) is Refusal.UNKNOWN


def test_the_code_is_taken_as_it_is_typed_and_whoever_guesses_locks_nobody_out() -> None:
    guard = Guard(HERE)
    assert not any(guard.takes(f"AAAA-AAAA-{n:04}") for n in range(100))
    assert guard.takes(f" {guard.shown_code.lower()} ")
    assert len(guard.code) * 5 >= 60  # bits


class Pages:
    """A desk on a small site under git, and somebody who is in."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.restart()
        self.enter()

    def restart(self) -> None:
        self.desk = Desk(self.root.folder, DAY, Words("zh"), Guard(HERE))
        self.client: FlaskClient = make_app(self.desk).test_client()

    def enter(self, **more: str) -> Any:
        return self.post("/enter", code=self.desk.guard.code, **more)

    def get(self, address: str) -> Any:
        return self.client.get(self.at(address), headers=ASKED)

    def post(self, address: str, **sent: str) -> Any:
        sent = {"token": self.desk.guard.form_token, **sent}
        return self.client.post(self.at(address), headers=ASKED, data=sent)

    def at(self, address: str) -> str:
        return f"/{self.desk.guard.place}{address}"

    def sent(self, address: str, **typed: str) -> dict[str, str]:
        """What a browser sends of the form that stands at an address, with this typed into it."""
        page = self.get(address).get_data(as_text=True)
        form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        return {**form, **typed}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Root:
    made = Root(tmp_path_factory.mktemp("desk") / "root")
    made.schema(NOTICES, "notices")
    made.schema(
        {**NOTES, "fields": [*NOTES["fields"], {"name": "files", "type": "array", "show": "attachment"}]}
    )
    made.records(
        {"id": "a", "title": "<img src=x onerror=alert(1)>", "on": "2026-01-05"},
        {"id": "b", "title": "乙"},
        {"id": "later", "title": "以后", "publish_at": "2027-01-01"},
    )
    git(made.folder, "init", "-q", "-b", "main")
    git(made.folder, "config", "user.name", "示例")
    git(made.folder, "config", "user.email", "clerk@example.org")
    git(made.folder, "add", "-A")
    git(made.folder, "commit", "-q", "-m", "First")
    return made


@pytest.fixture
def pages(model: Root, tmp_path: Path) -> Pages:
    git(tmp_path, "clone", "-q", str(model.folder), "root")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "site.git")
    for name, value in (
        ("remote.origin.url", "../site.git"),
        ("user.name", "示例"),
        ("user.email", "clerk@example.org"),
    ):
        git(tmp_path / "root", "config", name, value)
    git(tmp_path / "root", "push", "-q", "origin", "main")
    return Pages(Root(tmp_path / "root"))


def test_nobody_comes_in_without_the_code_and_no_answer_may_be_kept_or_framed(pages: Pages) -> None:
    pages.restart()
    asked = pages.get("/records/notes")
    assert "onerror" not in asked.get_data(as_text=True)
    assert 'name="code"' in asked.get_data(as_text=True)
    assert pages.client.get("/", headers={**ASKED, "Host": "example.org"}).status_code == 403
    assert pages.post("/enter", code="AAAA-AAAA").status_code == 403
    entered = pages.enter()
    assert all(
        re.search(r"HttpOnly; .*SameSite=Strict", one) for one in entered.headers.getlist("Set-Cookie")
    )
    assert entered.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in entered.headers["Content-Security-Policy"]
    assert "unsafe" not in entered.headers["Content-Security-Policy"]


def test_another_service_on_this_computer_is_brought_no_cookie(pages: Pages) -> None:
    guard, jar = pages.desk.guard, pages.client
    assert jar.get_cookie(guard.cookie, "127.0.0.1", f"/{guard.place}/")
    for address in (
        "/",
        "/records/notes",
        "/record/notes?id=a",
        f"/{guard.place}x/",
        f"/{guard.preview_place}/",
    ):
        text = jar.get(address, headers=ASKED).get_data(as_text=True)
        assert "onerror" not in text
        assert guard.form_token not in text
    assert guard.place not in jar.get("/", headers=ASKED).get_data(as_text=True)


@pytest.mark.parametrize("text", ["字" * 300, "x" * 10_000, "../../x", "a\0b"])
def test_an_id_that_is_none_is_said_at_its_field_and_leaves_nothing_behind(pages: Pages, text: str) -> None:
    sent = pages.sent("/new/notes", do="check", **{"value.id": text, "value.title": "写了很久"})
    answer = pages.post("/new/notes", **sent)
    assert answer.status_code == 200
    assert "写了很久" in answer.get_data(as_text=True)
    assert git(pages.root.folder, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["附" * 100 + ".csv", "x" * 5_000 + ".csv"])
def test_a_name_that_no_disk_takes_is_one_sentence(pages: Pages, name: str) -> None:
    sent: dict[str, Any] = pages.sent("/record/notes?id=later", do="keep", **{"value.title": "写了很久"})
    sent |= {"file.files": (io.BytesIO(b"a,b\n1,2\n"), name)}
    text = pages.post("/record/notes?id=later", **sent).get_data(as_text=True)
    assert "文件名太长" in text
    assert "写了很久" in text


def test_what_nobody_foresaw_loses_nothing_that_was_typed(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("nobody foresaw it")

    sent = pages.sent("/record/notes?id=b", do="keep", **{"value.title": "写了很久"})
    monkeypatch.setattr("generator.desk.browser.app.change", broken)
    answer = pages.post("/record/notes?id=b", **sent)
    assert (answer.status_code, "写了很久" in answer.get_data(as_text=True)) == (500, True)
    assert f'action="{pages.at("/record/notes?id=b")}"' in answer.get_data(as_text=True)


def test_no_secret_stands_in_an_address_and_what_is_typed_is_text(pages: Pages) -> None:
    guard = pages.desk.guard
    for address in ("/", "/records/notes", "/record/notes?id=a", "/new/notices"):
        text = pages.get(address).get_data(as_text=True)
        assert not re.findall(
            rf'(?:href|action|src)="[^"]*(?:{guard.token}|{guard.form_token}|{guard.code})', text
        )
        assert guard.token not in text
        assert "<img" not in text
        assert not re.search(r"<script>|<style|style=|onclick", text)


def test_a_form_has_the_type_s_steps_tables_and_choices(pages: Pages) -> None:
    text = pages.get("/new/notices").get_data(as_text=True)
    assert re.findall(r'<a href="#step-[^"]*">([^<]*)', text)[:2] == [
        "基本情况",
        "公示对象",
    ]
    assert re.findall(r'<option value="([^"]*)"', text)[:3] == ["", "任用", "评优"]
    assert 'name="value.from" value="" autocomplete="off" type="date"' in text
    assert 'name="value.draft"' not in text


def test_a_draft_is_kept_published_and_its_server_answers_and_no_hook_or_filter_runs(pages: Pages) -> None:
    folder, ran = pages.root.folder, pages.root.folder.parent / "ran"
    hook = folder / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n")
    hook.chmod(0o755)
    git(folder, "config", "filter.x.clean", f"touch {ran}; cat")
    git(folder, "config", "filter.x.required", "true")
    (folder / ".gitattributes").write_text("* filter=x\n")
    receive = folder.parent / "site.git/hooks/pre-receive"
    receive.write_text("#!/bin/sh\necho 已上线\n")
    receive.chmod(0o755)
    kept = pages.post(
        "/new/notes", **pages.sent("/new/notes", do="keep", **{"value.id": "c", "value.title": "丙"})
    )
    assert (kept.status_code, kept.headers["Location"]) == (303, pages.at("/record/notes?id=c&kept="))
    assert "draft: true" in (folder / "data/notes/c.yaml").read_text(encoding="utf-8")
    assert "data/notes/c.yaml" in pages.get("/").get_data(as_text=True)
    address = "/record/notes?id=c"
    out = pages.post(address, **pages.sent(address, do="publish", **{"value.title": "丙丙"})).get_data(
        as_text=True
    )
    assert "已发布。" in out
    assert "已上线" in out
    assert not ran.exists()
    assert "丙丙" in git(folder.parent / "site.git", "show", "main:data/notes/c.yaml")
    assert "draft" not in git(folder.parent / "site.git", "show", "main:data/notes/c.yaml")


def test_what_was_typed_on_an_older_record_is_kept_beside_what_is_there(pages: Pages) -> None:
    address = "/record/notes?id=b"
    sent = pages.sent(address, do="keep", **{"value.title": "我改的"})
    path = pages.root.folder / "data/notes/a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("乙", "别人改的"), encoding="utf-8")
    text = pages.post(address, **sent).get_data(as_text=True)
    assert "别人改过" in text
    assert "标题：别人改的" in text
    assert 'value="我改的"' in text
    assert "我改的" not in path.read_text(encoding="utf-8")


def test_what_was_typed_before_the_desk_was_started_anew_comes_along(pages: Pages) -> None:
    address = "/record/notes?id=b"
    sent = pages.sent(address, do="keep", **{"value.title": "写了很久"})
    before = pages.at(address)
    pages.restart()
    asked = pages.client.post(before, headers=ASKED, data=sent)
    assert (asked.status_code, "写了很久" in asked.get_data(as_text=True)) == (403, True)
    entered = pages.enter(target=address, **{"value.title": "写了很久"}).get_data(as_text=True)
    assert f'action="{pages.at(address)}"' in entered
    again = pages.post(address, **{"value.title": "写了很久"}).get_data(as_text=True)
    assert 'value="写了很久"' in again
    assert "写了很久" not in (pages.root.folder / "data/notes/a.yaml").read_text(encoding="utf-8")
    assert f'href="{pages.at("/")}"' in pages.enter(target="//example.org/").get_data(as_text=True)


def test_a_site_that_is_not_fit_is_kept_and_says_why_it_is_not_published(pages: Pages) -> None:
    pages.root.write("data/notes/z.yaml", "id: z\ntitle: 辛\non: 昨天\n")
    text = pages.post("/publish", message="试").get_data(as_text=True)
    assert "没有发布出去" in text
    assert "昨天" in text
    assert git(pages.root.folder, "log", "-1", "--format=%s").strip() == "First"


def test_what_no_server_has_is_not_called_published(pages: Pages) -> None:
    git(pages.root.folder, "remote", "remove", "origin")
    sent = pages.sent("/new/notes", do="publish", **{"value.id": "c", "value.title": "丙"})
    text = pages.post("/new/notes", **sent).get_data(as_text=True)
    assert "没有发布出去" in text
    assert "已发布。" not in text
    assert git(pages.root.folder, "status", "--porcelain") == ""


def test_a_list_says_what_is_not_public(pages: Pages) -> None:
    text = pages.get("/records/notes").get_data(as_text=True)
    assert re.findall(r"<td>([^<]*)</td></tr>", text) == ["公开", "公开", "未到公开时间"]


def test_the_colours_are_those_of_the_site() -> None:
    assert "--sl-paper: #faf6ee" in TOKENS
    assert "--sl-paper: #181510" in TOKENS


def test_without_the_library_the_command_says_what_to_install(pages: Pages) -> None:
    code = "import sys; sys.modules['flask'] = None; from generator.cli import main; main(sys.argv[1:])"
    run = subprocess.run(
        [sys.executable, "-c", code, "-C", str(pages.root.folder), "desk"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr.strip()) == (2, "填报台需要安装 flask：pip install 'sunlit[desk]'")


def test_a_port_that_is_taken_is_one_sentence(pages: Pages) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = sunlit("-C", pages.root.folder, "desk", "--port", port)
    assert (run.returncode, port in run.stderr, len(run.stderr.splitlines())) == (2, True, 1)


def test_a_file_that_is_chosen_is_attached(pages: Pages) -> None:
    sent: dict[str, Any] = pages.sent("/record/notes?id=b", do="keep", **{"value.title": "乙"})
    sent |= {"file.files": (io.BytesIO(b"a,b\n1,2\n"), "附表.csv"), "reason": "补附件", "approver": "示例丑"}
    kept = pages.post("/record/notes?id=b", **sent)
    assert kept.status_code == 303, kept.get_data(as_text=True)
    folder = f"data/attachments/{DAY.year}"
    assert (pages.root.folder / folder / "附表.csv").read_bytes() == b"a,b\n1,2\n"
    assert f"{DAY.year}/附表.csv" in (pages.root.folder / "data/notes/a.yaml").read_text(encoding="utf-8")


def test_what_was_typed_outlives_a_schema_that_cannot_be_read(pages: Pages) -> None:
    sent = pages.sent("/record/notes?id=b", do="keep", **{"value.title": "写了很久"})
    schema = pages.root.folder / "data/schemas/notes.yaml"
    before = schema.read_bytes()
    schema.write_bytes(before + b"\n  - {\n")
    stopped = pages.post("/record/notes?id=b", **sent)
    assert (stopped.status_code, "写了很久" in stopped.get_data(as_text=True)) == (409, True)
    schema.write_bytes(before)
    assert (
        pages.post("/record/notes?id=b", **sent).status_code == 200
    )  # a change of what is public asks for its reason

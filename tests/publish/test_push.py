"""Real pushes through real hooks, as a clerk makes them: what the terminal shows, and what is served after it."""

from __future__ import annotations

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from building import Root, digests, environment, sunlit
from pushing import Server, git, with_warm_hooks

from generator.check.site.manifest import is_whole

UNFIT = {
    "content/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "content/page.html": "<script>1</script>",
    "data/notes/index.html": "<script>1</script>",
    "data/notes/i.yaml": '[{"id": "index"}]',
    "data/attachments/index.html": "<script>1</script>",
    "data/attachments/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "data/attachments/page.pdf": "<html><script>1</script></html>",
}
"""What a website must not carry, each refused by name."""


def page(server: Server, address: str) -> str:
    return (server.live / address).read_text(encoding="utf-8")


def test_good_pushes_go_live_and_bad_ones_change_nothing(server: Server, warm_sunlit: Path) -> None:
    """Hooks run in the repository's folder: a file there that is named like ours must not be taken for ours."""
    marker = server.folder / "imported"
    (server.repository / "generator.py").write_text(f"open({str(marker)!r}, 'w')\n")
    server.clone.write("generator.py", f"open({str(marker)!r}, 'w')\n")
    server.clone.schema(name="news")
    server.clone.records({"id": "../../x", "title": "出去"}, type="news", file="x")
    server.commit()
    pushed = server.push()
    assert pushed.returncode == 0, pushed.stderr
    assert "remote: Published: 2" in pushed.stderr
    assert f"remote: Live: revision {server.tip[:8]}" in pushed.stderr
    assert "<h1>甲</h1>" in page(server, "notes/a.html")
    assert pages_with(server, "<h1>出去</h1>") == [server.live.resolve() / "news"], "an id is only a name"
    assert not marker.exists()
    files, place = digests(server.live), server.live.resolve()
    with_warm_hooks(server, warm_sunlit)

    server.clone.records({"id": "a", "title": "乙", "on": "2026-01-05"})
    (server.clone.folder / "data/news/x.yaml").unlink()
    server.clone.records({"id": "y", "title": "丙", "on": "昨天"}, file="y")
    for path, content in UNFIT.items():
        server.clone.write(path, content)
    server.commit()
    refused = server.push("-o", "lang=zh")
    assert refused.returncode != 0
    assert all(f"remote: {path}" in refused.stderr for path in UNFIT), refused.stderr
    assert "昨天" in refused.stderr
    assert f"「标题」在版本 {server.tip[:8]} 里是「甲」，现在是「乙」，没有写更正。" in refused.stderr
    pasted = re.search(r"corrections: \[.*\]", refused.stderr)
    assert pasted
    assert "「../../x」在版本" in refused.stderr
    assert f"请把它的文件恢复过来：git checkout {server.tip[:8]} -- data/news/x.yaml" in refused.stderr
    assert "没有发布，网站没有变化。" in refused.stderr
    assert "pre-receive hook declined" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (digests(server.live), server.live.resolve()) == (files, place)

    git(server.clone.folder, "reset", "-q", "--hard", server.tip)
    reason, approver = "reason: 写错了", "approver: 办公室示例丙"
    line = pasted[0].replace('reason: ""', reason).replace('approver: ""', approver)
    server.clone.write("data/notes/a.yaml", f"id: a\ntitle: 乙\non: 2026-01-05\n{line}\n")
    server.commit()
    pushed = server.push()
    assert pushed.returncode == 0, pushed.stderr
    assert "<h1>乙</h1>" in page(server, "notes/a.html")
    assert "写错了" in page(server, "corrections/index.html")
    assert is_whole(server.live)
    assert server.served().note.revision == server.tip


def pages_with(server: Server, text: str) -> list[Path]:
    """The folders of pages that hold a text, wherever in the test's whole folder they are."""
    pages = server.folder.rglob("*.html")
    return [path.parent for path in pages if text in path.read_text(encoding="utf-8")]


def test_of_two_pushes_at_once_one_is_taken(published: Server, warm_sunlit: Path) -> None:
    server = with_warm_hooks(published, warm_sunlit)
    git(server.folder, "clone", "-q", "-b", "main", str(server.repository), "second")
    other = Server(server.folder, server.settings)
    for number, folder in enumerate((server.clone.folder, server.folder / "second")):
        Root(folder).records({"id": f"n{number}", "title": "新"}, file=f"n{number}")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "More")

    def push(folder: Path) -> subprocess.CompletedProcess[str]:
        command = ["git", "-C", str(folder), "push", "-q", str(other.repository), "HEAD:main"]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment())

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(push, (server.clone.folder, server.folder / "second")))
    assert sorted(end.returncode != 0 for end in ends) == [False, True], [end.stderr for end in ends]
    assert is_whole(server.live)
    assert server.served().note.revision == server.tip


def test_a_clone_checks_before_it_pushes(server: Server, warm_sunlit: Path) -> None:
    done = sunlit("-C", server.clone.folder, "--lang", "en", "publish", "install", "--client")
    assert done.returncode == 0, done.stderr
    with_warm_hooks(server, warm_sunlit)
    server.clone.records({"id": "a", "on": "昨天"})
    server.commit()
    server.clone.records({"id": "a", "on": "2026-01-05"})
    refused = server.push()
    assert refused.returncode != 0
    assert "data/notes/a.yaml" in refused.stdout + refused.stderr, (
        "what was committed counts, not what lies open"
    )
    assert not server.live.exists()


def test_the_commands_say_what_is_missing(tmp_path: Path) -> None:
    done = sunlit("-C", tmp_path, "--lang", "en", "publish", "status")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path} is not set up for publishing. 'sunlit publish install' does that.\n"
    done = sunlit("--lang", "en", "publish", "install")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    (tmp_path / "site").mkdir()
    done = sunlit("--lang", "en", "publish", "install", tmp_path / "x.git", "--live", tmp_path / "site")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_another_hook_is_not_overwritten(server: Server) -> None:
    hook = server.clone.write(".git/hooks/pre-push", "#!/bin/sh\n")
    done = sunlit("-C", server.clone.folder, "--lang", "en", "publish", "install", "--client")
    assert (done.returncode, hook.read_text()) == (2, "#!/bin/sh\n")

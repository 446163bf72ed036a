"""A push does not decide by what it is judged: policy changes only by somebody who vouches for exactly that change.

Real bare repositories and real keys. Whoever signs does what the refusal says, word by word.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from building import DAY, NOTES, Root, environment, head
from publish.test_inspection import billions
from pushing import Server, allow, git, keypair, signing, toy_build, with_warm_hooks

from generator.cli import sunlit
from generator.commands.common.release_build import build_for as build_of
from generator.commands.common.session import Session
from generator.model.text.stop import CannotRun
from generator.publish import policy
from generator.publish.install import install
from generator.publish.publication import Built, Order
from generator.publish.settings import State, read_settings, read_state
from generator.publish.upkeep import bring_up, roll_back, tick
from generator.read.files.folders import OTHER_FILES, OTHER_FOLDERS

LAXER = {**NOTES, "fields": [*NOTES["fields"], {"name": "phone", "type": "string"}]}
OTHER = {**LAXER, "sunlit": {"title": "新"}}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return keypair(tmp_path / "keys", "engineer")


@pytest.fixture
def guarded(published: Server, tmp_path: Path, key: Path) -> Server:
    published.set_up(allowed_signers=str(allow(tmp_path, "engineer@example.org", key)))
    return published


def state_of(server: Server) -> State:
    state = read_state(server.repository)
    assert state
    return state


def accept(server: Server, commit: str) -> None:
    policy.accept(server.repository, server.settings, read_state(server.repository), commit)


def change(server: Server, schema: object, message: str = "Change") -> str:
    """Commit another policy, unsigned."""
    server.clone.schema(schema)
    return server.commit(message)


def line_of(refusal: str) -> str:
    """The line that a refusal says to sign."""
    found = re.search(r"--trailer '(Sunlit-Policy: \S+ \S+ \S+)'", refusal)
    assert found, refusal
    return found[1]


def sign_as_told(server: Server, key: Path, refusal: str) -> str:
    """Run the command that a refusal gives; the commit that it makes."""
    found = re.search(r"git (commit --amend .*? --trailer '.*?')", refusal)
    assert found, refusal
    git(server.clone.folder, *signing(key), *shlex.split(found[1]))
    return head(server.clone.folder)


def change_signed(server: Server, key: Path, schema: object) -> str:
    """Bring another policy live by a signature; the signed commit."""
    change(server, schema)
    signed = sign_as_told(server, key, server.refusal())
    server.receive()
    return signed


def test_whatever_is_read_beside_records_is_policy() -> None:
    """A new kind of declaration is one more path that must be vouched for, or the push would decide by itself.

    ``data/imports`` says how an office's columns are read when somebody imports; no check and no build reads it.
    """
    declared = (OTHER_FOLDERS | OTHER_FILES) - {"attachments", "README.md", "imports"}
    assert {f"data/{name}" for name in declared} <= set(policy.JUDGING)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/site.yaml", "name: 站\nlanguages: [zh]\npacks: []\n"),
        ("data/calendar/2027.yaml", "off: []\n"),
        ("data/schemas/more.yaml", "fields: [{name: id}]\n"),
        ("data/locales/zh.po", 'msgid "Home"\nmsgstr "起点"\n'),
        ("data/look/own.css", "a { color: red }\n"),
    ],
)
def test_a_push_that_changes_policy_is_refused_by_name(published: Server, path: str, text: str) -> None:
    published.clone.write(path, text)
    commit = published.commit()
    assert published.refusal() == (
        f"This push changes what decides about publication ({path}), which needs a commit signed by an allowed key, "
        f"or the operator's 'sunlit publish accept {commit}'."
    )


def test_a_release_is_dressed_as_site_yaml_says_and_no_push_says_otherwise(server: Server) -> None:
    server.clone.write("data/site.yaml", "name: 站\nlanguages: [zh]\nframe: builtin\n")
    server.commit()
    server.receive(build_of(Session(Path(), "en")))
    assert (Path(server.settings.live) / "assets/frame.css").is_file()
    server.clone.write("data/site.yaml", "name: 站\nlanguages: [zh]\n")
    server.commit()
    assert "(data/site.yaml)" in server.refusal()


def test_the_refusal_names_the_change_and_how_to_sign_it(guarded: Server, key: Path) -> None:
    commit = change(guarded, LAXER)
    refusal = guarded.refusal()
    old, new = (
        policy.digest(guarded.repository, one, policy.policy_paths(guarded.settings))
        for one in (guarded.tip, commit)
    )
    assert refusal == (
        "This push changes what decides about publication (data/schemas/notes.yaml), which needs a commit signed by an "
        f"allowed key, or the operator's 'sunlit publish accept {commit}'. Whoever has such a key signs exactly this "
        "change with: git commit --amend --no-edit -S --trailer "
        f"'Sunlit-Policy: {guarded.settings.identity}/1 {old} {new}'"
    )
    signed = sign_as_told(guarded, key, refusal)
    guarded.receive()
    state = state_of(guarded)
    assert (state.revision, state.baseline, state.changes) == (signed, signed, 1)
    assert "phone" in (guarded.live / "data/schemas/notes.yaml").read_text()


def test_records_may_follow_the_signed_commit_unsigned(guarded: Server, key: Path) -> None:
    change(guarded, LAXER)
    sign_as_told(guarded, key, guarded.refusal())
    guarded.clone.records({"id": "b"}, file="b")
    new = guarded.commit("Data after it, unsigned")
    guarded.receive()
    assert (state_of(guarded).revision, state_of(guarded).changes) == (new, 1)


def test_a_signed_change_may_be_merged_after_others_pushed_records(guarded: Server, key: Path) -> None:
    folder = guarded.clone.folder
    git(folder, "switch", "-qc", "engineer")
    change(guarded, LAXER)
    sign_as_told(guarded, key, guarded.refusal())
    git(folder, "switch", "-q", "main")
    guarded.clone.records({"id": "b"}, file="b")
    guarded.commit("Records")
    guarded.receive()
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "engineer")
    guarded.receive()
    assert state_of(guarded).changes == 1


def test_the_same_push_again_and_records_after_it_need_nothing(guarded: Server, key: Path) -> None:
    change_signed(guarded, key, LAXER)
    guarded.receive()
    guarded.clone.records({"id": "b"}, file="b")
    guarded.commit()
    guarded.receive()
    assert state_of(guarded).changes == 1


def test_hiding_the_change_behind_another_commit_does_not_help(guarded: Server) -> None:
    change(guarded, LAXER)
    guarded.clone.records({"id": "b"}, file="b")
    guarded.commit()
    assert "data/schemas/notes.yaml" in guarded.refusal()


def test_a_deleted_declaration_is_a_change(published: Server) -> None:
    (published.clone.folder / "data/site.yaml").unlink()
    published.commit()
    assert "data/site.yaml" in published.refusal()


def test_a_signature_that_names_no_change_or_another_does_not_count(guarded: Server, key: Path) -> None:
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    name, where, old, new = line.split()
    identity, _, number = where.partition("/")
    others = (
        "",
        f"{name} {identity[::-1]}/{number} {old} {new}",
        f"{name} {identity}/2 {old} {new}",
        f"{name} {identity}/{number} {new} {new}",
        f"{name} {identity}/{number} {old} {old}",
        f"{name} {identity}/{number} {old}",
        f"    {line}",
        f"{line} or not",
        f"No {line}",
    )
    for other in others:
        git(guarded.clone.folder, *signing(key), "commit", "-qS", "--amend", "-m", f"Change\n\n{other}")
        assert line_of(guarded.refusal()) == line


def test_a_change_after_the_signed_one_needs_its_own(guarded: Server, key: Path) -> None:
    change(guarded, LAXER)
    first = sign_as_told(guarded, key, guarded.refusal())
    change(guarded, OTHER, "Unsigned")
    line = line_of(guarded.refusal())
    assert line not in git(guarded.clone.folder, "show", "-s", first)
    name, where, old, _ = line.split()
    assert f"{name} {where} {old} " in git(guarded.clone.folder, "show", "-s", first), (
        "it is still the first change"
    )


def test_the_signed_commit_holds_what_its_line_says(guarded: Server, key: Path) -> None:
    """A line that somebody else handed over says nothing of the files that were looked at when it was signed."""
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    git(guarded.clone.folder, "reset", "-q", "--hard", guarded.tip)
    git(guarded.clone.folder, *signing(key), "commit", "-qS", "--allow-empty", "-m", f"Before\n\n{line}")
    change(guarded, LAXER)
    assert line_of(guarded.refusal()) == line


def test_of_a_commit_on_the_way_no_folder_is_read(guarded: Server) -> None:
    """It names the change and holds billions of schemas; only the last commit of a push was inspected."""
    folder = guarded.clone.folder
    change(guarded, LAXER)
    line = line_of(guarded.refusal())

    def with_tree(listing: str, name: str, tree: str) -> str:
        lines = [each for each in listing.splitlines() if not each.endswith(f"\t{name}")]
        return git(folder, "mktree", input="\n".join([*lines, f"040000 tree {tree}\t{name}"]) + "\n")

    data = with_tree(git(folder, "ls-tree", "HEAD:data"), "schemas", billions(guarded))
    tree = with_tree(git(folder, "ls-tree", "HEAD"), "data", data)
    on_the_way = git(folder, "commit-tree", "-p", guarded.tip, "-m", f"Bomb\n\n{line}", tree)
    last = git(folder, "commit-tree", "-p", on_the_way, "-m", "Change", git(folder, "write-tree"))
    git(folder, "update-ref", "refs/heads/main", last)
    assert line_of(guarded.refusal()) == line
    accept(guarded, on_the_way)
    assert line_of(guarded.refusal()) == line


REFUSED_KEY = "bears no signature of an SSH key that is allowed today"


def test_the_right_line_without_a_signature_or_by_a_stranger(
    guarded: Server, tmp_path: Path, key: Path
) -> None:
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    git(guarded.clone.folder, "commit", "-q", "--amend", "-m", f"Change\n\n{line}")
    assert REFUSED_KEY in guarded.refusal()
    stranger = keypair(tmp_path / "keys", "stranger")
    sign_as_told(guarded, stranger, guarded.refusal())
    assert REFUSED_KEY in guarded.refusal()
    sign_as_told(guarded, key, guarded.refusal())
    guarded.receive()


def test_a_signature_moved_to_another_commit_does_not_count(guarded: Server, key: Path) -> None:
    """The signature and the line are real; the message, or the files, are another's."""
    folder = guarded.clone.folder
    change(guarded, LAXER)
    honest = sign_as_told(guarded, key, guarded.refusal())
    raw = git(folder, "cat-file", "commit", honest)
    guarded.clone.records({"id": "b"}, file="b")
    other = git(folder, "rev-parse", f"{guarded.commit()}^{{tree}}")
    for forged in (raw + "\nmore", re.sub("tree .*", f"tree {other}", raw, count=1)):
        commit = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", input=forged + "\n")
        git(folder, "reset", "-q", "--hard", commit)
        assert REFUSED_KEY in guarded.refusal()
    git(folder, "reset", "-q", "--hard", honest)
    guarded.receive()


def dated(moment: str) -> dict[str, dict[str, str]]:
    return {"env": environment(GIT_COMMITTER_DATE=moment, GIT_AUTHOR_DATE=moment)}


def test_the_clock_of_the_server_judges_the_key(guarded: Server, tmp_path: Path, key: Path) -> None:
    """A commit may say any day; a key that was retired does not sign any more, one that is to come not yet."""
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    now = datetime.now(UTC)
    past, future = now - timedelta(days=900), now + timedelta(days=900)
    for option, moment in (("valid-before", past), ("valid-after", future)):
        within = moment + timedelta(days=-30 if option == "valid-before" else 30)
        allow(tmp_path, f'engineer@example.org {option}="{moment:%Y%m%d}"', key)
        message = ("commit", "-qS", "--amend", "-m", f"Change\n\n{line}")
        git(guarded.clone.folder, *signing(key), *message, **dated(f"{within:%Y-%m-%dT00:00:00Z}"))
        checked = (
            "-c",
            f"gpg.ssh.allowedSignersFile={guarded.settings.allowed_signers}",
            "verify-commit",
            "HEAD",
        )
        git(guarded.clone.folder, *checked)  # git itself goes by the day of the commit
        assert REFUSED_KEY in guarded.refusal()
    window = f'valid-after="{past:%Y%m%d}",valid-before="{future:%Y%m%d}"'
    allow(tmp_path, f"engineer@example.org {window}", key)
    guarded.receive()


def test_a_revoked_key_counts_no_more_whatever_was_pushed(guarded: Server, tmp_path: Path, key: Path) -> None:
    revoked = tmp_path / "revoked"
    revoked.write_text(key.with_suffix(".pub").read_text())
    guarded.set_up(revoked_keys=str(revoked))
    change(guarded, LAXER)
    guarded.clone.write("revoked", "")
    guarded.commit()
    sign_as_told(guarded, key, guarded.refusal())
    assert REFUSED_KEY in guarded.refusal()
    revoked.unlink()
    assert REFUSED_KEY in guarded.refusal(), "a list that cannot be read revokes everything"
    revoked.write_text(keypair(tmp_path / "keys", "other").with_suffix(".pub").read_text())
    guarded.receive()


def second(server: Server, key: Path, name: str, source: Path | None = None) -> Server:
    """Another server, whose engineer is the same: empty, or made from a copy of a repository."""
    other = Server(
        server.folder / name, replace(server.settings, live=str(server.folder / name / "www"), identity="")
    )
    other.folder.mkdir()
    if source:
        shutil.copytree(source, other.repository)
    other.set_up()
    git(other.folder, "clone", "-q", str(server.clone.folder), "clone")
    return other


@pytest.mark.parametrize("copied", [False, True])
def test_what_was_signed_for_another_repository_is_not_for_this(
    guarded: Server, key: Path, copied: bool
) -> None:
    """Both hold the same history and the same policy, and each change is the first; also where one is the other's copy."""
    other = second(guarded, key, "trial", guarded.repository if copied else None)
    other.receive()
    signed = change_signed(other, key, LAXER)
    git(guarded.clone.folder, "pull", "-q", str(other.clone.folder), "main")
    assert git(guarded.clone.folder, "rev-parse", "HEAD") == signed
    ours, theirs = line_of(guarded.refusal()).split(), git(other.clone.folder, "show", "-s", signed).split()
    assert ours[2:] == theirs[-2:], "only the repository differs"
    assert ours[1] not in theirs
    guarded.commit("A merge changes nothing")
    assert line_of(guarded.refusal()).split() == ours


def test_a_foreign_history_is_not_followed_whatever_it_says(
    guarded: Server, tmp_path: Path, key: Path
) -> None:
    """The engineer tried the same policy elsewhere, and a clerk merges that and takes its files."""
    folder = guarded.clone.folder
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    foreign = Root(tmp_path / "draft")
    shutil.copytree(folder / "data", foreign.folder / "data")
    git(foreign.folder, "init", "-q", "-b", "main")
    git(foreign.folder, "add", "-A")
    for message in ("Draft", f"Draft\n\n{line}"):
        git(foreign.folder, *signing(key), "commit", "-qS", "--allow-empty", "-m", message)
        git(folder, "fetch", "-q", str(foreign.folder), "main")
        git(folder, "reset", "-q", "--hard", guarded.tip)
        merge = ("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "--no-commit", "FETCH_HEAD")
        git(folder, *merge)
        guarded.clone.schema(LAXER)
        guarded.commit("Merge")
        assert line_of(guarded.refusal()) == line


def test_policy_that_held_earlier_needs_its_own_signature(guarded: Server, key: Path) -> None:
    """There and back: neither a signature that was spent, nor one that never was, holds again."""
    folder = guarded.clone.folder
    change_signed(guarded, key, LAXER)
    git(folder, "switch", "-qc", "draft")
    change(guarded, OTHER)
    draft = sign_as_told(guarded, key, guarded.refusal())
    git(folder, "switch", "-q", "main")
    change_signed(guarded, key, NOTES)
    change_signed(guarded, key, LAXER)
    assert state_of(guarded).changes == 3
    git(folder, "merge", "-q", "-s", "ours", "-m", "Merge", draft)
    change(guarded, OTHER)
    assert "/4 " in line_of(guarded.refusal())
    change(guarded, NOTES)
    assert "/4 " in line_of(guarded.refusal())


def test_what_was_taken_back_before_it_held_is_not_vouched_for(guarded: Server, key: Path) -> None:
    folder = guarded.clone.folder
    change(guarded, LAXER)
    signed = sign_as_told(guarded, key, guarded.refusal())
    git(folder, "revert", "--no-edit", signed)
    guarded.receive()
    git(folder, "revert", "--no-edit", "HEAD")
    assert "data/schemas/notes.yaml" in guarded.refusal()


def test_a_push_that_was_killed_is_gone_on_with_and_spent_once(guarded: Server, key: Path) -> None:
    change(guarded, LAXER)
    signed = sign_as_told(guarded, key, guarded.refusal())
    git(guarded.repository, "update-ref", "refs/heads/main", guarded.fetch())
    bring_up(guarded.publication())
    assert (state_of(guarded).revision, state_of(guarded).changes) == (signed, 1)
    bring_up(guarded.publication())
    assert state_of(guarded).changes == 1


def test_where_history_may_be_rewritten_a_change_is_signed_as_anywhere(guarded: Server, key: Path) -> None:
    guarded.set_up(allow_rewriting=True)
    folder = guarded.clone.folder
    first = guarded.tip
    change_signed(guarded, key, LAXER)
    git(folder, "reset", "-q", "--hard", first)
    refusal = guarded.refusal()
    assert "/2 " in line_of(refusal), "back to what held before is a change"
    sign_as_told(guarded, key, refusal)
    guarded.receive()
    git(folder, "checkout", "-q", "--orphan", "anew")
    anew = guarded.commit("Without its past")
    guarded.receive()
    assert state_of(guarded).baseline == anew, "what was purged is kept by nothing of ours"
    change_signed(guarded, key, LAXER)
    assert state_of(guarded).changes == 3


def test_the_operator_may_accept_one_commit_by_its_id(published: Server) -> None:
    accepted = change(published, LAXER)
    accept(published, accepted)
    published.receive()
    assert published.served().note.revision == accepted
    change(published, NOTES)
    assert "needs a commit signed" in published.refusal()


def test_what_the_operator_accepted_is_spent_once(published: Server) -> None:
    accepted = change(published, LAXER)
    later = change(published, OTHER)
    for commit in (accepted, later):
        accept(published, commit)
    published.receive()
    change(published, NOTES)
    accept(published, git(published.clone.folder, "rev-parse", "HEAD"))
    published.receive()
    assert state_of(published).changes == 2
    git(published.clone.folder, "revert", "--no-edit", "HEAD")
    assert "data/schemas/notes.yaml" in published.refusal()
    published.set_up(allow_rewriting=True)
    for commit in (accepted, later):
        git(published.clone.folder, "reset", "-q", "--hard", commit)
        assert "data/schemas/notes.yaml" in published.refusal()


def test_accepting_allows_nothing_beside_that_commit(published: Server) -> None:
    accept(published, change(published, LAXER))
    accept(published, "0123456789" * 4)
    change(published, OTHER)
    assert "data/schemas/notes.yaml" in published.refusal(), "what follows it is another change"
    git(published.clone.folder, "reset", "-q", "--hard", published.tip)
    change(published, LAXER, "The same files in another commit")
    assert "data/schemas/notes.yaml" in published.refusal()


def test_neither_a_new_day_nor_a_rollback_counts_anew(published: Server) -> None:
    first = published.tip
    accept(published, change(published, LAXER))
    published.receive()
    tick(published.publication(as_of=DAY + timedelta(days=1)))
    assert state_of(published).changes == 1
    for own_policy in (True, False):
        roll_back(published.publication(), first, own_policy=own_policy)
        assert (state_of(published).changes, state_of(published).baseline) == (1, published.tip)


def test_before_the_first_push_there_is_nothing_to_accept(server: Server) -> None:
    with pytest.raises(CannotRun, match="the first push sets the policy"):
        accept(server, git(server.clone.folder, "rev-parse", "HEAD"))


def test_the_identity_stays_with_the_place(server: Server, tmp_path: Path) -> None:
    identity = server.settings.identity
    assert re.fullmatch("[0-9a-f]{16}", identity)
    server.set_up(keep=3)
    assert server.settings.identity == identity
    install(server.repository, replace(server.settings, live=str(tmp_path / "elsewhere")))
    assert read_settings(server.repository).identity not in (identity, "")


def test_a_repository_of_an_earlier_version_says_what_it_needs(published: Server) -> None:
    published.settings = replace(published.settings, identity="")
    change(published, LAXER)
    assert published.refusal().endswith("Run 'sunlit publish install' again, with the same options.")


def test_the_command_prints_what_the_refusal_prints(
    guarded: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    change(guarded, LAXER)
    line = line_of(guarded.refusal())
    clone, repository = str(guarded.clone.folder), str(guarded.repository)

    def printed(*commit: str) -> str:
        place = ["--lang", "en", "-C", clone, "publish", "policy", "--repository", repository]
        sunlit([*place, *commit], standalone_mode=False)
        return capsys.readouterr().out

    assert printed("HEAD") == f"{line}\n"
    _, where, old, _ = line.split()
    assert printed().splitlines() == [
        f"The repository, and the number of its next change of policy: {where}",
        f"The digest of the policy that holds: {old}",
    ]
    with pytest.raises(CannotRun, match="There is no commit"):
        printed("nowhere")


def test_a_real_push_is_refused_signed_and_taken(guarded: Server, key: Path, warm_sunlit: Path) -> None:
    """Through git's own quarantine and our hooks."""
    with_warm_hooks(guarded, warm_sunlit)
    change(guarded, {**NOTES, "sunlit": {"title": "新"}})
    refused = guarded.push("-o", "lang=zh")
    assert refused.returncode != 0
    assert "要用准许的密钥签名提交" in refused.stderr
    sign_as_told(guarded, key, refused.stderr)
    pushed = guarded.push()
    assert pushed.returncode == 0, pushed.stderr
    assert state_of(guarded).changes == 1


def test_templates_and_configuration_of_a_push_are_not_used(published: Server) -> None:
    published.clone.write("site_templates/record.html", "{% include '/etc/passwd' %}")
    published.clone.write("mkdocs.yml", "hooks: [steal.py]\n")
    published.clone.write("steal.py", "raise SystemExit")
    published.commit()
    published.receive()
    assert not (published.live / "site_templates").exists()
    assert not (published.live / "mkdocs.yml").exists()
    assert not (published.live / "steal.py").exists()
    said = "Not used, since they are code: site_templates, mkdocs.yml. The installed ones are."
    assert said in published.sentences()


def test_where_templates_are_allowed_they_are_policy(published: Server) -> None:
    published.set_up(allow_templates=True)
    published.clone.write("site_templates/record.html", "x")
    published.commit()
    assert "site_templates/record.html" in published.refusal()


def test_switching_templates_on_lets_in_none_that_came_before(server: Server) -> None:
    """Whoever may push records plants code and waits; also where the branch has lost it but the live site has not."""
    planted = server.clone.write("mkdocs.yml", "hooks: [steal.py]\n")
    first = server.commit()
    server.receive()
    refused = "came in while they were not used"
    with pytest.raises(CannotRun, match=refused):
        server.set_up(allow_templates=True)
    planted.unlink()
    server.commit()
    server.receive()
    roll_back(server.publication(), first, own_policy=False)
    with pytest.raises(CannotRun, match=refused):
        server.set_up(allow_templates=True)
    server.commit()
    server.receive()
    server.set_up(allow_templates=True)
    planted.write_text("hooks: [steal.py]\n")
    accepted = server.commit()
    assert "mkdocs.yml" in server.refusal()
    accept(server, accepted)

    def build(order: Order) -> Built:
        (order.root / "mkdocs.yml").rename(order.root / "data/used.txt")
        return toy_build(order)

    server.receive(build)
    server.set_up()
    assert "steal" in (server.live / "data/used.txt").read_text()


def test_a_rollback_is_judged_by_the_policy_of_today(published: Server) -> None:
    first = published.tip
    accept(published, change(published, LAXER))
    published.receive()
    roll_back(published.publication(), first, own_policy=False)
    assert "phone" in (published.live / "data/schemas/notes.yaml").read_text()
    assert (published.live / "manifest.json").read_text().count(f'"{first}+"') == 1
    roll_back(published.publication(), first, own_policy=True)
    assert "phone" not in (published.live / "data/schemas/notes.yaml").read_text()
    published.commit()
    published.receive()
    assert "phone" in (published.live / "data/schemas/notes.yaml").read_text(), "the baseline stayed"

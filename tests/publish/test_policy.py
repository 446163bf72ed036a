"""A push does not decide by what it is judged: policy changes only by somebody who may."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import NOTES
from pushing import Server, allow, git, keypair, signing

from generator.publish.settings import accept_commit, read_state
from generator.publish.upkeep import roll_back
from generator.read.repository import signer

LAXER = {**NOTES, "fields": [*NOTES["fields"], {"name": "phone", "type": "string"}]}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return keypair(tmp_path / "keys", "engineer")


@pytest.fixture
def guarded(published: Server, tmp_path: Path, key: Path) -> Server:
    published.set_up(allowed_signers=str(allow(tmp_path, "engineer@example.org", key)))
    return published


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/site.yaml", "name: 站\nlanguages: [zh]\npacks: []\n"),
        ("data/calendar/2027.yaml", "off: []\n"),
        ("data/schemas/more.yaml", "fields: [{name: id}]\n"),
    ],
)
def test_a_push_that_changes_policy_is_refused_by_name(published: Server, path: str, text: str) -> None:
    published.clone.write(path, text)
    commit = published.commit()
    assert published.refusal() == (
        f"This push changes what decides about publication ({path}), which needs a commit signed by an allowed key, "
        f"or the operator's 'sunlit publish accept {commit}'."
    )


def test_hiding_the_change_behind_another_commit_does_not_help(guarded: Server) -> None:
    guarded.clone.schema(LAXER)
    guarded.commit()
    guarded.clone.records({"id": "b"}, file="b")
    guarded.commit()
    assert "data/schemas/notes.yaml" in guarded.refusal()


def test_a_deleted_schema_is_a_change(published: Server) -> None:
    (published.clone.folder / "data/site.yaml").unlink()
    published.commit()
    assert "data/site.yaml" in published.refusal()


def test_a_commit_signed_by_an_allowed_key_changes_policy(guarded: Server, key: Path) -> None:
    guarded.clone.schema(LAXER)
    git(guarded.clone.folder, *signing(key), "commit", "-aqS", "-m", "Phones")
    guarded.clone.records({"id": "b"}, file="b")
    new = guarded.commit("Data after it, unsigned")
    guarded.receive()
    state = read_state(guarded.repository)
    assert state
    assert (state.revision, state.baseline) == (new, new)
    assert "phone" in (guarded.live / "data/schemas/notes.yaml").read_text()


def test_a_key_that_nobody_allowed_changes_nothing(guarded: Server, tmp_path: Path) -> None:
    stranger = keypair(tmp_path / "keys", "stranger")
    guarded.clone.schema(LAXER)
    git(guarded.clone.folder, *signing(stranger), "commit", "-aqS", "-m", "Phones")
    assert "needs a commit signed" in guarded.refusal()
    assert signer(guarded.repository, guarded.fetch(), Path(guarded.settings.allowed_signers)) == ""


def test_an_unsigned_change_after_a_signed_one_is_refused(guarded: Server, key: Path) -> None:
    guarded.clone.schema(LAXER)
    git(guarded.clone.folder, *signing(key), "commit", "-aqS", "-m", "Phones")
    guarded.clone.schema({**LAXER, "sunlit": {}})
    guarded.commit("Unsigned")
    assert "data/schemas/notes.yaml" in guarded.refusal()


def test_policy_that_held_earlier_needs_a_signature_again(guarded: Server, key: Path) -> None:
    """A signature of the past is on a commit that was pushed already; it does not stand for a way back."""
    guarded.clone.schema(LAXER)
    git(guarded.clone.folder, *signing(key), "commit", "-aqS", "-m", "Phones")
    guarded.receive()
    guarded.clone.schema({**LAXER, "sunlit": {"title": "新"}})
    git(guarded.clone.folder, *signing(key), "commit", "-aqS", "-m", "Title")
    guarded.receive()
    guarded.clone.schema(LAXER)
    guarded.commit("Back, unsigned")
    assert "data/schemas/notes.yaml" in guarded.refusal()


def test_the_operator_may_accept_one_commit_by_its_id(published: Server) -> None:
    published.clone.schema(LAXER)
    accepted = published.commit()
    accept_commit(published.repository, accepted)
    published.receive()
    assert published.served().note.revision == accepted
    published.clone.schema(NOTES)
    published.commit()
    assert "needs a commit signed" in published.refusal()


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


def test_a_rollback_is_judged_by_the_policy_of_today(published: Server) -> None:
    first = published.tip
    published.clone.schema(LAXER)
    accept_commit(published.repository, published.commit())
    published.receive()
    roll_back(published.publication(), first, own_policy=False)
    assert "phone" in (published.live / "data/schemas/notes.yaml").read_text()
    assert (published.live / "manifest.json").read_text().count(f'"{first}+"') == 1
    roll_back(published.publication(), first, own_policy=True)
    assert "phone" not in (published.live / "data/schemas/notes.yaml").read_text()
    published.commit()
    published.receive()
    assert "phone" in (published.live / "data/schemas/notes.yaml").read_text(), "the baseline stayed"

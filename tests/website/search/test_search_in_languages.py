"""A title that its record says in several languages is found in each, on every page, and shown in the reader's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from building import Root
from disclosing import disclosed
from each import each

from benchmarks.search.engine import Engine, running, write_index


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    root = Root(tmp_path_factory.mktemp("languages"))
    fields = [{"name": name} for name in ("id", "title", "title_fr", "title_en", "note", "note_fr")]
    root.schema({"fields": fields, "sunlit": {"title": "通知", "title_fr": "Avis", "title_en": "Notes"}})
    root.declare("data/site.yaml", {"name": "X", "languages": ["zh", "fr", "en"]})
    root.records(
        {"id": "a", "title": "供水管网", "title_fr": "Réseau d’eau", "note": "改造", "note_fr": "travaux"},
        {"id": "b", "title": "校车"},
    )
    write_index(disclosed(root.folder), root.folder)
    with running(root.folder) as engine:
        yield engine


@each("text", ["供水", "reseau", "d’eau", "travaux", "改造"])
@each(
    ("language", "title", "is_translated"), [("zh", "供水管网", False), ("fr", "Réseau d’eau", True), ("en", "供水管网", False)]
)  # fmt: skip
def test_it_is_found_in_each_language_and_shown_in_the_reader_s(
    engine: Engine, text: str, language: str, title: str, is_translated: bool
) -> None:
    (hit,) = engine.answers(text, language=language)[-1]["hits"]
    assert "".join(piece["text"] for piece in hit["title"]) == title
    assert (hit["id"], hit["isTranslated"]) == ("a", is_translated)


def test_the_tag_of_a_language_is_no_word_of_a_title(engine: Engine) -> None:
    assert engine.found("fr") == []

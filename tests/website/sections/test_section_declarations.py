"""What ``pages`` and ``doors`` may say, what stops the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from declaring import PLAIN, one, refusal
from each import each

from generator.model.declared.section import GroupsPage, LagPage, MatrixPage
from generator.website.places.sections import yearly

FIELDS = [*PLAIN["fields"], {"name": "above", "type": "string"}, {"name": "share", "type": "number"}]


def schema(*pages: Any, **sunlit: Any) -> dict[str, Any]:
    return {"fields": FIELDS, "sunlit": {"pages": list(pages), **sunlit}}


def test_what_is_declared_is_read(tmp_path: Path) -> None:
    type = one(
        tmp_path,
        schema(
            {"groups": {"by": "Author"}},
            {"groups": {"by": "Bought"}},
            {"lag": {"from": "Bought", "to": "Bought"}},
            {
                "matrix": {"by": "Bought", "rows": "Author", "columns": "above"},
                "title": "甲",
                "title_en": "A",
            },
        ),
    )
    pages = [section.page for section in type.pages]
    assert pages == [
        GroupsPage("Author"),
        GroupsPage("Bought", yearly=True),
        LagPage("Bought", "Bought"),
        MatrixPage("Bought", "Author", ("above",)),
    ]
    assert [page.folder for page in pages] == ["~41uthor", "year", "", "matrix"]
    assert [section.title.in_language("en") for section, _ in yearly(type)] == ["A"]


@each(
    ("content", "said"),
    [
        (schema({"groups": {"by": "Autor"}}), "Autor"),
        (schema({"groups": {"on": "Author"}}), "on"),
        (schema({"groups": {}}), "by"),
        (schema({"group": {"by": "Author"}}), "group"),
        (schema({"title": "甲"}), "pages"),
        (schema({"groups": {"by": "Author"}, "lag": {"from": "Bought", "to": "Bought"}}), "pages"),
        (schema({"groups": {"by": "Author"}}, {"groups": {"by": "Author"}}), "~41uthor"),
        (schema({"tree": {"by": "Bought", "progress": "share"}}), "tree"),
        (
            schema(
                {"scores": {"by": "Bought", "subject": "Author", "table": "x", "label": "a", "score": "b"}}
            ),
            "x",
        ),
        (
            schema({"matrix": {"by": "Bought", "rows": "Author", "columns": "above", "owed": [{"to": "x"}]}}),
            "to",
        ),
        (schema("groups"), "pages"),
    ],
)
def test_what_means_nothing_stops_the_run_with_one_sentence(tmp_path: Path, content: Any, said: str) -> None:
    assert said in refusal(tmp_path, content)


def test_a_folder_that_is_taken_is_refused(tmp_path: Path) -> None:
    fields = [*PLAIN["fields"], {"name": "page", "type": "string"}]
    content = {"fields": fields, "sunlit": {"pages": [{"groups": {"by": "page"}}]}}
    assert "'page'" in refusal(tmp_path, content)

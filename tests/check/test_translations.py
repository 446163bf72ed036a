"""Names without a translation: one warning for each declaration, on sites alone that have pages in that language."""

from __future__ import annotations

from building import DAY, Root

from generator.check.gate import judge

FIELDS = [
    {"name": "id", "title": "编号"},
    {"name": "title", "title": "标题", "title_en": "Title", "description": "怎么填"},
    {"name": "code", "title": "IBAN"},
    {"name": "kind", "title": "类别", "title_en": "Kind",
     "categories": [{"value": "树", "label_en": "Tree"}, "草", {"value": "花"}]},
]  # fmt: skip


def said(root: Root) -> list[tuple[str, str]]:
    found = [one for one in judge(root.folder, DAY).findings if one.rule.id == "untranslated"]
    return [(one.source.path, str(one.message.parameters["names"])) for one in found]


def test_one_warning_names_what_a_schema_leaves_unsaid(root: Root) -> None:
    root.schema({"fields": FIELDS, "sunlit": {"title": "通知", "title_en": "Notes"}})
    root.records(*({"id": f"n-{number}", "title": "某事"} for number in range(9)))
    root.declare("data/site.yaml", {"name": "网", "name_en": "Site"})
    assert said(root) == []
    root.declare("data/site.yaml", {"name": "网", "name_en": "Site", "languages": ["zh", "en"]})
    assert said(root) == [("data/schemas/notes.yaml", "编号, 草, 花")]
    root.declare("data/site.yaml", {"name": "网", "languages": ["zh", "en"]})
    assert [path for path, _ in said(root)] == ["data/schemas/notes.yaml", "data/site.yaml"]


def test_a_site_is_not_told_what_the_generator_lacks(root: Root) -> None:
    root.declare("data/schemas/tasks.yaml", {"extends": "sunlit/tasks"})
    root.declare("data/site.yaml", {"name": "网", "name_fr": "Site", "languages": ["zh", "fr"]})
    assert said(root) == []

"""An engine that passes over plugins cannot build the site without its records unseen."""

from __future__ import annotations

import markdown
import pytest
import yaml
from building import DAY, PROJECT, Root

from generator.construct.other_engines import STOPPER, without_records
from generator.plugin.needed import RecordsMissing


def told(root: Root) -> list[str]:
    return [phrase.render(str, "en") for phrase in without_records(root.folder, root.site)]


def test_whoever_renders_a_page_without_the_plugin_is_stopped() -> None:
    """As Zensical does it, and MkDocs where the plugin was taken out: Python-Markdown with the extensions of mkdocs.yml."""
    named = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    engine = markdown.Markdown(extensions=["toc", *named])
    assert engine.convert("") == ""
    with pytest.raises(RecordsMissing, match="sunlit build"):
        engine.convert("# 关于\n\n一段话。")


@pytest.mark.parametrize(
    ("configuration", "stops"),
    [
        ((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), True),
        (f"markdown_extensions:\n  - toc: {{permalink: true}}\n  - {STOPPER}\n", True),
        (f"markdown_extensions:\n  {STOPPER}:\n", True),
        ("INHERIT: base.yml\nsite_name: x\n", True),
        ("INHERIT: base.yml\nmarkdown_extensions: [toc]\n", False),
        ("site_name: !ENV NAME\n", False),
        ("- a\n", False),
    ],
)
def test_a_configuration_that_would_not_stop_it_is_told(root: Root, configuration: str, stops: bool) -> None:
    root.write("mkdocs.yml", configuration)
    assert (told(root) == []) is stops
    assert stops or f"markdown_extensions: [{STOPPER}]" in told(root)[0]


def test_a_site_without_records_and_another_engine_s_settings_are_told(root: Root) -> None:
    root.schema()
    root.build(as_of=DAY)
    assert told(root) == []
    (root.site / "manifest.json").unlink()
    root.write("zensical.toml", "[project]\n")
    assert ["zensical.toml" in line or "lacks all records" in line for line in told(root)] == [True, True]

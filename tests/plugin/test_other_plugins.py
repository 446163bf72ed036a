"""Plugins beside ours (here as MkDocs' hooks, which are told the same events): what they add is sealed and proven, and no page of
theirs gets past the gate, wherever they stand in the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from building import PROJECT, Root, digests, stamps

from generator.construct.construction import Unfit
from generator.model.files.addresses import MANIFEST
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun

IMPORTS = """
from pathlib import Path
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
"""
NUMBERS = count(1)
CONFIGURATION = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("office") / "root")
    root.schema()
    root.records({"id": "n1", "title": "第一条", "on": "2026-11-01"})
    root.write("content/about.md", "# 关于\n\n一句话。\n")
    root.write("mkdocs.yml", CONFIGURATION)
    root.build()
    return root


@pytest.fixture
def with_hook(office: Root, request: pytest.FixtureRequest) -> Iterator[Root]:
    """The same site with another plugin that does this."""
    name = f"hook_{next(NUMBERS)}.py"
    office.write(name, IMPORTS + request.param)
    office.write("mkdocs.yml", f"{CONFIGURATION}hooks: [{name}]\n")
    yield office
    (office.folder / name).unlink()
    office.write("mkdocs.yml", CONFIGURATION)


def refusal(root: Root) -> str:
    """The sentence with which a build stops; the site that stood there stands as it was."""
    before = stamps(root.site)
    with pytest.raises(CannotRun) as stop:
        root.build()
    assert stamps(root.site) == before
    assert not list(root.folder.glob(".site.*"))
    return stop.value.phrase.render(translator("en"), "en")


@pytest.mark.parametrize(
    "with_hook",
    ["def on_post_build(config): (Path(config.site_dir) / 'extra.txt').write_text('what they add')"],
    indirect=True,
)
def test_a_file_that_they_write_is_sealed_with_the_tree(with_hook: Root, tmp_path: Path) -> None:
    with_hook.build(tmp_path / "site")
    assert (tmp_path / "site/extra.txt").read_text() == "what they add"
    assert "extra.txt" in json.loads((tmp_path / "site" / MANIFEST).read_bytes())["files"]


@pytest.mark.parametrize(
    "with_hook",
    ["def on_post_build(config): (Path(config.site_dir) / 'more.txt').write_text('电话 13812345678')"],
    indirect=True,
)
def test_what_may_not_be_public_is_found_in_what_they_write(with_hook: Root) -> None:
    before = stamps(with_hook.site)
    with pytest.raises(Unfit) as refused:
        with_hook.build()
    assert {each.source.path for each in refused.value.verdict.findings} == {"more.txt"}
    assert stamps(with_hook.site) == before


ADDED = "def on_files(files, config): files.append(File.generated(config, {name!r}, content='# More'))"
WRITTEN = """
def on_post_build(config):
    written = Path(config.site_dir) / {name!r}
    written.parent.mkdir(exist_ok=True)
    written.touch()
"""


@pytest.mark.parametrize(
    ("with_hook", "said"),
    [
        (WRITTEN.format(name="more.html"), "more.html"),
        (WRITTEN.format(name="notes/n1.json"), "notes/n1.json"),
        (ADDED.format(name="more.md"), "makes the page more.md"),
        ("@event_priority(100)\n" + ADDED.format(name="blog/more.md"), "makes the page blog/more.md"),
        (ADDED.format(name="more.svg"), "more.svg"),
        ("def on_config(config): config.site_dir += '-elsewhere'", "site_dir"),
        ("def on_config(config): config.use_directory_urls = True", "use_directory_urls"),
        ("def on_post_page(output, page, config): return output.replace('</body>', '<script>go()</script></body>')", "<script>"),
        ("def on_post_page(output, page, config): return output[: len(output) // 2]", "each of the slots"),
    ],
    indirect=["with_hook"],
)  # fmt: skip
def test_what_would_get_past_the_gate_is_refused_in_a_sentence(with_hook: Root, said: str) -> None:
    assert said in refusal(with_hook)


@pytest.mark.parametrize(
    "plugins",
    ["[search, sunlit]", "[sunlit, search]", "[material/search, material/meta, sunlit]"],
)
def test_what_has_nothing_to_do_changes_no_byte(office: Root, plugins: str, tmp_path: Path) -> None:
    office.write("mkdocs.yml", CONFIGURATION.replace("plugins:\n  - sunlit\n", f"plugins: {plugins}\n"))
    office.build(tmp_path / "site")
    office.write("mkdocs.yml", CONFIGURATION)
    assert digests(tmp_path / "site") == digests(office.site)

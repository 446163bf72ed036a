"""The style sheets and the templates know the same classes: nothing is styled that no page has, nothing goes unstyled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from building import PROJECT
from each import each

TEMPLATES = PROJECT / "site_templates"
ASSETS = TEMPLATES / "theme" / "assets"
SHEETS = ("sunlit.css", "notice.css", "search.css")

THEMES = re.compile(r"md-|no-js$")
"""Classes of Material's own elements."""

COMPOSED = re.compile(r"(?<![\w-])([a-z][\w-]*)(?:\{\{|' ~)")
"""The beginning of a class whose end a template fills in: ``sl-state--{{ view.look }}``, ``' is-' ~ look``."""


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.DOTALL)


def selectors(css: str) -> Iterator[str]:
    """What stands before each block, at-rules left out."""
    for prelude in re.findall(r"([^{};]+)\{", without_comments(css)):
        if not prelude.strip().startswith("@"):
            yield prelude


@cache
def styled(sheet: str) -> frozenset[str]:
    css = (ASSETS / sheet).read_text(encoding="utf-8")
    return frozenset(
        name for selector in selectors(css) for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    )


@cache
def markup() -> str:
    """Everything that writes class names: templates and scripts."""
    writers = sorted((*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.js")))
    return "\n".join(path.read_text(encoding="utf-8") for path in writers)


@cache
def vocabulary() -> frozenset[str]:
    """The words that may end a composed class: every quoted word of templates, of the code and of the shipped data."""
    python = sorted((PROJECT / "generator").rglob("*.py"))
    shipped = [*sorted((PROJECT / "data" / "schemas").glob("*.yaml")), PROJECT / "data" / "site.yaml"]
    texts = [markup(), *(path.read_text(encoding="utf-8") for path in (*python, *shipped))]
    return frozenset(_words(texts))


def _words(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"['\"]([a-z][\w-]*)['\"]", text)
        yield from re.findall(r"icon: ([a-z]+)", text)


@cache
def written() -> tuple[frozenset[str], frozenset[str]]:
    """Every name that stands in the markup, and every beginning of one."""
    return frozenset(re.findall(r"[\w-]+", markup())), frozenset(COMPOSED.findall(markup()))


def is_written(name: str) -> bool:
    whole, beginnings = written()
    if name in whole:
        return True
    endings = {name.removeprefix(start) for start in beginnings if name.startswith(start)}
    return any(ending.isdigit() or ending in vocabulary() for ending in endings)


@each("sheet", SHEETS)
def test_every_class_that_is_styled_is_written_somewhere(sheet: str) -> None:
    idle = {name for name in styled(sheet) if not THEMES.match(name) and not is_written(name)}
    assert not idle, sorted(idle)


def test_every_class_of_ours_that_is_written_is_styled() -> None:
    ours = set(re.findall(r"(?<![\w-])(sl-[a-z][\w-]*[a-z0-9])(?![\w-]|\{\{)", _class_attributes()))
    unstyled = ours - {name for sheet in SHEETS for name in styled(sheet)}
    assert not unstyled, sorted(unstyled)


def _class_attributes() -> str:
    """The values of ``class`` in templates, whatever is computed in them included, and those that scripts set."""
    scripted = re.findall(r"className = ['\"]([^'\"]*)|classList\.\w+\(['\"]([^'\"]*)", markup())
    return " ".join(
        [*re.findall(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', markup()), *map(" ".join, scripted)]
    )


def test_the_tests_above_can_fail() -> None:
    assert styled("sunlit.css") > {"sl-state--live", "sl-i-sun", "k7", "sl-d3", "sl-now"}
    assert is_written("sl-state--live")
    assert not is_written("sl-state--lively")
    assert not is_written("sl-no")
    assert "sl-now" in _class_attributes()

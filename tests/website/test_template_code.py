"""The code that templates become writes the bytes of Jinja's own, whatever they hold and whatever they are given."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from building import PROJECT
from hypothesis import given
from hypothesis import strategies as some
from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    nodes,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from jinja2.runtime import Undefined
from markupsafe import Markup

from generator.website.build import assembly, templates
from generator.website.build.escaping import settle
from generator.website.build.template_code import TemplateCode
from generator.website.build.templates import Templates
from generator.website.words.language import language
from generator.website.words.marked import Marked, Sentence, foreign

SHIPPED = PROJECT / "site_templates"
NOT_OURS = ("theme", "builtin")
"""Templates of frames, which Jinja's own generator writes."""
PARTS = ("macros.html", "rows.html", "tables.html", "charts.html", "sections/parts.html")


class Stock(Environment):
    """The same environment by Jinja's own generator."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return settle(super()._parse(source, name, filename))


class Html:
    def __html__(self) -> str:
        return "<b>&amp;</b>"

    def __str__(self) -> str:
        return "<script>"


class Silent:
    """Text that says of itself that it is none."""

    def __str__(self) -> str:
        return "<img src=x onerror='a'>"


class Sly(str):
    """A text that gives another one where it is asked for its HTML."""

    def __html__(self) -> str:
        return "<i>" + str.__str__(self).replace("<", "&lt;") + "</i>"


class Loud(str):
    """A text whose ``str`` is another."""

    def __str__(self) -> str:
        return "<loud & 'clear'>"


HOSTILE: list[Any] = [
    "<script>alert('1')</script>", "a & b", '"', "'", "&lt;", "{{ x }}", "</p>", "", "字", "\u0627\u0639<",
    Markup("<em>&</em>"), Markup(""), Marked("<x>", '<span lang="zh">&lt;x&gt;</span>', "zh"), Sentence("<n> & {n}"),
    foreign("<n> & {n}", "en"), Html(), Silent(), Sly("<x>"), Loud("<x>"), None, True, False, 0, 7, -1, 2.5, float("nan"),
    [], ["<a>", Markup("<b>")], ("<", 1), {"<k>": "<v>", "title": "<t>"}, {"items": "<own>"},
    b"<bytes>", Undefined, str, list[int],
]  # fmt: skip
WORDS = [
    "text", "number", "progress", "date", "telephone", "url", "long", "link", "flag", "timeline", "shares", "signoff",
    "corrections", "table", "live", "wait", "going", "done", "late", "none", "off", "passed", "failed", "rest", "today",
    "tel://a/<b>&'\"/c", "https://a.example/<b>?x='1'&y=\"2\"", "12", "3.5", "两行\n<b>二", "Excel", "score", "share", "item",
]  # fmt: skip


MEANT: Mapping[str, Sequence[str]] = {
    "outcome": ("passed", "failed", "not-applicable"),
    "look": ("yes", "no", "na", "wait") * 3 + ("live", "going", "done", "late", "none", "off"),
    "kind": ("text", "number", "progress", "date", "telephone", "url", "long", "link", "flag", "rest", "past", "today"),
    "tone": ("yes", "no", "na", "wait", "done", "going", "late"),
    "show": ("table", "timeline", "shares", "signoff", "corrections"),
    "href": ("https://a.example/<b>?x='1'&y=\"2\"", "tel://a/<b>", "../<i>/b/'c'.html", "", "", ""),
}  # fmt: skip
"""What decides between branches is one of these."""


class Reaching(dict[str, Any]):
    """What is not there has a value all the same, and the same each time."""

    def __init__(self, otherwise: Any, **there: Any) -> None:
        super().__init__(**there)
        self.otherwise = otherwise

    def __missing__(self, name: str) -> Any:
        return self.otherwise


DEEP = 5
ENOUGH = 3
"""How often each template must come to its end."""
hints = cache(get_type_hints)


def made(kind: Any, chance: random.Random, depth: int = 0) -> Any:
    """A value of a kind, of texts that want out; now and then something of another kind altogether."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return made(chance.choice(inner), chance, depth) if depth < DEEP else None
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(
            made(inner[0], chance, depth + 1)
            for _ in range(chance.choice((0, 2, 2, 2, 2, 2)) if depth < DEEP else 0)
        )
    if kind == tuple[str, str]:
        return chance.choice(MEANT["tone"]), made(str, chance, depth)
    if origin is tuple:
        return tuple(made(each, chance, depth + 1) for each in inner)
    if origin is not None and issubclass(origin, Mapping):
        values = [made(inner[1], chance, depth + 1) if depth < DEEP else None for _ in range(2)]
        return Reaching(values[0], **{chance.choice(WORDS): values[1]})
    if is_dataclass(kind):
        return kind(
            **{
                name: chance.choice(MEANT[name])
                if name in MEANT and hint is str
                else made(hint, chance, depth + 1)
                for name, hint in hints(kind).items()
            }
        )
    if kind is str and chance.random() < 0.02:
        return chance.choice(HOSTILE)
    simple: dict[Any, Callable[[], Any]] = {
        str: lambda: chance.choice((chance.choice(WORDS), chance.choice(HOSTILE[:10]))),
        int: lambda: chance.randrange(120),
        float: lambda: chance.choice((0.0, 12.5, 100.0)),
        bool: lambda: chance.random() < 0.5,
        type(None): lambda: None,
    }
    return simple[kind]()


def given_to_templates() -> Iterator[tuple[str, str, Any]]:
    """Each template, the name of what it is given, and the kind of that, from the reference."""
    views = {
        name: kind
        for module in [*sys.modules.values()]
        if module.__name__.startswith(assembly.__name__.split(".")[0] + ".website")
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind)
    }
    table = (PROJECT / "docs" / "reference" / "templates.md").read_text("utf-8")
    for name, given_as, view in re.findall(
        r"^\| `([\w/<>.-]+)` \| `(\w+)` \| \[(\w+)\]", table, re.MULTILINE
    ):
        found = sorted(SHIPPED.glob("records/*.html")) if "<" in name else [SHIPPED / name]
        names = (path.relative_to(SHIPPED).as_posix() for path in found)
        yield from ((name, given_as, views[view]) for name in names if not name.startswith(NOT_OURS))


def outcome(render: Callable[[], str]) -> tuple[str, str]:
    try:
        return "", render()
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Templates, Templates]]:
    """The shipped templates for an English page, by the generator of ours and by Jinja's own."""
    speech = language("en", "zh")
    ours = Templates([SHIPPED], speech, "zh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "_Escaping", Stock)
        yield ours, Templates([SHIPPED], speech, "zh")


def test_all_templates_write_what_they_write_by_jinja_s_own(both: tuple[Templates, Templates]) -> None:
    ours, stock = both
    chance, told = random.Random(20), set[str]()
    for name, given_as, view in given_to_templates():
        rendered = 0
        for _ in range(60):
            shown = {given_as: made(view, chance), "site_name": chance.choice(HOSTILE)}
            ours_gave = outcome(lambda name=name, shown=shown: ours.render(name, **shown))
            assert ours_gave == outcome(lambda name=name, shown=shown: stock.render(name, **shown)), name
            rendered += not ours_gave[0]
            if rendered == ENOUGH:
                break
        assert rendered == ENOUGH, f"{name} cannot make anything of what it was given"
        told.add(name)
    others = {"moved.html", "not-found.html", "switch.html", *PARTS}
    shipped = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.html")}
    assert {name for name in shipped if not name.startswith(NOT_OURS)} - others == told


def test_each_generator_has_code_of_its_own(both: tuple[Templates, Templates]) -> None:
    ours, stock = both
    codes = [each._environment.get_template("head.html").root_render_func.__code__.co_names for each in both]
    assert ["escaped" in names for names in codes] == [True, False]
    assert ours._environment.code_generator_class is TemplateCode
    assert stock._environment.code_generator_class is not TemplateCode


EXPRESSIONS = """\
{0}
{0} | e
{0} | safe
{0} ~ {1}
{0}.title
{0}['title']
{0}.items
{0}[0]
{0}.nothing
nothing
{0} | default('<d>')
{0} | default({1}, true)
{0} | length
{0} | list | join('<')
{0} | upper
'<{{0}}>'.format({1})
{0}.format(n={1})
('<%s>' | safe) % {0}
('<{{}}>' | e).format({1})
{0} | striptags
{0} if {1} else {2}
{0} if {1}
[{0}, {1}] | join
[{0}, {1}] | map('string') | list
[{0}, {1}] | map(attribute='title') | join
[{0}, {1}] | select | list | length
rows | selectattr('title') | list | length
rows | rejectattr('look', 'equalto', {0}) | list | length
rows | map(attribute='title') | join(', ')
rows | sum(attribute='n')
rows | groupby('look') | list
rows | first
rows | unique(attribute='look') | list
{0} is string
{0} is defined
{0} is none
nothing is defined
{0} in [{1}]
{0} == {1}
plain
plain()
plain({0})
plain({0}, {1})
plain({0}, {1}, {2})
plain(b={0})
plain({0}, b={1})
plain({0}, a={1})
plain({0}, c={1})
plain(*[{0}])
plain(**{{'b': {0}}})
caught({0}, {1}, {2}, x={0})
caught(x={1})
own({0})
down(3)
show.boxed({0})
show.nothing({0})
show.boxed
taken({1})
given({0})
with_context({0})
with_environment()
with_escaping({0})
ends()
fails()
rows.pop
rows.copy()
{0}.upper()
{0}.nothing()
self.top()
cycler('<a>', {0}).next()
namespace(a={0}).a
dict(a={0}).a
range(2) | list
given
{0}()
_('<word>')
1 + 2
2 * {0}
none
""".splitlines()
NAMED = ["{0}"] * 12
STATEMENTS = """\
{{{{ {0} }}}}
<p title='{{{{ {0} }}}}'>
<text>{{{{ {0} }}}}</text>
<a href="{{{{ {0} }}}}">{{{{ {1} }}}}</a>
{{% if {0} %}}{2}{{% else %}}{3}{{% endif %}}
{{% for x in rows %}}{{{{ loop.index }}}}{{{{ x.title }}}}{2}{{% else %}}{3}{{% endfor %}}
{{% for x in [{0}, {1}] if x %}}{2}{{{{ with_context(x) }}}}{{% endfor %}}
{{% for x in tree recursive %}}{{{{ x.a }}}}{{{{ loop(x.b) }}}}{{% endfor %}}
{{% set y = {0} %}}{{{{ y }}}}{2}
{{% set y %}}{2}{{% endset %}}{{{{ y }}}}
{{% set y | upper %}}{2}{{% endset %}}{{{{ y }}}}
{{% set n = namespace(a={0}) %}}{{% set n.a = {1} %}}{{{{ n.a }}}}
{{% filter upper %}}{2}{{% endfilter %}}
{{% call own({0}) %}}{2}{{% endcall %}}
{{% call(z) framed({0}) %}}{{{{ z }}}}{2}{{% endcall %}}
{{% call plain({0}) %}}{2}{{% endcall %}}
{{% autoescape false %}}{2}{{{{ {0} }}}}{{{{ plain({1}) }}}}{{% endautoescape %}}
{{% autoescape {0} %}}{2}{{{{ plain({1}) }}}}{{% endautoescape %}}
{{% include 'piece.html' %}}
{{% include 'piece.html' without context %}}
{{% include 'nothing.html' ignore missing %}}
{{% with y = {0} %}}{{{{ y }}}}{2}{{% endwith %}}
{{% macro late(q={0}) %}}{{{{ q }}}}{2}{{% endmacro %}}{{{{ late() }}}}{{{{ late({1}) }}}}
{{% import 'show.html' as again with context %}}{{{{ again.boxed({0}) }}}}{{{{ again.seen() }}}}
{{% raw %}}{{{{ x }}}}{{% endraw %}}
{{# {0} #}}
<!-- {{{{ {0} }}}} -->
<script>{{{{ {0} }}}}</script>
""".splitlines()
PUT_OUT = ["{{{{ {0} }}}}"] * 8
BESIDE = {
    "show.html": """\
{% macro boxed(text, class='c') %}<b class='{{ class }}'>{{ text }}</b>{{ caller() if caller is defined }}{% endmacro %}
{% macro seen() %}{{ a }}{% endmacro %}
{% macro take(t) %}{{ t }}{% endmacro %}
""",
    "piece.html": "<i>{{ a }}</i>{{ _('<word>') }}",
    "base.html": """\
{% import 'show.html' as show %}
<html>{% block top %}{{ a }}{% endblock %}
{% block piece scoped %}<hr>{{ show.boxed(b) }}{% endblock %}
""",
}
HEAD = """{% import 'show.html' as show %}{% from 'show.html' import take as taken, lacking %}
{% macro plain(a, b='<i>') %}{{ a }}{{ b }}{% endmacro %}
{% macro caught(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro own(a) %}<u>{{ a }}{{ caller() }}</u>{% endmacro %}
{% macro framed(a) %}<u>{{ caller(a) }}</u>{% endmacro %}
{% macro down(n) %}{{ n }}{% if n %}<{{ down(n - 1) }}{% endif %}{% endmacro %}
"""
NAMES = ("a", "b", "c", "x")
sources = some.recursive(
    some.sampled_from(["<br>", "\n", "t & '", " "]),
    lambda inner: some.builds(
        lambda form, asked, pieces: form.format(*asked, *("".join(piece) for piece in pieces)),
        some.sampled_from([*STATEMENTS, *PUT_OUT]),
        some.lists(
            some.builds(
                lambda form, names: form.format(*names),
                some.sampled_from([*EXPRESSIONS, *NAMED]),
                some.lists(some.sampled_from(NAMES), min_size=3, max_size=3),
            ),
            min_size=2,
            max_size=2,
        ),
        some.lists(some.lists(inner, max_size=2), min_size=2, max_size=2),
    ),
    max_leaves=8,
)


def environment(kind: type[Environment]) -> tuple[dict[str, str], Environment]:
    """An environment, and what its templates are read from."""
    read_from = dict(BESIDE)
    made_by = kind(
        loader=DictLoader(read_from),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made_by.filters.update({"bare": templates.bare, "drawn": templates.drawn})
    made_by.globals.update(_=cache(Sentence), given=lambda value: value, fails=fails, ends=ends)
    made_by.globals.update(
        with_context=with_context, with_environment=with_environment, with_escaping=with_escaping
    )
    return read_from, made_by


def fails() -> None:
    raise ValueError("<no>")


def ends() -> None:
    raise StopIteration


@pass_context
def with_context(context: Any, value: Any) -> str:
    return f"{context.get('x')}{context.get('y')}{value}<"


@pass_environment
def with_environment(environment: Environment) -> str:
    return f"<{environment.trim_blocks}>"


@pass_eval_context
def with_escaping(evaluated: Any, value: Any) -> Any:
    return Markup(value) if evaluated.autoescape else value


class Row:
    def __init__(self, title: Any, look: str, n: int) -> None:
        self.title, self.look, self.n = title, look, n


values = some.sampled_from(HOSTILE) | some.text("<>&\"'/=a字\u0627{}%", max_size=12)


BOTH = [environment(templates._Escaping), environment(Stock)]


def rendered(source: str, extends: bool, **given_values: Any) -> list[tuple[str, str]]:
    """What both make of a template, which its own overrides if it ``extends`` one."""
    rows = [Row(given_values["x"], "<late>", 1), {"title": given_values["x"], "look": "", "n": 2}]
    tree = [{"a": given_values["x"], "b": [{"a": "<", "b": []}]}]
    block = f"{{% block piece %}}{source}{{{{ super() }}}}{{% endblock %}}"
    whole = f"{{% extends 'base.html' %}}{HEAD}{block}" if extends else HEAD + source
    name = f"{hash(whole)}.html"
    for read_from, _ in BOTH:
        read_from[name] = whole
    return [
        outcome(lambda by=by: by.get_template(name).render(rows=rows, tree=tree, **given_values))
        for _, by in BOTH
    ]


@given(
    some.lists(sources, min_size=1, max_size=4).map("".join),
    some.fixed_dictionaries(dict.fromkeys(NAMES, values)),
    some.booleans(),
)
def test_any_template_writes_what_it_writes_by_jinja_s_own(
    source: str, given_values: dict[str, Any], extends: bool
) -> None:
    ours, stock = rendered(source, extends, **given_values)
    assert without_places(ours) == without_places(stock)


def without_places(gave: tuple[str, str]) -> tuple[str, str]:
    """Where in memory something stands differs."""
    return gave[0], re.sub(r"0x[0-9a-f]+", "", gave[1])


def test_what_is_put_out_is_escaped_wherever_a_template_puts_it() -> None:
    """The same without Jinja as the judge."""
    source = "{{ a }}|<p title='{{ a }}'>|{{ plain(a, a) }}|{{ show.boxed(a, a) }}"
    source += "|{% for z in [a] %}{{ z }}{% endfor %}|{{ taken(a) }}"
    html = rendered(source, extends=False, a='<x a="\'">&', x="")[0][1]
    shown = "&lt;x a=&#34;&#39;&#34;&gt;&amp;"
    assert html.strip() == (
        f"{shown}|<p title='{shown}'>|{shown}{shown}|<b class='{shown}'>{shown}</b>|{shown}|{shown}"
    )

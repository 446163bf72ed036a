"""All that pages say, as a catalogue that is still empty: what whoever translates into a further language begins with."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from generator.model.text.catalogue import messages

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = {"say", "translate", "plain", "_"}
HELP_KEYWORDS = {"help", "metavar"}
_ON_PAGES = ("website", "model/records", "model/declared")
_HEAD = """\
# What pages say. Copy this file to data/locales/<language>.po, fill in each msgstr, and save it as UTF-8.
# What stands in braces stays as it is: {name} gives way to a value. {n:day|days} is a number and the word that goes with it,
# behind the colon for one, behind the bar for more; {n} alone will do. The lines that begin with "#." say it in Chinese.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def page_words() -> str:
    """The catalogue, each sentence with its Chinese as a comment."""
    chinese = messages("zh")
    return _HEAD + "".join(
        f'\n#. {_quoted(chinese[message])[1:-1]}\nmsgid {_quoted(message)}\nmsgstr ""\n'
        for message in sorted(set(messages_on_pages()))
    )


def _quoted(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(sign, escape)
    return f'"{text}"'


def messages_on_pages() -> Iterator[str]:
    """What whoever reads a page can meet: all of the templates, and of the website what does not stop a build."""
    yield from messages_in_templates()
    paths = [ROOT / "generator" / folder for folder in _ON_PAGES]
    for path in sorted(found for folder in paths for found in folder.rglob("*.py")):
        yield from _said_without_raising(ast.parse(path.read_text(encoding="utf-8")))


def messages_in_templates() -> Iterator[str]:
    """What the templates say."""
    for path in sorted((ROOT / "site_templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ["_"], [], {"trimmed": "true"}):
                yield message


def messages_in_code() -> Iterator[str]:
    """What the modules say."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _said(node)


def _said_without_raising(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CannotRun"
    ):
        return
    if isinstance(node, ast.Call):
        yield from _said(node)
    for inner in ast.iter_child_nodes(node):
        yield from _said_without_raising(inner)


def _said(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in SPEAKERS and call.args:
        yield from literals(call.args[0])
    for keyword in call.keywords:
        if keyword.arg in HELP_KEYWORDS:
            yield from literals(keyword.value)
    if isinstance(call.func, ast.Call) and getattr(call.func.func, "id", "") == "translator":
        yield from literals(call.args[0])


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression is, or is one of."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)

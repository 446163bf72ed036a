"""The script of the search: many modules, one file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import PROJECT
from each import each

from generator.website.search.script import script_file

SHIPPED = PROJECT / "site_templates"
MODULES = SHIPPED / "search"


def module(folder: Path, name: str, text: str) -> None:
    path = folder / "search" / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_module_is_in_it_once_and_after_those_it_needs() -> None:
    script = script_file([SHIPPED])[1].decode()
    joined = re.findall(r"^const \$(\w+) = once", script, re.MULTILINE)
    assert sorted(joined) == sorted(path.stem for path in MODULES.glob("*.js"))
    assert len(script) < 92_000
    for place, name in enumerate(joined):
        own = script[script.index(f"const ${name} = once") :].split("\n});\n")[0]
        assert set(re.findall(r"\$(\w+)\(\)", own)) <= set(joined[:place])


def test_the_forms_that_are_joined(tmp_path: Path) -> None:
    module(tmp_path, "search", '// what starts\nif (now) import("./a.js");\n')
    module(
        tmp_path,
        "a",
        '/* text */\nimport { one as two, C } from "./b.js";\n/** @typedef {import("./b.js").C} C */\n'
        "export async function* f() { yield /* kept */ two; }\nexport { C };\n",
    )
    module(tmp_path, "b", "export const one = 1;\nexport class C {}\n")
    assert script_file([tmp_path])[1].decode().splitlines() == [
        "const once = (make) => { let made; return () => (made ??= make()); };",
        "const $b = once(() => {",
        "const one = 1;",
        "class C {}",
        "return { one, C };",
        "});",
        "const $a = once(() => {",
        "const { one: two, C } = $b();",
        "async function* f() { yield /* kept */ two; }",
        "",
        "return { f, C };",
        "});",
        "const $search = once(() => {",
        "if (now) $a();",
        "return {  };",
        "});",
        "$search();",
    ]


@each("line", ['import "./b.js";', 'export * from "./b.js";', "export default 1;", "export let a;"])
def test_any_other_form_stops_the_build_and_is_named(tmp_path: Path, line: str) -> None:
    module(tmp_path, "search", f"{line}\n")
    with pytest.raises(ValueError, match=re.escape(f"search.js cannot be joined with the others: {line}")):
        script_file([tmp_path])[1]


def test_a_module_of_the_site_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    module(tmp_path, "suggest", "const own = 1;\n")
    assert b"const own = 1;" in script_file([tmp_path, SHIPPED])[1]

"""The modules of the search → one script, since on a slow line twenty small files take many times as long as one.

The modules are ours and kept to the few forms that are joined here: ``import { a } from "./b.js";``,
``export`` before a function, a class or a ``const``, ``export { a };`` and ``import("./b.js")``.
Each becomes a function that runs when it is first needed; nothing is renamed. Whatever else begins with
``import`` or ``export`` stops the build, so that no site is published with a script that cannot run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generator.model.files.addresses import ASSETS

ENTRY = "search"
SCRIPT_ADDRESS = f"{ASSETS}/search/all.js"
STARTER = f"{ASSETS}/search/start.js"
"""What old browsers understand too; it asks for the other."""
_FOLDER = Path("search")
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./(\w+)\.js"\)(?!\.)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
_LISTED = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(
    r"/\*\*(?:(?!\*/).)*\*/ ?|(?<=[;,{]) // [^\n]*$|^[ \t]+|\n(?=\n)", re.MULTILINE | re.DOTALL
)
"""Types beside code, notes behind it, the margin and empty lines: a tenth of what a slow line would have to carry."""
_ONCE = "const once = (make) => { let made; return () => (made ??= make()); };\n"


def script_file(folders: Sequence[Path]) -> tuple[str, bytes]:
    """The script with its address. ``folders`` hold the templates: a site's own modules before the shipped ones."""
    modules: dict[str, str] = {}
    _collect(ENTRY, folders, modules)
    return SCRIPT_ADDRESS, (_ONCE + "".join(modules.values()) + f"${ENTRY}();\n").encode("utf-8")


def _collect(name: str, folders: Sequence[Path], modules: dict[str, str]) -> None:
    """The module and those it needs, which come first."""
    if name in modules:
        return
    modules[name] = ""
    source = _bare(_source(name, folders))
    for other in (*(match[2] for match in _IMPORT.finditer(source)), *_LATER.findall(source)):
        _collect(other, folders, modules)
    del modules[name]
    modules[name] = _wrapped(name, source)


def _source(name: str, folders: Sequence[Path]) -> str:
    paths = (folder / _FOLDER / f"{name}.js" for folder in folders)
    return next(path for path in paths if path.is_file()).read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _bare(source: str) -> str:
    """Without what only people read. Remembered, as what follows from it: a preview joins the same modules again and again."""
    return _REMARK.sub("", _COMMENT.sub("", source))


@lru_cache(maxsize=64)
def _wrapped(name: str, source: str) -> str:
    """The module as a function that runs once: ``const $name = once(() => { …; return { what it exports }; });``."""
    exported = [match[1] for match in _EXPORT.finditer(source)]
    exported += [item.strip() for match in _LISTED.finditer(source) for item in match[1].split(",")]
    body = _IMPORT.sub(_taken, source)
    body = _LATER.sub(r"$\1()", body)
    body = _LISTED.sub("", _EXPORT.sub("", body))
    if left := _LEFT.search(body):
        raise ValueError(f"{name}.js cannot be joined with the others: {left[0]}")
    return f"const ${name} = once(() => {{\n{body}return {{ {', '.join(exported)} }};\n}});\n"


def _taken(match: re.Match[str]) -> str:
    return f"const {{{match[1].replace(' as ', ': ')}}} = ${match[2]}();"

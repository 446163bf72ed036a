"""A root in which every text that staff may type tries to be markup, code, or a way out of the folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from building import PROJECT, Root, records_as_yaml

IMAGE = "<img src=x onerror=alert(1)>"
SCRIPT = '"><script>alert(1)</script>'
TEMPLATE = "{{ 7*7 }}"
ADDRESS = "javascript:alert(1)"
TITLES = (IMAGE, SCRIPT, TEMPLATE, ADDRESS)
LONG = "x" * 200
LONG_HAN = "日" * 66
EXTRA = tuple(
    {"id": id, "title": title, "lede": IMAGE}
    for id, title in ((LONG, IMAGE), (LONG_HAN, SCRIPT), ("%2e%2e", TEMPLATE))
)


def hostile_root(folder: Path) -> Root:
    """The golden case of that name, and a few ids too long for a comfortable checkout."""
    shutil.copytree(
        PROJECT / "tests" / "cases" / "hostile", folder, ignore=shutil.ignore_patterns("expected")
    )
    root = Root(folder)
    root.write("data/notes/more.yaml", records_as_yaml(EXTRA))
    return root


def build_hostile_site(folder: Path) -> Root:
    root = hostile_root(folder)
    root.build()
    return root


PAYLOADS = (
    IMAGE, SCRIPT, TEMPLATE, "<script>alert(1)</script>", "<svg/onload=alert(1)>", "<b onclick='alert(1)'>x</b>",
    "</title><script>alert(1)</script>",
    "</article></main><script>alert(1)</script>", "<style>*{display:none}</style>", "<p style='position:fixed'>x</p>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=a autofocus onfocus=alert(1)>", "<!--sunlit:slot:body--><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{% raw %}{{ config }}{% endraw %}", "${alert(1)}",
)  # fmt: skip
PLACES = (
    "{}", "# {}", "> {}", "- {}\n- *{}*", "| {} | b |\n| :-: | -: |\n| {} | {} |", "[{}](about.md)", "![{}](https://evil.example/x.png)",
    "[x](javascript:alert(1) '{}')", "```html\n{}\n```", "[{}]: javascript:alert(1)\n\n[{}] <javascript:alert(1)> `{}`",
)  # fmt: skip
"""Where on a page such a text may stand."""


def crowded_root(folder: Path, records: int, every: int = 1) -> Root:
    """Two hundred pages, each text in each place, or of these every so manyth, and as many records as are asked for."""
    root = Root(folder)
    root.schema()
    root.declare("data/site.yaml", {"name": SCRIPT, "tagline": IMAGE, "notice": TEMPLATE, "page_size": 500})
    for number, payload in enumerate(PAYLOADS):
        for place, text in enumerate(PLACES):
            if (number + place) % every:
                continue
            quoted = json.dumps(payload, ensure_ascii=False)
            above = f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n" if place else ""
            root.write(
                f"content/p{number:02}/{place}.md",
                above + text.replace("{}", payload.replace("|", "\\|")) + "\n",
            )
    root.write("content/about.md", "# x\n")
    texts = [
        payload + suffix for payload in PAYLOADS for suffix in ("", " 一", '" autofocus onfocus="alert(1)')
    ]
    root.records(
        *(
            {"id": f"r{n}", "title": texts[n % len(texts)], "on": f"2026-{n % 12 + 1:02}-0{n % 9 + 1}"}
            for n in range(records)
        )
    )
    return root

"""A small site with pages and pictures that people wrote, built with both frames."""

from __future__ import annotations

from pathlib import Path

from building import PROJECT, Root

PIXEL = b"\x89PNG\r\n\x1a\n"


def build_framed_site(folder: Path) -> Root:
    root = Root(folder)
    root.declare("data/site.yaml", {
        "name": "阳光 & <局>", "name_en": "Sunlit", "tagline": "一句话",
        "languages": ["zh", "en"],
        "url": "https://sample.example/open/", "page_size": 10, "notice": "这是 <b> 示例",
        "codes": [{"title": "备案号", "value": "1"}],
    })  # fmt: skip
    root.schema()
    root.records(*({"id": f"n{number}", "title": f"通知{number}"} for number in range(25)))
    root.write("content/about.md", "# 关于\n\n![图](help/pic.png)\n\n{{ 7*7 }}\n")
    root.write("content/en/about.md", "# About\n\nFirst.\n")
    root.write("content/help/how.md", "# 怎么用\n\n一段。\n")
    root.write("content/help/draft.md", "# 草稿\n\n一段。\n")
    root.write("content/help/pic.png", PIXEL)
    root.write("content/old/pic.png", PIXEL)
    root.write(
        "mkdocs.yml",
        f"INHERIT: {PROJECT / 'mkdocs.yml'}\nexclude_docs: |\n  old/\n  draft.md\n"
        "nav:\n  - 办法: help/how.md\n  - about.md\n  - 没有: gone.md\n",
    )
    root.build()
    root.build(root.folder / "own", frame="builtin")
    return root

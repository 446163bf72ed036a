"""``datapackage.json``: every CSV file of the site with its schema, size and digest (specs.frictionlessdata.io/data-package)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from generator.model.declared.site import Site
from generator.website.exports.csv_cells import Column
from generator.website.exports.table_schema import table_schema
from generator.website.exports.tables import Table
from generator.website.places.exports import DATA_FOLDER, data_address
from generator.website.words.plain_text import one_line

PACKAGE_NAME = "sunlit"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]")


def resource(table: Table, columns: Sequence[Column], content: bytes) -> dict[str, Any]:
    """What the package says of one file."""
    type = table.type
    described: dict[str, Any] = {
        "name": _resource_name(type.name, table.name),
        "path": data_address(type.name, "csv", table.name).removeprefix(DATA_FOLDER),
        "profile": "tabular-data-resource",
        "title": f"{type.label.base} - {table.title.base}" if table.name else type.label.base,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table_schema(table, columns, _resource_name(type.name)),
    }
    if type.description and not table.name:
        described["description"] = type.description.base
    return described


def _resource_name(type: str, table: str = "") -> str:
    """Data Package knows ASCII names only: each byte of anything else becomes ``_`` and two hex digits."""
    return ".".join(_NOT_IN_NAMES.sub(_escaped, name) for name in (type, table) if name)


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"_{byte:02x}" for byte in match[0].encode("utf-8"))


def package(site: Site, resources: Sequence[dict[str, Any]]) -> bytes:
    """The descriptor of them all."""
    described: dict[str, Any] = {
        "name": PACKAGE_NAME,
        "profile": "tabular-data-package",
        "title": one_line(site.name.base),
    }
    if site.tagline:
        described["description"] = one_line(site.tagline.base)
    if site.url:
        described["homepage"] = site.url
    if site.license.url:
        described["licenses"] = [{"path": site.license.url, "title": site.license.title.base}]
    described["resources"] = list(resources)
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

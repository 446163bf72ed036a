"""An order as JSON, for a build in a process begun afresh: by another version of the generator, or for code of a body's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.model.declared.site import Site
from generator.model.records.change import Baseline
from generator.publish.publication import Order
from generator.read.git.command import EarlierRevision, last_change
from generator.read.git.repository import git_of

FORMAT = 1
"""Rises when a generator of before could not do what an order says."""


def order_as_json(order: Order) -> str:
    """What :func:`order_from_json` reads."""
    since = order.since
    return json.dumps(
        {
            "format": FORMAT,
            "root": str(order.root),
            "target": str(order.target),
            "like": str(order.like) if order.like else "",
            "revision": order.revision,
            "as_of": order.as_of.isoformat() if order.as_of else "",
            "accepted": order.accepted,
            "since": _since(since) if since else None,
        }
    )


def _since(since: Baseline) -> Mapping[str, Any]:
    git, found = since.day_of.args if isinstance(since.day_of, partial) else (None, None)
    return {
        "root": str(since.root),
        "day": since.day.isoformat(),
        "name": since.name,
        "changed": sorted(since.changed_attachments),
        "kept": sorted(since.kept_attachments),
        "commit": since.commit,
        "live": since.live,
        "made_on": found.day.isoformat() if found else "",
        "time_zone": found.time_zone if found else Site().time_zone,
        "repository": git.options[-1].removeprefix("--git-dir=") if git else "",
    }


def order_from_json(text: str) -> Order:
    """The order again. Raises ``ValueError`` if it is of a later form."""
    content = json.loads(text)
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return Order(
        Path(content["root"]),
        Path(content["target"]),
        Path(content["like"]) if content["like"] else None,
        content["revision"],
        date.fromisoformat(content["as_of"]) if content["as_of"] else None,
        content["accepted"],
        _baseline(content["since"]) if content["since"] else None,
    )


def _baseline(content: Mapping[str, Any]) -> Baseline:
    found = EarlierRevision(
        content["commit"],
        date.fromisoformat(content["made_on"] or content["day"]),
        content["time_zone"],
    )
    day_of = partial(last_change, git_of(Path(content["repository"])), found)
    return Baseline(
        Path(content["root"]),
        date.fromisoformat(content["day"]),
        content["name"],
        frozenset(content["changed"]),
        content["commit"],
        kept_attachments=frozenset(content["kept"]),
        live=content["live"],
        day_of=day_of if content["repository"] else None,
    )

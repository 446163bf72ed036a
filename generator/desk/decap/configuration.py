"""The files of a page of Decap CMS for a site: ``config.yml`` with a form for each type that fits, and ``index.html``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from generator.desk.decap.fitting import EXTENSION, Fitting
from generator.desk.decap.forge import Forge
from generator.desk.decap.widgets import widgets
from generator.desk.record_files.yaml_text import key_text, scalar
from generator.model.declared.record_type import CORRECTIONS, RecordType
from generator.model.files.attachment import ATTACHMENTS
from generator.model.text.catalogue import translator
from generator.model.text.languages import is_written_in_han
from generator.model.text.wording import Phrase, say

PACKAGE, VERSION, SCRIPT = "decap-cms", "3.16.3", "decap-cms.js"
"""What has to lie beside the page: the package of npm, the version that the tests try, and its file in ``dist/``."""
CONFIGURATION, PAGE = "config.yml", "index.html"


def configuration(fitting: Fitting, forge: Forge, year: int, language: str) -> dict[str, Any]:
    """What ``config.yml`` says; ``year``: the folder into which attachments go."""
    offered = {type.name: type for type in fitting.types if type.name in fitting.whole and not type.id_parts}
    return {
        "backend": forge.settings(),
        "locale": "zh_Hans" if is_written_in_han(language) else "en",
        "publish_mode": "editorial_workflow" if forge.has_workflow else "simple",
        "media_folder": f"data/{ATTACHMENTS}/{year}",
        "public_folder": str(year),
        "show_preview_links": False,
        "slug": {"encoding": "unicode"},
        "editor": {"preview": False},
        "collections": [_collection(type, offered, language) for type in fitting.types],
    }


def _collection(type: RecordType, offered: Mapping[str, RecordType], language: str) -> dict[str, Any]:
    ids = type.id_parts or (type.id_field,)
    title = type.title_field or ids[0]
    shown = dict.fromkeys((*ids, title, *filter(None, (type.date_field,))))
    made: dict[str, Any] = {"name": type.name, "label": type.label.in_language(language)}
    if text := type.description.in_language(language):
        made["description"] = text
    return made | {
        "folder": f"data/{type.name}",
        "extension": EXTENSION,
        "format": "yaml",
        "create": True,
        "delete": False,
        "identifier_field": ids[0],
        "slug": "-".join(f"{{{{fields.{name}}}}}" for name in ids),
        "summary": " ".join(f"{{{{fields.{name}}}}}" for name in dict.fromkeys((*ids, title))),
        "sortable_fields": list(shown),
        "fields": widgets(type, offered, language),
    }


def losses(forge: Forge, year: int) -> Iterator[Phrase]:
    """What such a page cannot do, for whoever sets it up."""
    yield say(
        "A file that is saved there is written anew: its comments go, and its keys stand in the order of the schema."
    )
    yield say("Tables (CSV, Excel) and files of several records are not shown there.")
    yield say(
        "Its forms know required fields, choices and patterns, and no other rule. The check answers after saving, at the "
        "repository, and beside no field: let the published branch take only what the check lets through."
    )
    yield say(
        "A change of what is published needs its entry under '{table}', typed by hand.", table=CORRECTIONS
    )
    yield say(
        "No record is deleted there, it is withdrawn; attachments can be deleted there, and should not. "
        "A draft must be complete to be saved."
    )
    yield say(
        "Attachments go into data/attachments/{year}, whatever year a record is of: write the configuration anew each year.",
        year=year,
    )
    yield say(
        "The page is 5.2 MB of JavaScript, needs 'unsafe-eval', and its lists cannot be used by everybody. Serve it under a "
        "host name of its own, never under that of the site."
    )
    if not forge.has_workflow:
        yield say(
            "At Gitea Decap has no drafts and no review: each save is a commit on the branch. Name one that is not published."
        )


def files_of(fitting: Fitting, forge: Forge, year: int, site: str, language: str) -> dict[str, str]:
    """The files by name, as text."""
    translate = translator(language)
    title = say(
        "Configuration of Decap CMS ({package} {version}), made by 'sunlit desk --write-config' from the schemas of the "
        "site. Do not change it by hand: write it anew when a schema changes.",
        package=PACKAGE,
        version=VERSION,
    )
    said = [title, *losses(forge, year)]
    said += [
        say("Left out: {type}: {reason}.", type=name, reason=reason)
        for name, reason in fitting.left_out.items()
    ]
    head = [f"# {' '.join(phrase.render(translate, language).split())}" for phrase in said]
    lines = [*head, "", *_mapping(configuration(fitting, forge, year, language), "")]
    return {CONFIGURATION: "\n".join(lines) + "\n", PAGE: _page(site, language)}


def _page(site: str, language: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(site)}</title>\n"
        f'<link href="{CONFIGURATION}" type="text/yaml" rel="cms-config-url">\n</head>\n<body>\n'
        f'<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    )


def _mapping(values: Mapping[str, Any], margin: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{margin}{key_text(key)}:"
            yield from _mapping(value, f"{margin}  ")
        elif value == []:
            yield f"{margin}{key_text(key)}: []"
        elif isinstance(value, list):
            yield f"{margin}{key_text(key)}:"
            yield from _list(value, f"{margin}  ")
        else:
            yield f"{margin}{key_text(key)}: {scalar(value)}"


def _list(values: Sequence[Any], margin: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            for number, line in enumerate(_mapping(value, "")):
                yield f"{margin}{'  ' if number else '- '}{line}"
        else:
            yield f"{margin}- {scalar(value)}"

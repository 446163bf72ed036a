"""The site's data in the two forms that catalogues harvest: DCAT 3 as JSON-LD (w3.org/TR/vocab-dcat-3) and ``data.json`` (Project
Open Data 1.1, which CKAN's harvester takes). Only where the site knows its own address, since both name files by whole ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.files.attachment import MEDIA_TYPES, Content
from generator.model.records.tracked_day import named
from generator.website.places.exports import CATALOG, DATA_JSON, data_address
from generator.website.places.naming import whole_address
from generator.website.words.plain_text import one_line

_FORMS = (
    ("csv", "CSV", "text/csv"),
    ("json", "JSON", "application/json"),
    ("xlsx", "XLSX", MEDIA_TYPES[Content.XLSX]),
)
_POD = "https://project-open-data.cio.gov/v1.1/schema"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalog_files(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """Both files; a dataset is a type with records, its distributions are its downloads."""
    if not disclosure.site.url:
        return
    datasets = [(type, entries) for type in disclosure.types if (entries := disclosure.entries[type.name])]
    yield CATALOG, _as_json(_dcat(disclosure, datasets))
    yield DATA_JSON, _as_json(_project_open_data(disclosure, datasets))


def _as_json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _modified(entries: Sequence[Entry], today: date) -> str:
    """The day of the newest record that is over none of today; no day turns it by itself."""
    days = [day for entry in entries if (day := entry.published_on or entry.day) and day <= today]
    return max(days, default=date.min).isoformat() if days else ""


def _description(type: RecordType) -> str:
    return one_line(type.description.base) or type.label.base


def _dcat(disclosure: Disclosure, datasets: Sequence[tuple[RecordType, Sequence[Entry]]]) -> dict[str, Any]:
    site = disclosure.site
    name = one_line(site.name.base)
    publisher = {"@id": f"{site.url}#publisher", "@type": "foaf:Agent", "foaf:name": name}
    return {
        "@context": _CONTEXT,
        "@id": site.url,
        "@type": "dcat:Catalog",
        "dct:title": _texts(site.name.base, site.name.translations),
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": site.url},
        **_licence(site),
        "dcat:dataset": [_dataset(disclosure, type, entries) for type, entries in datasets],
    }


def _dataset(disclosure: Disclosure, type: RecordType, entries: Sequence[Entry]) -> dict[str, Any]:
    site = disclosure.site
    page = whole_address(site, f"{type.name}/index.html")
    modified = _modified(entries, disclosure.as_of)
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": type.name,
        "dct:title": _texts(type.label.base, type.label.translations),
        "dct:description": _texts(type.description.base or type.label.base, type.description.translations),
        "dcat:landingPage": {"@id": page},
        "dct:publisher": {"@id": f"{site.url}#publisher"},
        **({"dct:modified": {"@type": "xsd:date", "@value": modified}} if modified else {}),
        **_licence(site),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": whole_address(site, data_address(type.name, suffix))},
                "dcat:mediaType": media,
                "dct:format": form,
                **_licence(site),
            }
            for suffix, form, media in _FORMS
        ],
    }


def _texts(base: str, translations: Any) -> Any:
    """A text, and what it is in other languages; which language the first is in, no schema says."""
    others = [{"@language": code, "@value": one_line(text)} for code, text in sorted(translations.items())]
    return [one_line(base), *others] if others else one_line(base)


def _licence(site: Site) -> dict[str, Any]:
    return {"dct:license": {"@id": site.license.url}} if site.license.url else {}


def _project_open_data(
    disclosure: Disclosure, datasets: Sequence[tuple[RecordType, Sequence[Entry]]]
) -> dict[str, Any]:
    site = disclosure.site
    name = one_line(site.name.base)
    contact = {"@type": "vcard:Contact", "fn": name}
    mailbox = next((each.value for each in site.public_contacts if "@" in each.value), "")
    return {
        "@context": f"{_POD}/catalog.jsonld",
        "@id": whole_address(site, DATA_JSON),
        "@type": "dcat:Catalog",
        "conformsTo": _POD,
        "describedBy": f"{_POD}/catalog.json",
        "dataset": [
            {
                "@type": "dcat:Dataset",
                "identifier": whole_address(site, f"{type.name}/index.html"),
                "title": type.label.base,
                "description": _description(type),
                "keyword": [type.family.base or type.label.base],
                "modified": _modified(entries, disclosure.as_of) or named(disclosure.as_of).isoformat(),
                "publisher": {"@type": "org:Organization", "name": name},
                "contactPoint": {**contact, **({"hasEmail": f"mailto:{mailbox}"} if mailbox else {})},
                "accessLevel": "public",
                "landingPage": whole_address(site, f"{type.name}/index.html"),
                **({"license": site.license.url} if site.license.url else {}),
                "distribution": [
                    {
                        "@type": "dcat:Distribution",
                        "title": f"{type.label.base} ({form})",
                        "downloadURL": whole_address(site, data_address(type.name, suffix)),
                        "mediaType": media,
                        "format": form,
                    }
                    for suffix, form, media in _FORMS
                ],
            }
            for type, entries in datasets
        ],
    }

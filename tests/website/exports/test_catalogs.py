"""What catalogues harvest names every download of every type by its whole address; a site without one of its own has none."""

from __future__ import annotations

import json

from exporting import URL, exported

from generator.disclose.disclosure import Disclosure
from generator.model.files.addresses import grant_of
from generator.website.places.exports import CATALOG, DATA_JSON

REQUIRED = {
    "title",
    "description",
    "keyword",
    "modified",
    "publisher",
    "contactPoint",
    "identifier",
    "accessLevel",
}
"""Of a dataset (Project Open Data 1.1)."""


def test_data_json_has_what_its_schema_requires(known: Disclosure) -> None:
    made = exported(known)
    content = json.loads(made[DATA_JSON])
    assert content["conformsTo"].endswith("/v1.1/schema")
    assert content["dataset"]
    for dataset in content["dataset"]:
        assert dataset.keys() >= REQUIRED
        assert all(dataset[name] for name in REQUIRED)
        assert dataset["accessLevel"] == "public"
        for distribution in dataset["distribution"]:
            assert distribution["downloadURL"].removeprefix(URL) in made
            assert distribution["mediaType"]


def test_the_catalogue_names_the_same_files_with_a_context_for_every_prefix(known: Disclosure) -> None:
    made = exported(known)
    catalog = json.loads(made[CATALOG])
    assert catalog["@type"] == "dcat:Catalog"
    used = {key.partition(":")[0] for key in _keys(catalog) if ":" in key}
    assert used <= catalog["@context"].keys()
    files = [
        each["dcat:downloadURL"]["@id"]
        for dataset in catalog["dcat:dataset"]
        for each in dataset["dcat:distribution"]
    ]
    harvested = [
        each["downloadURL"]
        for dataset in json.loads(made[DATA_JSON])["dataset"]
        for each in dataset["distribution"]
    ]
    assert files == harvested


def _keys(content: object) -> set[str]:
    if isinstance(content, dict):
        below = (key for value in content.values() for key in _keys(value))
        return {*(key for key in content if not key.startswith("@")), *below}
    return {key for each in content for key in _keys(each)} if isinstance(content, list) else set()


def test_a_site_that_does_not_know_its_address_has_none(made: dict[str, bytes]) -> None:
    assert CATALOG not in made
    assert DATA_JSON not in made


def test_both_stand_at_the_top_and_nothing_of_a_folder_of_that_name_is_taken() -> None:
    grant = grant_of(("notices",), ("zh", "en"))
    assert grant.gives(CATALOG)
    assert grant.gives("DATA.JSON")
    assert not grant.gives("catalog.html")
    assert not grant.gives(f"help/{DATA_JSON}")

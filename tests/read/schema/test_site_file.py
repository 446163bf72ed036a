from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from each import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from generator.model.declared.site import Site
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.keys import keys_of
from generator.read.schema.site_file import read_site

WHOLE = """\
name: 样例市
name_en: Sample city
tagline: 一句话
notice: 样例
languages: [en, zh]
time_zone: Pacific/Auckland
url: https://sample.example/base
page_size: 5
contact: {address: 样例路, address_en: Sample Road, hours: 工作日, phone: 0000-1}
codes:
  - {title: 备案号, title_en: Filing number, value: 样 1}
"""


def read(root: Path, text: str) -> Site:
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "site.yaml").write_text(text, encoding="utf-8")
    return read_site(root)


def test_without_the_file_there_are_defaults(tmp_path: Path) -> None:
    assert read_site(tmp_path) == Site()
    assert Site().languages == ("zh",)


def test_every_setting_is_read(tmp_path: Path) -> None:
    site = read(tmp_path, WHOLE)
    assert (site.name.in_language("en"), site.tagline.base, site.notice.base) == (
        "Sample city",
        "一句话",
        "样例",
    )
    assert (site.languages, site.time_zone, site.page_size) == (("en", "zh"), "Pacific/Auckland", 5)
    assert site.url == "https://sample.example/base/"
    assert (site.contact.address.in_language("en"), site.contact.hours.base, site.contact.phone) == (
        "Sample Road",
        "工作日",
        "0000-1",
    )
    assert [(code.title.in_language("en"), code.value) for code in site.codes] == [("Filing number", "样 1")]


@each(
    ("text", "says"),
    [
        ("nmae: x\n", "Did you mean name"),
        ("languages: [zh, de]\n", "the words of pages in 'de' are not there"),
        ("languages: [zh, xx]\n", "'xx' is no code of a language"),
        ("languages: []\n", "languages needs at least one"),
        ("languages: [zh, zh]\n", "languages names 'zh' twice"),
        ("time_zone: Nowhere/City\n", "time_zone cannot be 'Nowhere/City'"),
        ("time_zone: ../../etc/passwd\n", "time_zone cannot be"),
        ("url: sample.example\n", "url cannot be 'sample.example'"),
        ("url: javascript:alert(1)\n", "url cannot be"),
        ("page_size: 0\n", "page_size cannot be '0'"),
        ("page_size: 1001\n", "page_size cannot be"),
        ("page_size: many\n", "page_size cannot be"),
        ("page_size: true\n", "page_size cannot be"),
        ("contact: {adress: x}\n", "Did you mean address"),
        ("codes: [{tilte: x}]\n", "Did you mean title"),
        ("name: [\n", "cannot be read: look at line"),
        ("- name\n", "key: value"),
    ],
)
def test_a_setting_that_means_nothing_stops_the_run(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CannotRun) as stop:
        read(tmp_path, text)
    english, chinese = (stop.value.phrase.render(translator(code), code) for code in ("en", "zh"))
    assert says in english
    assert "data/site.yaml" in english
    assert chinese != english


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.sampled_from(sorted(keys_of(Site).by_name)),
    some.sampled_from(
        ["x", "7", "", "[]", "[x]", "[7]", "[[zh]]", "{}", "{x: y}", "[{}]", "true", "2026-01-01"]
    ),
)
def test_a_setting_of_an_odd_shape_is_taken_or_refused_with_a_sentence(
    tmp_path: Path, key: str, value: str
) -> None:
    with suppress(CannotRun):
        read(tmp_path, f"{key}: {value}\n")

from __future__ import annotations

import html
import json
import os
import re
import tempfile
from functools import partial
from pathlib import Path

import pytest
from building import PROJECT, Root, without_theme
from built_site import BuiltSite
from hypothesis import given
from hypothesis import strategies as st
from page_kinds import one_of_each_kind

from generator.check.passing.literal_search import Literals, key
from generator.check.passing.period_values import PeriodValues
from generator.check.personal.detection import personal_values
from generator.check.personal.kinds import Kind
from generator.check.personal.texts import KnownValues
from generator.check.site import built_site
from generator.check.site.built_site import Permitted, search_site
from generator.check.site.manifest import manifest_of
from generator.check.site.verification import verify
from generator.cli import main
from generator.construct.proof import permitted_in
from generator.model.declared.personal import PersonalClass
from generator.model.files.addresses import SIGNATURE
from generator.model.text.stop import CannotRun
from generator.read.document_text import sheet_cells
from generator.website.search.postings import deflated

from .personal.documents import docx, pdf, xlsx

NUMBER = "13800138000"
DIGEST = "3f13800138000ab3" * 4


def found(folder: Path) -> list[tuple[str, str]]:
    return [(one.rule.id, one.source.path) for one in search_site(folder, Permitted())]


@pytest.mark.parametrize(("name", "content"), [
    ("a.html", "<p>电话 1<b>38</b>0013<i>8000</i></p>"),
    ("a.html", f'<a href="tel:{NUMBER}">x</a>'),
    ("a.html", f"<img alt='{NUMBER}'>"),
    ("a.html", f"<!-- {NUMBER} -->"),
    ("a.html", "<p>&#49;3800138000</p>"),
    ("a.html", f'<script type="application/ld+json">{{"telephone":"{NUMBER}"}}</script>'),
    ("a.html", f"<style>a{{}}</style><p>x</p><style>/* {NUMBER} */</style>"),
    ("a.html", f"<style>a{{}}</style><style>/* {NUMBER} */"),
    ("a.html", f"<style>a{{}}</style><p>{NUMBER}</p>"),
    ("a.svg", f"<svg><desc>{NUMBER}</desc></svg>"),
    ("feed.xml", f"<entry>&lt;b&gt;{NUMBER}&lt;/b&gt;</entry>"),
    ("a.json", json.dumps({"a": ["x", {"b": "138 0013 8000"}]})),
    ("a.json", json.dumps({"a": int(NUMBER)})),
    ("a.json", json.dumps({NUMBER: 1})),
    ("a.json", json.dumps([f"text {place}" for place in range(100)] + [NUMBER] + [DIGEST, "sha256:" + DIGEST])),
    ("a.json", "{broken 13800138000"),
    ("a.ics", f"SUMMARY:{NUMBER[:4]}\r\n {NUMBER[4:]}\r\n"),
    ("a.csv", f"甲,乙\n1,{NUMBER}\n"),
    ("a.txt", NUMBER),
    ("a.js", f"const n={NUMBER};"),
    ("a.css", f"/* {NUMBER} */"),
    ("a.bin", b"\xff\xfe\x80" + NUMBER.encode() + b"\x80"),
    ("a.docx", docx(NUMBER)),
    ("a.pdf", pdf(NUMBER)),
    ("a.xlsx", xlsx(lambda book: book.active.append([NUMBER]))),
])  # fmt: skip
def test_every_kind_of_file_is_searched(tmp_path: Path, name: str, content: str | bytes) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert found(tmp_path) == [("personal-mobile-number", f"x/{name}")]


DISGUISED = [
    "138%30%30138000", "tel:%31%33%38%30%30%31%33%38%30%30%30", "zhang%40%65xample.org", r"\u003138001\x338000",
    "138<!-- x -->0013<!---->8000",
    "138&#48;0138000", "138**0013**8000", "tel:138<wbr>00138000", "<!-- 13800138000 -->",
]  # fmt: skip
NOBODYS = [
    "https://example.org/%E5%85%AC%E5%91%8A/13912345678", "https://example.org/%31%33800138000", "https://example.org/a%20b/13912345678.pdf",
    "https://example.org/?u=https%3A%2F%2Fexample.org%2F13912345678", "增长50%30人", "50%138001380", r"C:\x13\u0038", "%E8%BE%9B",
    "138&amp;#48;0138000", r"\ud83d\ude0013800138",
]  # fmt: skip


@pytest.mark.parametrize("typed", [*DISGUISED, *NOBODYS])
def test_the_tree_is_read_as_the_data_are(tmp_path: Path, typed: str) -> None:
    """What the gate says of a text, the proof says of a page that shows it and of one that leads there."""
    gate = {(one.kind, one.value) for one in personal_values(typed)}
    shown = html.escape(typed)
    for place in (f"<p>{shown}</p>", f'<a href="{shown}">x</a>', f'<meta content="{shown}">'):
        (tmp_path / "a.html").write_text(place, encoding="utf-8")
        assert bool(found(tmp_path)) is bool(gate) is (typed in DISGUISED), place


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(VALUES, max_size=4) | VALUES,
    st.sampled_from([None, 1]),
    st.integers(0, 40),
    st.sampled_from("]},[ x"),
)
def test_a_long_list_is_read_item_by_item_and_says_the_same(
    value: object, indent: int | None, place: int, sign: str
) -> None:
    text = json.dumps(value, indent=indent)
    for typed in (text, f" {text}\n", f"{text[:place]}{sign}{text[place:]}", text[:place]):
        whole, items = built_site._strings_of_json(typed), built_site._strings_of_items(typed)
        assert (whole is None) == (items is None)
        assert sorted(whole or ()) == sorted(items or ())


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_of_a_large_file_some_texts_are_judged_at_once_and_each_finding_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(built_site, "_AT_ONCE", 2)
    monkeypatch.setattr(built_site, "_LONG_LIST", 10)
    monkeypatch.setattr(sheet_cells, "AT_ONCE", 100)
    other = "13900139000"
    rows = [[f"甲{place}", NUMBER if place % 3 else f"乙{place}"] for place in range(20)] + [["末", other]]
    content = {
        "a.csv": "\n".join(map(",".join, rows)).encode(),
        "a.json": json.dumps(rows).encode(),
        "a.xlsx": xlsx(lambda book: [book.active.append(row) for row in rows]),
    }[name]
    (tmp_path / name).write_bytes(content)
    findings = list(search_site(tmp_path, Permitted()))
    assert len(findings) == len({one.message.parameters["value"] for one in findings}) == 2


NAME, LINE, SHORT = "样例欧阳", "0000-7654321", "高峰"
PASSING = dict.fromkeys(map(key, (NAME, SHORT)), PersonalClass.NAME) | {key(LINE): PersonalClass.PHONE}
PASSED = Permitted(
    passing=PeriodValues(PASSING, Literals(PASSING)), places={key(NAME): frozenset({"lists/a.html"})}
)


def passing(folder: Path) -> list[tuple[str, str]]:
    return [(one.rule.id, one.source.path) for one in search_site(folder, PASSED)]


@pytest.mark.parametrize(("name", "content"), [
    ("a.html", f"<p>请找{NAME}。</p>"),
    ("a.html", "<p>样例<b>欧</b><wbr>阳</p>"),
    ("a.html", "<p>样&#20363;\n      <i>&#x6b27;</i>阳</p>"),
    ("a.html", "<p>样例<br>欧阳</p>"),
    ("a.html", f"<img alt='{NAME}'>"),
    ("a.html", "<a href=notes/%E6%A0%B7%E4%BE%8B%E6%AC%A7%E9%98%B3.html>x</a>"),
    ("a.html", "<script>x = '\\u6837\\u4f8b\\u6b27\\u9633'</script>"),
    ("a.html", f'<script type="application/ld+json">{{"@type": "Person", "name": "{NAME}"}}</script>'),
    ("a.html", f"<!-- {NAME} -->"),
    ("a.html", f"<title>{NAME}"),
    ("a.html", f"<p>电话 {LINE.replace('-', ' ')}</p>"),
    ("a.html", f"<td>{SHORT}</td>"),
    ("a.svg", f"<svg><desc>{NAME}</desc></svg>"),
    ("feed.xml", "<entry><title>樣例歐陽</title></entry>"),
    ("a.json", json.dumps({"a": ["x", {NAME: "b"}]})),
    ("a.json", "{broken " + NAME),
    ("a.ics", "SUMMARY:样例\r\n 欧阳\r\n"),
    ("a.csv", f"甲,乙\n1,{NAME}\n"),
    ("a.txt", NAME),
    ("a.js", f"const n='{NAME}';"),
    ("a.css", f"/* {NAME} */"),
    ("a.xlsx", xlsx(lambda book: book.active.append([NAME]))),
    ("a.docx", docx(NAME)),
    ("search/index/d0/0.bin", deflated(json.dumps([["notes", "a", NAME]], ensure_ascii=False).encode())),
    (f"{NAME}.html", "x"),
    ("~e6~a0~b7~e4~be~8b~e6~ac~a7~e9~98~b3.html", "x"),
])  # fmt: skip
def test_a_name_past_its_day_is_found_in_every_kind_of_file(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    path = tmp_path / "x" / name if "/" not in name else tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    shown = "x" if content == "x" else path.relative_to(tmp_path).as_posix()
    assert passing(tmp_path) == [("period-value", shown)]


@pytest.mark.parametrize(("name", "content"), [
    ("lists/a.html", f"<p>{NAME}</p>"),
    ("a.html", f"<p>避开{SHORT}时段</p>"),
    ("a.html", "<td>样例</td><td>欧阳</td>"),
    ("a.html", "<p>样例</p>\n<p>欧阳</p>"),
    ("a.json", json.dumps({"sha256": "ab7654321c" + "0" * 54, "n": "100007654321"})),
    ("search/index/r0/0.bin", deflated(b"\x0d" + f"{SHORT}\n时段".encode() + b"\x01")),
])  # fmt: skip
def test_where_it_may_stand_and_what_only_looks_like_it_is_none(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert passing(tmp_path) == []


FRAME = """<html>
  <head>
    <title>甲</title>
    <script type="application/ld+json">{"@type":"Article","name":"甲"}</script>
    <link rel="preload" as="style" href="a.css"><style>p{color:red}</style>
  </head>
  <body class="a">
    <header><a href="b.html">乙</a></header>
    <main class="b">
      <p>丙</p>
    </main>
    <footer class="c">丁</footer>
  </body>
</html>
"""


OUTSIDE_TAGS = [place for place in range(len(FRAME)) if FRAME[:place].count("<") == FRAME[:place].count(">")]


@given(st.sampled_from(OUTSIDE_TAGS), st.sampled_from([NUMBER, "<p>\n" + NUMBER, NUMBER + "\n  <main>"]))
def test_what_pages_have_in_common_hides_nothing(place: int, added: str) -> None:
    """Wherever a value is put into a page that stands between two clean ones which are all else of it."""
    pages = {"a.html": FRAME, "b.html": FRAME[:place] + added + FRAME[place:], "c.html": FRAME}
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages.items():
            (Path(folder) / name).write_text(page, encoding="utf-8")
        assert found(Path(folder)) == [("personal-mobile-number", "b.html")]


def test_a_value_that_goes_on_across_parts_of_the_frame_is_found(tmp_path: Path) -> None:
    """Where no line begins with the tag, or what looks like linked data is none."""
    cut = NUMBER[:4], NUMBER[4:]
    for number, between in enumerate(("<b>", "<wbr>\n", "\n", "<!-- <main> -->", "<main ")):
        (tmp_path / f"a{number}.html").write_text(FRAME, encoding="utf-8")
        (tmp_path / f"b{number}.html").write_text(FRAME.replace("丙", between.join(cut)), encoding="utf-8")
    data = '<script type="application/ld+json">{"a":"'
    for number, text in enumerate(
        (f'{data}{NUMBER}"', f'{data}{NUMBER}"}}</script>', f'{data}<b>{NUMBER}"}}</script>')
    ):
        (tmp_path / f"c{number}.html").write_text(text, encoding="utf-8")
    assert {path for _, path in found(tmp_path)} == {
        f"{name}.html" for name in ("b0", "b1", "b2", "c0", "c1", "c2")
    }


def test_what_is_clean_in_one_place_is_not_so_in_another(tmp_path: Path) -> None:
    """On its own page, in the theme's scripts, in code."""
    files = {
        "assets/javascripts/a.js": "// taku@chasen.org",
        "assets/b.js": "138 0013 8000",
        "lists/a.html": f"<p>{NAME}</p>",
        "x/a.html": f"<p>{NAME}</p>",
        "x/b.html": "<p>taku@chasen.org</p>",
        "x/c.html": "<p>138 0013 8000</p>",
        "x/d.html": "<p>样&#20363;欧阳</p>",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert [path for _, path in passing(tmp_path)] == ["x/a.html", "x/b.html", "x/c.html", "x/d.html"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>\n",
                "<b>",
                "</b>",
                "<br/>",
                "<i class='x'>",
                "\n   ",
                "样例",
                "欧阳",
                "138",
                "0013",
                "8000",
                "甲",
            ]
        ),
        max_size=14,
    )
)
def test_whatever_stands_around_it_a_value_is_found_where_a_reader_reads_it(pieces: list[str]) -> None:
    """Held against a reader that knows nothing of stretches: tags that part end a text, others are nothing."""
    page = "".join(pieces)
    texts = re.sub(r"</?(?:b|i)\b[^>]*>", "", re.sub(r"<br/>", "\n", page))
    blocks = re.split(r"</?p>", texts)
    expected = {"period-value"} if any("样例欧阳" in "".join(block.split()) for block in blocks) else set()
    if any(re.search(r"(?<!\d)138\s*0013\s*8000(?!\d)", block) for block in blocks):
        expected.add("personal-mobile-number")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.html").write_text(page, encoding="utf-8")
        found = {rule for rule, _ in passing(Path(folder))}
    assert expected <= found


@pytest.mark.parametrize(("name", "content"), [
    ("a.html", '<path d="M13.8 00138 000L13 8001 38000"/><td>138</td><td>0013</td><td>8000 件，共 9 件</td>'),
    ("a.html", f'<p data-sha256="{DIGEST}">{DIGEST}</p>'),
    ("manifest.json", json.dumps({"files": {"a": DIGEST}, "revision": "3f13800138000ab33f13800138000ab33f138001"})),
    ("a.json", "[1,3,8,0,0,1,3,8,0,0,0]"),
    ("a.csv", "138,0013,8000\n"),
    ("a.js", "var a=[138,0013,8000],b='138 0013 8000'"),
])  # fmt: skip
def test_figures_and_digests_are_nobody_s(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert found(tmp_path) == []


def test_a_file_s_name_is_searched_and_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / f"{NUMBER}.html").write_text("x", encoding="utf-8")
    assert found(tmp_path) == [("personal-mobile-number", "notes")]


def test_the_place_is_a_line_and_a_column(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>\n  电话：{NUMBER}\n</p>", encoding="utf-8")
    (finding,) = search_site(tmp_path, Permitted())
    assert (finding.source.line, finding.source.column) == (2, 6)


SHARDS = {
    "boot": {"version": 1, "frequent": NUMBER, "segments": [{"ranges": "", "documents": ""}]},
    "ranges": {"version": 1, "frequent": "", "segments": [{"ranges": f"路\n{NUMBER}", "documents": ""}]},
    "rows": [["tasks", "rw-1", "名单", f"甲，{NUMBER}"]],
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        *(json.dumps(content, ensure_ascii=False).encode() for content in SHARDS.values()),
        json.dumps(["", f"电话 {NUMBER}"]).encode() + b"\n\x00\x01\x31\x33\x38",
        b"\x12" + f"{NUMBER}\n路口".encode() + b"\x01\x00\x01\x00\x05\x07",
    ],
)
def test_the_search_index_is_searched_where_words_stand(tmp_path: Path, content: bytes) -> None:
    shard = tmp_path / "search" / "index" / "d0-0-3f138001" / "0.bin"
    shard.parent.mkdir(parents=True)
    shard.write_bytes(deflated(content))
    assert found(tmp_path) == [("personal-mobile-number", "search/index/d0-0-3f138001/0.bin")]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"version": 1, "frequent": "", "segments": [{"ranges": "", "rare": DIGEST}]}).encode(),
        b"\x03\xe8\xb7\xaf\x0b\x00" + NUMBER.encode(),
        b'["a"]\n' + NUMBER.encode(),
    ],
)
def test_its_digests_and_numbers_of_documents_are_nobody_s(tmp_path: Path, content: bytes) -> None:
    shard = tmp_path / "search" / "index" / "boot.bin"
    shard.parent.mkdir(parents=True)
    shard.write_bytes(deflated(content))
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("d0-1-3f138001", []),
        ("ad0-0-3f138001", ["search/index/r0-0-3f138001/0.bin"]),
        ("d1024-0-3f138001", ["search/index/r0-0-3f138001/0.bin"]),
        ("d01-0-3f138001", ["search/index/r0-0-3f138001/0.bin"]),
    ],
)
def test_a_word_is_what_the_texts_of_its_own_segment_say_that_it_is(
    tmp_path: Path, folder: str, expected: list[str]
) -> None:
    """Cut out of a web address it looks like a number of somebody's, who stands nowhere in the texts."""
    words, texts = (tmp_path / "search" / "index" / name / "0.bin" for name in ("r0-0-3f138001", folder))
    for shard, content in (
        (words, b"\x0b" + NUMBER.encode() + b"\x01\x00\x01"),
        (texts, json.dumps([f"https://a.example/{NUMBER}/"]).encode()),
    ):
        shard.parent.mkdir(parents=True)
        shard.write_bytes(deflated(content))
    assert [address for _, address in found(tmp_path)] == expected


@pytest.fixture
def built(root: Root) -> Root:
    root.schema()
    root.records({"id": "a", "title": "通知"})
    root.build()
    without_theme(root.site)
    return root


def rules(root: Root) -> list[tuple[str, str]]:
    return [
        (one.rule.id, one.source.path)
        for one in verify(root.site, partial(permitted_in, root.folder)).findings
    ]


def test_a_site_as_it_was_built_is_whole(built: Root) -> None:
    assert rules(built) == []


def test_what_was_done_to_it_since_is_found(built: Root) -> None:
    site = built.site
    (site / "notes/a.html").write_text(
        (site / "notes/a.html").read_text(encoding="utf-8") + "x", encoding="utf-8"
    )
    (site / "notes/a.json").unlink()
    (site / "extra.html").write_text(NUMBER, encoding="utf-8")
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to(site / "index.html")
    assert rules(built) == [
        ("file-unlisted", "extra.html"),
        ("personal-mobile-number", "extra.html"),
        ("file-changed", "notes/a.html"),
        ("file-missing", "notes/a.json"),
        ("file-changed", "robots.txt"),
    ]


def test_a_signature_belongs_there_and_a_linked_folder_does_not(built: Root, tmp_path: Path) -> None:
    (built.site / SIGNATURE).write_text("x", encoding="utf-8")
    assert rules(built) == []
    (tmp_path / "elsewhere").mkdir()
    (built.site / "linked").symlink_to(tmp_path / "elsewhere")
    assert rules(built) == [("file-changed", "linked")]
    (built.site / "feed").rename(tmp_path / "feed")
    (built.site / "feed").symlink_to(tmp_path / "feed")
    assert ("file-changed", "feed") in rules(built)


def test_a_site_can_be_held_against_another_manifest(built: Root, tmp_path: Path) -> None:
    whole = json.loads((built.site / "manifest.json").read_bytes())
    published = {
        **whole,
        "files": {name: digest for name, digest in whole["files"].items() if name != "notes/a.html"},
    }
    (built.site / "manifest.json").write_text(json.dumps(published), encoding="utf-8")
    assert rules(built) == [("file-changed", "manifest.json")]
    own = built.site.with_name("site.manifest.json")
    own.write_text(json.dumps({**whole, "held": ["notes/a.html"]}), encoding="utf-8")
    assert rules(built) == []
    other = tmp_path / "other.json"
    other.write_text(json.dumps(published), encoding="utf-8")
    assert [
        one.rule.id for one in verify(built.site, partial(permitted_in, built.folder), other).findings
    ] == ["file-unlisted"]


@pytest.mark.parametrize(
    "content", [None, "{", "[]", "{}", '{"files": [], "revision": "", "as_of": "2026-11-24"}']
)
def test_without_a_manifest_nothing_is_judged(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(CannotRun):
        verify(tmp_path, partial(permitted_in, tmp_path))


def test_what_the_root_allows_may_stand_in_the_site(built: Root) -> None:
    built.declare("data/site.yaml", {"public_contacts": [{"value": NUMBER, "reason": "值班"}]})
    built.records({"id": "a", "title": f"值班 {NUMBER}"})
    built.build()
    without_theme(built.site)
    assert rules(built) == []
    assert ("personal-mobile-number", "notes/a.html") in [
        (one.rule.id, one.source.path)
        for one in verify(built.site, partial(permitted_in, built.site)).findings
    ]


@pytest.mark.parametrize("number", [f"<p>{NUMBER}</p>", f"<style>/* {NUMBER} */</style>"])
def test_what_was_clean_is_looked_at_again_for_whoever_permits_less(tmp_path: Path, number: str) -> None:
    """What one search remembers is for those alone that look for the same, and nothing that was found is clean."""
    (tmp_path / "a.html").write_text(f"<head>{number}</head><p>{NAME}</p>", encoding="utf-8")
    known = Permitted(known=KnownValues(frozenset({(Kind.PHONE, NUMBER)})))
    for _ in range(2):
        assert [*search_site(tmp_path, known)] == []
        for _ in range(2):
            assert found(tmp_path) == [("personal-mobile-number", "a.html")]
            assert {rule for rule, _ in passing(tmp_path)} == {"personal-mobile-number", "period-value"}


def test_the_command_says_what_it_found(built: Root, capsys: pytest.CaptureFixture[str]) -> None:
    for expected in (0, 1):
        with pytest.raises(SystemExit) as stop:
            main(["-C", str(built.folder), "--lang", "en", "verify", str(built.site)])
        assert stop.value.code == expected
        (built.site / "extra.txt").write_text(NUMBER, encoding="utf-8")
    printed = capsys.readouterr().out
    assert "The manifest does not name this file." in printed
    assert "1380****000" in printed
    assert NUMBER not in printed
    with pytest.raises(SystemExit) as stop:
        main(["-C", str(built.folder), "verify", str(built.folder)])
    assert stop.value.code == 2


@pytest.mark.proof
def test_the_shipped_site_holds_no_personal_value(shipped_site: BuiltSite) -> None:
    assert [
        (one.rule.id, one.source.path)
        for one in verify(shipped_site.folder, partial(permitted_in, PROJECT)).findings
    ] == []


def test_no_kind_of_file_of_the_shipped_site_holds_one(shipped_site: BuiltSite, tmp_path: Path) -> None:
    """One page of each kind with its twin, and all that is neither: the index and the downloads hold every record."""
    kinds = one_of_each_kind(shipped_site)
    pages = {shipped_site.folder / address for address in shipped_site.pages if address not in kinds}
    left_out = {*pages, *(page.with_suffix(".json") for page in pages)}
    for path in shipped_site.folder.rglob("*"):
        if path.is_file() and path not in left_out:
            copy = tmp_path / "site" / path.relative_to(shipped_site.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, copy)
    os.link(manifest_of(shipped_site.folder), tmp_path / "site.manifest.json")
    findings = verify(tmp_path / "site", partial(permitted_in, PROJECT)).findings
    assert [one.source.path for one in findings if one.rule.id != "file-missing"] == []
    assert len(findings) == sum(path.is_file() for path in left_out)

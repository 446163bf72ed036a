"""The serving recipes, as they are printed in docs/serving/, with the web servers that they are for."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import BuiltSite
from serving import WebServer, is_installed, serving

from generator.publish.releases import point

FRAMES = "frame-ancestors 'none'"
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def web(
    request: pytest.FixtureRequest, shipped_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    if not is_installed(request.param):
        pytest.skip(f"{request.param} is not installed")
    live = shipped_site.folder.parent / f"{request.param}-live"
    point(live, shipped_site.folder)
    with serving(request.param, tmp_path_factory.mktemp(request.param), live) as server:
        yield server


def shards(shipped_site: BuiltSite) -> Iterator[str]:
    """One of each bundle of the search index, of records and of pages."""
    bundles = [path for path in (shipped_site.folder / "search/index").iterdir() if path.is_dir()]
    assert bundles
    return (f"/search/index/{bundle.name}/0.bin" for bundle in bundles)


def test_a_page_comes_with_its_headers(web: WebServer) -> None:
    page = web.get("/tasks/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in page.headers["permissions-policy"]


def test_a_page_says_its_policy_itself_and_the_server_says_the_rest(web: WebServer) -> None:
    """Hashes stand in pages alone: a server that repeats them would stop the next version's."""
    page, picture = web.get("/index.html"), web.get("/assets/favicon.svg")
    assert (
        page.headers["content-security-policy"] == web.get("/").headers["content-security-policy"] == FRAMES
    )
    own = POLICY.search(page.body.decode())
    assert own
    said = html.unescape(own[1]).partition("; script-src")[0]
    assert picture.headers["content-security-policy"] == f"{said}; {FRAMES}"


def test_only_what_holds_a_hash_in_its_name_is_kept_for_good(web: WebServer, shipped_site: BuiltSite) -> None:
    for shard in shards(shipped_site):
        assert web.get(shard).headers["cache-control"] == "public, max-age=31536000, immutable", shard
    (sheet,) = (shipped_site.folder / "assets").glob("pages.*.min.css")
    assert web.get(f"/assets/{sheet.name}").headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in (
        "/assets/sunlit.css",
        "/assets/search/all.js",
        "/search/index/boot.bin",
        "/data/tasks.csv",
        "/tasks/index.html",
        "/manifest.json",
        "/no.min.js",
    ):
        assert web.get(path).headers["cache-control"] == "no-cache", path
    assert web.get("/search/index/open.bin").headers["cache-control"] == "no-store"


def test_a_page_that_is_the_same_is_not_sent_again(web: WebServer) -> None:
    page = web.get("/index.html")
    again = web.get("/index.html", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/tasks/none.html", "/en/tasks/none.html"])
def test_what_is_not_there_has_a_page_that_says_so(
    web: WebServer, shipped_site: BuiltSite, path: str
) -> None:
    page = web.get(path)
    assert page.status == 404
    assert page.body == (shipped_site.folder / "404.html").read_bytes()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["content-security-policy"] == FRAMES


def test_a_folder_without_its_slash_leads_to_it(web: WebServer) -> None:
    page = web.get("/tasks")
    assert page.status in (301, 308)
    assert page.headers["location"] == "/tasks/"


@pytest.mark.parametrize(
    "path", ["/.nojekyll", "/../site.releases/", "/..%2f..%2fetc/passwd", "/assets/.hidden"]
)
def test_what_is_not_for_the_public_is_not_found(web: WebServer, path: str) -> None:
    assert web.get(path).status in (400, 404)


def test_pages_travel_compressed(web: WebServer) -> None:
    plain, packed = web.get("/index.html"), web.get("/index.html", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "accept-encoding" in packed.headers["vary"].lower()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/tasks.csv", "text/csv; charset=utf-8"),
        ("/publicity/calendar/*.ics", "text/calendar; charset=utf-8"),
        ("/data/tasks.json", "application/json; charset=utf-8"),
    ],
)
def test_downloads_say_what_they_are(web: WebServer, shipped_site: BuiltSite, path: str, kind: str) -> None:
    file = next(shipped_site.folder.glob(path[1:])).relative_to(shipped_site.folder)
    answer = web.get(f"/{file.as_posix()}")
    assert answer.status == 200
    assert answer.headers["content-type"].replace("; charset=utf-8", "") == kind.replace(
        "; charset=utf-8", ""
    )


def test_the_switch_to_another_release_is_seen_at_once(
    web: WebServer, shipped_site: BuiltSite, tmp_path: Path
) -> None:
    name = "nginx-live" if "nginx" in web.get("/").headers.get("server", "") else "caddy-live"
    live, other = shipped_site.folder.parent / name, shipped_site.folder.parent / f"{name}-other"
    other.mkdir()
    (other / "index.html").write_text("other")
    point(live, other)
    try:
        assert web.get("/").body == b"other"
    finally:
        point(live, shipped_site.folder)
    assert web.get("/").body != b"other"

"""What people take from the site: a click brings the very file, on a phone and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import PROJECT
from expecting import expect
from watching import DESKTOP, PHONE, Opened, cut_off

TABLE = "征求意见采纳情况.csv"
RECORD = "decisions/jc-2026-12.html"


PLAIN = {"viewport": DESKTOP, "java_script_enabled": False}


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        pytest.param({"viewport": PHONE}, RECORD, id="phone"),
        pytest.param(PLAIN, f"en/{RECORD}", id="no script-en"),
        pytest.param({"viewport": DESKTOP}, RECORD, id="desktop", marks=pytest.mark.proof),
        pytest.param(PLAIN, RECORD, id="no script", marks=pytest.mark.proof),
        pytest.param({"viewport": PHONE}, f"en/{RECORD}", id="phone-en", marks=pytest.mark.proof),
        pytest.param({"viewport": DESKTOP}, f"en/{RECORD}", id="desktop-en", marks=pytest.mark.proof),
    ],
)
def test_a_click_on_an_attachment_brings_the_file(
    tab: Opened, settings: dict[str, object], address: str, tmp_path: Path
) -> None:
    page = tab(**settings).open(address)
    with page.expect_download() as download:
        page.get_by_role("link", name=TABLE, exact=True).click()
    download.value.save_as(tmp_path / "taken")
    assert download.value.suggested_filename == TABLE
    assert (tmp_path / "taken").read_bytes() == (PROJECT / "data/attachments/2026" / TABLE).read_bytes()


def test_from_a_listing_the_way_leads_to_its_table_and_to_all_data(tab: Opened) -> None:
    watched = tab(viewport=PHONE)
    page = watched.open("decisions/index.html")
    block = page.get_by_role("region", name="数据与订阅")
    with page.expect_download() as download:
        block.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "decisions.xlsx"
    page.get_by_role("contentinfo").get_by_role("link", name="开放数据").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("开放数据")
    expect(page.get_by_role("heading", name="决策", exact=True)).to_be_visible()
    assert cut_off(page) == []
    assert watched.trouble == []

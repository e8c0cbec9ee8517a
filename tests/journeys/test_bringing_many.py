"""A member brings three hundred resources by a table and a ZIP; three rows are bad, and come back to be mended."""

import csv
import io
import re
import zipfile

from playwright.sync_api import expect

from tests.journeys.visitors import shot

ROWS = 300
FILES = 6


def parcel(folder, word):
    """Write the ZIP: a table of three hundred rows, of which three are bad, and the files that some of them name."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["Title", "Authors", "Year", "Kind", "Link", "File"])
    for n in range(1, ROWS + 1):
        row = [
            f"Walking {word} guide {n}",
            "Mei Lin; Bo Carter",
            2000 + n % 26,
            "",
            f"https://example.org/{word}/{n}",
            "",
        ]
        if n <= FILES:
            row[5] = f"guide {n}.txt"
        if n == 50:
            row[0] = ""
        if n == 150:
            row[2] = "20255"
        if n == 250:
            row[5] = "missing.pdf"
        table.writerow(row)
    path = folder / "three-hundred.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("three hundred.csv", "\ufeff" + out.getvalue())
        for n in range(1, FILES + 1):
            archive.writestr(f"files/guide {n}.txt", f"Guide {word} number {n} tells how to begin. " * 20)
    return path


def test_a_member_brings_three_hundred_and_three_are_bad(visit, tmp_path, story):
    word = "peersxqz"
    page = visit("bo")
    page.goto("/resources/new/")
    page.get_by_role("link", name="Bring many at once").click()
    page.set_input_files("[data-upload] input[type=file]", parcel(tmp_path, word))
    expect(page.locator("[data-upload-list] > li .st.ok")).to_have_count(1, timeout=90_000)
    page.get_by_role("button", name="Read them").click()
    # It is read while she watches; the page goes on by itself.
    expect(page.get_by_role("heading", name="300 rows were read")).to_be_visible(timeout=120_000)
    expect(page.locator("select[name=column_1]")).to_have_value("authors")
    shot(page, "import-choices-1440")
    page.locator("select[name=kind]").select_option("training")
    page.locator("select[name=licence]").select_option("CC-BY-4.0")
    page.locator("input[name=publishes]").check()
    page.get_by_role("button", name="Show what becomes of each row").click()
    # Nothing is written yet, and each of the three says why.
    expect(page.get_by_role("button", name="Bring 297 rows into the library")).to_be_visible(timeout=120_000)
    page.locator(".tabs a", has_text="Refused").click()
    refused = page.locator("table.tbl tbody tr")
    expect(refused).to_have_count(3)
    expect(refused.nth(0)).to_contain_text("There is no title.")
    expect(refused.nth(1)).to_contain_text("“20255” is not a year")
    expect(refused.nth(2)).to_contain_text("“missing.pdf” is not among the files")
    shot(page, "import-preview-1440")
    page.get_by_role("button", name="Bring 297 rows into the library").click()
    expect(page.get_by_role("heading", name="What was brought")).to_be_visible(timeout=240_000)
    expect(page.locator("dl.facts")).to_contain_text("297")
    shot(page, "import-report-1440")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the refused rows").click()
    rows = list(csv.reader(io.StringIO(taken.value.path().read_text("utf-8-sig"))))
    assert [row[-2] for row in rows] == ["Line", "51", "151", "251"]
    # They can be found, and the files stand with them.
    page.goto(f"/resources/?q=walking+{word}+guide+1")
    expect(page.locator("ol.entries li").first).to_contain_text(word, timeout=60_000)
    # She thinks again, and takes the whole batch back.
    page.goto("/resources/import/")
    page.get_by_role("link", name=re.compile("See the report")).first.click()
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("heading", name="This import was undone")).to_be_visible(timeout=240_000)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shot(page, "import-undone-360")

"""A new city joins, is put into two people's hands, and signs; later one of them leaves and hands everything over."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.visitors import shot

TODAY = date.today()
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)
REMIND = (
    "from datetime import date; from network.cities import actions; "
    "print(actions.remind_of_agreements(on=date.fromisoformat('{day}')))"
)


def save(page):
    """Press the form's own button."""
    page.keyboard.press("Escape")
    page.locator("main form button[type=submit], main form .action-save").last.click()


def choose(page, name):
    """Find a person by name in the window that opens."""
    page.locator("[data-chooser-action-choose]").first.click()
    window = page.locator(".modal-content")
    window.locator("input[name=q]").fill(name)
    window.locator("a[data-chooser-modal-choice]", has_text=name).first.click()
    expect(window).to_have_count(0)


def test_an_administrator_founds_the_partnership_of_a_new_city(visit, visitors, story):
    demo, nova = visitors.demo, visit("nova")
    slug = f"porto-{story.mark}"
    city = f"Porto {story.mark}"
    nova.goto("/manage/cities/new/")
    for name, value in {"name": city, "name_native": city, "slug": slug, "country": "PT", "latitude": "41.15",
                        "longitude": "-8.61"}.items():  # fmt: skip
        nova.locator(f"input[name={name}]").fill(value)
    nova.locator("select[name=time_zone]").select_option("Europe/Lisbon")
    nova.locator("select[name=languages]").select_option(["pt", "en"])
    nova.locator("select[name=state]").select_option("joined")
    nova.locator("textarea[name=reason]").fill("The city council signed the letter of intent.")
    save(nova)
    expect(nova.locator(".messages").first).to_contain_text(city)
    # Two coordinators, found by name.
    for name in ("Priya Sandhu", "Bo Carter"):
        nova.goto("/manage/coordinators/new/")
        nova.locator("select[name=city]").select_option(label=city)
        choose(nova, name)
        nova.locator("input[name=starts_on]").fill(TODAY.isoformat())
        save(nova)
        expect(nova.locator("main table")).to_contain_text(name)
    nova.goto(f"/manage/cities/?q={slug}")
    expect(nova.locator("main table tbody tr").first).not_to_contain_text("of 2")
    # The agreement, with its paper.
    nova.goto("/manage/agreements/new/")
    nova.locator("select[name=partnership]").select_option(label=f"{city} · joined")
    nova.locator("input[name=signed_by]").fill("The Mayor of Porto")
    nova.locator("input[name=starts_on]").fill(TODAY.isoformat())
    nova.locator("input[name=ends_on]").fill((TODAY - timedelta(days=3)).isoformat())
    nova.locator("input[name=upload]").set_input_files(
        {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    save(nova)
    expect(nova.locator(".error-message").first).to_contain_text("before the first one")
    ends = TODAY + timedelta(days=700)
    nova.locator("input[name=ends_on]").fill(ends.isoformat())
    nova.locator("input[name=upload]").set_input_files(
        {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    save(nova)
    expect(nova.locator("main table")).to_contain_text("The Mayor of Porto")
    # A month before the end the mail is there, in each one's language.
    wanted = {demo.cast[who]["email"]: 0 for who in ("priya", "bo", "nova")}
    since = {address: demo.last_mail(address) for address in wanted}
    demo.manage("shell", "-v", "0", "-c", REMIND.format(day=ends - timedelta(days=30)))
    demo.manage("shell", "-v", "0", "-c", REMIND.format(day=ends - timedelta(days=30)))
    for address in wanted:
        mail = demo.wait_for_mail(address, "cities.agreement", since[address], holds=city)
        assert "30 days" in mail["subject"] and f"/cities/{slug}/" in mail["text"]
        there = demo.mails(address, "cities.agreement", since[address])
        assert len([mail for mail in there if city in mail["subject"]]) == 1
    stranger = visit()
    stranger.goto(f"/cities/{slug}/")
    expect(stranger.locator("h1")).to_contain_text(city)
    expect(stranger.locator("body")).not_to_contain_text("letter of intent")


def test_a_table_is_brought_in_after_its_fate_was_read(visit, story):
    nova = visit("nova")
    nova.goto("/manage/organisations/import/")
    good, bad = f"Fado House {story.mark},houston,ngo,", "Nowhere,atlantis,ngo,\nWrong,houston,ngo,03yrm5c27"
    rows = f"name,city,kind,ror\n{good}\n{bad}\n"
    nova.locator("input[name=file]").set_input_files(
        {"name": "organisations.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-8-sig")}
    )
    nova.locator("main form button").first.click()
    expect(nova.locator("main")).to_contain_text("1 new")
    expect(nova.locator("main")).to_contain_text("2 refused")
    expect(nova.locator("main")).to_contain_text("There is no city “atlantis”")
    shot(nova, "manage-import-1440")
    nova.get_by_role("button", name="Write 1 row").click()
    expect(nova.locator("main")).to_contain_text("This was done")
    nova.goto(f"/manage/organisations/?q={story.mark}")
    row = nova.locator("main table tbody tr")
    expect(row).to_have_count(1)
    # Many at once: what is ticked gets the same type.
    row.locator("input[type=checkbox]").check()
    nova.locator("[data-bulk-action-button]").first.click()
    nova.locator("select[name=kind]").select_option("university")
    nova.locator("main form button[type=submit]").click()
    expect(nova.locator(".messages").first).to_contain_text("1 row")
    nova.goto(f"/manage/organisations/?q={story.mark}")
    expect(nova.locator("main table tbody tr")).to_contain_text("university")


def test_a_coordinator_hands_over(visit, visitors):
    demo, mei = visitors.demo, visit("mei", language="en")
    mei.goto("/cities/shanghai/")
    mei.locator("main a[href='/cities/shanghai/hand-over/']").click()
    expect(mei.locator("h1")).to_be_visible()
    held = mei.locator("section").first.locator("ul.entries li").count()
    assert held > 0
    shot(mei, "hand-over-1440")
    mei.locator("input[name=to]").first.check()
    mei.locator("form[method=get] button.btn").last.click()
    successor = mei.locator("#confirm input[name=to]").get_attribute("value")
    since = demo.last_mail(demo.cast["mei"]["email"])
    shot(mei, "hand-over-confirm-1440")
    mei.locator("#confirm button").click()
    expect(mei.locator("#confirm")).to_have_count(0)
    expect(mei.locator("dl.dl dd").first).to_be_visible()
    shot(mei, "handed-over-1440")
    demo.wait_for_mail(demo.cast["mei"]["email"], "cities.hand_over", since)
    # Going back there is nothing to press any more.
    mei.go_back()
    expect(mei.locator("dl.dl dd").first).to_be_visible()
    expect(mei.locator("#confirm")).to_have_count(0)
    nova = visit("nova")
    nova.goto("/cities/shanghai/")
    expect(nova.locator(f"main .people a[href='/members/{successor}/']").first).to_be_visible()
    expect(nova.locator("main .people a[href='/members/mei/']")).to_have_count(0)
    answer = mei.goto("/cities/shanghai/hand-over/")
    assert answer.status == 404

"""A passkey, made and used in the browser's own virtual authenticator, under the strict policy."""

from playwright.sync_api import expect

from tests.journeys.visitors import shot


def test_she_adds_a_passkey_and_signs_in_with_it_alone(visit, story, demo):
    member = story.fresh_member("key", "郑一帆", "Zheng Yifan")
    page = visit(member, language="en")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    authenticator = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    page.goto("/me/security/")
    page.locator("main a[href*='webauthn']").first.click()
    expect(page.locator("form[data-passkey=create]")).to_be_visible()
    shot(page, "passkey-add-1440")
    page.locator("input[name=name]").fill("My phone")
    page.locator("input[name=passwordless]").check()
    page.locator("[data-ask]").click()
    page.wait_for_url(lambda address: "webauthn/add" not in address)
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]) == 1
    page.goto("/me/security/")
    expect(page.locator("main a[href*='webauthn']").first).to_be_visible()
    shot(page, "security-1440")
    page.locator("header form[action='/accounts/logout/'] button").click()
    page.wait_for_load_state()
    page.goto("/me/")
    page.wait_for_url("**/accounts/login/**")
    expect(page.locator("form[data-passkey=login]")).to_be_visible()
    shot(page, "login-1440")
    page.locator("form[data-passkey=login] [data-ask]").click()
    page.wait_for_url("**/me/")
    expect(page.locator("h1")).to_be_visible()
    # A device that says no is told in words, and the other ways in stay.
    page.locator("header form[action='/accounts/logout/'] button").click()
    page.wait_for_load_state()
    device.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.goto("/accounts/login/")
    page.locator("form[data-passkey=login] [data-ask]").click()
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("input[name=login]")).to_be_visible()

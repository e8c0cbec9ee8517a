"""Every kind of page, public and of members, by the address of one of its kind."""

PUBLIC = {
    "home": "/",
    "about": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "cities": "/cities/",
    "city": "/cities/shanghai/",
    "city-in-chinese": "/cities/shanghai/?in=zh-hans",
    "list": "/resources/",
    "list-narrowed": "/resources/?kind=training&city=shanghai",
    "state-of-the-art": "/state-of-the-art/",
    "meetings": "/meetings/",
    "search": "/search/?q=insulin",
    "search-nothing": "/search/?q=xyzzyplugh",
    "join": "/join/",
    "login": "/accounts/login/",
    "login-code": "/accounts/login/code/",
    "reset": "/accounts/password/reset/",
    "missing": "/nowhere/",
    "mailbox": "/mailbox/",
}
MEMBER = {
    "my-page": "/me/",
    "my-profile": "/me/profile/",
    "my-topics": "/me/topics/",
    "my-zone": "/me/zone/",
    "my-mails": "/me/mail/",
    "my-digest": "/me/digest/",
    "what-i-may": "/me/may/",
    "my-data": "/me/privacy/",
    "who-looked": "/me/privacy/log/",
    "security": "/me/security/",
    "second-factor": "/accounts/2fa/",
    "sessions": "/accounts/sessions/",
    "email": "/accounts/email/",
    "members": "/members/",
    "member": "/members/bo/",
    "share": "/resources/new/",
    "panels": "/consensus/",
    "days-of-meetings": "/meetings/agenda/",
    "plan-a-meeting": "/meetings/new/",
    "time-polls": "/meetings/polls/",
    "congresses": "/meetings/congresses/",
    "requests": "/meetings/requests/",
    "my-calendar": "/me/calendar/",
    "desk": "/desk/",
}


def first_of(page, listing, selector):
    """Return the address of the first thing in a list."""
    page.goto(listing)
    return page.locator(selector).first.get_attribute("href")


def found(page):
    """Return the public addresses that only the portal itself knows: a resource, a topic, an organisation, a mail."""
    resource = first_of(page, "/search/?q=insulin", ".entries .entry a[href^='/resources/']:not([href*='/used/'])")
    return {
        "resource": resource,
        "topic": first_of(page, resource, "main a[href^='/topics/']"),
        "organisation": first_of(page, "/cities/shanghai/", "main a[href^='/organisations/']"),
        "letter": first_of(page, "/mailbox/", "main a[href^='/mailbox/']:not([href='/mailbox/'])"),
    }

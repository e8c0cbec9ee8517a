"""What follows from an address that was proved."""

from allauth.account.signals import email_confirmed

from members.accounts import actions
from members.accounts.terms import DRAFT, INVITED, SENT


def address_confirmed(request, email_address, **_):
    """Send the application to the city, with the answers of the browser that typed the code."""
    session = getattr(request, "session", None)
    sent = session.get(SENT) if session is not None else None
    mine = sent if sent and sent["email"] == email_address.email.lower() else {}
    actions.confirm(
        email_address.user,
        city_slug=mine.get("city"),
        answers=mine.get("answers"),
        language=mine.get("language"),
        invitation=mine.get("invitation"),
    )
    for key in (DRAFT, SENT, INVITED):
        if session is not None:
            session.pop(key, None)


email_confirmed.connect(address_confirmed, dispatch_uid="accounts.address_confirmed")

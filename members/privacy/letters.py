"""The mails of privacy, each in its receiver's language and exactly once."""

from django.conf import settings
from django.urls import reverse

from members.privacy.terms import ARCHIVE_DAYS, GRACE_DAYS, UNDO
from network.kit import links, mail

KIND = "privacy"


def address(name, *args):
    """Return the full address of one of our pages."""
    return settings.SITE_URL + reverse(name, args=args)


def _post(template, member, context, key):
    context |= {"mine": address("privacy:mine")}
    mail.post(member.email, template, context, language=member.language, kind=KIND, key=key, member=member)


def archive_ready(archive):
    """Say that the archive is ready, and until when."""
    context = {"archive": archive, "days": ARCHIVE_DAYS}
    _post("privacy/mail/archive", archive.member, context, f"privacy.archive:{archive.pk}")


def left(departure):
    """Say that the membership has ended, and that the way back is open."""
    _post("privacy/mail/left", departure.member, {"departure": departure}, f"privacy.left:{departure.pk}")


def undo_address(departure):
    """Return the address by which the erasure is undone, without signing in."""
    token = links.sign(UNDO, {"departure": departure.pk})
    return address("privacy:undo", token)


def erasure_asked(departure):
    """Say when everything will be gone, and how to undo it."""
    context = {"departure": departure, "undo": undo_address(departure), "days": GRACE_DAYS}
    _post("privacy/mail/erasure", departure.member, context, f"privacy.erasure:{departure.pk}")


def reminder(departure):
    """Say once more, two days before."""
    context = {"departure": departure, "undo": undo_address(departure)}
    _post("privacy/mail/reminder", departure.member, context, f"privacy.reminder:{departure.pk}")


def somebody_leaves(departure, member, receiver, orphan):
    """Tell a coordinator that a member leaves; `orphan` is the city that nobody looks after then."""
    context = {"leaver": member, "city": member.home_city, "orphan": orphan, "departure": departure}
    key = f"privacy.leaves:{departure.pk}:{receiver.pk}"
    context |= {"address": (settings.SITE_URL + orphan.get_absolute_url()) if orphan else address("desk:desk")}
    mail.post(
        receiver.email, "privacy/mail/leaves", context, language=receiver.language, kind=KIND, key=key, member=receiver
    )

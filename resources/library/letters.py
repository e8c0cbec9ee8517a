"""The mails of asking for access, each in its receiver's language and exactly once."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override

from network.kit import links, mail

ANSWER = "library.answer_access"
LINK_DAYS = 14


def address(name, *args):
    """Return the full address of one of our pages: always under SITE_URL, whatever host was asked."""
    return settings.SITE_URL + reverse(name, args=args)


def asked(row, owners):
    """Ask each of `owners` (ids) to answer, with a link that is theirs, works once and expires."""
    for member in get_user_model().objects.filter(pk__in=owners, is_active=True):
        token = links.sign(ANSWER, {"request": row.pk, "member": member.pk})
        context = {"link_days": LINK_DAYS, "answer": address("library:answer", token), "desk": address("desk:desk")}
        _post("library/mail/asked", row, member, f"library.asked:{row.pk}:{member.pk}", context)


def let_in(row):
    """Tell who asked that it is open to them now, and how long."""
    _post("library/mail/let_in", row, row.member, f"library.let_in:{row.pk}")


def declined(row):
    """Say no, with the reason."""
    _post("library/mail/declined", row, row.member, f"library.declined:{row.pk}")


def over(row):
    """Tell that a grant was taken back."""
    _post("library/mail/over", row, row.member, f"library.over:{row.pk}")


def _post(template, row, member, key, context=None):
    with override(member.language):
        title = row.resource.title
    context = (context or {}) | {
        "row": row,
        "title": title,
        "address": settings.SITE_URL + reverse("library:short", args=[row.resource_id]),
    }
    mail.post(member.email, template, context, language=member.language, kind="library", key=key, member=member)

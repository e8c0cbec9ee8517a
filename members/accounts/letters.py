"""The mails of joining, each in its receiver's language and exactly once."""

from django.conf import settings
from django.urls import reverse

from members.accounts.terms import DAYS_TO_ANSWER, LINK_DAYS
from network.kit import links, mail
from network.kit.clock import now

DECIDE = "accounts.decide"


def _post(template, to, context, *, language, key, member=None):
    return mail.post(to, template, context, language=language, kind="accounts", key=key, member=member)


def address(name, *args):
    """Return the full address of one of our pages: always under SITE_URL, whatever host was asked."""
    return settings.SITE_URL + reverse(name, args=args)


def _to_applicant(template, application, key, **context):
    member = application.member
    context |= {
        "application": application,
        "city": application.city,
        "days": DAYS_TO_ANSWER,
        "address": address("accounts:status"),
    }
    _post(template, member.email, context, language=member.language, key=key, member=member)


def received(application):
    """Tell the applicant that the city reads it now."""
    _to_applicant("accounts/mail/received", application, f"accounts.received:{application.pk}:{application.city_id}")


def escalated(application):
    """Tell the applicant that the network's coordinators answer instead."""
    _to_applicant("accounts/mail/escalated", application, f"accounts.escalated:{application.pk}:{application.city_id}")


def approved(application, member):
    """Welcome the new member."""
    _to_applicant(
        "accounts/mail/approved", application, f"accounts.approved:{application.pk}", home=address("accounts:home")
    )


def declined(application):
    """Say no, with the reason."""
    _to_applicant("accounts/mail/declined", application, f"accounts.declined:{application.pk}")


def asked(application, answerers, *, late=False):
    """Ask each of `answerers` to answer, with a link that is theirs, works once and expires."""
    for member in answerers:
        token = links.sign(DECIDE, {"application": application.pk, "member": member.pk})
        context = {
            "application": application,
            "city": application.city,
            "late": late,
            "days": DAYS_TO_ANSWER,
            "link_days": LINK_DAYS,
            "address": address("accounts:answer", token),
            "desk": address("desk:desk"),
        }
        key = f"accounts.asked:{application.pk}:{application.city_id}:{member.pk}:{int(late)}"
        _post("accounts/mail/asked", member.email, context, language=member.language, key=key, member=member)


def known(member):
    """Tell somebody who applied with a known address that there is an account already."""
    context = {"sign_in": address("account_login"), "status": address("accounts:status")}
    _post(
        "accounts/mail/known",
        member.email,
        context,
        language=member.language,
        key=f"accounts.known:{member.pk}:{now().isoformat()}",
        member=member,
    )

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


def _to_members(template, members, context, key):
    for member in members:
        _post(template, member.email, dict(context), language=member.language, key=f"{key}:{member.pk}", member=member)


def came_by_link(application, coordinators):
    """Tell the city's coordinators that somebody joined by their trusted link."""
    context = {"application": application, "city": application.city, "address": _page(application.member)}
    context |= {"invitations": address("accounts:invitations", application.city.slug)}
    _to_members("accounts/mail/came_by_link", coordinators, context, f"accounts.came_by_link:{application.pk}")


def move_asked(move, answerers):
    """Ask those who answer for the new city whether somebody may move there."""
    context = {
        "name": move.member.get_full_name(),
        "why": move.why,
        "city": move.to_city,
        "late": move.escalated_at is not None,
        "days": DAYS_TO_ANSWER,
        "address": address("accounts:move", move.pk),
    }
    key = f"accounts.move_asked:{move.pk}:{int(move.escalated_at is not None)}"
    _to_members("accounts/mail/move_asked", answerers, context, key)


def move_answered(move):
    """Tell the member what the new city said."""
    context = {
        "city": move.to_city,
        "accepted": move.state == move.State.ACCEPTED,
        "reason": move.reason,
        "address": address("accounts:city"),
        "home": address("accounts:home"),
    }
    _to_members("accounts/mail/move_answered", [move.member], context, f"accounts.move_answered:{move.pk}")


def resting(member):
    """Say that the membership rests, and how to come back."""
    context = {"address": address("accounts:rest")}
    key = f"accounts.resting:{member.pk}:{member.rested_at.isoformat()}"
    _to_members("accounts/mail/resting", [member], context, key)


def still_right(member):
    """Ask once a year whether the profile is still right."""
    since = member.confirmed_at or member.joined_at or member.created_at
    context = {"since": since, "address": address("accounts:still_right"), "profile": address("accounts:profile")}
    _to_members("accounts/mail/still_right", [member], context, f"accounts.still_right:{now().date().isoformat()}")


def _page(member):
    return settings.SITE_URL + member.get_absolute_url()

"""Mails, and the other rows of the kit."""

from email import message_from_bytes, policy

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy.traces_left import needles
from network.kit.models import Counter, Job, Mail, Suppression, UsedLink
from network.kit.personal import erases, exports, in_batches, plain, retains

COLUMNS = ["kit.Mail.member", "kit.Mail.to", "kit.Suppression.address"]
BYTES_DAYS, MAIL_DAYS, LINK_DAYS = 90, 365, 60


def _addresses(member):
    from allauth.account.models import EmailAddress

    return [member.email, *EmailAddress.objects.filter(user=member).values_list("email", flat=True)]


def _mine(member):
    to = Q(member=member)
    for address in _addresses(member):
        to |= Q(to__iexact=address)
    return Mail.objects.filter(to)


@exports("mails", _("Mails to you"), holds=COLUMNS)
def mine(member):
    """Every mail with its text while it is kept; single-use links in them are shown as they were sent."""
    suppressed = Suppression.objects.filter(address__in=[one.lower() for one in _addresses(member)])
    return {
        "mails": [
            plain(mail, "kind", "to", "subject", "language", "state", "created_at", "sent_at") | {"text": _text(mail)}
            for mail in _mine(member).order_by("created_at", "pk").iterator(chunk_size=100)
        ],
        "not_written_to": [plain(row, "address", "reason", "since") for row in suppressed],
    }


def _text(mail):
    if not mail.raw:
        return ""
    body = message_from_bytes(bytes(mail.raw), policy=policy.default).get_body(("plain", "html"))
    return body.get_content() if body else ""


@erases("mails", order=90, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Forget every mail to the person, whether the address must not be written to, and errors that quote them."""
    addresses = _addresses(member)
    mails = _mine(member)
    Job.objects.filter(key__in=[f"mail:{pk}" for pk in mails.values_list("pk", flat=True)]).delete()
    mails.delete()
    Suppression.objects.filter(address__in=[address.lower() for address in addresses]).delete()
    for word in needles(member):
        Job.objects.filter(error__icontains=word).update(error="")


@retains(
    "kit.mail",
    _("Bytes of sent mails"),
    days=BYTES_DAYS,
    why=_("so that a mail that was lost can be sent once more"),
)
def mail_bytes(before, limit):
    """Empty mails; that something was sent, when and to whom is kept longer."""
    old = Mail.objects.filter(created_at__lt=before).exclude(raw=b"").exclude(state=Mail.State.QUEUED)
    return in_batches(old, limit, raw=b"")


@retains(
    "kit.mail_log",
    _("That a mail was sent, to whom, about what"),
    days=MAIL_DAYS,
    why=_("so that a question about a mail can be answered, and nothing is sent twice"),
)
def mail_log(before, limit):
    """Forget mails altogether."""
    return in_batches(Mail.objects.filter(created_at__lt=before).exclude(state=Mail.State.QUEUED), limit)


@retains(
    "kit.links",
    _("Links of mails that were used"),
    days=LINK_DAYS,
    why=_("so that a link works once; by then it no longer works at all"),
)
def used_links(before, limit):
    """Forget digests of used links."""
    return in_batches(UsedLink.objects.filter(used_at__lt=before), limit)


@retains(
    "kit.jobs",
    _("Tasks that were done in the background"),
    days=30,
    why=_("so that no task is done twice, and that a failure can be looked into"),
)
def jobs(before, limit):
    """Forget tasks that were done or given up."""
    done = Q(state=Job.State.DONE, done_at__lt=before) | Q(state=Job.State.DEAD, created_at__lt=before)
    return in_batches(Job.objects.filter(done), limit)


@retains(
    "kit.counters",
    _("Counters of tries, such as wrong passwords from one address"),
    days=1,
    why=_("so that nobody tries passwords or floods others with mails"),
)
def counters(before, limit):
    """Forget windows that are over."""
    return in_batches(Counter.objects.filter(until__lt=before), limit)

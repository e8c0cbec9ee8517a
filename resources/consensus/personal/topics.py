"""What the state of the art holds about a person: proposals made and answered, versions and pages published."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.kit.personal import erases, exports, plain, retains
from resources.consensus.models import Change, Edition, StatementVersion, Topic

COLUMNS = [
    "consensus.Change.by",
    "consensus.Change.email",
    "consensus.Change.answered_by",
    "consensus.Topic.owner",
    "consensus.Edition.by",
    "consensus.StatementVersion.by",
]


def of(member):
    """Return what narrows proposals to those of `member`, also those made as a visitor with the same address."""
    return Q(by=member) | Q(email__iexact=member.email) if member.email else Q(by=member)


@exports("consensus.topics", _("State of the art"), holds=COLUMNS)
def mine(member):
    """Proposals with their answers, topics that the member answers for, versions that they published."""
    return {
        "proposals": [
            plain(one, "words", "reference", "language", "state", "at", "answer", "answered_at")
            | {"topic": one.topic.title, "statement": one.statement.number if one.statement else None}
            for one in Change.objects.filter(of(member)).select_related("topic", "statement").order_by("pk")
        ],
        "answers": [
            plain(one, "answer", "state", "answered_at") | {"topic": one.topic.title}
            for one in Change.objects.filter(answered_by=member).select_related("topic").order_by("pk")
        ],
        "topics": [plain(one, "slug", "title", "created_at") for one in Topic.objects.filter(owner=member)],
        "published": [
            plain(one, "number", "note", "at") | {"topic": one.topic.title}
            for one in Edition.objects.filter(by=member).select_related("topic").order_by("pk")
        ],
        "versions": [
            plain(one, "number", "note", "at") | {"statement": f"{one.statement.topic.slug}/{one.statement.number}"}
            for one in StatementVersion.objects.filter(by=member).select_related("statement__topic").order_by("pk")
        ],
    }


@erases("consensus.topics", order=40, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """What was proposed and answered stays, without a name: others read the answer."""
    Change.objects.filter(of(member)).update(by=None, name="", email="")
    Change.objects.filter(answered_by=member).update(answered_by=None)
    Topic.objects.filter(owner=member).update(owner=None)
    Edition.objects.filter(by=member).update(by=None)
    StatementVersion.objects.filter(by=member).update(by=None)


@retains(
    "consensus.visitors",
    _("Names and addresses of visitors who proposed a change"),
    days=365,
    why=_("so that they get the answer, and can be asked once more"),
)
def old(before, limit):
    """Forget who they were; what they proposed and the answer stay."""
    rows = Change.objects.filter(at__lt=before).exclude(email="", name="").order_by("pk").values("pk")[:limit]
    return Change.objects.filter(pk__in=rows).update(name="", email="")

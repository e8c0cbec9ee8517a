"""Items 24 and 25: interests as numbers, and what happens with the result."""

from django.conf import settings
from django.utils.translation import gettext as _

from network.kit import words
from resources.consensus.models import Panel
from resources.consensus.report.blocks import Facts, Link, Missing, Table, Words


def interests(facts):
    """Item 24: how many declared what before each round, and from how many statements people stood aside."""
    if not facts.closed:
        return [Words(_("No round has closed yet."))]
    made = [
        Words(
            _(
                "Every panellist is asked for interests before each round. Only numbers are told here: a name beside a "
                "missing rating would tell who rated what."
            )
        )
    ]
    rows = []
    for round in facts.closed:
        said = facts.interests.get(round.pk, {"declared": 0, "with": 0, "sponsor": 0})
        aside = facts.whole[round.pk].recused
        few = _("fewer than %(n)s") % {"n": facts.whole[round.pk].smallest}
        numbers = (said["declared"], said["with"], said["sponsor"], few if aside is None else aside)
        rows.append((_("Round %(n)s") % {"n": round.number}, *map(str, numbers)))
    head = (_("Round"), _("Declared"), _("With interests"), _("Of these with a sponsor"), _("Left statements aside"))
    return [*made, Table(_("Interests"), head, tuple(rows))]


def onward(facts):
    """Item 25: the page that it went to, and when it is looked at again."""
    topic = facts.panel.topic
    if topic is None:
        return [Words(_("It feeds no page of the state of the art."))]
    rows = [(_("Page"), topic.titles.get(facts.language) or topic.title)]
    if facts.panel.state == Panel.State.ADOPTED and topic.voted_on:
        rows.append((_("Adopted on the vote of"), _date(topic.voted_on)))
    if topic.searched_on:
        rows.append((_("Evidence last searched"), _date(topic.searched_on)))
    if topic.review_on:
        rows.append((_("Next review"), _date(topic.review_on)))
    made = [Facts(tuple(rows))]
    if topic.published_at:
        made.append(
            Link(_("The page of the state of the art"), settings.SITE_URL.rstrip("/") + topic.get_absolute_url())
        )
    return made if topic.review_on else [*made, Missing(_("Next review"))]


def _date(value):
    return words.django_date(value, words.patterns()[1])

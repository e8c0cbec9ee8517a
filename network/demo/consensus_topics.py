"""A page of the state of the art in the sample world, told by the actions and pages that curators use.

If a panel of the sample world has ended, its votes stand under the statements that it agreed on, and the page is the
one that it feeds; else the page says that nobody voted yet.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.demo.content import insulin
from resources.consensus.actions import topics
from resources.consensus.models import PageStatement, Panel, Topic
from resources.consensus.queries.topics.votes import dissent_of

CHINESE_FIELDS = ("text", "plain", "rationale", "mind")


def tell(teller, _resources):
    """Build the page; twice is once."""
    people = {member.handle: member for member in Member.objects.select_related("home_city", "organisation")}
    writer, approver = people.get("freja"), people.get("carmen") or people.get("nova")
    if writer is None or approver is None or Topic.objects.filter(titles__en=insulin.TITLE["en"]).exists():
        return
    published = teller.today - timedelta(days=40)
    with translation.override("en"), transaction.atomic(), teller.telling(published):
        topic = topics.begin(insulin.TITLE["en"], by=approver, topics=("insulin",), slug="starting-insulin")
        _write(teller, topic, votes_of(topic))
        topics.original_page(topic).get_latest_revision().publish(user=approver, skip_permission_checks=True)
        topic.refresh_from_db()
        _write_chinese(topic, approver)
        _ask(topic, people)


def votes_of(topic):
    """Return {text of a statement: the vote on it} of the sample panel, which feeds the page from now on."""
    from resources.consensus.actions.topics.adopting import votes_of

    panel = Panel.objects.filter(title=insulin.TITLE["en"], state=Panel.State.ENDED, topic=None).first()
    if panel is None:
        return {}
    panel.topic = topic
    panel.save(update_fields=["topic", "changed_at"])
    states = ("agreed", "unsettled", "rejected")
    return {entry.wording.text: entry for state in states for entry in votes_of(panel, state)}


def _write(teller, topic, votes):
    page = topics.original_page(topic).get_latest_revision_as_object()
    for name, words in insulin.PAGE["en"].items():
        setattr(page, name, words)
    day = teller.today.date()
    page.searched_on, page.review_on = day - timedelta(days=120), day + timedelta(days=325)
    for place, told in enumerate(insulin.STATEMENTS):
        page.statements.add(_child(page, place, told, votes.get(told["text"])))
    page.save_revision(clean=False)


def _child(page, place, told, vote):
    child = PageStatement(page=page, locale=page.locale, sort_order=place, entry=vote)
    for name in ("text", "plain", "rationale", "direction", "strength", "certainty", "mind", "strong_anyway",
                 "strong_words"):  # fmt: skip
        setattr(child, name, told.get(name, ""))
    child.reasons = [("step", row) for row in told.get("reasons", ())]
    child.works = [("work", row) for row in told.get("works", ())]
    voices = (dissent_of(vote, "en") if vote else []) or told.get("dissent", ())
    child.dissent = [("voice", row) for row in voices]
    child.criteria = [("criterion", row) for row in told.get("criteria", ())]
    return child


def _write_chinese(topic, by):
    page = topics.translation_of(topics.original_page(topic), "zh-hans")
    page.title = insulin.TITLE["zh-hans"]
    for name, words in insulin.PAGE["zh-hans"].items():
        setattr(page, name, words)
    children = list(page.statements.all())
    for child, words in zip(children, insulin.CHINESE, strict=True):
        for name, text in zip(CHINESE_FIELDS, words, strict=True):
            setattr(child, name, text)
    page.statements.set(children)
    page.save_revision(clean=False).publish(user=by, skip_permission_checks=True)


def _ask(topic, people):
    """Two proposals: one answered, one waiting."""
    curator = people.get("carmen") or people["nova"]
    first = topic.statements.get(number=3)
    if asker := people.get("priya") or people.get("bo"):
        change = topics.propose(
            topic, by=asker, statement=first,
            words="Our line lost fewest people when the second call came after three days, not after a week.",
        )  # fmt: skip
        topics.answer(
            change, by=curator, state="later",
            words="Thank you. We ask the panel about the days between the calls in the next round; until then please "
                  "send us your counts.",
        )  # fmt: skip
    if asker := people.get("mei"):
        topics.propose(
            topic, by=asker, words="天津有一项新的随访研究，比较了有电话和没有电话的小组，也许可以放进第3条。",
            reference="", language="zh-hans",
        )  # fmt: skip

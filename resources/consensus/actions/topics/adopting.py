"""After the last round: what a panel agreed on goes to the page as a draft, and the network approves it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from members.accounts.queries import network_coordinators
from network.access.rules import demand
from network.activity.actions import record
from resources.consensus.actions.planning.rows import spread
from resources.consensus.actions.topics.beginning import begin, original_page, translation_of
from resources.consensus.activity.topics import ADOPTED, WAITS
from resources.consensus.models import Item, PageStatement, Panel, Panellist, RoundItem
from resources.consensus.queries.topics.votes import dissent_of

TOOK_PART = (Panellist.State.ACCEPTED, Panellist.State.LEFT)


class NotYet(ValidationError):
    """This panel cannot be adopted (yet); the sentence says why."""


@transaction.atomic
def adopt(panel, by):
    """Put what an ended panel agreed on into a draft of its page, and ask the network to approve it.

    Statements that were voted on anew keep their identity (`Item.statement`); new ones join the end. Figures, dissent
    and the vote come along. A panel that feeds no page yet begins one. Returns the draft `TopicPage`.
    """
    panel = Panel.objects.select_for_update(of=("self",)).select_related("topic").get(pk=panel.pk)
    demand(by, "consensus.run", panel)
    demand(by, "consensus.curate", panel.topic)
    if panel.state != Panel.State.ENDED:
        raise NotYet(_("A panel is adopted when its last round is closed, and once."))
    agreed = votes_of(panel, Item.State.AGREED)
    if not agreed:
        raise NotYet(_("This panel agreed on no statement. Its report says so; there is nothing to put on a page."))
    if panel.topic is None:
        panel.topic = begin(panel.title, by=by, language=panel.language)
        panel.save(update_fields=["topic", "changed_at"])
    page = original_page(panel.topic).get_latest_revision_as_object()
    # Set below as a whole: a page without a draft hands out its statements anew each time they are asked for.
    children = list(page.statements.all())
    known = {child.statement_id: child for child in children if child.statement_id}
    standing = {child.entry_id for child in children}
    for entry in agreed:
        if entry.pk in standing:
            continue
        child = known.get(entry.item.statement_id) or PageStatement(page=page, locale=page.locale)
        _word(child, entry, page.language)
        if child not in known.values():
            child.sort_order = len(children)
            children.append(child)
    page.statements.set(children)
    with translation.override(page.language):
        page.disagreement = page.disagreement or open_words(panel)
        page.interests = page.interests or interest_words(panel)
        told = panel.story.get("funding", "")
        page.funding = page.funding or (told if isinstance(told, str) else "")
        page.note = page.note or _("Adopted from the panel “%(title)s”") % {"title": panel.title}
    page.save_revision(user=by, clean=False, log_action=True)
    _translations(page, agreed)
    submit(page, by=by)
    return page


def votes_of(panel, state):
    """Return the RoundItems by which statements of `panel` got `state`: of each the last round that asked it."""
    rows = RoundItem.objects.filter(round__panel=panel, item__state=state, round__state="closed")
    rows = rows.select_related("item__statement", "wording", "round__panel").prefetch_related(
        "wording__translations", "item__evidence"
    )
    return list(rows.order_by("item__number", "-round__number").distinct("item__number"))


def _word(child, entry, language):
    """Let `child` say what was agreed, with its vote, its evidence and its dissent; what was curated stays."""
    child.statement_id = entry.item.statement_id or child.statement_id
    child.entry = entry
    child.text = words_in(entry, language)[0]
    if not child.works:
        child.works = [("work", _work(one)) for one in entry.item.evidence.all()]
    child.dissent = [("voice", one) for one in dissent_of(entry, language)]


def _work(one):
    address, kind = one.address, "study"
    if one.resource_id:
        address, kind = one.resource.get_absolute_url(), "resource"
    elif one.paper_id:
        address, kind = one.paper.get_absolute_url(), "paper"
    return {"kind": kind, "title": one.title, "address": address, "words": one.note, "against": False}


def words_in(entry, language):
    """Return (text, is it in `language`) of the wording that was voted on: the checked translation, else as it was."""
    if entry.wording.language == language:
        return entry.wording.text, True
    for one in entry.wording.translations.all():
        if one.language == language and one.checked_at:
            return one.text, True
    return entry.wording.text, False


def _translations(page, agreed):
    """Bring checked translations into drafts of the pages in other languages that are there already."""
    by_statement = {child.entry_id: child for child in page.statements.all()}
    for other in page.get_translations().specific():
        draft = other.get_latest_revision_as_object()
        children = list(draft.statements.all())
        by_key = {child.translation_key: child for child in children}
        changed = False
        for entry in agreed:
            text, is_own = words_in(entry, other.locale.language_code)
            source = by_statement.get(entry.pk)
            child = by_key.get(source.translation_key) if source else None
            if child is not None and is_own and child.text != text:
                child.text, changed = text, True
        if changed:
            draft.statements.set(children)
            draft.save_revision(clean=False)


def open_words(panel):
    """Return sentences on what the panel did not agree on, in the active language; "" where it agreed on everything."""
    rows = [*votes_of(panel, Item.State.UNSETTLED), *votes_of(panel, Item.State.REJECTED)]
    language = translation.get_language()
    lines = []
    for entry in rows:
        words = {"text": words_in(entry, language)[0], "n": entry.round.number}
        if entry.item.state == Item.State.REJECTED:
            lines.append(_("Rejected: “%(text)s”") % words)
        else:
            told = ngettext(
                "No agreement after %(n)s round: “%(text)s”", "No agreement after %(n)s rounds: “%(text)s”", words["n"]
            )
            lines.append(told % words)
    return "\n\n".join(lines)


def interest_words(panel):
    """Return sentences on the interests that the panel declared, as numbers: names beside gaps would tell who rated."""
    people = panel.panellists.filter(state__in=TOOK_PART)
    of = people.count()
    declared = people.filter(interests__has_any=True).distinct().count()
    sponsored = people.filter(interests__sponsor=True).distinct().count()
    words = {"n": declared, "of": of}
    told = (
        ngettext(
            "%(n)s of %(of)s people on the panel declared interests.",
            "%(n)s of %(of)s people on the panel have declared interests.",
            declared,
        )
        % words
    )
    paid = ngettext(
        "%(n)s works for a sponsor of the programme, or is paid by one.",
        "%(n)s work for a sponsor of the programme, or are paid by one.",
        sponsored,
    ) % {"n": sponsored}
    return f"{told} {paid}" if of else ""


def submit(page, *, by):
    """Ask the network to approve the newest draft of `page`; a question that was open about an older one is closed."""
    page = type(page).objects.get(pk=page.pk)
    for state in WorkflowState.objects.active().for_instance(page):
        state.cancel(user=by)
    workflow = page.get_workflow()
    if workflow is None:
        return None
    started = workflow.start(page, by)
    names = [one.pk for one in network_coordinators() if one.pk != by.pk]
    record(WAITS, by=by, subject=page.topic, audience=["network"], names=names,
           detail={"title": page.title, "page": page.pk})  # fmt: skip
    return started


def adopted(panel, topic, *, by):
    """Close a panel whose statements are published: it is public now, and whoever took part hears of the outcome."""
    panel.state = Panel.State.ADOPTED
    panel.save(update_fields=["state", "changed_at"])
    spread(panel)
    for entry in votes_of(panel, Item.State.AGREED):
        _link_item(entry, topic)
    rows = panel.panellists.filter(state__in=TOOK_PART).exclude(member=None)
    names = sorted(rows.values_list("member_id", flat=True))
    detail = {"title": panel.title, "panel": panel.pk}
    record(ADOPTED, by=by, subject=topic, audience=["public"], names=names, detail=detail)


def _link_item(entry, topic):
    """Let an item know which statement it became."""
    if entry.item.statement_id is None:
        child = PageStatement.objects.filter(page__topic=topic, entry=entry).exclude(statement=None).first()
        if child:
            entry.item.statement_id = child.statement_id
            entry.item.save(update_fields=["statement"])


def translate(topic, language, *, by):
    """Begin the page of a topic in another language as a draft. Returns it."""
    demand(by, "consensus.curate", topic)
    return translation_of(original_page(topic), language)

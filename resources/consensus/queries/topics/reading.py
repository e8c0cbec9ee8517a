"""A page of the state of the art as it is read: words of one language, figures and grades of the newest versions."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import get_language

from network.kit.words import today
from resources.consensus.models import PageStatement, Panel, RoundItem, Statement, StatementVersion, TopicPage
from resources.consensus.models.blocks import Criterion, Domain, Source
from resources.consensus.models.pages import StrongAnyway
from resources.consensus.queries.topics import labels
from resources.consensus.queries.topics.agreement import agreement_of
from resources.consensus.queries.topics.contents import content_of
from resources.consensus.queries.topics.proposals import answered
from resources.consensus.queries.topics.votes import vote_of

FEW = 3


@dataclass
class Said:
    """One statement in the words of a page. `content` is as a version keeps it; `version` None in a draft."""

    number: int
    content: dict
    language: str
    statement: Statement | None = None
    version: StatementVersion | None = None
    is_behind: bool = False
    """Whether these words translate an older version."""

    def __post_init__(self):
        told = self.content
        self.text, self.plain, self.rationale = told["text"], told["plain"], told["rationale"]
        self.mind, self.strong_words = told["mind"], told["strong_words"]
        self.certainty = labels.certainty_of(told["certainty"])
        self.strength = labels.strength_of(told["strength"], told["direction"])
        self.agreement = agreement_of(told["vote"])
        self.dissent = told["dissent"]
        self.strong_anyway = _label(StrongAnyway, told["strong_anyway"])
        self.reasons = [one | {"label": _label(Domain, one["domain"])} for one in told["reasons"]]
        self.criteria = [one | {"label": _label(Criterion, one["criterion"])} for one in told["criteria"]]
        self.evidence = [
            one | {"label": _label(Source, one["kind"]), "href": href_of(one["address"])} for one in told["evidence"]
        ]
        self.review_on = date.fromisoformat(told["review_on"]) if told["review_on"] else None
        self.state = labels.STATES[self.statement.state if self.statement else Statement.State.CURRENT]

    @property
    def name(self):
        """The anchor of the statement on its page."""
        return f"s{self.number}"

    @property
    def is_due(self):
        """Whether its own review date has come."""
        return bool(self.review_on and self.review_on <= today())


@dataclass
class Reading:
    """One page with all that it says."""

    topic: object
    page: TopicPage
    said: list
    languages: list = field(default_factory=list)
    editions: list = field(default_factory=list)
    answered: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    panels: list = field(default_factory=list)

    @property
    def is_due(self):
        """Whether the page's review date has come."""
        return bool(self.topic.review_on and self.topic.review_on <= today())

    @property
    def edition(self):
        """The newest edition, None in a draft."""
        return self.editions[0] if self.editions else None


def _label(choices, value):
    return str(choices(value).label) if value in choices.values else ""


def href_of(address):
    """Return an address as a link takes it; a DOI leads to its resolver."""
    if not address or address.startswith(("/", "http://", "https://")):
        return address
    return f"https://doi.org/{address}"


def live_pages(topic):
    """Return {language: page} of the published pages of a topic."""
    rows = TopicPage.objects.filter(topic=topic, live=True).select_related("locale")
    pages = {page.language: page for page in rows}
    for page in pages.values():
        page.topic = topic
    return pages


def chosen(pages, topic, wish=""):
    """Return the page in the language `wish`, else the reader's, the topic's own, any; None if there is none."""
    for code in (wish, get_language(), topic.language, "en", *pages):
        if code in pages:
            return pages[code]
    return None


def newest_versions(topic):
    """Return the statements of a topic, {pk: Statement}, each with `kept`: its newest version alone."""
    newest = StatementVersion.objects.order_by("statement_id", "-number").distinct("statement_id")
    rows = topic.statements.select_related("superseded_by").prefetch_related(Prefetch("versions", newest, "kept"))
    found = {one.pk: one for one in rows}
    for one in found.values():
        one.topic = topic
    return found


def read(topic, page, pages=None, *, draft=False):
    """Return the Reading of a page: published, or a draft as the CMS would show it."""
    statements = newest_versions(topic)
    children = list(page.statements.all())
    said = [_draft(topic, child, statements) if draft else _said(page, child, statements) for child in children]
    said = [one for one in said if one]
    editions = list(topic.editions.order_by("-number")[:FEW])
    return Reading(
        topic=topic,
        page=page,
        said=said,
        languages=list(pages or {}),
        editions=[] if draft else editions,
        answered=answered(topic, FEW),
        gone=[one for one in statements.values() if not one.stands],
        panels=list(Panel.objects.filter(topic=topic, audience__contains=["public"]).order_by("-pk")),
    )


def _said(page, child, statements):
    statement = statements.get(child.statement_id)
    if statement is None or not statement.kept:
        return None
    version = statement.kept[0]
    content = version.content
    if not page.is_original:
        content = content | _words(child)
    is_behind = bool(not page.is_original and page.last_published_at and page.last_published_at < version.at)
    return Said(statement.number, content, page.language, statement, version, is_behind)


def _words(child):
    """Return what a translation says in words of its own; an empty one leaves the original's."""
    own = content_of(child, child.page.language)
    names = ("text", "plain", "rationale", "mind", "strong_words", "reasons", "dissent", "criteria", "evidence")
    return {name: own[name] for name in names if own[name]}


def _draft(topic, child, statements):
    statement = statements.get(child.statement_id)
    entry = RoundItem.objects.select_related("round__panel").filter(pk=child.entry_id).first()
    content = content_of(child, topic.language, vote_of(entry) if entry else None)
    number = statement.number if statement else topic.last_number + 1 + (child.sort_order or 0)
    return Said(number, content, topic.language, statement)


def statement_of(topic, number):
    """Return the statement `number` of a topic with all its versions in `kept`, newest first; None if there is none."""
    versions = Prefetch("versions", StatementVersion.objects.order_by("-number").select_related("by"), "kept")
    found = topic.statements.filter(number=number).select_related("superseded_by").prefetch_related(versions).first()
    if found:
        found.topic = topic
    return found


def read_statement(topic, statement, version=None):
    """Return the Said of a statement in the reader's language where the newest version is asked and translated."""
    newest = statement.kept[0]
    if version is not None and version.pk != newest.pk:
        return Said(statement.number, version.content, version.content["language"], statement, version)
    page = chosen(live_pages(topic), topic)
    child = page and PageStatement.objects.filter(page=page, statement=statement).first()
    if child:
        child.page = page
        return _said(page, child, {statement.pk: statement})
    return Said(statement.number, newest.content, newest.content["language"], statement, newest)

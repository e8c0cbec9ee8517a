"""What authors declare: their part in the work, interests, funding, the criteria; what follows from interests."""

from django.db import transaction

from members.accounts.queries import network_coordinators
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.papers import credit
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.activity import DECLARED, INTERESTS_MANAGED, INTERESTS_WAIT, QUESTIONS_ASKED, ROLES_PROPOSED
from resources.papers.models import Author, Declaration, Management, Question

MOST_QUESTIONS = 12


@transaction.atomic
def propose_roles(author, *, by, roles, at=None):
    """Let the lead say which roles an author had: {code: degree or ""}; the author confirms or changes them.

    What the author confirmed already stays where it is the same. Raises ValueError for an unknown role or degree.
    """
    author = _locked(author)
    demand(by, "papers.lead", author.paper)
    _write(author, roles, confirmed_at=None)
    names = [author.member_id] if author.member_id and author.member_id != by.pk else []
    record(ROLES_PROPOSED, by=by, subject=author.paper, city=home_of(by), audience=among_us(author.paper),
           names=names, detail={"name": author.name}, at=at)  # fmt: skip


@transaction.atomic
def confirm_roles(author, *, by, roles, at=None):
    """Write down the roles that an author says they had, and confirm them; all others go."""
    author = _locked(author)
    demand(by, "papers.declare", author)
    _write(author, roles, confirmed_at=at or now())


def _write(author, roles, *, confirmed_at):
    for code, degree in roles.items():
        if code not in credit.ROLES or degree not in ("", *credit.DEGREES):
            raise ValueError(f"no role of CRediT: {code} {degree}")
    known = {row.role: row for row in author.contributions.all()}
    author.contributions.exclude(role__in=roles).delete()
    for code, degree in roles.items():
        row = known.get(code)
        if row is None:
            author.contributions.create(role=code, degree=degree, confirmed_at=confirmed_at)
        elif confirmed_at or row.degree != degree:
            row.degree, row.confirmed_at = degree, confirmed_at
            row.save(update_fields=["degree", "confirmed_at"])


@transaction.atomic
def ask_questions(paper, *, by, questions):
    """Set the paper's own questions about interests, in this order; returns them. What was answered stays as it was."""
    paper = locked(paper)
    demand(by, "papers.lead", paper)
    texts = [text.strip() for text in questions if text.strip()][:MOST_QUESTIONS]
    paper.questions.all().delete()
    rows = [Question(paper=paper, text=text[:300], position=number) for number, text in enumerate(texts, 1)]
    made = Question.objects.bulk_create(rows)
    record(QUESTIONS_ASKED, by=by, subject=paper, city=home_of(by), audience=among_us(paper))
    return made


@transaction.atomic
def declare(author, *, by, roles, has_interests, interests="", answers=(), funding="", criteria=(), at=None):
    """Declare for one paper: roles (confirmed by it), interests, funding, criteria; returns the new Declaration.

    `answers`: the paper's questions as asked, [{"question", "answer", "words"}]. An earlier declaration is kept, and
    what was decided about its interests holds on only where both say the same.
    """
    author = _locked(author)
    demand(by, "papers.declare", author)
    if has_interests and not interests.strip():
        raise ValueError("interests are said in words")
    moment = at or now()
    _write(author, roles, confirmed_at=moment)
    ticked = [code for code in credit.statements() if code in criteria and code in credit.BEFORE_SIGNING]
    before = author.declarations.select_related("management").order_by("-at", "-pk").first()
    made = Declaration.objects.create(
        author=author, has_interests=has_interests, interests=interests.strip() if has_interests else "",
        answers=list(answers), funding=funding.strip(), criteria=ticked, words=credit.CURRENT, at=moment,
    )  # fmt: skip
    if made.is_disclosed and before and _same(before, made) and (held := getattr(before, "management", None)):
        Management.objects.create(declaration=made, measure=held.measure, reason=held.reason, by=held.by, at=held.at)
    record(DECLARED, by=by, subject=author.paper, city=home_of(by), audience=among_us(author.paper),
           names=[author.paper.lead_id] if author.paper.lead_id and author.paper.lead_id != by.pk else [], at=moment,
           detail={"declaration": made.pk, "words": made.words})  # fmt: skip
    if made.is_disclosed and not hasattr(made, "management"):
        _ask_to_decide(made, author, by, moment)
    return made


def _ask_to_decide(declaration, author, by, moment):
    """Write to who decides what follows: the lead, and about the lead's own interests the network's coordinators."""
    paper = author.paper
    is_leads = author.member_id == paper.lead_id
    names = {one.pk for one in network_coordinators()} - {author.member_id} if is_leads else {paper.lead_id} - {None}
    record(INTERESTS_WAIT, by=by, subject=declaration, city=home_of(by), audience=[f"member:{pk}" for pk in names],
           names=names, detail={"title": paper.title, "paper": paper.pk}, at=moment)  # fmt: skip


def _same(one, other):
    return (one.has_interests, one.interests, one.answers) == (other.has_interests, other.interests, other.answers)


@transaction.atomic
def manage(declaration, *, by, measure, reason="", at=None):
    """Decide what follows from declared interests; returns the Management. Never about one's own.

    Raises ValueError where somebody is to keep out of something and it is not said of what.
    """
    Author.objects.select_for_update(of=("self",)).get(pk=declaration.author_id)
    declaration = Declaration.objects.select_related("author__paper").get(pk=declaration.pk)
    demand(by, "papers.manage_interests", declaration)
    if measure in (Management.Measure.ASIDE, Management.Measure.READ) and not reason.strip():
        raise ValueError("say which decisions or passages")
    made, _new = Management.objects.update_or_create(
        declaration=declaration, defaults={"measure": measure, "reason": reason.strip(), "by": by, "at": at or now()}
    )
    author = declaration.author
    record(INTERESTS_MANAGED, by=by, subject=author.paper, city=home_of(by), audience=among_us(author.paper),
           names=[author.member_id] if author.member_id else [], detail={"measure": made.measure}, at=at)  # fmt: skip
    return made


def _locked(author):
    """Return the author afresh, row of paper and row of author locked: the paper first, as everywhere."""
    paper = locked(author.paper)
    author = Author.objects.select_for_update(of=("self",)).get(pk=author.pk)
    author.paper = paper
    return author

"""Papers of the sample world, told by the actions that members use.

One is being written, with suggestions from Shanghai in Chinese and talk beside the text; one waits for signatures; one
is published. What other topics do with them (signatures, publishing) is asked of their own actions.
"""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.cities.models import City
from network.demo.content import prose
from network.demo.content.makers import chart
from network.files.actions import accept_upload, examine
from network.live import texts
from network.live.models import Document, Update
from resources.papers import actions, credit
from resources.papers.actions import publishing, references, talking, writing
from resources.papers.actions import signing as stand_by
from resources.papers.models import Author, Paper

ROLES = (
    {"conceptualization": "lead", "writing-original-draft": "lead", "project-administration": ""},
    {"investigation": "lead", "writing-review-editing": "equal"},
    {"formal-analysis": "lead", "writing-review-editing": "equal"},
    {"resources": "", "writing-review-editing": "supporting"},
)
COMMENTS = (
    ("mei", 9, "It does not say what it should cost",
     "这一点很重要。我们可以补充上海的津贴标准：每次活动五十元，另报交通费。要不要写进表格？"),
    ("freja", 6, "Left within the year",
     "Copenhagen counts people who moved to another group as staying. @ana, do you count them the same way?"),
    ("mei", 4, "an allowance as in Shanghai is fair",
     "组长们自己说：“拿工资就不像邻居了。”这句话也许可以原样引用。"),
)  # fmt: skip
SUGGESTED = (
    ("in Shanghai from group leaders who receive a small allowance.",
     "in Shanghai from group leaders (组长) who receive an allowance for each meeting."),
    ("its leaders meet their supervisor every two weeks and are known in their street.",
     "its leaders meet their supervisor every two weeks (督导), and their neighbours know them."),
)  # fmt: skip
# city, who speaks for it, answer, language, words
ANSWERS = (
    ("vancouver", "emily", "endorse", "en", "Our line has worked on these terms for two years."),
    ("houston", "diego", "endorse", "es", "Lo apoyamos. La segunda regla nos costó aprenderla."),
    ("shanghai", "mei", "dissent", "zh-hans",
     "上海不同意第三条：完全不记姓名，我们就无法回访处在危险中的人。我们建议在来电者同意时记下电话。"),
)  # fmt: skip
WHOLE = (
    ("freja", 12, "I read it aloud to two volunteers. They stopped at ‘not cheap nurses’ and laughed. Keep it."),
    ("diego", 8, "The table needs a line on insurance: who pays when somebody is hurt on the way?"),
)  # fmt: skip


def tell(teller, _resources):
    """Build the papers, each on its days; twice is once."""
    people = {member.handle: member for member in Member.objects.select_related("home_city", "organisation")}
    cities = {city.slug: city for city in City.objects.all()}
    for number, (head, body) in enumerate(prose.papers()):
        lead = people.get(head["lead"])
        if lead is None or Paper.objects.filter(title=head["title"]).exists():
            continue
        with translation.override("en"), transaction.atomic():
            paper = _begun(teller, head, lead, people, cities)
            _people(teller, paper, head, people)
            _write(paper, body, lead)
            _plan(teller, paper, head, people)
            if number == 0:
                _talked_about(teller, paper, people)
            else:
                _put_up(teller, paper, everybody=number == 2)
            _date_back(teller, paper, head)


def _day(teller, ago):
    return (teller.today + timedelta(days=ago)).date()


def _begun(teller, head, lead, people, cities):
    moment = teller.today - timedelta(days=head["begun"])
    with teller.telling(moment):
        return actions.begin(
            by=lead,
            title=head["title"],
            kind=head["kind"],
            language=head["language"],
            cities=[cities[slug] for slug in head["cities"] if slug in cities],
            sections=[
                {"title": one["title"], "anchor": one["anchor"], "words": one.get("words")} for one in head["plan"]
            ],
            question=head["question"],
            abstract=head["abstract"],
            plain_summary=head["plain"],
            topics=head["topics"],
            authorship_rule=head["rule"],
            funding=head["funding"],
            due_on=_day(teller, head["due"]),
            at=moment,
        )


def _people(teller, paper, head, people):
    moment = teller.today - timedelta(days=head["begun"] - 2)
    with teller.telling(moment):
        for part, handles in (("author", head["authors"]), ("reviewer", head["reviewers"])):
            for handle in handles:
                actions.invite(paper, people[handle], by=paper.lead, part=part)
                actions.accept(paper, by=people[handle])
        for handle in head.get("invited", ()):
            actions.invite(paper, people[handle], by=paper.lead)
    Author.objects.filter(paper=paper).update(at=moment)


def _write(paper, body, lead):
    """Put references and picture in their lists, and the text into the document, as its authors wrote it."""
    keys = {key: references.add(paper, prose.works()[key], by=lead)[0].key for key in prose.cited(body)}
    figures = {}
    if "stay.png" in body:
        file = accept_upload(lead, SimpleUploadedFile("who-stayed.png", chart.make_png()), bulk=True)
        examine(file.pk)
        file.refresh_from_db()
        alternative = "Three lines that fall over twelve months, the steepest in Copenhagen in the first three months."
        figures["stay.png"] = writing.picture(paper, file=file, alternative=alternative, by=lead).pk
    content = prose.text(body, keys=keys, figures=figures)
    parts = [number for number, block in enumerate(content["content"]) if block["type"] == "heading"][1:]
    writers = [row.member for row in paper.authors.filter(part="author", state="accepted")]
    # Section by section, each by somebody else, so that the text knows who wrote what.
    for number, end in enumerate([*parts, len(content["content"])]):
        some = {"type": "doc", "content": content["content"][:end]}
        texts.rewrite(paper.document, some, by=writers[number % len(writers)])


def _plan(teller, paper, head, people):
    rows = {row.member.handle: row for row in paper.authors.filter(member__isnull=False).select_related("member")}
    planned = {one["anchor"]: one for one in head["plan"]}
    with teller.telling(teller.today - timedelta(days=head["begun"] - 3)):
        for section in paper.sections.all():
            one = planned[section.anchor]
            due = _day(teller, one["due"]) if "due" in one else None
            writers = [rows[handle] for handle in one["writers"] if handle in rows]
            actions.change_section(section, by=paper.lead, writers=writers, due_on=due)


def _talked_about(teller, paper, people):
    """Comments on passages, words about the whole, and Mei's suggestions with Chinese terms."""
    for handle, ago, quote, text in COMMENTS:
        moment = teller.today - timedelta(days=ago)
        with teller.telling(moment):
            talking.open_thread(paper, by=people[handle], text=text, quote=quote, find=True, at=moment)
    for handle, ago, text in WHOLE:
        moment = teller.today - timedelta(days=ago)
        with teller.telling(moment):
            actions.say(paper, text, by=people[handle], at=moment)
    moment = teller.today - timedelta(days=3)
    with teller.telling(moment):
        proposal = talking.begin_proposal(paper, by=people["mei"], title="上海的做法和用词", at=moment)
        content = texts.read(proposal.document)
        for old, new in SUGGESTED:
            _replace(content, old, new)
        texts.rewrite(proposal.document, content, by=people["mei"])


def _replace(node, old, new):
    if "text" in node:
        node["text"] = node["text"].replace(old, new)
    for child in node.get("content") or ():
        _replace(child, old, new)


def _put_up(teller, paper, *, everybody):
    """Through its review to its signatures: of the lead alone; or, past the cities, of everybody and into print."""
    moment = teller.today - timedelta(days=6)
    criteria = list(credit.statements())
    with teller.telling(moment):
        paper = actions.move(paper, Paper.State.REVIEW, by=paper.lead, at=moment - timedelta(days=20))
        if everybody:
            _ask_cities(paper, moment - timedelta(days=18))
        authors = list(paper.authors.filter(part="author", state="accepted").select_related("member"))
        for number, author in enumerate(authors):
            stand_by.declare(
                author, by=author.member, roles=ROLES[number % len(ROLES)], has_interests=False, funding=paper.funding,
                criteria=criteria, at=moment,
            )  # fmt: skip
        opened = stand_by.put_up(paper, by=paper.lead, due_on=_day(teller, 8), at=moment,
                                 words="Please read it to the end once more. Thank you all.")  # fmt: skip
        for author in authors if everybody else authors[:1]:
            stand_by.sign(opened, by=author.member, fingerprint=opened.version.fingerprint, answer="approve",
                          criteria=criteria, at=moment + timedelta(days=1))  # fmt: skip
    if everybody:
        with teller.telling(moment + timedelta(days=2)):
            publishing.publish(Paper.objects.get(pk=paper.pk), by=paper.lead, at=moment + timedelta(days=2))


def _ask_cities(paper, moment):
    """Ask three cities, let them answer in their own words, and close."""
    asked = {city.slug: city for city in City.objects.filter(slug__in=[slug for slug, *_rest in ANSWERS])}
    consultation = stand_by.consult(
        paper, by=paper.lead, cities=asked.values(), closes_on=(moment + timedelta(days=10)).date(), at=moment,
        words="Would your city open a peer line on these terms?",
    )  # fmt: skip
    for slug, handle, answer, language, words in ANSWERS:
        stand_by.answer_for_city(
            consultation, asked[slug], by=Member.objects.get(handle=handle), answer=answer, words=words,
            language=language, at=moment + timedelta(days=6),
        )  # fmt: skip
    for city in asked.values():
        stand_by.close_city(consultation, city, at=moment + timedelta(days=12))


def _date_back(teller, paper, head):
    """Let the rows of the log lie between the paper's beginning and the day before yesterday, in their order."""
    first = teller.today - timedelta(days=head["begun"] - 4)
    last = teller.today - timedelta(days=2 if head["due"] > 20 else 9)
    for document in Document.objects.filter(subject=f"papers.paper:{paper.pk}"):
        rows = list(document.updates.order_by("seq"))
        for number, row in enumerate(rows):
            row.at = first + (last - first) * (number + 1) / len(rows)
        Update.objects.bulk_update(rows, ["at"])
        Document.objects.filter(pk=document.pk).update(changed_at=last if rows else None)
    Paper.objects.filter(pk=paper.pk).update(changed_at=last)

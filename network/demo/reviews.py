"""What members of the sample world found of each other's work, what they call outdated, and a draft that is read first.

Everything is told by the actions that members use.
"""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.files.actions import accept_upload
from resources.library import actions as library
from resources.library.models import Resource
from resources.quality import actions
from resources.quality.models import Flag, Review, Submission
from resources.quality.terms import CRITERIA

# resource, by, days ago, in a few words, {criterion: (value, comment)}, interest; what is not named is a plain yes
REVIEWS = (
    (
        "listening-six-exercises", "priya", 60,
        "We used four of the six with twelve new volunteers. They were working within five minutes. A sheet for people "
        "who do not like to write would help.",
        {"tested": (1, "It says that it was tried, but not with whom."), "access": (1, "The tables have no headings."),
         "safety": (None, "")}, "",
    ),
    (
        "listening-six-exercises", "tao", 35,
        "练习三和练习六在天津效果最好。译文自然，只有两处用词偏书面。",
        {"culture": (1, "“我没事”在我们这里常常只是客气，最好加一个例子。"), "safety": (None, ""),
         "objectivity": (2, "写明了谁出的钱。")}, "",
    ),
    (
        "talking-about-insulin", "emily", 88,
        "The second role play is worth the whole guide. The word ‘compliance’ on page 4 should go.",
        {"clarity": (1, "Some sentences speak to clinicians."), "date": (1, "Nothing says when it was checked.")},
        "",
    ),
    (
        "talking-about-insulin", "sofie", 50,
        "Clear, short, and careful to send questions about doses back to the clinic.",
        {"coverage": (1, "It says little about type 1."), "tested": (1, "")}, "",
    ),
    (
        "first-ninety-days", "grace", 30,
        "A good plan. I helped Dennis to write the first version of the call script, so please read others too.",
        {"licence": (0, "The script itself has no licence."), "tested": (1, "")},
        "I helped to write an early version of the call script.",
    ),
)  # fmt: skip
REPLY = (
    "listening-six-exercises", "priya", "samira",
    "Thank you. A sheet with pictures instead of lines is drawn already and comes with the next version.",
)  # fmt: skip
FLAGS = (
    ("first-ninety-days", "tom", 20, "The call script names the clinic by its old name, and its number is dead."),
    ("first-ninety-days", "rosa", 6, "Page 2 sends people for a paper form. Since spring there is none."),
    ("what-a-peer-supporter-does", "jianing", 4, "The link to the national standard leads nowhere."),
)
DRAFT = """Peer support in two languages: notes from the Tuesday group

1. We begin with names, said by each in their own way, and everybody tries to say them.
2. Whoever translates sits in the middle and may ask for a break at any time.
3. A joke is translated last. It is worth the wait.
"""


def tell(teller, resources):
    """Tell it on its days; `resources` are the shared ones by their slugs. Twice is once."""
    people = {m.handle: m for m in Member.objects.select_related("home_city").filter(is_active=True)}
    for slug, handle, days, summary, own, interest in REVIEWS:
        by, work = people.get(handle), resources.get(slug)
        if by is None or work is None or Review.objects.filter(resource=work, reviewer=by).exists():
            continue
        with teller.telling(teller.today - timedelta(days=days)), translation.override(by.language):
            judgements = {code: own.get(code, (2, "")) for code in CRITERIA}
            moment = teller.today - timedelta(days=days)
            review = actions.start_review(_fresh(work), by=by, at=moment)
            actions.give_review(review, by=by, judgements=judgements, summary=summary, has_interest=bool(interest),
                                interest=interest, at=moment)  # fmt: skip
    _reply(teller, people, resources)
    _flags(teller, people, resources)
    _read_first(teller, people)


def _fresh(work):
    return Resource.objects.get(pk=work.pk)


def _reply(teller, people, resources):
    slug, reviewer, handle, text = REPLY
    review = Review.objects.filter(resource=resources.get(slug), reviewer=people.get(reviewer), reply=None).first()
    if review is not None and handle in people:
        moment = teller.today - timedelta(days=52)
        with teller.telling(moment):
            actions.answer_review(review, by=people[handle], text=text, at=moment)


def _flags(teller, people, resources):
    for slug, handle, days, reason in FLAGS:
        by, work = people.get(handle), resources.get(slug)
        if by is None or work is None or Flag.objects.filter(resource=work, by=by).exists():
            continue
        moment = teller.today - timedelta(days=days)
        with teller.telling(moment):
            actions.flag(_fresh(work), by=by, reason=reason, at=moment)


def _read_first(teller, people):
    """Vancouver tried to read first what is shared in its name; one draft waits, with a word from its coordinator."""
    emily, harjit, tom = people.get("emily"), people.get("harjit"), people.get("tom")
    if None in (emily, harjit, tom) or Submission.objects.exists():
        return
    with teller.telling(teller.today - timedelta(days=15)):
        actions.set_policy(emily.home_city, by=emily, asks=True, at=teller.today - timedelta(days=15))
    moment = teller.today - timedelta(days=2)
    with teller.telling(moment), transaction.atomic():
        file = accept_upload(harjit, SimpleUploadedFile("tuesday-group.txt", DRAFT.encode()))
        draft = library.start(by=harjit, files=[file])
        draft = library.describe(
            draft, by=harjit, title="Peer support in two languages: notes from the Tuesday group", kind="case-study",
            summary="What we learned in a year of meetings in Punjabi and English.", licence="CC-BY-4.0",
            language="en", languages=["en"], year=moment.year, cities=["vancouver"], authors=[harjit],
        )  # fmt: skip
        library.publish(draft, by=harjit, at=moment)
    thread = Submission.objects.get(resource=draft)
    with teller.telling(teller.today - timedelta(days=1)):
        text = "This is lovely. Do the people in the photo on page 2 know that it will be public?"
        actions.remark(thread, by=emily, text=text, at=teller.today - timedelta(days=1))
        actions.ask_advice(thread, by=emily, member=tom, at=teller.today - timedelta(hours=20))
    # From here on the city publishes at once again, so that whoever tries the portal out sees at once what was shared.
    with teller.telling(teller.today - timedelta(hours=19)):
        actions.set_policy(emily.home_city, by=emily, asks=False, at=teller.today - timedelta(hours=19))

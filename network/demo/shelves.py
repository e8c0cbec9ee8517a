"""Collections of the sample world, begun and filled by the actions that members use."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.catalogue.models import Entry
from resources.collections import actions
from resources.collections.models import Collection

# by, days ago, who may see it, language, title, what it is for, [(slug of a resource, why it stands there)]
SHELVES = (
    (
        "priya", 40, "public", "en", "For somebody's first week as a peer supporter",
        "What I give to everybody who begins with us in Vancouver: four things to read, in this order, "
        "and the one poster that made me cry.",
        (
            ("what-a-peer-supporter-does", "Begin here. Two pages, and the word ‘not’ is the best part of it."),
            ("listening-six-exercises", "Do exercises 1 and 4 with somebody you know before you do them in a group."),
            ("when-to-hand-over", "Read it twice, and put the last page into your bag."),
            ("privacy-in-a-peer-group", "What everybody asks in the second meeting is answered on page 3."),
            ("poster-somebody-near-you", ""),
        ),
    ),
    (
        "mei", 25, "members", "zh-hans", "聊胰岛素之前先读这几篇",
        "给同伴小组组长：三份材料对着看，休斯敦的角色扮演最容易上手。",
        (
            ("zh-insulin-conversations", "五个场景里，第三个我们改了两次。"),
            ("talking-about-insulin", "角色扮演的剧本可以直接用，名字要换成本地的。"),
            ("conversar-sobre-la-insulina", "语气值得学：不吓人，也不哄人。"),
        ),
    ),
    (
        "freja", 18, "public", "da", "Når gruppen skal evalueres uden et forskerhold",
        "Små metoder, som en koordinator selv kan bruge mellem to møder.",
        (
            ("evaluating-without-control-group", "Start med tabellen på side 2."),
            ("three-minute-contact-log", "Vi printer den på grønt papir; så bliver den fundet igen."),
            ("who-came-who-stayed", "Se, hvordan de spørger til dem, der holdt op."),
        ),
    ),
    (
        "bo", 9, "me", "en", "To read before the spring meeting", "",
        (("zh-why-people-leave", "Ask Mei for the table behind figure 2."), ("small-set-of-indicators", "")),
    ),
)  # fmt: skip


def tell(teller, resources):
    """Begin and fill each shelf on its day; `resources` are the shared ones by their slugs. Twice is once."""
    people = {m.handle: m for m in Member.objects.select_related("home_city").filter(is_active=True)}
    for handle, days, visibility, language, title, summary, things in SHELVES:
        by = people.get(handle)
        if by is None or Collection.objects.filter(owner=by, title=title).exists():
            continue
        moment = teller.today - timedelta(days=days, hours=2)
        with teller.telling(moment), translation.override(by.language), transaction.atomic():
            shelf = actions.create(by=by, title=title, summary=summary, visibility=visibility, language=language)
            for number, (slug, note) in enumerate(things):
                entry = Entry.objects.visible_to(by).of(resources[slug]).first() if slug in resources else None
                if entry is not None:
                    actions.keep(shelf, entry, by=by, note=note, at=moment + timedelta(minutes=number))
            Collection.objects.filter(pk=shelf.pk).update(created_at=moment, changed_at=moment, shared_at=moment)
    first = Collection.objects.filter(owner__handle="priya").first()
    if first is not None and "tao" in people:
        actions.follow(first, by=people["tao"])

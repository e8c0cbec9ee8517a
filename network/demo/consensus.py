"""Panels of the sample world, told by the actions that members use.

One has ended and was adopted, one has an open round in which some of the cast still have statements to rate, one is
being planned. Only the clock is helped.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.demo.content.consensus import distress, insulin
from resources.consensus.actions import planning
from resources.consensus.actions import report as reports
from resources.consensus.actions.rating import answering, people, rate
from resources.consensus.actions.results import closing, moderating
from resources.consensus.models import Evidence, Interest, Panel, Panellist, Rating, Remark, Translation

# Days before today: begun, invited, both rounds from when to when, dissent.
BEGUN, INVITED, FIRST, SECOND, LAST_WORD = 96, 90, (80, 66), (58, 44), 42


def tell(teller, resources):
    """Build the panels, each on its days; `resources` are the shared ones by their slugs. Twice is once."""
    cast = {member.handle: member for member in Member.objects.select_related("home_city")}
    needed = {insulin.RUN_BY, distress.RUN_BY, distress.SUMMIT_RUN_BY, *(row[0] for row in insulin.PANEL)}
    if Panel.objects.exists() or not needed <= set(cast):
        return
    with translation.override("en"), transaction.atomic():
        _ended(teller, cast, resources)
        _running(teller, cast)
        _planned(teller, cast)


def _begun(teller, story, cast, ago, groups, **rules):
    by, moment = cast[story.RUN_BY], teller.today - timedelta(days=ago)
    with teller.telling(moment):
        about = {"title": story.TITLE, "titles": story.TITLES, "language": "en", "method": "delphi"}
        panel = planning.begin(about | story.PROTOCOL | {"texts": story.TEXTS, "groups": groups} | rules, by, at=moment)
    return panel, by, moment


def _word(panel, rows, by, checker, languages):
    """Add statements with translations, each checked by somebody else than who wrote it."""
    made = []
    for text, source, others in rows:
        wording = planning.add_item(panel, by=by, text=text, source=source).wordings.get()
        made += [
            Translation(
                wording=wording, language=language, text=other, by=checker, checked_by=by, checked_at=wording.at
            )
            for language, other in zip(languages, others, strict=True)
        ]
    Translation.objects.bulk_create(made)


def _invite(teller, panel, by, cast, rows, ago, *, accept=True):
    """Invite people in groups, and let them say yes on the days after; returns {handle: Seat}."""
    groups = {group.kind: group for group in panel.groups.all()}
    asked = [(handle, groups[kind], *more) for handle, kind, *more in rows if handle in cast]
    moment, found = teller.today - timedelta(days=ago), {}
    with teller.telling(moment):
        planning.invite(panel, [(cast[handle], group) for handle, group, *_more in asked], by)
    panel.panellists.filter(invited_at__gt=moment).update(invited_at=moment)
    for place, (handle, group, *more) in enumerate(asked if accept else ()):
        lived, named = more or (False, False)
        at = moment + timedelta(days=1 + place % 4, hours=place)
        with teller.telling(at):
            found[handle] = answering.accept(
                panel, by=cast[handle], group=group, role=cast[handle].role, has_lived_experience=lived,
                may_be_named=named, at=at,
            )  # fmt: skip
    return found


def _round(teller, panel, by, days):
    opened, closes = (teller.today - timedelta(days=ago) for ago in days)
    with teller.telling(opened):
        made = planning.open_round(panel, closes_at=closes, by=by, at=opened)
    panel.refresh_from_db()
    return made


def _rate(found, answers):
    """Let seats answer: `answers` [(Seat, a sign for each statement)]; rows at once, since one by one takes seconds."""
    entries = list(found.entries.order_by("item__number"))
    rows = [
        Rating(entry=entry, seat=seat, language="en", **_said(sign))
        for seat, signs in answers
        for entry, sign in zip(entries, signs, strict=False)
        if sign != "."
    ]
    Rating.objects.bulk_create(rows)


def _said(sign):
    return {"cannot_judge": True} if sign == "-" else {"value": int(sign)}


def _declare(found, panel, cast, by_words, at):
    rows = panel.panellists.filter(state=Panellist.State.ACCEPTED).select_related("member")
    for row in rows:
        row.panel, (said, sponsor, aside) = panel, by_words.get(row.member.handle, ("", False, ()))
        items = panel.items.filter(number__in=aside) if aside else ()
        people.declare(found, row, by=row.member, has_any=bool(said), words=said, sponsor=sponsor, recused=items)
    Interest.objects.filter(round=found).update(at=at)


def _ended(teller, cast, resources):
    panel, by, _moment = _begun(
        teller, insulin, cast, BEGUN, insulin.GROUPS, rounds=2, smallest_group=3, anchors=insulin.ANCHORS
    )
    rows = [(one[0], one[1], one[3:6]) for one in insulin.STATEMENTS]
    _word(panel, rows, by, cast["carmen"], insulin.LANGUAGES)
    _evidence(panel, resources)
    sitting = _invite(teller, panel, by, cast, insulin.PANEL, INVITED)
    _declines(teller, panel, by, cast)
    for number, days in enumerate((FIRST, SECOND), 1):
        found = _round(teller, panel, by, days)
        during, closed = (teller.today - timedelta(days=ago) for ago in (days[0] - 3, days[1]))
        _declare(found, panel, cast, insulin.INTERESTS, during)
        answers = ["".join(one[5 + number][place] for one in insulin.STATEMENTS) for place in range(len(insulin.PANEL))]
        here = [
            (sitting[row[0]], signs) for row, signs in zip(insulin.PANEL, answers, strict=True) if row[0] in sitting
        ]
        _rate(found, [(seat, signs) for seat, signs in here if set(signs) != {"."}])
        _say(found, number, sitting, during)
        with teller.telling(closed):
            closing.close(found, by=by, at=closed)
            panel.refresh_from_db()
            found.refresh_from_db()
            _moderate(found, by, insulin.REMARKS, number)
        if number == 1:
            handle, why = insulin.LEFT
            with teller.telling(closed + timedelta(days=3)):
                answering.leave(
                    Panel.objects.get(pk=panel.pk), by=cast[handle], reason=why, at=closed + timedelta(days=3)
                )
    moment = teller.today - timedelta(days=LAST_WORD)
    with teller.telling(moment):
        _dissent(found, panel, by, cast)
        reports.tell(panel, insulin.STORY, by=by, at=moment)


def _evidence(panel, resources):
    for item, one in zip(panel.items.order_by("number"), insulin.STATEMENTS, strict=True):
        work = resources.get(one[2])
        if work is not None:
            Evidence.objects.create(item=item, resource_id=work.pk, title=work.title)


def _declines(teller, panel, by, cast):
    handle, kind = insulin.DECLINED
    moment = teller.today - timedelta(days=INVITED - 2)
    with teller.telling(moment):
        group = panel.groups.get(kind=kind)
        planning.invite(panel, [(cast[handle], group)], by)
        answering.decline(Panel.objects.get(pk=panel.pk), by=cast[handle], reason="No time this spring.", at=moment)
    panel.panellists.filter(member=cast[handle]).update(invited_at=moment - timedelta(days=2))


def _say(found, number, sitting, at):
    entries = {entry.item.number: entry for entry in found.entries.select_related("item", "round__panel")}
    for round, item, handle, kind, language, text, *_more in insulin.REMARKS:
        if round == number:
            rate.remark(entries[item], sitting[handle], kind, text, language, at=at)


def _moderate(found, by, rows, number):
    """Let through what people wrote, without what tells who it was, translated."""
    told = {row[5]: row for row in rows if row[0] == number}
    for remark in Remark.objects.filter(round=found, state=Remark.State.WAITING):
        _round, _item, _handle, _kind, _language, _text, shown, translations = told[remark.text]
        moderating.let_through(remark, by=by, shown=shown or None, translations=translations)


def _dissent(found, panel, by, cast):
    entries = {entry.item.number: entry for entry in found.entries.select_related("item", "round__panel")}
    for item, handle, language, text, translations in insulin.DISSENT:
        row = panel.panellists.select_related("member").get(member=cast[handle])
        row.panel = panel
        remark = people.dissent(entries[item], row, text, language, by=cast[handle])
        moderating.let_through(remark, by=by, translations=translations)


def _running(teller, cast):
    panel, by, _moment = _begun(
        teller, distress, cast, 14, distress.GROUPS, rounds=3, smallest_group=3, anchors=insulin.ANCHORS
    )
    _word(panel, [(row[0], "", row[1:]) for row in distress.STATEMENTS], by, cast["nova"], distress.LANGUAGES)
    sitting = _invite(teller, panel, by, cast, distress.PANEL, 11)
    _invite(teller, panel, by, cast, distress.INVITED, 2, accept=False)
    found = _round(teller, panel, by, (4, -10))
    at = teller.today - timedelta(days=2)
    for handle in distress.ANSWERED:
        row = panel.panellists.get(member=cast[handle])
        row.panel = panel
        people.declare(found, row, by=cast[handle], has_any=False)
    Interest.objects.filter(round=found).update(at=at)
    _rate(found, [(sitting[handle], signs) for handle, signs in distress.ANSWERED.items()])


def _planned(teller, cast):
    by, moment = cast[distress.SUMMIT_RUN_BY], teller.today - timedelta(days=3)
    with teller.telling(moment):
        panel = planning.begin(
            {"title": distress.SUMMIT, "method": "nominal", "aim": distress.SUMMIT_AIM,
             "groups": ("peers", "practitioners", "researchers")}, by, at=moment,
        )  # fmt: skip
        groups = {group.kind: group for group in panel.groups.all()}
        rows = [(cast[handle], groups[kind]) for handle, kind in distress.SUMMIT_PANEL if handle in cast]
        planning.invite(panel, rows, by, send=False)

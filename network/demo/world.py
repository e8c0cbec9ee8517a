"""The sample world, built by the actions that members use, so that it is what the product itself would have made.

Only the clock is helped: what an action wrote is dated back to the day on which the story says that it happened.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.html import escape, format_html

from members.accounts import actions as accounts
from members.accounts.models import Application
from members.accounts.organisations import organisation_named
from network.activity.models import Activity
from network.cities import actions as cities_room
from network.cities.models import City, Organisation, PartnershipChange, Programme
from network.demo import adaptations, consensus, consensus_topics, content, imports, meetings, papers, reviews, shelves
from network.demo import library as works
from network.demo import people as profiles
from network.digests.actions import preference_of
from network.digests.models import Delivery
from network.files.actions import accept_upload
from network.home.actions import lay_out
from network.kit import clock
from network.kit.models import Job, Mail
from resources.library import actions as library
from resources.library.models import Resource

Member = get_user_model()
HEADLINES = {
    "en": "Peer support and action research in {}",
    "da": "Peerstøtte og aktionsforskning i {}",
    "es": "Apoyo entre pares e investigación-acción en {}",
    "zh-hans": "{}的同伴支持与社区行动研究",
}
ROLES = (
    ("researcher", ("research", "evaluat", "educator")),
    ("peer_supporter", ("peer", "promotora", "volunteer", "resident")),
    ("partner", ("partner", "consultant", "administrator")),
    ("city_official", ("official",)),
)


def password_of(person):
    """The password of one of the cast; the demonstration prints it, so it protects nothing."""
    return f"{person.handle} walks by the water"


def build(directory, say=lambda words: None, today=None):
    """Build the world in an empty database; `directory` keeps the made files, `say(words)` hears of progress.

    The reading of the files is left to the jobs that their intake wrote.
    """
    today = today or clock.now()
    with translation.override("en"):
        lay_out()
        files = content.make_files(Path(directory) / "files", progress=_every(12, say))
        say("Founding cities, inviting members …")
        teller = Teller(today)
        admin = _administrator(today)
        _cities(admin, today)
        _people(teller)
        profiles.tell(teller)
        say("Sharing resources …")
        resources = _resources(teller, files)
        _useful(teller, resources)
        adaptations.tell(teller, resources)
        works.tell(teller, resources)
        shelves.tell(teller, resources)
        reviews.tell(teller, resources)
        imports.tell(teller, resources)
        papers.tell(teller, resources)
        consensus.tell(teller, resources)
        consensus_topics.tell(teller, resources)
        meetings.tell(teller, resources)
        _forget_mails()


def cast():
    """Return [{name, email, password, role, city, language, handle}] of those whom the demonstration introduces."""
    rows = []
    for person in content.people():
        if not person.cast or person.status not in ("member", "applicant"):
            continue
        if person.administrator:
            role = "administrator"
        elif person.network_coordinator:
            role = "network coordinator"
        elif person.duty == "coordinator":
            role = "coordinator"
        elif person.sponsor_staff:
            role = "member, works for a sponsor"
        else:
            role = person.status
        rows.append(
            {
                "name": person.name if not person.name_latin else f"{person.name} {person.name_latin}",
                "email": person.email,
                "password": password_of(person),
                "role": role,
                "city": person.city,
                "language": person.language,
                "handle": person.handle,
            }
        )
    return rows


class Teller:
    """Dates back what happens inside `telling`."""

    def __init__(self, today):
        self.today = today

    def moment(self, event, zone):
        """The moment of an event: so many days ago, at its hour in the actor's zone, never in the future."""
        day = clock.local(self.today, zone).date() - timedelta(days=event.days_ago)
        wall = datetime.combine(day, time(event.hour, (event.days_ago * 7 + len(event.what) * 13) % 60))
        return min(clock.at(wall, zone), self.today - timedelta(minutes=5)).astimezone(UTC)

    def telling(self, moment):
        """Return a context in which activities get the date `moment`."""
        return _Dated(moment)


class _Dated:
    def __init__(self, moment):
        self.moment = moment

    def __enter__(self):
        self.last = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def __exit__(self, kind, error, trace):
        if kind is None:
            Activity.objects.filter(pk__gt=self.last).update(at=self.moment)


def _administrator(today):
    person = next(p for p in content.people() if p.administrator)
    nova = Member.objects.create_superuser(
        person.email,
        password_of(person),
        handle=person.handle,
        name=person.name,
        name_latin=person.name_latin or person.name,
        language=person.language,
        role="partner",
        about=person.about,
        joined_at=today - timedelta(days=person.joined),
    )
    EmailAddress.objects.create(user=nova, email=nova.email, verified=True, primary=True)
    return nova


def _cities(admin, today):
    for one in content.cities():
        first, *steps = one.history
        day = (today - timedelta(days=first.days_ago)).date()
        with _Dated(today - timedelta(days=first.days_ago)):
            city = cities_room.found(
                by=admin,
                slug=one.slug,
                name=one.names["en"],
                name_native=one.native,
                names=one.names,
                country=one.country,
                time_zone=one.time_zone,
                languages=one.languages,
                latitude=one.latitude,
                longitude=one.longitude,
                mark=one.mark,
                colour=one.colour,
                state=first.state,
                reason=first.reason,
                on=day,
                facts=[{"text": f.text, "year": f.year, "source": f.source, "url": ""} for f in one.facts],
            )
        for step in steps:
            moment = today - timedelta(days=step.days_ago)
            with _Dated(moment):
                cities_room.change_state(city, step.state, by=admin, reason=step.reason, on=moment.date())
        PartnershipChange.objects.filter(partnership__city=city).update(by=admin)
        with _Dated(today - timedelta(days=first.days_ago)):
            _keep(city, one, admin, today)


def _keep(city, one, admin, today):
    runners = {}
    for organisation in one.organisations:
        runners[organisation.slug] = cities_room.keep_organisation(
            Organisation(
                slug=organisation.slug,
                name=organisation.name,
                names=organisation.names,
                city=city,
                kind=organisation.kind,
            ),
            by=admin,
        )
    for programme in one.programmes:
        is_car = any(word in programme.names.get("en", "").lower() for word in ("research", "walk", "housing", "lab"))
        cities_room.keep_programme(
            Programme(
                city=city,
                names=programme.names,
                summaries=programme.summaries,
                kind="car" if is_car else "peer_support",
                organisation=runners.get(programme.organisation),
                started_on=date(programme.started, 1, 1),
                ended_on=date(programme.ended, 12, 31) if programme.ended else None,
            ),
            by=admin,
        )
    if one.agreement:
        start, end, renew = (
            (today + timedelta(days=days)).date()
            for days in (one.agreement.starts, one.agreement.ends, one.agreement.renews)
        )
        cities_room.sign(
            city, by=admin, signed_by=one.agreement.signed_by, starts_on=start, ends_on=end, renews_on=renew
        )
    texts = [
        {"language": language, "headline": HEADLINES[language].format(one.names[language]), "lede": lede, "body": body}
        for language, text in one.intro.items()
        for lede, body in [_page_parts(text)]
    ]
    if texts:
        cities_room.write_page(city, texts, by=admin)


def _page_parts(text):
    """Split a city's introduction into lede (its first paragraph) and body as HTML."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    lede = " ".join(blocks.pop(0).split()) if blocks else ""
    parts = []
    for block in blocks:
        if block.startswith("#"):
            parts.append(format_html("<h2>{}</h2>", block.lstrip("# ")))
        elif block.startswith("- "):
            rows = "".join(f"<li>{escape(row[2:])}</li>" for row in block.splitlines())
            parts.append(f"<ul>{rows}</ul>")
        else:
            parts.append(format_html("<p>{}</p>", " ".join(block.split())))
    return lede, "".join(parts)


def _role(words):
    return next((role for role, hints in ROLES if any(hint in words for hint in hints)), "practitioner")


def _people(teller):
    by_handle = {person.handle: person for person in content.people()}
    slugs = {city.slug: city for city in City.objects.all()}
    events = [e for e in content.timeline() if e.kind in ("joined", "applied", "approved", "declined", "left")]
    for event in events:
        actor = by_handle[event.by]
        moment = teller.moment(event, slugs[actor.city].time_zone)
        with teller.telling(moment), translation.override(actor.language):
            if event.kind == "joined":
                _join(actor, slugs[actor.city], moment, teller)
            elif event.kind == "applied":
                _apply(actor, slugs[actor.city], moment)
            elif event.kind == "left":
                Member.objects.filter(handle=event.by).update(status="left", is_active=False)
            else:
                _decide(event, moment)


def _join(person, city, moment, teller):
    """Somebody who was there from the start: no application, a profile at once."""
    if person.administrator:
        Member.objects.filter(handle=person.handle).update(
            home_city=city, time_zone=city.time_zone, languages=list(person.languages)
        )
        return
    member = Member.objects.create_user(
        person.email,
        password_of(person) if person.cast else None,
        handle=person.handle,
        name=person.name,
        name_latin=person.name_latin or person.name,
        status="member",
        joined_at=moment,
    )
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    member.is_network_coordinator = person.network_coordinator
    _profile(member, person, city)
    if person.duty == "coordinator":
        admin = Member.objects.get(is_superuser=True)
        cities_room.appoint(city, member, by=admin, starts_on=moment.date())


def _apply(person, city, moment):
    answers = {
        "name": person.name,
        "name_latin": person.name_latin or person.name,
        "role": _role(person.role),
        "organisation": "",
        "why": person.about or person.offer or person.seek,
        "offer": person.offer,
        "seek": person.seek,
        "languages": list(person.languages) or [person.language],
        "interests": person.about if person.sponsor_staff else "",
        "is_sponsor_staff": person.sponsor_staff,
    }
    member = accounts.apply(email=person.email, city=city, answers=answers, language=person.language)
    EmailAddress.objects.filter(user=member).update(verified=True)
    accounts.confirm(member)
    Member.objects.filter(pk=member.pk).update(handle=person.handle)
    Application.objects.filter(member=member).update(submitted_at=moment, created_at=moment)
    member.refresh_from_db()
    if person.cast:
        member.set_password(password_of(person))
        member.save()


def _decide(event, moment):
    decider = Member.objects.get(handle=event.by)
    person = next(p for p in content.people() if p.handle == event.what)
    application = Application.objects.get(member__handle=event.what, state=Application.State.WAITING)
    if event.kind == "approved":
        accounts.approve(application, by=decider)
        member = Member.objects.get(handle=event.what)
        member.joined_at = moment
        _profile(member, person, application.city)
    else:
        accounts.decline(application, by=decider, reason=event.detail["reason"])
    Application.objects.filter(pk=application.pk).update(decided_at=moment)


def _profile(member, person, city):
    member.home_city = city
    member.time_zone = city.time_zone
    member.language = person.language
    member.role = _role(person.role)
    member.about, member.offers, member.seeks = person.about, person.offer, person.seek
    member.languages = list(person.languages) or [person.language]
    member.topics = list(person.interests)
    member.is_sponsor_staff = person.sponsor_staff
    organisation = next((o for c in content.cities() for o in c.organisations if o.slug == person.organisation), None)
    if organisation:
        member.organisation = organisation_named(organisation.name, city)
    member.save()
    preference_of(member)


def _resources(teller, files):
    """Share every resource on its day."""
    wanted = {one.slug: one for one in content.resources()}
    people = {m.handle: m for m in Member.objects.select_related("home_city")}
    drafts = {}
    for slug, one in wanted.items():
        owner = people[one.owner]
        stored = []
        for path in files[slug]:
            with path.open("rb") as opened:
                stored.append(accept_upload(owner, File(opened, name=path.name), bulk=True))
        drafts[slug] = library.start(by=owner, files=stored)
    shared = {}
    for event in content.timeline():
        if event.kind == "shared":
            one, owner = wanted[event.what], people[event.by]
            moment = teller.moment(event, owner.time_zone)
            with teller.telling(moment), transaction.atomic():
                draft = _describe(drafts[one.slug], one, owner, people)
                shared[one.slug] = library.publish(draft, by=owner, at=moment)
    return shared


def _describe(draft, one, owner, people):
    first, *more = one.texts
    return library.describe(
        draft,
        by=owner,
        language=first.language,
        title=first.title,
        summary=first.summary,
        texts={
            text.language: {"title": text.title, "summary": text.summary, "provenance": text.provenance}
            for text in more
        },
        kind=one.kind,
        languages=[one.language],
        populations=list(one.populations),
        setting=list(one.settings),
        functions=list(one.functions),
        car_stage=one.stages[0] if one.stages else "",
        values=list(one.values),
        licence=one.licence,
        year=one.year,
        visibility=one.visibility,
        cities=list(one.cities),
        topics=list(one.topics),
        authors=[people.get(name, name) for name in one.authors],
    )


def _useful(teller, resources):
    people = {m.handle: m for m in Member.objects.select_related("home_city")}
    for event in content.timeline():
        if event.kind != "useful" or event.what not in resources:
            continue
        member = people[event.by]
        resource = Resource.objects.visible_to(member).filter(pk=resources[event.what].pk).first()
        if resource and member.is_member:
            moment = teller.moment(event, member.time_zone)
            with teller.telling(moment):
                library.mark_useful(resource, by=member, at=moment)


def _forget_mails():
    """The story's old mails are not sent; whoever still waits keeps what was written about them."""
    Mail.objects.exclude(member__status="applicant").delete()
    Job.objects.filter(kind__in=["digests.notice"]).delete()
    Job.objects.filter(kind__startswith="mail.").delete()
    Mail.objects.update(state=Mail.State.SENT, sent_at=clock.now())
    Delivery.objects.all().delete()


def _every(step, say):
    def told(done, total, _name):
        if done % step == 0 or done == total:
            say(f"Making the sample files: {done} of {total}")

    return told

"""A world of secrets: each private thing holds a word of its own, and who may read it. A walk through every address.

Every text holds KEY beside its own word, so that searches for KEY find whatever can be found.
"""

import re
from dataclasses import dataclass

from tests.factories import things
from tests.house import matrix

KEY = "quillwort"


@dataclass(frozen=True)
class Secret:
    """A word, and the names of those of the cast who may read it."""

    word: str
    readers: frozenset


class Secrets:
    """The private things, made by the actions that members use; `places` are the ids under which they are asked for."""

    MEMBERS = ("mei", "bo", "yan", "priya", "carmen", "nova")
    CITY = ("mei", "yan", "carmen", "nova")
    DESK = ("mei", "carmen", "nova")

    def __init__(self, people, cities):
        self.people, self.cities, self.all = people, cities, []
        self.resources, self.places = [], {}
        # {address of somebody without an account: the words that they were sent}
        self.guests = {}

    def word(self, name, *readers):
        """Return the text of a secret called `name` that only `readers` may read."""
        secret = Secret(f"leak{name}", frozenset(readers))
        self.all.append(secret)
        return f"{secret.word} {KEY}"

    def forbidden(self, actor):
        """Return the words that `actor` must never see."""
        return [secret.word for secret in self.all if actor not in secret.readers]

    # -- the things ----------------------------------------------------------------------------------------------
    def plant(self):
        """Make one private thing of each kind."""
        for part in (
            *(self.library, self.withdrawn, self.profiles, self.joining, self.city_rows, self.shelves, self.reports),
            *(
                self.papers,
                self.panels,
                self.time_polls,
                self.minutes,
                self.registrations,
                self.requests,
                self.congresses,
                self.invitations,
                self.mails,
            ),
        ):
            part()
        return self

    def _file(self, by, name, readers):
        from network.files.actions import examine

        text = self.word(f"{name}text", *readers)
        file = things.stored(by, f"{self.word(f'{name}name', *readers).split()[0]}.txt", f"{text} walks. ".encode() * 9)
        examine(file.pk)
        return file

    def library(self):
        """Resources for members, for a city, for those who are let in; a draft."""
        from resources.library import actions

        mei, yan, priya = (self.people[name] for name in ("mei", "yan", "priya"))
        for by, name, visibility, readers in (
            (mei, "members", "members", self.MEMBERS),
            (yan, "city", "city", self.CITY),
        ):
            resource = things.resource(
                by, self.word(f"{name}title", *readers), files=[self._file(by, name, readers)], visibility=visibility,
                cities=["shanghai"], topics=[self.word(f"{name}topic", *self.MEMBERS).split()[0]],
            )  # fmt: skip
            actions.describe(resource, by=by, summary=self.word(f"{name}summary", *readers))
            self.resources.append(resource)
        draft = actions.start(by=mei, files=[self._file(mei, "draft", ("mei",))])
        self.resources.append(actions.describe(draft, by=mei, title=self.word("drafttitle", "mei")))
        from resources.library.models import AccessRequest

        why = self.word("accesswhy", *self.CITY, "priya")
        request = AccessRequest.objects.create(resource=self.resources[1], member=priya, why=why)
        self.places["library:access_request"] = {"pk": request.pk}

    def withdrawn(self):
        """What was public and was taken back: harvesters are told that it is gone, and no more than that."""
        from resources.library import actions

        mei = self.people["mei"]
        gone = things.resource(mei, self.word("gonetitle", *self.DESK), cities=["shanghai"])
        self.resources.append(actions.withdraw(gone, by=mei, reason=self.word("gonereason", *self.DESK)))

    def profiles(self):
        """Fields of a profile, each open to another circle; the address of the account; declared interests."""
        from members.accounts.models import Member

        yan = self.people["yan"]
        Member.objects.filter(pk=yan.pk).update(
            about=self.word("aboutmembers", *self.MEMBERS),
            offers=self.word("offersme", "yan"),
            seeks=self.word("seekscity", *self.CITY),
            interests=self.word("interests", *self.MEMBERS),
            links=[f"https://example.org/{self.word('linkcity', *self.CITY).split()[0]}"],
            email=f"{self.word('address', 'yan').split()[0]}@example.org",
            orcid="",
            shown={"about": "members", "offers": "me", "seeks": "city", "links": "city", "email": "me"},
        )
        yan.refresh_from_db()
        self.places["directory:member"] = self.places["directory:photo"] = {"handle": "yan"}
        self.places["api:get_member"] = {"handle": "yan"}
        self.places["digests:preview_of"] = {"handle": "yan"}

    def joining(self):
        """What applicants wrote, why one was declined, why a member moves."""
        from django.utils import timezone

        from members.accounts.models import Application, Member, Move

        Application.objects.filter(member=self.people["xiu"]).update(
            why=self.word("why", "xiu", *self.DESK), offer=self.word("offer", "xiu", *self.DESK)
        )
        other = Member.objects.create_user(f"{self.word('otheraddress').split()[0]}@example.org", handle="other")
        declined = Application.objects.create(
            member=other, city=self.cities["shanghai"], state="declined", role="other", languages=["en"],
            name=self.word("othername", *self.DESK), why=self.word("otherwhy", *self.DESK),
            reason=self.word("reason", *self.DESK), submitted_at=timezone.now(), decided_at=timezone.now(),
            decided_by=self.people["mei"],
        )  # fmt: skip
        move = Move.objects.create(
            member=self.people["priya"], to_city=self.cities["shanghai"], asked_at=timezone.now(),
            why=self.word("movewhy", "priya", *self.DESK),
        )  # fmt: skip
        waiting = Application.objects.get(member=self.people["xiu"])
        self.places["accounts:application"] = [{"pk": declined.pk}, {"pk": waiting.pk}]
        self.places["accounts:move"] = {"pk": move.pk}

    def city_rows(self):
        """A city that is not public yet; who signed an agreement."""
        from datetime import date

        from network.cities.models import Agreement, City, Organisation, Partnership

        name = self.word("hiddencity", "carmen", "nova").split()[0]
        hidden = City.objects.create(
            slug=name, name=name.title(), name_native=name.title(), country="FR", time_zone="Europe/Paris",
            languages=["fr"], latitude=45.7, longitude=4.8,
        )  # fmt: skip
        Partnership.objects.create(city=hidden, state="prospect", since=date(2026, 1, 1))
        Organisation.objects.create(slug="clinic", name=self.word("hiddenclinic", "carmen", "nova"), city=hidden)
        Agreement.objects.create(
            partnership=self.cities["shanghai"].partnership, starts_on=date(2026, 1, 1), ends_on=date(2028, 1, 1),
            signed_by=self.word("signed", *self.DESK),
        )  # fmt: skip
        for address in ("cities:city", "cities:hand_over", "accounts:follow", "accounts:invitations"):
            self.places[address] = {"slug": name}
        self.places["cities:organisation"] = {"slug": "clinic"}

    def shelves(self):
        """A collection of one's own."""
        from network.catalogue.models import Entry
        from resources.collections import actions

        mei = self.people["mei"]
        shelf = actions.create(by=mei, title=self.word("shelf", "mei"), summary=self.word("shelftext", "mei"))
        entry = Entry.objects.visible_to(mei).filter(source="library.resource").first()
        placement, _new = actions.keep(shelf, entry, by=mei, note=self.word("note", "mei"))
        self.places["api:get_collection"] = {"number": shelf.pk}
        for name, *_rest in matrix.addresses():
            if name.startswith("collections:"):
                self.places[name] = {"pk": shelf.pk, "placement": placement.pk, "slug": "x", "ending": "bib"}

    def reports(self):
        """A report on a resource that is not sent yet."""
        from resources.adaptations.actions import save

        public = things.resource(self.people["yan"], "Open to all")
        save(public, by=self.people["mei"], line=self.word("reportline", "mei"), changed=self.word("changed", "mei"))
        self.resources.append(public)

    def papers(self):
        """A paper that is being written, with all that stands around its text; one on which the cities are asked."""
        from network.live import texts
        from resources.papers import actions
        from resources.papers.actions import references, talking
        from resources.papers.actions.versions import name_version
        from tests.factories import papers

        mei, yan = self.people["mei"], self.people["yan"]
        us = ("mei", "yan")
        draft = papers.paper(
            mei, self.word("papertitle", *us), text=_text(self.word("paperhead", *us), self.word("papertext", *us)),
            question=self.word("paperquestion", *us), abstract=self.word("paperabstract", *us), authors=[yan],
            sections=[{"title": self.word("papersection", *us), "anchor": "s1", "note": self.word("papernote", *us)}],
            cities=[self.cities["shanghai"]],
        )  # fmt: skip
        actions.say(draft, self.word("papertalk", *us), by=yan)
        thread = talking.open_thread(draft, by=yan, text=self.word("papercomment", *us))
        proposal = talking.begin_proposal(draft, by=yan, title=self.word("paperproposal", *us))
        texts.rewrite(proposal.document, _text("Other", self.word("papersuggested", *us)), by=yan)
        version = name_version(draft, self.word("paperversion", *us), by=mei)
        csl = {"type": "book", "title": self.word("paperwork", *us), "issued": {"date-parts": [[2020]]}}
        reference, _new = references.add(draft, csl, by=mei)
        asked = papers.paper(
            mei, self.word("askedtitle", *self.MEMBERS), abstract=self.word("askedabstract", *self.MEMBERS),
            text=_text("Head", self.word("askedtext", *self.MEMBERS)), cities=[self.cities["shanghai"]],
        )  # fmt: skip
        papers.put(asked, "consultation")
        rows = {
            "thread": {"key": thread.key}, "comment": thread.comments.get(), "proposal": proposal, "version": version,
            "proposal_act": proposal, "name_version": version, "restore": version,
            **{key: {"key": reference.key} for key in ("reference", "remove_reference", "merge_reference")},
            "section": draft.sections.get(), "section_act": draft.sections.get(),
        }  # fmt: skip
        author = draft.authors.first().pk
        for name, *_rest in matrix.addresses():
            if name.startswith("papers:"):
                row = rows.get(name.removeprefix("papers:"))
                more = row if isinstance(row, dict) else {"row": row.pk if row else author}
                about = [
                    {"pk": one.pk, "key": "x", "slug": "shanghai", "gathering": 1} | more for one in (draft, asked)
                ]
                self.places[name] = about

    def panels(self):
        """A panel whose first round is open: its title, its statements, and what somebody said of one."""
        from resources.consensus.actions.rating import rate
        from resources.consensus.models import Interest
        from tests.factories import consensus

        mei, yan = self.people["mei"], self.people["yan"]
        us = ("mei", "yan", "carmen", "nova")
        panel, round, ((row, seat),) = consensus.ready_to_rate(
            mei, [yan], title=self.word("paneltitle", *us), aim=self.word("panelaim", *us),
            items=[self.word("panelstatement", *us)],
        )  # fmt: skip
        entry = round.entries.get()
        Interest.objects.create(panellist=row, round=round)  # the statements are asked afterwards alone
        rate.rate(entry, seat, value=7)
        rate.remark(entry, seat, "comment", self.word("panelremark", "yan"), "en")
        more = {"number": 1, "entry": entry.pk, "row": row.pk, "language": "da", "format": "json", "ending": "json"}
        for name, *_rest in matrix.addresses():
            if name.startswith("consensus:"):
                about = {"slug": "x", "version": 1, "change": 1, "field": "aim", "token": "x"} | more
                self.places[name] = [about | {"pk": one.pk} for one in (panel, round)]

    def time_polls(self):
        """A time poll for two, with a guest whose address only those who ask see; a draft."""
        from meetings.polls import actions
        from tests.factories import polls

        mei, yan = self.people["mei"], self.people["yan"]
        guest = f"{self.word('pollguest', 'mei').split()[0]}@example.org"
        asked = polls.sent(mei, [yan], title=self.word("polltitle", "mei", "yan"), guests=[(guest, "")],
                           about=self.word("pollabout", "mei", "yan"))  # fmt: skip
        self.guests[guest] = {"leakpolltitle", "leakpollabout"}
        actions.vote(polls.seat(asked, yan), {asked.slots.first().pk: "yes"}, note=self.word("pollnote", "mei", "yan"))
        draft = polls.draft(mei, [yan], title=self.word("polldraft", "mei"))
        for name, *_rest in matrix.addresses():
            if name.startswith("polls:"):
                self.places[name] = [{"pk": one.pk, "slug": "x", "token": "x"} for one in (asked, draft)]

    def minutes(self):
        """Minutes of a meeting for two, with a task of somebody who was not there; minutes that are being written."""
        from datetime import timedelta

        from meetings.minutes import actions
        from network.kit.clock import now
        from tests.factories.meetings import meeting

        mei, yan, priya = (self.people[name] for name in ("mei", "yan", "priya"))
        us, day = ("mei", "yan"), (now() - timedelta(days=3)).date()
        # Whoever has a task of it hears of the meeting by that.
        title = self.word("minutestitle", *us, "priya")
        closed = meeting(mei, title=title, people=[yan], visibility="invited", day=day)
        written = actions.begin_minutes(closed, mei)
        actions.add_passage(written, self.word("minuteshead", *us), self.word("minutestext", *us), by=mei)
        decision = actions.decide(closed, by=yan, text=self.word("decision", *us))
        due = (now() + timedelta(days=20)).date()
        task = actions.assign(closed, by=mei, owner=priya, title=self.word("task", *us, "priya"), due_on=due)
        actions.circulate(written, by=mei)
        actions.add_passage(written, "Later", self.word("minutescorrected", *us), by=mei)
        # One that ended days ago would have been sent to all by now.
        ahead = (now() + timedelta(days=1)).date()
        public = meeting(mei, title="Open to all", people=[yan], visibility="public", day=ahead)
        draft = actions.begin_minutes(public, mei)
        actions.add_passage(draft, "Talk", self.word("minutesdraft", *self.MEMBERS), by=mei)
        about = [{"pk": one.pk, "ending": "txt", "token": "x"} for one in (closed, public)]
        for name, *_rest in matrix.addresses():
            if name.startswith("minutes:"):
                self.places[name] = about
        self.places["minutes:decision"], self.places["minutes:task"] = {"pk": decision.pk}, {"pk": task.pk}

    def registrations(self):
        """A meeting with a joining link, and what somebody told its hosts: some of it for them alone."""
        from meetings.calendar.actions import attending
        from tests.factories.meetings import meeting

        mei, yan = self.people["mei"], self.people["yan"]
        link = self.word("joinlink", *self.DESK).split()[0]
        held = meeting(mei, title="With places", takes_registrations=True, capacity=9,
                       join_url=f"https://{link}.example.org/")  # fmt: skip
        food = {"label": "What do you eat?", "kind": "text", "is_sensitive": True}
        held = attending.ask_questions(held, [food, {"label": "What do you bring?", "kind": "text"}], by=mei)
        said = (self.word("food", "mei", "yan"), self.word("brought", *self.DESK, "yan"))
        words = {one["key"]: text for one, text in zip(held.questions, said, strict=True)}
        row = attending.register(held, by=yan, words=words)
        about = {"pk": held.pk, "slug": held.slug, "row": row.pk, "token": "x", "code": "a" * 24}
        for name, _template, pattern in matrix.addresses():
            module = getattr(getattr(pattern, "callback", None), "__module__", "")
            if "attending" in module or name in ("calendar:meeting", "calendar:edit"):
                known = self.places.get(name, [])
                self.places[name] = [*(known if isinstance(known, list) else [known]), about]

    def invitations(self):
        """Words with an answer, for hosts and whoever wrote them; the address of a guest, for hosts."""
        from meetings.calendar.actions import mailing
        from meetings.calendar.models import Proposal
        from tests.factories.meetings import meeting

        mei, yan = self.people["mei"], self.people["yan"]
        held = meeting(mei, title="With invitations", people=[yan, self.people["bo"]])
        row = held.attendances.get(member=yan)
        mailing.answer(row, "yes", by=yan, note=self.word("answernote", *self.DESK, "yan"))
        guest = self.word("guestaddress", *self.DESK).split()[0]
        mailing.invite(held, by=mei, addresses=[f"{guest}@example.net"])
        asked = Proposal.objects.create(kind="guest", meeting=held, address=f"{guest}.other@example.net")
        for name in ("people", "answer", "ask_again", "take_off", "settle_proposal", "meeting"):
            about = {"pk": held.pk, "slug": held.slug, "row": asked.pk if name == "settle_proposal" else row.pk}
            known = self.places.get(f"calendar:{name}", [])
            self.places[f"calendar:{name}"] = [*(known if isinstance(known, list) else [known]), about]
        self.places["calendar:answer_mail"] = self.places["calendar:confirm_mail"] = {"token": "x"}

    def congresses(self):
        """A congress that is not confirmed; who goes to one that is, with a word to the others and a note."""
        from meetings.congresses import actions
        from tests.factories.congresses import congress

        mei, priya = self.people["mei"], self.people["priya"]
        waiting = congress(priya, name=self.word("proposedcongress", *self.MEMBERS))
        there = congress(mei, away=0)
        actions.go(there, by=priya, note=self.word("goesnote", *self.MEMBERS))
        actions.note(there, by=priya, text=self.word("congressnote", *self.MEMBERS))
        for name, *_rest in matrix.addresses():
            if name.startswith("congresses:"):
                self.places[name] = [
                    {"pk": one.pk, "slug": one.slug, "handle": "priya", "token": "x"} for one in (waiting, there)
                ]

    def requests(self):
        """A request between two, an introduction, what came of a meeting; meetings of lists that not everybody sees."""
        from datetime import timedelta

        from meetings.introductions.actions import asking, introducing
        from meetings.introductions.models import Outcome
        from network.kit.clock import now
        from tests.factories.meetings import meeting

        mei, priya, yan, carmen = (self.people[name] for name in ("mei", "priya", "yan", "carmen"))
        us = ("mei", "priya")
        request = asking.ask(priya, by=mei, purpose=self.word("purpose", *us), starts=[now() + timedelta(days=4)],
                             join_url=f"https://{self.word('room', *us).split()[0]}.example.org/")  # fmt: skip
        words = {name: self.word(f"introduction{name}", *us, "carmen") for name in ("title", "why")}
        made = introducing.introduce([mei, priya], by=carmen, **words)
        day = (now() + timedelta(days=5)).date()
        meeting(mei, title=self.word("ofmembers", *self.MEMBERS), day=day)
        meeting(mei, title=self.word("ofthecity", *self.CITY), visibility="city", city=mei.home_city, day=day)
        alone = meeting(mei, title=self.word("ofthetwo", "mei", "yan"), visibility="invited", people=[yan], day=day)
        outcome = Outcome.objects.create(meeting=alone, member=mei, result="nothing", answered_at=now(),
                                         words=self.word("outcome", "mei", "carmen", "nova"))  # fmt: skip
        # Who reads the words of an outcome reads of which meeting they are.
        self.all = [one if one.word != "leakofthetwo" else Secret(one.word, one.readers | {"carmen", "nova"})
                    for one in self.all]  # fmt: skip
        for name in ("request", "block", "introduction", "outcome"):
            one = {"introduction": made, "outcome": outcome}.get(name, request)
            self.places[f"introductions:{name}"] = {"pk": one.pk}
        self.places["introductions:ask"] = {"handle": "priya"}
        self.places["calendar:month"] = {"month": f"{day:%Y-%m}"}
        self.places["calendar:city"] = {"slug": "shanghai"}

    def mails(self):
        """A mail to somebody else."""
        from network.kit import mail

        mei = self.people["mei"]
        text = self.word("mail", "mei")
        letter = mail.compose(mei.email, text, text, key="leak")
        row = mail.queue(letter, to=mei.email, key="leak", kind="account", language="en", member=mei)
        self.places["digests:again"] = {"pk": row.pk}


def _text(heading, words):
    title = [{"type": "text", "text": heading}]
    return {
        "type": "doc",
        "content": [
            {"type": "heading", "attrs": {"level": 1, "id": "s1"}, "content": title},
            {"type": "paragraph", "content": [{"type": "text", "text": words}]},
        ],
    }


# -- the walk ----------------------------------------------------------------------------------------------------
CONVERTED = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")
SHELVES = (
    "stateoftheart",
    "meetings",
    "resources",
    "all",
    "cities",
    "collections",
    "library",
    "news",
    "papers",
    "everything",
)
OTHERWISE = {
    "slug": "x",
    "number": 1,
    "review": 1,
    "placement": 1,
    "ending": "bib",
    "token": "x",
    "part": "x",
    "name": "x",
}
OTHERWISE |= {"handle": "yan", "word": "shanghai", "shelf": "resources", "pk": 1, "path": "x"}
# The mail box of the demonstration shows every mail to everybody on purpose; it is never in service.
LEFT_OUT = ("demo:", "account_logout", "account_", "mfa_")


def paths(secrets, *, of_things_alone=False):
    """Yield every address of the portal with the ids of each private thing in it (or those with ids alone)."""
    files = _files(secrets)
    for name, template, _pattern in matrix.addresses():
        if name.startswith(LEFT_OUT) or (of_things_alone and not CONVERTED.search(template)):
            continue
        for given in _given(name, template, secrets, files):
            text = _filled(template, OTHERWISE | given)
            yield "/" + text.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")


def _filled(template, values):
    return CONVERTED.sub(lambda found: str(values.get(found[1] or found[2], "x")), template)


def _files(secrets):
    from network.files.models import StoredFile

    return [{"pk": file.pk, "name": file.name, "number": 0} for file in StoredFile.objects.order_by("pk")]


def _given(name, template, secrets, files):
    if not CONVERTED.search(template):
        return [{}]
    if name in secrets.places:
        known = secrets.places[name]
        return known if isinstance(known, list) else [known]
    if name.startswith("files:"):
        return files
    if template.lstrip("^").startswith("resources/"):
        endings = ("bib", "ris", "json") if "ending" in template else ("",)
        return [{"pk": one.pk, "ending": end} for one in secrets.resources for end in endings]
    if name.startswith("interchange:"):
        endings = ("atom", "rss", "json") if "feeds/" in template else ("bib", "ris", "json", "csv")
        return [{"shelf": shelf, "ending": end} for shelf in SHELVES for end in endings]
    if name == "api:get_resource":
        return [{"number": one.pk} for one in secrets.resources]
    if name.startswith("api:get_"):
        return [{"word": word} for word in ("shanghai", "leakhiddencity", "clinic")]
    if name.startswith("library:topic") or name == "library:follow":
        return [{"slug": "leakcitytopic"}, {"slug": "leakmemberstopic"}]
    return [{}]


def searches():
    """Yield addresses that look for what the secrets hold, without saying one of their words."""
    for words in (
        f"q={KEY}",
        "q=leak",
        "q=walks",
        f"q={KEY}&city=shanghai",
        "city=shanghai",
        "q=",
        "q=leakmemberstitl",
    ):
        yield f"/search/?{words}"
        yield f"/search/suggest?{words}"
        yield f"/resources/?{words}"
        yield f"/members/?{words}"
        yield f"/collections/?{words}"
        yield f"/papers/?{words}"
        yield f"/papers/?mine=1&{words}"
        yield f"/feeds/resources.atom?{words}"
        yield f"/export/resources.csv?{words}"
        yield f"/export/resources.json?{words}"
        yield f"/api/v1/search?{words}"
        yield f"/api/v1/resources?{words}"
        yield f"/api/v1/members?{words}"
    for verb in ("Identify", "ListSets", "ListIdentifiers&metadataPrefix=oai_dc", "ListRecords&metadataPrefix=oai_dc"):
        yield f"/oai?verb={verb}"
        yield f"/oai?verb={verb}&set=city:shanghai"


def everything_of(response):
    """Return the head and the body of an answer as one text: markup, comments, linked data, headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = " ".join(f"{name}: {value}" for name, value in response.items())
    return f"{head}\n{body.decode('utf-8', 'replace')}".lower()

"""One of everything, for tests that walk through all addresses."""

from django.core.files.uploadedfile import SimpleUploadedFile

COLLECTIONS = (
    *("short", "edit", "delete", "hide", "copy", "follow", "order", "note", "move", "drop", "export"),
    "collection",
)
IMPORTS = ("import", "state", "encoding", "choices", "wake", "write", "undo", "discard", "refused")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def resource(by, title="A guide", *, visibility="public", files=(), **fields):
    """Share and publish a resource as its owner would."""
    from resources.library import actions

    draft = actions.start(by=by, files=list(files) or [stored(by)])
    fields = {"kind": "training", "licence": "CC-BY-4.0", "languages": ["en"], "language": "en", "year": 2026} | fields
    draft = actions.describe(draft, by=by, title=title, summary="What it says.", visibility=visibility, **fields)
    return actions.publish(draft, by=by)


def stored(by, name="notes.txt", content=b"Walking together helps. " * 20):
    """Upload one small file as `by` would; it is not read yet."""
    from network.files.actions import accept_upload

    return accept_upload(by, SimpleUploadedFile(name, content))


def some_of_everything(people):
    """Make a public resource of Mei's with a file and all that addresses ask for; {address name: its parameters}."""
    from members.accounts.models import Application, Move
    from network.catalogue.models import Entry
    from network.cities.models import Organisation
    from network.files.actions import examine
    from network.kit import links, mail
    from network.kit.models import Mail
    from resources.adaptations import actions as adaptations
    from resources.collections import actions as collections
    from resources.imports import actions as imports
    from resources.quality import actions as quality
    from resources.quality.terms import CRITERIA
    from tests.factories import signed

    mei, bo, yan = people["mei"], people["bo"], people["yan"]
    file = stored(mei)
    examine(file.pk)
    shared = resource(mei, files=[file])
    hidden = resource(yan, "For Shanghai alone", visibility="city", cities=["shanghai"])
    adaptations.publish(adaptations.save(shared, by=bo, use="as-is", rating=4, line="It went well"), by=bo)
    organisation = Organisation.objects.create(slug="maple", name="Maple", city=mei.home_city, kind="clinic")
    application = Application.objects.get(state="waiting")
    move = Move.objects.create(member=bo, to_city=mei.home_city, asked_at=application.submitted_at)
    message = mail.compose(bo.email, "Hello", "Hello", key="matrix")
    letter = mail.queue(message, to=bo.email, key="matrix", kind="account", language="en", member=bo)
    Mail.objects.filter(pk=letter.pk).update(state="sent")
    batch = imports.begin(by=bo, files=[stored(bo, "table.csv", b"title,year\nA guide,2026\n")])
    review = quality.start_review(shared, by=people["carmen"])
    judgements = dict.fromkeys(CRITERIA, (2, ""))
    quality.give_review(review, by=people["carmen"], judgements=judgements, has_interest=False)
    shelf = collections.create(by=bo, title="A shelf", visibility="public")
    entry = Entry.objects.of(shared).get()
    placement, _new = collections.keep(shelf, entry, by=bo)
    paper = papers_of_everything(mei, bo)
    on_shelf = {"pk": shelf.pk, "placement": placement.pk, "slug": "a-shelf", "ending": "bib"}
    there = {"pk": shared.pk, "slug": shared.get_absolute_url().strip("/").split("/")[-1]}
    return Places(
        there,
        {
            "files:upload": {"pk": file.pk},
            "files:page": {"pk": file.pk, "number": 1},
            "files:download": {"pk": file.pk, "name": file.name},
            "cities:city": {"slug": "shanghai"},
            "cities:hand_over": {"slug": "shanghai"},
            "cities:organisation": {"slug": organisation.slug},
            "digests:again": {"pk": letter.pk},
            "digests:unsubscribe": {"token": links.sign("unsubscribe", [bo.pk, "digest"])},
            "digests:preview_of": {"handle": bo.handle},
            "accounts:application": {"pk": application.pk},
            "accounts:answer": {"token": "forged"},
            "accounts:follow": {"slug": "shanghai"},
            "accounts:invitations": {"slug": "shanghai"},
            "accounts:invited": {"token": "forged"},
            "accounts:move": {"pk": move.pk},
            "directory:photo": {"handle": bo.handle},
            "directory:member": {"handle": bo.handle},
            "demo:letter": {"pk": letter.pk},
            "demo:letter_html": {"pk": letter.pk},
            "library:hidden": {"pk": hidden.pk},
            **{f"collections:{name}": on_shelf for name in COLLECTIONS},
            "collections:feed": {"pk": shelf.pk, "ending": "atom"},
            "collections:keep": {"pk": entry.pk},
            "quality:answer_review": {"pk": shared.pk, "review": review.pk},
            "quality:withdraw_review": {"pk": shared.pk, "review": review.pk},
            **{f"imports:{name}": {"pk": batch.pk} for name in IMPORTS},
            **papers_named(paper),
            **signed.places(mei, bo),
            **consensus_of_everything(people),
            **meetings_of_everything(people),
            "library:edit_word": {"scheme": "value", "code": "V1.1"},
            "interchange:feed": {"shelf": "resources", "ending": "atom"},
            "interchange:export": {"shelf": "resources", "ending": "bib"},
            "interchange:revoke": {"pk": 1},
            "interchange:record": {"shelf": "resources", "number": shared.pk, "ending": "linkset"},
            "api:get_resource": {"number": shared.pk},
            "api:get_member": {"handle": bo.handle},
            "api:get_collection": {"number": shelf.pk},
            "api:get_city": {"word": "shanghai"},
            "api:get_organisation": {"word": organisation.slug},
        },
    )


def papers_of_everything(mei, bo):
    """Return a paper that Mei leads and Bo reviews, with a comment, suggestions and a version of it."""
    from network.live import texts
    from resources.papers.actions import talking
    from resources.papers.actions.versions import name_version
    from tests.factories import papers

    made = papers.paper(mei, reviewers=[bo])
    talking.open_thread(made, by=bo, text="How much?", quote="for their time", key="matrix-thread", find=True)
    proposal = talking.begin_proposal(made, by=bo)
    text = texts.read(proposal.document)
    text["content"][1]["content"] = [{"type": "text", "text": "Somebody near you helps more than any leaflet."}]
    texts.rewrite(proposal.document, text, by=bo)
    name_version(made, "First", by=mei)
    cited_and_in_word(made, mei)
    return made


def cited_and_in_word(paper, by):
    """Give a paper a work in its list, one that is being brought, and Word files of `by` on their way."""
    from resources.papers.actions import gathering, references
    from resources.papers.models import WordFile

    references.add(paper, {"title": "Walking together"}, by=by)
    gathering.begin(paper, b"TY  - JOUR\nTI  - Walking apart\nER  - \n", by=by, name="mine.ris")
    WordFile.objects.create(paper=paper, by=by, file=stored(by))
    WordFile.objects.create(is_new=True, by=by, file=stored(by))


def papers_named(paper):
    """Return {address name: parameters} of everything about a paper that is not its number alone."""
    from django.urls import get_resolver

    about = {"pk": paper.pk, "slug": "shanghai", "ending": "pdf", "format": "pdf", "number": 1, "key": "x"}
    names = {name for name in get_resolver().namespace_dict["papers"][1].reverse_dict if isinstance(name, str)}
    thread = paper.threads.get(key="matrix-thread")
    return {f"papers:{name}": about | {"row": 1} for name in names} | {
        "papers:thread": about | {"key": thread.key},
        "papers:comment": about | {"row": thread.comments.get().pk},
        "papers:base": about | {"row": paper.proposals.get().pk},
        "papers:proposal": about | {"row": paper.proposals.get().pk},
        "papers:proposal_act": about | {"row": paper.proposals.get().pk},
        "papers:person": about | {"row": paper.authors.first().pk},
        "papers:printed": about | {"row": paper.authors.first().pk},
        "papers:section": about | {"row": paper.sections.first().pk},
        "papers:gathering": about | {"gathering": paper.gatherings.get().pk},
        "papers:references_file": about | {"ending": "bib"},
        **{
            f"papers:{name}": about | {"key": paper.references.get().key}
            for name in ("reference", "remove_reference", "merge_reference")
        },
        "papers:word_returned": about | {"row": paper.word_files.get().pk},
        "papers:becoming_paper": {"row": paper.word_files.get().pk + 1},
        "papers:section_act": about | {"row": paper.sections.first().pk},
        **publication_named(about, paper.lead),
    }


def publication_named(about, lead):
    """Return the parameters of the addresses of a publication, of which there is one then."""
    from resources.papers.actions.rows import spread
    from resources.papers.actions.versions import keep_version
    from resources.papers.models import Publication, Version
    from tests.factories import papers

    made = papers.paper(lead, title="Published", state="published")
    kept = keep_version(made, Version.Kind.RECORD, by=lead)
    Publication.objects.create(paper=made, version=kept, slug="published-before", by=lead)
    spread(made)
    words = about | {"slug": "published-before", "ending": "bib", "act": "withdraw"}
    return {f"papers:publication{end}": words for end in ("", "_act", "_cited", "_file")} | {
        f"papers:{name}": about | {"pk": made.pk} for name in ("correct", "exports", "export")
    }


def consensus_of_everything(people):
    """Make a panel that Mei runs and Bo sits on, its first round open, and a topic.

    Return {address name: parameters} of everything about panels, rounds and topics.
    """
    from django.urls import get_resolver

    from tests.factories import consensus

    mei, bo = people["mei"], people["bo"]
    panel, round, seats = consensus.ready_to_rate(mei, [bo])
    names = {name for name in get_resolver().namespace_dict["consensus"][1].reverse_dict if isinstance(name, str)}
    proposal = topic_of_everything(people["carmen"], bo)
    about = {"pk": panel.pk, "round": round.pk, "slug": "insulin", "number": 1, "format": "json", "ending": "json"}
    about |= {"row": seats[0][0].pk, "item": panel.items.first().pk, "token": "forged", "part": "x", "field": "aim"}
    about |= {"entry": round.entries.first().pk, "remark": 1, "change": 1, "version": 1, "language": "da"}
    of_round = about | {"pk": round.pk}
    about_file = about | {"format": "pdf"}
    known = {f"consensus:{name}": about for name in names} | {"consensus:report_file": about_file}
    known |= {"consensus:proposal": about | {"pk": proposal.pk}, "consensus:statement_cited": about | {"ending": "bib"}}
    return known | {f"consensus:{name}": of_round for name in names if name.startswith(ABOUT_ROUNDS)}


def topic_of_everything(by, asker):
    """Publish the topic 'insulin'; return a proposal of `asker` that waits."""
    from resources.consensus.actions import topics as actions
    from resources.consensus.models import Topic
    from tests.factories import topics

    made = Topic.objects.filter(slug="insulin").first() or topics.topic(by, "Insulin")
    return actions.propose(made, by=asker, words="Call on Sundays too.")


def meetings_of_everything(people):
    """Return the parameters of all topics of meetings: each `things_meetings_<topic>.py` here has `places(people)`."""
    from importlib import import_module
    from pkgutil import iter_modules

    from tests import factories

    names = sorted(one.name for one in iter_modules(factories.__path__) if one.name.startswith("things_meetings_"))
    found = {}
    for name in names:
        found |= import_module(f"tests.factories.{name}").places(people)
    return found


# Names of addresses whose number is that of a round.
ABOUT_ROUNDS = ("round", "results", "moderate", "dissent", "remind")


class Places(dict):
    """Parameters by address name; whatever is not named is about the shared resource."""

    def __init__(self, otherwise, named):
        super().__init__(named)
        self.otherwise = otherwise

    def get(self, name, default=None):
        more = {"name": "x", "token": "x", "part": "x", "ending": "bib", "number": 1}
        return self[name] if name in self else self.otherwise | more

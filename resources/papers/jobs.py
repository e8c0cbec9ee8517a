"""What papers let the worker do."""

from datetime import timedelta

from django.db import transaction

from network.kit.clock import now
from network.kit.jobs import daily, enqueue, job

LOOK_AGAIN = timedelta(minutes=11)


@job("papers.ask_doi")
def ask_doi(payload):
    """Ask the resolver what a DOI means, for a list of references."""
    from resources.papers.actions.gathering import answer_doi

    answer_doi(payload["gathering"])


@job("papers.read_word", queue="slow", tries=3)
def read_word(payload):
    """Read a Word file that came in."""
    from resources.papers.actions.word import work_off

    work_off(payload["pk"])


@job("papers.keep_after_pause")
def keep_after_pause(payload):
    """Keep a version, and see which comments lost their passage, where nobody has written for ten minutes."""
    from resources.papers.actions.talking import sweep_after_pause
    from resources.papers.actions.versions import keep_after_pause

    sweep_after_pause(payload["pk"])
    if keep_after_pause(payload["pk"]):
        look_again("papers.keep_after_pause", payload["pk"])


@job("papers.tell_of_proposal")
def tell_of_proposal(payload):
    """Tell of suggestions that nobody has touched for ten minutes."""
    from resources.papers.actions.talking import tell_after_pause

    if tell_after_pause(payload["pk"]):
        look_again("papers.tell_of_proposal", payload["pk"])


def look_again(name, pk):
    """Look some ten minutes from now whether something is to be kept, or told: once for each ten minutes of writing.

    A key of its own for each stretch: whoever asks again meanwhile does not put the look off.
    """
    moment = now() + LOOK_AGAIN
    with transaction.atomic():
        enqueue(name, {"pk": pk}, key=f"{pk}-{int(moment.timestamp()) // 600}", not_before=moment)


@job("papers.consultation_remind")
def consultation_remind(payload):
    """Remind those who speak for one city that it has not answered."""
    from resources.papers.actions import signing

    if found := _asked(payload):
        signing.remind_city(*found, days=payload["days"])


@job("papers.consultation_ends")
def consultation_ends(payload):
    """Close the consultation for one city, whose last day is over there."""
    from resources.papers.actions import signing

    if found := _asked(payload):
        signing.close_city(*found)


def _asked(payload):
    from network.cities.models import City
    from resources.papers.models import Consultation

    consultation = Consultation.objects.filter(pk=payload["consultation"]).first()
    city = City.objects.filter(pk=payload["city"]).first()
    return (consultation, city) if consultation and city else None


@job("papers.signing_remind")
def signing_remind(payload):
    """Remind the authors whose signature is wanted."""
    from resources.papers.actions import signing
    from resources.papers.models import Round

    if found := Round.objects.filter(pk=payload["round"]).first():
        signing.remind_signers(found, days=payload["days"])


@job("papers.signing_look")
def signing_look(payload):
    """Look whether the text changed that is being signed, and go on looking while it is."""
    from datetime import timedelta

    from network.kit.clock import now
    from network.kit.jobs import enqueue
    from resources.papers.actions import signing
    from resources.papers.models import Round

    found = Round.objects.filter(pk=payload["round"], ended_at=None).first()
    if found:
        signing.tell_of_changes(found)
        later = now() + timedelta(minutes=5)
        enqueue("papers.signing_look", payload, key=str(payload["round"]), not_before=later, again=True)


@daily
def close_consultations():
    """Close cities whose day is over, should a job have been lost."""
    from resources.papers.actions import signing

    signing.tidy_consultations()


@job("papers.remind")
def remind(payload):
    """Remind the writers of one section."""
    from resources.papers.actions.reminding import remind as tell

    tell(payload["section"], payload["day"], payload["stage"])


@daily
def remind_of_sections():
    """See which sections are due soon."""
    from resources.papers.actions.reminding import plan_reminders

    plan_reminders()


@job("papers.export", queue="slow", tries=3)
def export(payload):
    """Make one file of one version."""
    from resources.papers.actions.publishing import make

    make(payload["id"], payload.get("language", ""))


@job("papers.publication_files", queue="slow", tries=3)
def publication_files(payload):
    """Make the files of a publication, and what the agencies are told."""
    from resources.papers.actions.publishing import make_files

    make_files(payload["id"])


@job("papers.deposit", queue="slow")
def deposit(payload):
    """Tell an agency of a publication."""
    from resources.papers.deposits import send

    send(payload["id"])


@daily
def forget_exports():
    """Remove files of versions that nobody asked for in a while."""
    from resources.papers.actions.publishing import tidy

    tidy()


@daily
def keep_versions():
    """Keep a version of every text that changed since its last one, where no editor was open to ask for it."""
    from resources.papers.actions.versions import keep_all_after_pause

    keep_all_after_pause()

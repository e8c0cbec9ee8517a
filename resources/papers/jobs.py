"""What papers let the worker do."""

from network.kit.jobs import daily, job


@job("papers.ask_doi")
def ask_doi(payload):
    """Ask the resolver what a DOI means, for a list of references."""
    from resources.papers.actions.gathering import answer_doi

    answer_doi(payload["gathering"])


@job("papers.keep_after_pause")
def keep_after_pause(payload):
    """Keep a version, and see which comments lost their passage, where nobody has written for ten minutes."""
    from resources.papers.actions.talking import sweep_after_pause
    from resources.papers.actions.versions import keep_after_pause

    sweep_after_pause(payload["pk"])
    if keep_after_pause(payload["pk"]):
        _again("papers.keep_after_pause", payload)


@job("papers.tell_of_proposal")
def tell_of_proposal(payload):
    """Tell of suggestions that nobody has touched for ten minutes."""
    from resources.papers.actions.talking import tell_after_pause

    if tell_after_pause(payload["pk"]):
        _again("papers.tell_of_proposal", payload)


def _again(name, payload):
    from datetime import timedelta

    from network.kit.clock import now
    from network.kit.jobs import enqueue

    enqueue(name, payload, key=str(payload["pk"]), not_before=now() + timedelta(minutes=5), again=True)


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

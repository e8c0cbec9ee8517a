"""Somebody who has left rows in every room, and what privacy's tests share."""

import pytest

from tests.factories import things


@pytest.fixture
def lived(bo, mei):
    """Bo, who shared, drafted, found useful, was written to, agreed, and was told of in letters of others."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from members.accounts.models import Application, Consent
    from network.activity.actions import record
    from network.digests.actions import preference_of
    from network.digests.models import Delivery, Shown
    from network.kit import mail
    from resources.library import actions as library

    bo.about, bo.interests = "I walk with Bo Carter’s group.", "None of Bo Carter."
    bo.topics = ["self-management"]
    bo.save()
    Application.objects.create(
        member=bo, city=bo.home_city, state="approved", name="Bo Carter", role="researcher", why="Because.",
        languages=["en"], submitted_at=timezone.now(), decided_at=timezone.now(), decided_by=mei,
    )  # fmt: skip
    Consent.objects.create(member=bo, version="1", language="en", text="I agree.", at=timezone.now())
    bo.guide = things.resource(bo, "A guide by Bo", files=[things.stored(bo, "bo-guide.txt")])
    bo.draft = library.start(by=bo, files=[things.stored(bo, "bo-draft.txt", b"secret draft " * 30)])
    library.mark_useful(things.resource(mei, "Of Mei"), by=bo)
    preference_of(bo)
    delivery = Delivery.objects.create(member=bo, period="w1", due_at=timezone.now())
    Shown.objects.create(member=bo, item="entry:1", delivery=delivery)
    for to, key in ((bo, "to-bo"), (mei, "to-mei")):
        letter = mail.compose(to.email, "Hello", "Bo Carter joined Houston.", "<p>Bo Carter</p>", key=key)
        mail.queue(letter, to=to.email, key=key, kind="digest", language="en", member=to)
    from django.db import transaction

    from network.cities.activity import APPOINTED

    with transaction.atomic():
        record(APPOINTED, by=mei, subject=bo.home_city, names=[bo.pk], detail={"member": "Bo Carter"})
    newer_rooms(bo, mei)
    session = SessionStore()
    session["_auth_user_id"] = str(bo.pk)
    session.create()
    return bo


def newer_rooms(bo, mei):
    """Let Bo keep a shelf, tell of a use, begin one more report, review, ask to move, and hold a key for programs."""
    from members.accounts import actions as accounts
    from resources.adaptations import actions as adaptations
    from resources.collections import actions as collections
    from resources.quality import actions as quality

    collections.create(by=bo, title="What I use", summary="For walks.", visibility="members")
    collections.create(by=bo, title="Mine alone")
    used, begun = things.resource(mei, "Used by others"), things.resource(mei, "Begun by others")
    answers = {"use": "as-is", "city": bo.home_city, "rating": 4, "line": "It went well."}
    report = adaptations.save(used, by=bo, **answers)
    adaptations.publish(report, by=bo)
    adaptations.save(begun, by=bo, line="Not told yet.")
    quality.start_review(used, by=bo)
    accounts.ask_to_move(by=bo, city=mei.home_city, why="Bo Carter moves.")

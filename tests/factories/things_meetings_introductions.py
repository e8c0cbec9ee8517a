"""What addresses of requests and introductions ask for: Bo asked Mei, Carmen introduces Mei, Bo and Nova."""

from datetime import timedelta


def places(people):
    """Return {address name: its parameters}."""
    from meetings.introductions.actions import asking, introducing
    from meetings.introductions.models import Outcome
    from network.kit.clock import now
    from tests.factories.meetings import meeting

    mei, bo, nova, carmen = (people[name] for name in ("mei", "bo", "nova", "carmen"))
    request = asking.ask(mei, by=bo, purpose="Walking groups", starts=[now() + timedelta(days=5)])
    made = introducing.introduce([mei, bo, nova], by=carmen, title="Walking groups", why="It fits.")
    outcome = Outcome.objects.create(meeting=meeting(bo, people=[mei]), member=bo)
    return {
        **{f"introductions:{name}": {"pk": request.pk} for name in ("request", "block")},
        **{f"introductions:{name}": {"token": "forged"} for name in ("request_mail", "side_mail", "outcome_mail")},
        "introductions:ask": {"handle": mei.handle},
        "introductions:introduction": {"pk": made.pk},
        "introductions:outcome": {"pk": outcome.pk},
    }

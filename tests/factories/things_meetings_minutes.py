"""What addresses of minutes ask for: a meeting of Mei's with minutes, a decision and a task of Bo's."""

from datetime import timedelta

from meetings.calendar.models import Meeting
from network.kit.clock import now
from tests.factories.meetings import meeting

OF_A_MEETING = ("minutes", "begin", "write", "passage", "passage_new", "send", "sent", "approve", "readers", "file",
                "decision_new", "task_new")  # fmt: skip


def places(people):
    """Return {address name: its parameters}."""
    from meetings.minutes import actions

    mei, bo = people["mei"], people["bo"]
    held = meeting(mei, title="What came of it", people=[bo])
    moment = now()
    times = {"starts_at": moment - timedelta(hours=3), "ends_at": moment - timedelta(hours=2)}
    Meeting.objects.filter(pk=held.pk).update(**times)
    held.refresh_from_db()
    minutes = actions.begin_minutes(held, mei)
    decision = actions.decide(held, by=mei, text="We walk on Sundays.")
    task = actions.assign(held, by=mei, owner=bo, title="Print the map", due_on=(moment + timedelta(days=20)).date())
    actions.circulate(minutes, by=mei)
    about = {"pk": held.pk, "ending": "txt"}
    return {f"minutes:{name}": about for name in OF_A_MEETING} | {
        "minutes:decision": {"pk": decision.pk},
        "minutes:task": {"pk": task.pk},
        "minutes:task_mail": {"token": "forged"},
    }

"""The form of the rules: until when, and how it ends."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy

from meetings.calendar.forms.planning.fields import HourField
from meetings.polls.forms.typing import Day
from meetings.polls.typed import Unclear, instants_of
from network.kit import clock
from network.kit.clock import now


class RulesForm(forms.Form):
    """Until when, and how it ends."""

    day = forms.DateField(label=gettext_lazy("Answers until (day)"), widget=Day)
    hour = HourField(label=gettext_lazy("Hour"))
    quorum = forms.IntegerField(
        label=gettext_lazy("How many must be able to come?"), required=False, min_value=1, max_value=500
    )
    hides_answers = forms.BooleanField(
        label=gettext_lazy("Hide the answers from each other until the poll closes"), required=False
    )
    closes_itself = forms.BooleanField(
        label=gettext_lazy("When the time is over, take the best time without asking me"), required=False,
        help_text=gettext_lazy("Only where enough can come, and everybody who must be there. Else you are asked."),
    )  # fmt: skip

    def __init__(self, *args, poll, **options):
        super().__init__(*args, label_suffix="", **options)
        self.poll = poll
        wall = clock.local(poll.closes_at or _proposed_end(poll), poll.zone)
        known = {name: getattr(poll, name) for name in ("quorum", "hides_answers", "closes_itself")}
        hour = wall.time().replace(second=0, microsecond=0)
        self.initial = {"day": wall.date(), "hour": hour} | known | self.initial

    def clean(self):
        """Make the end an instant; an hour that comes twice is its first, one that does not exist is said."""
        data = super().clean()
        if data.get("day") and data.get("hour"):
            try:
                data["closes_at"] = instants_of(datetime.combine(data["day"], data["hour"]), self.poll.zone, "1")
            except Unclear as unclear:
                self.add_error("hour", str(unclear))
        return data

    def rules(self):
        """Return the fields as `actions.send` takes them."""
        return {name: self.cleaned_data[name] for name in ("closes_at", "quorum", "hides_answers", "closes_itself")}


def _proposed_end(poll):
    """Return when answering might end: in five days at 17:00, yet before the first of the times."""
    from meetings.polls.letters import first_moment

    wanted = now() + timedelta(days=5)
    first = first_moment(poll)
    if first is not None:
        wanted = min(wanted, max(first - timedelta(days=1), now() + timedelta(hours=2)))
    local = clock.local(wanted, poll.zone).replace(minute=0, second=0, microsecond=0)
    if wanted - now() > timedelta(days=2):
        local = local.replace(hour=17)
    return clock.at(local.replace(tzinfo=None), poll.zone)

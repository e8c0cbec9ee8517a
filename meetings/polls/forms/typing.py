"""The form of times that somebody types."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar import times
from meetings.calendar.forms.planning.fields import HourField
from meetings.polls.typed import MOST_LINES, Twice, Unclear, instants_of, read_line
from network.kit import clock
from network.kit.clock import now


class Day(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)


class TypedForm(forms.Form):
    """Times typed: one by the browser's fields, or several, one a line. `asks` are hours that come twice."""

    day = forms.DateField(label=gettext_lazy("Day"), required=False, widget=Day)
    hour = HourField(label=gettext_lazy("Hour"), required=False)
    several = forms.CharField(
        label=gettext_lazy("Or several, one a line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, poll, **options):
        super().__init__(*args, label_suffix="", **options)
        self.poll, self.asks, self.found = poll, [], []
        example = "2027-03-03" if poll.is_dates else "2027-03-03 15:00"
        self.fields["several"].help_text = _("For example %(example)s") % {"example": example}
        if poll.is_dates:
            del self.fields["hour"]

    def clean(self):
        """Read everything; put each problem beside its field."""
        data = super().clean()
        if self.errors:
            return data
        wanted = []
        if data.get("day"):
            if self.poll.is_dates:
                wanted.append(("day", data["day"]))
            elif data.get("hour"):
                wanted.append(("hour", datetime.combine(data["day"], data["hour"])))
            else:
                self.add_error("hour", _("At which hour does it begin?"))
        elif data.get("hour"):
            self.add_error("day", _("On which day?"))
        lines = [line for line in (data.get("several") or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            self.add_error("several", _("At most %(n)s lines at once.") % {"n": MOST_LINES})
        for line in lines[:MOST_LINES]:
            try:
                wanted.append(("several", read_line(line, is_dates=self.poll.is_dates)))
            except Unclear as unclear:
                self.add_error("several", str(unclear))
        if not wanted and not self.errors:
            self.add_error("day", _("Type a day first."))
        self._settle(wanted)
        return data

    def _settle(self, wanted):
        """Turn wall times into instants; say what is past, proposed already, typed twice, or comes twice that day."""
        there = set(self.poll.slots.values_list("on" if self.poll.is_dates else "starts_at", flat=True))
        today = clock.local(now(), self.poll.zone).date()
        for field, value in wanted:
            try:
                found = value if self.poll.is_dates else self._instant(field, value)
            except Unclear as unclear:
                self.add_error(field, str(unclear))
                continue
            if found is None:
                continue
            written = f"{value:%Y-%m-%d}" if self.poll.is_dates else f"{value:%Y-%m-%d %H:%M}"
            if found < (today if self.poll.is_dates else now()):
                self.add_error(field, _("%(when)s is past.") % {"when": written})
            elif found in there:
                self.add_error(field, _("%(when)s is proposed already.") % {"when": written})
            elif found in self.found:
                self.add_error(field, _("%(when)s stands here twice.") % {"when": written})
            else:
                self.found.append(found)

    def _instant(self, field, wall):
        found = instants_of(wall, self.poll.zone, self.data.get(Twice(wall, ()).key, ""))
        if not isinstance(found, Twice):
            return found
        labels = [(str(n), times.offset(one, self.poll.zone)) for n, one in enumerate(found.instants, 1)]
        self.asks.append({"key": found.key, "wall": f"{wall:%Y-%m-%d %H:%M}", "choices": labels})
        self.add_error(field, _("%(when)s comes twice that day: the clock goes back. Say below which one you mean.")
                       % {"when": f"{wall:%Y-%m-%d %H:%M}"})  # fmt: skip
        return None

"""Times that somebody proposes: of those that were suggested, and of their own, on their own clock."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar import saying, times
from network.kit.clock import now


class HourField(forms.CharField):
    """A day and hour on the clock of `zone`; cleans to an aware moment, None for nothing.

    An hour that does not exist or comes twice that day is said, and another is asked for.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, *, zone, **kwargs):
        """Take the IANA zone in which it is typed."""
        super().__init__(max_length=20, **kwargs)
        self.zone = zone

    def clean(self, value):
        """Return the moment that was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            wall = datetime.fromisoformat(text.replace(" ", "T"))
        except ValueError:
            wall = None
        if wall is None or wall.tzinfo is not None or not 2000 < wall.year < 2200:
            raise forms.ValidationError(_("Write a day and an hour, for example 2027-03-04 15:00."))
        found = times.instants(wall, self.zone)
        names = {"hour": f"{wall:%H:%M}", "place": saying.place(self.zone)}
        if not found:
            before, after = times.neighbours(wall, self.zone)
            names |= {"before": f"{before:%H:%M}", "after": f"{after:%H:%M}"}
            raise forms.ValidationError(
                _("%(hour)s does not exist in %(place)s that day: the clocks go forward. Take %(before)s or %(after)s.")
                % names
            )
        if len(found) == 2:
            raise forms.ValidationError(
                _("%(hour)s comes twice in %(place)s that day: the clocks go back. Take another hour.") % names
            )
        if found[0] <= now():
            raise forms.ValidationError(_("This time is past."))
        return found[0]


class TimesForm(forms.Form):
    """Up to three times. `suggested`: [(aware start, how it reads)]; `least`: how many must be chosen."""

    times = forms.MultipleChoiceField(
        label=gettext_lazy("Times that suit you both"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, zone, suggested=(), least=1, most=3, **kwargs):
        """Take the zone in which own times are typed."""
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most
        self.fields["times"].choices = [(start.isoformat(), text) for start, text in suggested]
        if not suggested:
            del self.fields["times"]
        place = saying.place_and_offset(now(), zone)
        for n in range(1, most + 1):
            label = _("A time of your own") if most == 1 else _("A time of your own (%(n)s)") % {"n": n}
            self.fields[f"own{n}"] = HourField(zone=zone, label=label, required=False)
        self.fields["own1"].help_text = _("On your clock: %(place)s.") % {"place": place}

    def clean(self):
        """Gather all chosen moments as `starts`."""
        data = super().clean()
        starts = {datetime.fromisoformat(text) for text in data.get("times") or ()}
        starts |= {data[name] for name in data if name.startswith("own") and data[name]}
        data["starts"] = sorted(starts)
        if not self.errors:
            if len(starts) > self.most:
                raise forms.ValidationError(
                    _("Choose one time.") if self.most == 1 else _("Propose at most three times.")
                )
            if len(starts) < self.needed(data):
                raise forms.ValidationError(_("Choose at least one time."))
        return data

    def needed(self, data):
        """Return how many times there must be."""
        return self.least

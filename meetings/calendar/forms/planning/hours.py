"""Hours in forms: an hour that does not exist or comes twice is asked about, the past is refused, abbreviations caught.

Nothing typed is lost: whatever is asked stands beside its field, and the form comes back as it was.
"""

from datetime import time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.calendar import abbreviations, rhythm, saying, times
from meetings.calendar.forms.planning import fields as shared
from meetings.calendar.queries.planning import readings
from network.kit.clock import now


class AbbreviationsMixin:
    """Catches abbreviations of zones in texts; the first time the form comes back, with what they would mean."""

    SAID = ()
    """Names of the text fields that are read."""

    def add_meant(self):
        """Add the box by which somebody keeps what they wrote; call it in `__init__`."""
        self.fields["hours_meant"] = forms.BooleanField(
            label=gettext_lazy("Leave these hours as I wrote them"), required=False
        )
        self.findings = []

    def day_said(self):
        """Return the day that a text is about."""
        return self.cleaned_data.get("day") or timezone.localdate()

    def catch(self):
        """Look through texts; add what was found beside its field unless it is meant. Call it in `clean`."""
        data, day = self.cleaned_data, self.day_said()
        for name in self.SAID:
            found = abbreviations.find(data.get(name) or "", day)
            # What stood there before was seen before.
            known = {one.found for one in abbreviations.find(str(self.initial.get(name) or ""), day)}
            found = [one for one in found if one.found not in known]
            self.findings += found
            if found and not data.get("hours_meant"):
                words = [sentence for one in found for sentence in abbreviations.sentences(one)]
                self.add_error(name, " ".join(words))
        self.was_caught = bool(self.findings)


class WhenMixin:
    """Day, hour and zone of a form, as they go to an action: `when()`."""

    needs_future = True

    def add_when(self, member, *, zone="", all_day=True, most=14 * 1440):
        """Add the fields; `zone` is chosen at first, else the member's own; at most `most` minutes."""
        member_zone = member.time_zone or "UTC"
        self.fields["day"] = shared.day_field(label=gettext_lazy("Day"))
        self.fields["time"] = shared.HourField(label=gettext_lazy("Begins at"), required=False)
        self.fields["zone"] = shared.ZoneField(choices=shared.zone_choices(member_zone))
        self.fields["minutes"] = forms.IntegerField(
            label=pgettext_lazy("length", "Minutes"), min_value=5, max_value=most, required=False, initial=60,
            widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
        )  # fmt: skip
        if all_day:
            self.fields["all_day"] = forms.BooleanField(label=gettext_lazy("It lasts whole days"), required=False)
            self.fields["last_day"] = shared.day_field(label=gettext_lazy("Last day"), required=False)
        self.fields["hour"] = forms.ChoiceField(
            label=gettext_lazy("Which hour do you mean?"), required=False, widget=forms.RadioSelect, choices=[]
        )
        self.initial.setdefault("zone", zone or member_zone)
        self.asks_hour = False

    def check_when(self):
        """Look at the hour; add what is to be asked or refused beside its field. Call it in `clean`."""
        data = self.cleaned_data
        self._catch_in("day")
        self._catch_in("time")
        day, zone = data.get("day"), data.get("zone")
        if data.get("all_day"):
            self._check_days(day, data.get("last_day"), zone)
            return
        if data.get("time") is None and "time" not in self.errors:
            self.add_error("time", _("At which hour does it begin?"))
        if not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes does it last?"))
        if day and zone and data.get("time") is not None:
            self._check_hour(shared.wall_of(day, data["time"]), zone)

    def _check_days(self, day, last, zone):
        if day and last and last < day:
            self.add_error("last_day", _("It ends before it begins."))
        if self.needs_future and day and zone and not self._is_kept():
            end = rhythm.instant(shared.wall_of(last or day, time.min) + timedelta(days=1), zone)
            if end <= now():
                self.add_error("day", _("This day is past."))

    def _check_hour(self, wall, zone):
        data = self.cleaned_data
        options = readings.readings(wall, zone)
        self.is_second = False
        if options:
            self.fields["hour"].choices = options
            self.asks_hour = True
            value = self.data.get(self.add_prefix("hour"), "")
            if value not in dict(options):
                self.add_error("time", self._why(wall, zone))
                return
            data["hour"] = value
            self._errors.pop("hour", None)
            wall, self.is_second = readings.chosen(value, wall, zone)
            data["day"], data["time"] = wall.date(), wall.time()
        elif "hour" in self.errors:
            # An answer to another hour than the one that stands here now.
            del self._errors["hour"]
        found = times.instants(wall, zone)
        start = found[-1] if self.is_second else found[0]
        if self.needs_future and start <= now() and not self._is_kept():
            said = saying.hour_text(start, zone)
            self.add_error("time" if times.local(now(), zone).date() == wall.date() else "day",
                           _("This is in the past: %(hour)s.") % {"hour": said})  # fmt: skip

    def _is_kept(self):
        """Whether day and hour stand as they stood: what is past may keep its hour while its words change."""
        return bool(self.initial.get("day")) and not {"day", "time", "zone", "all_day", "last_day"} & set(
            self.changed_data
        )

    def _why(self, wall, zone):
        words = {"hour": readings.wall_words(wall), "place": saying.place(zone)}
        if times.instants(wall, zone):
            return _("%(hour)s comes twice in %(place)s: the clocks go back. Choose below which you mean.") % words
        return _("%(hour)s does not exist in %(place)s: the clocks go forward. Choose below which you mean.") % words

    def _catch_in(self, name):
        """An abbreviation in the field of a day or an hour: the place has a field of its own."""
        raw = str(self.data.get(self.add_prefix(name)) or "")
        found = abbreviations.find(raw, self.cleaned_data.get("day") or timezone.localdate()) if raw else []
        if found:
            self._errors.pop(name, None)
            said = [sentence for one in found for sentence in abbreviations.sentences(one)[:-1]]
            self.add_error(name, " ".join([*said, _("Write it without, and choose the place in the field below.")]))

    def when(self):
        """Return the fields of time for an action."""
        data = self.cleaned_data
        is_all_day = bool(data.get("all_day"))
        return {
            "all_day": is_all_day,
            "zone": data["zone"],
            "day": data["day"],
            "time": None if is_all_day else data["time"],
            "is_second": not is_all_day and getattr(self, "is_second", False),
            "minutes": data.get("minutes") or 60,
            "last_day": (data.get("last_day") or data["day"]) if is_all_day else None,
        }

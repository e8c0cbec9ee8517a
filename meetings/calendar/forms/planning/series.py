"""Forms of series: a new one by rule or by chosen dates, its words, another date, all following, the end."""

import re
from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.calendar import rhythm, saying, times
from meetings.calendar.actions.planning.series.dates import MOST_DATES
from meetings.calendar.forms.planning import fields as shared
from meetings.calendar.forms.planning.editing import SeenMixin
from meetings.calendar.forms.planning.hours import AbbreviationsMixin, WhenMixin
from meetings.calendar.forms.planning.meeting import MODE_OF, WordsMixin
from meetings.calendar.models import Series
from meetings.calendar.terms import Kind, Mode, Visibility
from members.accounts.forms import one_line
from network.kit.clock import now

CHOSEN = "chosen"
LINE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2})[:.](\d{2}))?$")


class NewSeriesForm(AbbreviationsMixin, WhenMixin, WordsMixin, forms.Form):
    """How a series goes on, and what its meetings are."""

    SAID = ("title", "about")

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Kind.choices)
        self.fields["title"] = forms.CharField(label=gettext_lazy("Title"), max_length=200)
        self.add_when(member, zone=self.initial.get("zone", ""), all_day=False, most=1440)
        self.fields["day"].label = gettext_lazy("First day")
        self.fields["frequency"] = forms.ChoiceField(
            label=gettext_lazy("How does it go on?"), widget=forms.RadioSelect,
            choices=[*rhythm.FREQUENCIES.items(), (CHOSEN, gettext_lazy("on days that I choose"))],
        )  # fmt: skip
        self.fields["dates"] = forms.CharField(
            label=gettext_lazy("Further days"), required=False, max_length=20000,
            help_text=gettext_lazy("Only for chosen days: one a line, as 2027-03-17, or 2027-03-17 09:00."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.fields["ends"] = forms.ChoiceField(
            label=gettext_lazy("Until when?"), widget=forms.RadioSelect, required=False,
            choices=[("open", gettext_lazy("it goes on")), ("count", gettext_lazy("after so many meetings")),
                     ("until", gettext_lazy("until a day"))],
        )  # fmt: skip
        self.fields["count"] = forms.IntegerField(
            label=gettext_lazy("How many meetings?"), required=False, min_value=1, max_value=MOST_DATES
        )
        self.fields["until"] = shared.day_field(label=gettext_lazy("Last possible day"), required=False)
        self.fields["about"] = forms.CharField(
            label=gettext_lazy("What is it about?"), max_length=5000, required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.add_holder(member)
        self.fields["visibility"] = forms.ChoiceField(
            label=gettext_lazy("Who sees it?"), choices=Visibility.choices, widget=forms.RadioSelect,
            help_text=gettext_lazy("Whoever you invite sees it anyway."),
        )  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of the meeting"), choices=shared.languages()
        )
        self.add_meant()
        home = f"city:{member.home_city.slug}" if member.home_city_id else ""
        preset = {"kind": Kind.TELECONFERENCE, "visibility": Visibility.MEMBERS, "language": shared.active_language(),
                  "holder": home if home in self.holders else "", "frequency": rhythm.FORTNIGHTLY,
                  "ends": "count", "count": 6}  # fmt: skip
        self.initial = preset | self.initial

    def clean_dates(self):
        """Return [date or naive datetime] of the lines."""
        found, wrong = [], []
        for line in filter(None, (one.strip() for one in self.cleaned_data["dates"].splitlines())):
            match = LINE.match(line)
            try:
                day = date.fromisoformat(match[1])
                found.append(datetime.combine(day, time(int(match[2]), int(match[3]))) if match[2] else day)
            except (TypeError, ValueError):
                wrong.append(line[:40])
        if wrong:
            raise forms.ValidationError(_("This is no day as 2027-03-17: %(lines)s.") % {"lines": "; ".join(wrong[:5])})
        return found

    def clean(self):
        """Ask and refuse."""
        self.clean_words()
        self.check_when()
        self._check_rule()
        self.catch()
        return self.cleaned_data

    def _check_rule(self):
        data = self.cleaned_data
        day, frequency, ends = data.get("day"), data.get("frequency"), data.get("ends") or "open"
        if frequency == CHOSEN:
            self._check_dates()
            return
        if data.get("dates"):
            self.add_error("dates", _("Days are only chosen where the series goes on by chosen days."))
        if day and frequency and not rhythm.fits(frequency, day):
            self.add_error("day", _("This is not the last such weekday of its month."))
        if ends == "count" and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("How many meetings shall it be?"))
        if ends == "until" and "until" not in self.errors:
            if not data.get("until"):
                self.add_error("until", _("Until which day?"))
            elif day and data["until"] < day:
                self.add_error("until", _("It ends before it begins."))

    def _check_dates(self):
        """Chosen days lie ahead, and their hours exist: they are said, and written out."""
        data = self.cleaned_data
        zone, hour = data.get("zone"), data.get("time")
        if not zone or hour is None:
            return
        for one in data.get("dates") or ():
            wall = one if isinstance(one, datetime) else datetime.combine(one, hour)
            if rhythm.instant(wall, zone) <= now():
                self.add_error("dates", _("This day is past: %(day)s.") % {"day": f"{wall:%Y-%m-%d}"})
            elif not times.instants(wall, zone):
                before, after = times.neighbours(wall, zone)
                self.add_error(
                    "dates",
                    _("%(hour)s does not exist in %(place)s. Write %(before)s or %(after)s on that line.")
                    % {"hour": f"{wall:%Y-%m-%d %H:%M}", "place": saying.place(zone),
                       "before": f"{before:%Y-%m-%d %H:%M}", "after": f"{after:%Y-%m-%d %H:%M}"},
                )  # fmt: skip

    def fields_of_series(self):
        """Return the fields for `begin_series`."""
        data, when = self.cleaned_data, self.when()
        common = self.held_by() | {
            "title": data["title"], "about": data["about"], "language": data["language"], "kind": data["kind"],
            "mode": MODE_OF.get(data["kind"], Mode.ONLINE if data["kind"] == Kind.BILATERAL else Mode.ON_SITE),
            "visibility": data["visibility"], "zone": data["zone"], "time": when["time"], "minutes": when["minutes"],
        }  # fmt: skip
        if data["frequency"] == CHOSEN:
            first = times.instants(datetime.combine(when["day"], when["time"]), data["zone"])[
                -1 if self.is_second else 0
            ]
            return common | {"dates": [first, *data["dates"]]}
        rule = rhythm.text(data["frequency"], when["day"])
        if data["ends"] == "count":
            rule = rhythm.counted(rule, data["count"])
        elif data["ends"] == "until":
            rule = rhythm.until(rule, datetime.combine(data["until"], when["time"]), data["zone"])
        return common | {"rrule": rule, "first_day": when["day"]}


class EditSeriesForm(SeenMixin, AbbreviationsMixin, WordsMixin, forms.ModelForm):
    """The words of a series and of its dates to come."""

    SAID = ("title", "about")

    class Meta:
        model = Series
        fields = ("kind", "mode", "title", "language", "about", "visibility", "join_url", "join_url_china")
        widgets = {
            "visibility": forms.RadioSelect,
            "mode": forms.RadioSelect,
            "about": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        series = self.instance
        known = shared.languages()
        if series.language not in dict(known):
            known = [*known, (series.language, series.language)]
        self.fields["language"] = forms.ChoiceField(label=gettext_lazy("Language of the meeting"), choices=known)
        self.fields["join_url"].help_text = gettext_lazy("Shown only to those who take part, from 30 minutes before.")
        self.fields["mode"].help_text = gettext_lazy(
            "Of teleconferences, hybrid meetings and meetings in person it follows by itself."
        )
        self.add_holder(member, series.city or series.group)
        self.initial["holder"] = shared.word_of(series.city or series.group)
        self.add_meant()
        self.add_seen()

    def day_said(self):
        """Return the day of the next date."""
        return self.instance.first_day or now().date()

    def clean(self):
        """Ask and refuse."""
        super().clean()
        self.clean_words()
        self.catch()
        self.check_seen()
        return self.cleaned_data

    def fields_of_series(self):
        """Return the fields for `change_series`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | self.held_by()


class DateForm(WhenMixin, forms.Form):
    """One more date of a series; its zone is that of the series."""

    def __init__(self, *args, member, series, **options):
        super().__init__(*args, label_suffix="", initial={"time": series.time, "minutes": series.minutes}, **options)
        self.add_when(member, zone=series.zone, all_day=False, most=1440)
        self.fields["zone"] = forms.ChoiceField(
            choices=[(series.zone, series.zone)], widget=forms.HiddenInput, initial=series.zone
        )


class FollowingForm(WhenMixin, forms.Form):
    """Another day and hour for a date and all that follow."""

    def __init__(self, *args, member, meeting, **options):
        super().__init__(*args, label_suffix="", initial={
            "day": meeting.day, "time": meeting.time, "zone": meeting.zone, "minutes": meeting.minutes,
        }, **options)  # fmt: skip
        self.add_when(member, zone=meeting.zone, all_day=False, most=1440)
        self.series = meeting.series
        if self.series.rrule:
            known = rhythm.frequency_of(self.series.rrule)
            self.fields["frequency"] = forms.ChoiceField(
                label=gettext_lazy("How does it go on?"), widget=forms.RadioSelect, initial=known,
                required=bool(known), choices=list(rhythm.FREQUENCIES.items()),
            )  # fmt: skip

    def clean(self):
        """Ask and refuse."""
        self.check_when()
        data = self.cleaned_data
        if data.get("day") and data.get("frequency") and not rhythm.fits(data["frequency"], data["day"]):
            self.add_error("day", _("This is not the last such weekday of its month."))
        return data

    def fields_of_following(self):
        """Return the fields for `change_following`."""
        when = self.when()
        found = {name: when[name] for name in ("day", "time", "minutes", "zone")}
        frequency = self.cleaned_data.get("frequency")
        if self.series.rrule and frequency and frequency != rhythm.frequency_of(self.series.rrule):
            found["frequency"] = frequency
        return found


class EndForm(forms.Form):
    """Why a series ends, and after which day."""

    after = shared.day_field(
        label=gettext_lazy("Last day"), required=False,
        help_text=gettext_lazy("Dates up to this day stand. Without a day it ends now."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why does it end?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who is invited reads it."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_reason(self):
        """Return the words on one line."""
        return one_line(self.cleaned_data["reason"])

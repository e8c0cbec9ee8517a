"""Forms around fair turns: which season, which hours weigh what, whom to suggest times for."""

from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.polls.pain import BANDS
from meetings.polls.queries.holidays import subdivisions_of
from network.cities.models import City
from network.kit.clock import now

RHYTHMS = (
    (7, gettext_lazy("every week")),
    (14, gettext_lazy("every two weeks")),
    (28, gettext_lazy("every four weeks")),
)
MOST_CITIES = 12


def day_input():
    """Return the widget of a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeasonForm(forms.Form):
    """A season: its cities, its first day, its rhythm, how many dates, how long."""

    cities = forms.ModelMultipleChoiceField(
        City.objects.none(), label=gettext_lazy("Cities"), widget=forms.CheckboxSelectMultiple
    )
    first = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    rhythm = forms.TypedChoiceField(label=gettext_lazy("Rhythm"), choices=RHYTHMS, coerce=int, initial=14)
    dates = forms.IntegerField(label=gettext_lazy("How many dates"), min_value=1, max_value=26, initial=12)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes of each"), min_value=15, max_value=480, initial=60)
    carries = forms.BooleanField(
        label=gettext_lazy("Make up for what the cities bore before"), required=False, initial=True
    )

    def __init__(self, *args, cities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cities"].queryset = cities

    def clean_cities(self):
        """At least two: one alone needs no turns."""
        chosen = self.cleaned_data["cities"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose at least two cities."))
        if len(chosen) > MOST_CITIES:
            raise forms.ValidationError(_("Choose at most %(most)s cities.") % {"most": MOST_CITIES})
        return chosen

    def clean_first(self):
        """Nobody can meet in the past, and nobody knows the hours of years far off."""
        first = self.cleaned_data["first"]
        if first <= now().date():
            raise forms.ValidationError(_("This day is past. Choose one to come."))
        if first > now().date() + timedelta(days=730):
            raise forms.ValidationError(_("Choose a day within the next two years."))
        return first

    def days(self):
        """Return the days of the rhythm."""
        data = self.cleaned_data
        return [data["first"] + timedelta(days=data["rhythm"]) * turn for turn in range(data["dates"])]


class WeightsForm(forms.Form):
    """What half an hour of each part of the day weighs in one city."""

    def __init__(self, *args, city, **kwargs):
        super().__init__(*args, **kwargs)
        for place, (label, _parts, plain) in enumerate(BANDS):
            self.fields[f"band_{place}"] = forms.IntegerField(
                label=label, min_value=0, max_value=100, initial=plain,
                validators=[MinValueValidator(0), MaxValueValidator(100)],
            )  # fmt: skip
        codes = subdivisions_of(city.country)
        if codes:
            self.fields["subdivision"] = forms.ChoiceField(
                label=gettext_lazy("State or province"),
                choices=[("", gettext_lazy("the country's holidays alone")), *((code, code) for code in codes)],
                required=False,
            )

    def weights(self):
        """Return the six weights in the order of the bands."""
        return [self.cleaned_data[f"band_{place}"] for place in range(len(BANDS))]


class SuggestForm(forms.Form):
    """Between which days, how long, for which cities."""

    cities = forms.ModelMultipleChoiceField(
        City.objects.none(), label=gettext_lazy("Cities"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    last = forms.DateField(label=gettext_lazy("to"), widget=day_input())
    minutes = forms.IntegerField(label=pgettext_lazy("length", "Minutes"), min_value=15, max_value=480, initial=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cities"].queryset = City.objects.seen().order_by("name")

    def clean(self):
        """The last day is not before the first, and not months away from it."""
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("It ends before it begins."))
        elif first and last and last - first > timedelta(days=62):
            self.add_error("last", _("Choose at most two months."))
        elif last and last < now().date():
            self.add_error("last", _("This day is past. Choose one to come."))
        return data

"""Asking the cities, and a city's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line
from network.kit import clock
from network.kit.words import language_name
from resources.library.forms.describing import MAIN, OTHER_LANGUAGES
from resources.library.forms.fields import CitiesField
from resources.papers.forms.signing.fields import Day, Words
from resources.papers.models import Consultation, Endorsement
from resources.papers.queries.signing import cities_asked


class ConsultForm(forms.Form):
    """Which cities, from when until when, what silence counts as, in which words they are asked."""

    cities = CitiesField(cities_asked().none(), label=_("Cities that are asked"))
    opens_on = Day(label=_("From"), help_text=_("The first day, in each city’s own time zone."))
    closes_on = Day(label=_("Until"), help_text=_("The last day. It ends at midnight in each city’s own time zone."))
    silence = forms.ChoiceField(
        label=_("A city that says nothing"),
        help_text=_("The cities read this before they answer, and it is printed beside their names."),
        choices=Consultation.Silence.choices,
        widget=forms.RadioSelect,
    )
    words = Words(label=_("What the cities are asked"), max_length=2000, required=False, rows=4,
                  help_text=_("What the paper is for, and what you would like them to look at."))  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["cities"].queryset = cities_asked()

    def clean(self):
        """The last day lies ahead and behind the first."""
        given = super().clean()
        first, last, today = given.get("opens_on"), given.get("closes_on"), clock.now().date()
        if last and last < today:
            self.add_error("closes_on", _("This day is over. Choose one to come."))
        elif first and last and last < first:
            self.add_error("closes_on", _("It ends before it begins."))
        return given


class EndorseForm(forms.Form):
    """What a city says, in its own words and language."""

    answer = forms.ChoiceField(label=_("What your city says"), choices=Endorsement.Answer.choices,
                               widget=forms.RadioSelect)  # fmt: skip
    words = Words(
        label=_("In the city’s words"), max_length=3000, required=False, rows=8,
        help_text=_("Printed as you write them, in your own language. A dissent needs them; else they are welcome."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of these words"))

    def __init__(self, *args, city, **options):
        super().__init__(*args, label_suffix="", **options)
        codes = dict.fromkeys([*city.languages, *MAIN, *OTHER_LANGUAGES])
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]

    def clean(self):
        """A dissent says why."""
        given = super().clean()
        if given.get("answer") == Endorsement.Answer.DISSENT and not given.get("words"):
            self.add_error("words", _("A dissent says why: the words are printed."))
        return given


class StopForm(forms.Form):
    """Why a consultation is broken off."""

    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=_("The cities that were asked read this."))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_reason(self):
        """Return it on one line."""
        return one_line(self.cleaned_data["reason"])

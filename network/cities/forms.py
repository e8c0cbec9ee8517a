"""Forms of the desk: names in several languages, and steps that go through actions."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from network.cities import terms
from network.cities.access import runs_the_network
from network.cities.models import City, CoordinatorTerm, Partnership
from network.cities.models.organisations import clean_ror
from network.kit.clock import now, zones
from network.kit.words import language_name


class LanguagesWidget(forms.MultiWidget):
    """One input for each language of the portal, each with the language's name before it."""

    def __init__(self, rows=1, attrs=None):
        self.codes = [code for code, _name in settings.LANGUAGES]
        make = forms.TextInput if rows == 1 else lambda attrs=None: forms.Textarea(attrs={"rows": rows})
        super().__init__({code.replace("-", "_"): make() for code in self.codes}, attrs)

    def decompress(self, value):
        """Return the texts in the order of the inputs."""
        return [(value or {}).get(code, "") for code in self.codes]

    def render(self, name, value, attrs=None, renderer=None):
        """Draw the inputs below each other, each with its language's name."""
        context = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        parts = []
        for code, widget, part in zip(self.codes, self.widgets, context, strict=True):
            own = part["attrs"] | {"lang": code, "aria-label": language_name(code)}
            parts.append((language_name(code), widget.render(part["name"], part["value"], own, renderer)))
        return format_html_join("", '<p class="help">{}</p>{}', parts)


class LanguagesField(forms.MultiValueField):
    """{language: text}; empty texts are left out."""

    def __init__(self, *, rows=1, max_length=1000, **kwargs):
        self.codes = [code for code, _name in settings.LANGUAGES]
        fields = [forms.CharField(required=False, max_length=max_length) for _code in self.codes]
        super().__init__(fields, widget=LanguagesWidget(rows), require_all_fields=False, **kwargs)

    def compress(self, values):
        """Return the texts by language."""
        return {code: text for code, text in zip(self.codes, values or [], strict=False) if text}

    def has_changed(self, initial, data):
        """Compare the texts, not the inputs."""
        kept = {code: text for code, text in (initial or {}).items() if code in self.codes and text}
        try:
            return kept != self.clean(data)
        except forms.ValidationError:
            return True


def own_cities(member):
    """Return the cities whose lists `member` keeps: all for those who run the network."""
    return City.objects.all() if runs_the_network(member) else City.objects.coordinated_by(member)


class EndsAfterStart:
    """Says beside the last day that it lies before the first."""

    first, last = "starts_on", "ends_on"

    def clean(self):
        """Compare the two days."""
        answers = super().clean()
        first, last = answers.get(self.first), answers.get(self.last)
        if first and last and last < first:
            self.add_error(self.last, terms.ENDS_BEFORE_START)
        return answers


class CityForm(WagtailAdminModelForm):
    """A city's record; a new one starts its partnership too."""

    names = LanguagesField(label=_("Names in other languages"), required=False, max_length=100)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in zones()])
    languages = forms.MultipleChoiceField(label=_("Languages spoken there"), widget=forms.SelectMultiple)
    state = forms.ChoiceField(label=_("Partnership"), choices=Partnership.State, required=False)
    reason = forms.CharField(
        label=_("Why it stands on the list"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from network.cities.blocks import languages

        self.fields["languages"].choices = languages()
        if self.instance.pk:
            del self.fields["state"], self.fields["reason"]

    class Meta:
        model = City
        fields = ["slug", "name", "name_native", "names", "country", "time_zone", "languages", "latitude", "longitude",
                  "mark", "colour", "facts"]  # fmt: skip


class StepForm(WagtailAdminModelForm):
    """The next step of a partnership: what, when, and why."""

    step = forms.ChoiceField(label=_("Next step"))
    on = forms.DateField(label=_("Since when"), widget=AdminDateInput, initial=lambda: now().date())
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history, and read by the city's coordinators and those who run the network."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(Partnership.State.choices)
        self.fields["step"].choices = [(state, labels[state]) for state in terms.NEXT[self.instance.state]]

    class Meta:
        model = Partnership
        fields = []


class AgreementForm(EndsAfterStart, WagtailAdminModelForm):
    """An agreement, with the signed paper as a file."""

    upload = forms.FileField(label=_("The signed agreement"), required=False, help_text=_("As PDF."))

    class Meta:
        fields = ["partnership", "signed_by", "starts_on", "ends_on", "renews_on"]


class TermForm(EndsAfterStart, WagtailAdminModelForm):
    """Somebody's time as coordinator; a standing term has only its last day to set."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from network.cities.wagtail_hooks.choosers import person_chooser

        people = get_user_model().objects.filter(is_active=True, status="member")
        self.fields["member"].queryset = people.order_by("name_latin", "pk")
        self.fields["member"].widget = person_chooser.widget_class(show_edit_link=False)
        if self.instance.pk:
            for name in ("city", "member", "starts_on"):
                self.fields[name].disabled = True

    class Meta:
        model = CoordinatorTerm
        fields = ["city", "member", "starts_on", "ends_on"]


class OwnCityForm(WagtailAdminModelForm):
    """A thing of a city: coordinators may choose among their own cities alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = own_cities(self.for_user)


class OrganisationForm(OwnCityForm):
    """An organisation."""

    names = LanguagesField(label=_("Name in other languages"), required=False, max_length=200)
    ror = forms.CharField(
        label=_("ROR id"),
        required=False,
        max_length=60,
        help_text=_("Such as 03yrm5c26, or the whole address https://ror.org/03yrm5c26."),
    )

    def clean_ror(self):
        """Take the id out of an address; its check digits are asked by the model."""
        return clean_ror(self.cleaned_data["ror"])


class ProgrammeForm(EndsAfterStart, OwnCityForm):
    """A programme."""

    first, last = "started_on", "ended_on"

    names = LanguagesField(label=_("Name"), max_length=200)
    summaries = LanguagesField(label=_("What it does, in one or two sentences"), rows=3, required=False)

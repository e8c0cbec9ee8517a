"""What people choose for an import: columns, what holds for all rows, what becomes of duplicates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.cities.models import City
from network.kit.words import language_name
from resources.imports import terms
from resources.library import vocabulary
from resources.library.forms.fields import CitiesField

LANGUAGES = ("en", "da", "es", "zh-hans")


class ColumnsForm(forms.Form):
    """One choice for each column of a table."""

    def __init__(self, batch, *args, samples=(), **options):
        super().__init__(*args, label_suffix="", **options)
        choices = [("", _("Leave it out")), *terms.FIELDS.items()]
        self.samples = []
        for number, heading in enumerate(batch.headings):
            name = f"column_{number}"
            self.fields[name] = forms.ChoiceField(
                label=heading or _("Column %(n)s") % {"n": number + 1},
                choices=choices,
                required=False,
                initial=batch.columns[number] if number < len(batch.columns) else "",
            )
            self.samples.append((name, [row.told[number][:60] for row in samples if number < len(row.told)]))

    @property
    def shown(self):
        """The fields with some cells of their columns, for the template."""
        return [(self[name], " · ".join(cell for cell in cells if cell)) for name, cells in self.samples]

    def clean(self):
        """Ask for a title: without one no row can be taken."""
        given = super().clean()
        if self.fields and "title" not in given.values():
            raise forms.ValidationError(_("Say which column holds the title."), code="title")
        return given

    @property
    def columns(self):
        """The chosen field of each column."""
        return [self.cleaned_data.get(name, "") for name in self.fields]


class ChoicesForm(forms.Form):
    """What holds where a row does not say it, and what is done with which rows."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    licence = forms.ChoiceField(label=_("Licence"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    cities = CitiesField(City.objects.none(), label=_("Cities"), required=False)
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=vocabulary.VISIBILITIES, widget=forms.RadioSelect)
    duplicates = forms.ChoiceField(
        label=_("What the library has already"),
        choices=terms.DUPLICATES,
        widget=forms.RadioSelect,
        help_text=_("The same DOI, the same title of the same years, or the same file."),
    )
    publishes = forms.BooleanField(
        label=_("Publish at once what is complete"),
        required=False,
        help_text=_(
            "Otherwise all of them become drafts, which nobody sees but you. Where a city asks for a review, "
            "they wait for it."
        ),
    )

    def __init__(self, batch, *args, **options):
        known = batch.defaults | {"duplicates": batch.duplicates, "publishes": batch.publishes}
        super().__init__(*args, initial=known, label_suffix="", **options)
        none = [("", _("Each row says it, or it is left open"))]
        self.fields["kind"].choices = [*none, *vocabulary.KINDS.items()]
        self.fields["licence"].choices = none + [(code, one.label) for code, one in vocabulary.LICENCES.items()]
        spoken = dict.fromkeys([*LANGUAGES, batch.defaults.get("language") or "en"])
        self.fields["language"].choices = [(code, language_name(code)) for code in spoken]
        self.fields["cities"].queryset = City.objects.visible_to(batch.owner).order_by("name")

    @property
    def defaults(self):
        """What holds for all rows, as the import keeps it."""
        given = {name: self.cleaned_data[name] for name in ("kind", "licence", "language", "visibility")}
        return given | {"cities": [city.slug for city in self.cleaned_data["cities"]]}


class EncodingForm(forms.Form):
    """The encoding of the file, where our guess is wrong."""

    encoding = forms.ChoiceField(label=_("Letters of the file"), choices=terms.ENCODINGS, required=False)

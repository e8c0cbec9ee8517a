"""What is typed about a paper: at its beginning, and later."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.cities.models import City
from network.kit import clock
from network.kit.words import language_name
from resources.library import words
from resources.library.forms.describing import MAIN, OTHER_LANGUAGES, licence_words
from resources.library.forms.fields import CitiesField
from resources.papers.models import Paper

LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC0-1.0")


class PaperForm(forms.ModelForm):
    """Title, kind, question, language, cities, topics, licence, when it should be ready."""

    cities = CitiesField(City.objects.none(), label=_("Cities that write it"), required=False)
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Paper
        fields = ["title", "kind", "question", "language", "due_on", "cities", "topics", "licence"]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 4}),
            "kind": forms.RadioSelect,
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "title": _("A working title is enough: you can change it until it is published."),
            "question": _("What should be clearer when somebody has read it, and for whom?"),
            "language": _("The language of the text. Passages in other languages can be marked in it."),
        }

    def __init__(self, *args, member, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["title"].strip = True
        known = [*MAIN, *(code for code in OTHER_LANGUAGES if code not in MAIN)]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=[(code, language_name(code)) for code in known],
            help_text=self.fields["language"].help_text,
        )
        self.fields["licence"] = forms.ChoiceField(
            label=_("What may others do with it?"),
            choices=[(code, licence_words(code)) for code in LICENCES],
            initial=LICENCES[0],
        )
        self.fields["cities"].queryset = City.objects.visible_to(member).order_by("name")
        held = self.instance.topics or []
        self.fields["topics"].choices = [
            (code, word.label())
            for code, word in words.words("topic").items()
            if word.status == "active" or code in held
        ]
        if self.instance.pk:
            self.initial["cities"] = [city.slug for city in self.instance.cities.all()]

    def clean_title(self):
        """Return the title on one line."""
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give it a title."))
        return title

    def clean_question(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["question"])


class BeginForm(PaperForm):
    """A new paper: the same, and whether it begins with a plan."""

    with_plan = forms.BooleanField(
        label=_("Begin with the usual plan of this kind"),
        required=False,
        initial=True,
        help_text=_("Headings to write under. You can change, drop and add sections at any time."),
    )

    def clean_due_on(self):
        """A day to come."""
        day = self.cleaned_data["due_on"]
        if day and day < clock.now().date():
            raise forms.ValidationError(_("This day is over. Choose one to come."))
        return day


class AboutForm(PaperForm):
    """What is said about a paper that goes on: its summaries and notes too."""

    class Meta(PaperForm.Meta):
        fields = [*PaperForm.Meta.fields, "abstract", "plain_summary", "authorship_rule", "funding", "machine_help"]
        fields.remove("kind")
        widgets = PaperForm.Meta.widgets | {
            "abstract": forms.Textarea(attrs={"rows": 7}),
            "plain_summary": forms.Textarea(attrs={"rows": 5}),
            "authorship_rule": forms.Textarea(attrs={"rows": 3}),
            "funding": forms.Textarea(attrs={"rows": 3}),
            "machine_help": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = PaperForm.Meta.help_texts | {
            "abstract": _("What the paper says, in 150 to 300 words. It is printed first."),
            "plain_summary": _("The same for somebody outside the field: short sentences, no terms."),
            "authorship_rule": _(
                "Agree on it before you write: by share of the work, by alphabet, the lead first or last."
            ),
            "funding": _("Who paid for the work, with numbers of grants. Write ‘None’ if nobody did."),
            "machine_help": _("Which tools helped with what. They are never authors."),
        }

    def clean(self):
        """Take controls out of the long texts."""
        given = super().clean()
        for name in ("abstract", "plain_summary", "authorship_rule", "funding", "machine_help"):
            if name in given:
                given[name] = plain(given[name])
        return given

"""What is typed about a section of the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from resources.papers.models import Author, Section


class SectionForm(forms.ModelForm):
    """Its title, who writes it, by when, how long, what belongs there."""

    class Meta:
        model = Section
        fields = ["title", "writers", "due_on", "words", "note"]
        widgets = {
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "writers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, paper, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["writers"].queryset = Author.objects.filter(
            paper=paper, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED
        ).exclude(member=None)
        self.fields["writers"].label_from_instance = lambda row: row.name
        self.fields["writers"].help_text = _("They are reminded a week before the day, and on it.")

    def clean_title(self):
        """Return the title on one line."""
        return one_line(self.cleaned_data["title"])

    def clean_note(self):
        """Return the note on one line."""
        return one_line(self.cleaned_data["note"])


class SayForm(forms.Form):
    """A word about the whole paper."""

    text = forms.CharField(label=_("Write to all who take part"), max_length=5000, widget=forms.Textarea)

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_text(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["text"])

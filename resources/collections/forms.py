"""What is typed about a collection, and about what stands in it."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from resources.collections.models import Collection


class CollectionForm(forms.ModelForm):
    """Title, words, language, who may see it."""

    class Meta:
        model = Collection
        fields = ["title", "summary", "visibility", "language"]
        widgets = {"visibility": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "summary": _("One or two sentences: for whom, and what for."),
            "visibility": _("Members read that it is yours. Visitors of a public one read no name."),
            "language": _("The language of your title and notes."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=settings.LANGUAGES, help_text=self.fields["language"].help_text
        )
        if self.instance.hidden_at:
            self.fields["visibility"].choices = [("me", _("only me"))]

    def clean_title(self):
        """Return the title on one line."""
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Give it a title."))
        return title

    def clean_summary(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["summary"])


class KeepForm(forms.Form):
    """Into which shelf, an old one or a new one, and why."""

    collection = forms.ChoiceField(label=_("Collection"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title of the new collection"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Why you keep it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, shelves, **options):
        super().__init__(*args, label_suffix="", **options)
        self.shelves = {str(shelf.pk): shelf for shelf in shelves}
        choices = [(key, shelf.title) for key, shelf in self.shelves.items()]
        self.fields["collection"].choices = [*choices, ("new", _("A new collection"))]
        self.fields["collection"].initial = choices[0][0] if choices else "new"

    def clean(self):
        """Either a shelf of one's own, or a title for a new one."""
        given = super().clean()
        given["title"] = one_line(given.get("title") or "")
        given["note"] = plain(given.get("note") or "")
        if not given.get("collection"):
            given["collection"] = "new" if given["title"] or not self.shelves else ""
        if not given["collection"] and not self.errors:
            self.add_error("collection", _("Choose a collection."))
        if given["collection"] == "new" and not given["title"] and "title" not in self.errors:
            self.add_error("title", _("Give it a title."))
        return given


class NoteForm(forms.Form):
    """Why something stands on the shelf."""

    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_note(self):
        """Return the words without controls."""
        return plain(self.cleaned_data["note"])


class HideForm(forms.Form):
    """Why a shelf is taken out of sight."""

    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
                             help_text=_("Whoever keeps it reads this."))  # fmt: skip

    def clean_reason(self):
        """Return the reason without controls."""
        return plain(self.cleaned_data["reason"])

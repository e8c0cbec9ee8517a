"""What is asked when a paper is published, and when something is said of a publication later."""

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.papers.models import Publication


class PublishForm(forms.Form):
    """The last word before a paper is out."""

    notice = forms.CharField(
        label=_("What this version corrects"),
        help_text=_("It is printed first, and stands on the page of the earlier version too."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, is_correction=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["notice"]


class WithdrawForm(forms.Form):
    """Why a publication is withdrawn."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Readers see these words above the text, which stays where it is."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SupersedeForm(forms.Form):
    """What takes the place of a publication."""

    later = forms.ModelChoiceField(label=_("The publication that takes its place"), queryset=Publication.objects.none())
    reason = forms.CharField(
        label=_("A word about it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, publication, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Publication.objects.filter(state=Publication.State.CURRENT).exclude(paper=publication.paper)
        self.fields["later"].queryset = rows.select_related("paper").order_by("-published_at")
        self.fields["later"].label_from_instance = lambda one: f"{one.paper.title} ({one.published_at.year})"


class TranslationForm(forms.Form):
    """Of which publication this one is the translation."""

    original = forms.ModelChoiceField(label=_("It is a translation of"), queryset=Publication.objects.none())

    def __init__(self, *args, publications, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["original"].queryset = publications
        self.fields["original"].label_from_instance = lambda one: f"{one.paper.title} ({one.published_at.year})"

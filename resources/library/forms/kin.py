"""How a work stands to another, and what it is called in another language."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.cities.models import City
from network.kit.words import language_name
from resources.library import vocabulary
from resources.library.forms.describing import MAIN, OTHER_LANGUAGES
from resources.library.forms.fields import LinkField
from resources.library.terms import TITLE_LIMIT, number_of


class RelateForm(forms.Form):
    """Which work, here or elsewhere, and how it is related."""

    relation = forms.ChoiceField(label=_("How it is related"), choices=list(vocabulary.RELATIONS.items()))
    work = LinkField(
        label=_("The other work"),
        max_length=1000,
        help_text=_("Its address here in the library, or elsewhere: https://… or a DOI."),
    )
    title = forms.CharField(
        label=_("Its title, if it stands elsewhere"), max_length=TITLE_LIMIT, required=False, empty_value=""
    )

    def clean_title(self):
        """Return it on one line."""
        return one_line(self.cleaned_data["title"])

    @property
    def number(self):
        """The number of the resource here that is meant, None for a work elsewhere."""
        return number_of(self.cleaned_data["work"])


class TranslateForm(forms.Form):
    """Title and summary in one more language."""

    language = forms.ChoiceField(label=_("Language"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT)
    summary = forms.CharField(label=_("Summary"), max_length=5000, required=False, widget=forms.Textarea)
    by_machine = forms.BooleanField(label=_("A machine translated it, and I have not gone over it"), required=False)

    def __init__(self, *args, taken=(), **options):
        super().__init__(*args, **options)
        codes = [code for code in (*MAIN, *OTHER_LANGUAGES) if code not in taken]
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]

    def clean_title(self):
        """Return it on one line."""
        return one_line(self.cleaned_data["title"])

    def clean_summary(self):
        """Return it without controls."""
        return plain(self.cleaned_data["summary"])


class HandOverForm(forms.Form):
    """To which of its cities, or to which member."""

    city = forms.ModelChoiceField(
        City.objects.none(), label=_("To a city"), required=False, to_field_name="slug", empty_label=_("No city")
    )
    member = forms.CharField(
        label=_("Or to a member"), required=False, max_length=60, help_text=_("The handle of the member: @mei")
    )

    def __init__(self, resource, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["city"].queryset = resource.cities.order_by("name")

    def clean_member(self):
        """Return the Member, None where nobody is named."""
        word = self.cleaned_data["member"].strip().removeprefix("@")
        if not word:
            return None
        found = get_user_model().objects.filter(handle=word, is_active=True, status="member").first()
        if found is None:
            raise forms.ValidationError(
                _("“%(word)s” is not the handle of a member."), params={"word": self.cleaned_data["member"]}
            )
        return found

    def clean(self):
        """One of the two."""
        given = super().clean()
        if not self.errors and bool(given.get("city")) == bool(given.get("member")):
            self.add_error("city", _("Choose a city, or name a member."))
        return given

"""Editing a word of a vocabulary, and merging a topic into another."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line, plain
from network.kit.words import language_name
from resources.library import words
from resources.library.models import Topic

LANGUAGES = words.LANGUAGES
MESH = re.compile(r"D\d{6,9}$")
STATES = {"active": _("In use"), "retired": _("No longer offered")}


class WordForm(forms.Form):
    """Labels and definitions in the four languages, MeSH, a broader word, and whether it is still offered."""

    mesh = forms.CharField(
        label="MeSH", required=False, max_length=200, help_text=_("Descriptors, parted by blanks: D003920 D003924")
    )
    broader = forms.ChoiceField(label=_("Broader word"), required=False)
    status = forms.ChoiceField(label=_("State"), choices=list(STATES.items()), widget=forms.RadioSelect)

    def __init__(self, word, *args, **options):
        initial = {"mesh": " ".join(word.mesh), "broader": word.broader, "status": word.status}
        for code in LANGUAGES:
            initial[f"label_{code}"] = word.labels.get(code) or word.label(code)
            initial[f"definition_{code}"] = word.definitions.get(code) or word.definition(code)
        if word.status == "merged":
            initial["status"] = "active"
        super().__init__(*args, initial=initial, label_suffix="", **options)
        others = [(code, one.label()) for code, one in words.words(word.scheme).items() if code != word.code]
        self.fields["broader"].choices = [("", _("None")), *others]
        for code in LANGUAGES:
            name = {"language": language_name(code)}
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Word in %(language)s") % name, max_length=100, required=code == "en"
            )
            self.fields[f"definition_{code}"] = forms.CharField(
                label=_("What it means, in %(language)s") % name,
                max_length=1000,
                required=False,
                widget=forms.Textarea,
            )

    @property
    def texts(self):
        """The fields by language, for the template: (language, label, definition)."""
        return [(code, self[f"label_{code}"], self[f"definition_{code}"]) for code in LANGUAGES]

    def clean_mesh(self):
        """Return the descriptors as a list."""
        found = self.cleaned_data["mesh"].replace(",", " ").split()
        for code in found:
            if not MESH.match(code):
                raise forms.ValidationError(
                    _("“%(word)s” is not a MeSH descriptor. It looks like D003920."), params={"word": code}
                )
        return list(dict.fromkeys(found))

    def told(self):
        """Return the arguments of `actions.edit_word`."""
        given = self.cleaned_data
        return {
            "labels": {code: one_line(given[f"label_{code}"]) for code in LANGUAGES},
            "definitions": {code: plain(given[f"definition_{code}"]) for code in LANGUAGES},
            "mesh": given["mesh"],
            "broader": given["broader"],
            "status": given["status"],
        }


class MergeForm(forms.Form):
    """Into which topic."""

    into = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Merge it into"), to_field_name="slug", empty_label=_("Choose one")
    )

    def __init__(self, topic, *args, member=None, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["into"].queryset = Topic.objects.filter(status="active").exclude(pk=topic.pk).order_by("name")

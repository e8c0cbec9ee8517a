"""The form in which whoever runs a panel writes what no figure tells."""

from django import forms
from django.utils.translation import gettext as _

from resources.consensus.actions.report.story import mark_of
from resources.consensus.report.items import LABELS, MOST_LETTERS, asked_of


class StoryForm(forms.Form):
    """One field for each thing that the report would like to know, by item; none has to be filled."""

    def __init__(self, panel, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.panel = panel
        for free in asked_of(panel):
            self.fields[free.code] = forms.CharField(
                label=free.label, help_text=free.help, required=False, max_length=MOST_LETTERS, strip=True,
                initial=panel.story.get(free.code, ""), widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def parts(self):
        """Yield (number of the item, its label, [(bound field, mark of what stands now)])."""
        found = {}
        for free in asked_of(self.panel):
            found.setdefault(free.item, []).append((self[free.code], mark_of(self.panel.story.get(free.code, ""))))
        for number, rows in found.items():
            yield number, LABELS[number], rows

    def seen(self):
        """Return {code: mark of what the form was filled from}, as the browser sent it back."""
        return {name: self.data[f"was_{name}"] for name in self.fields if f"was_{name}" in self.data}

    def crossed(self, theirs):
        """Say of each field that two changed at once what the other wrote; what was typed stays in it."""
        for code, words in theirs.items():
            self.add_error(code, _("Somebody else wrote here meanwhile: “%(words)s”. Put both together, and save.")
                           % {"words": words})  # fmt: skip

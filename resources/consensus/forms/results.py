"""What is typed about remarks."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from network.kit.words import language_name


class RemarkForm(forms.Form):
    """What the panel reads of a remark, in which languages, or why it does not."""

    shown = forms.CharField(
        label=_("What the panel reads"),
        help_text=_("Take out names, places and whatever else tells who wrote it. The words as they came are kept."),
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why it is not shown"), max_length=300, required=False,
        help_text=_("Only needed if you do not show it. Whoever wrote it reads this."),
    )  # fmt: skip

    def __init__(self, *args, remark, act="", **options):
        self.remark, self.act = remark, act
        options.setdefault("prefix", f"r{remark.shuffle}")
        told = {f"in_{code}": words for code, words in remark.translations.items()}
        initial = {"shown": remark.shown or remark.text, "reason": remark.reason, **told}
        super().__init__(*args, initial=initial, label_suffix="", **options)
        for code, _name in settings.LANGUAGES:
            if code != remark.language:
                self.fields[f"in_{code}"] = forms.CharField(
                    label=language_name(code), max_length=2000, required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                )  # fmt: skip
        self.fields["shown"].widget.attrs["lang"] = remark.language

    def clean(self):
        """Words to read where it is shown, a reason where it is not."""
        given = super().clean()
        if self.act == "hide" and not given.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that whoever wrote it knows."))
        elif self.act != "hide" and not given.get("shown", "").strip():
            self.add_error("shown", _("Nothing is left to read. Do not show it instead, and say why."))
        return given

    def languages(self):
        """Return the bound fields of the translations."""
        return [self[name] for name in self.fields if name.startswith("in_")]

    def translations(self):
        """Return {language: words} as they were typed."""
        return {name[3:]: words for name, words in self.cleaned_data.items() if name.startswith("in_")}

"""Forms for inviting and answering."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.terms import Mode, Role

VALUES = [
    ("yes", _("Yes, I come")),
    ("maybe", _("Perhaps")),
    ("no", _("No, I cannot")),
]
ROLES = [(role, role.label) for role in (Role.ASKED, Role.OPTIONAL, Role.SPEAKER)]


class AnswerForm(forms.Form):
    """Yes, perhaps or no; words with it; at hybrid meetings how; for a series whether all of its dates are meant."""

    answer = forms.ChoiceField(label=_("Can you come?"), choices=VALUES, widget=forms.RadioSelect)
    mode = forms.ChoiceField(
        label=_("How do you take part?"), required=False, widget=forms.RadioSelect,
        choices=[(Mode.ON_SITE, Mode.ON_SITE.label), (Mode.ONLINE, Mode.ONLINE.label)],
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("For which dates?"), required=False, widget=forms.RadioSelect,
        choices=[("one", _("this date alone")), ("all", _("all coming dates of the series"))],
    )  # fmt: skip
    note = forms.CharField(
        label=_("A word to the hosts"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, is_hybrid=False, has_series=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_hybrid:
            del self.fields["mode"]
        if not has_series:
            del self.fields["scope"]

    def given(self):
        """Return the arguments of `actions.mailing.answer`: value, note, mode."""
        told = self.cleaned_data
        return {"value": told["answer"], "note": told["note"], "mode": told.get("mode", "")}


class AddressesForm(forms.Form):
    """People who are no members, by their addresses."""

    addresses = forms.CharField(
        label=_("Addresses"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, or with commas between. A name can go first: Ana Ruiz <ana@example.org>"),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Their language"), required=False, choices=[("", pgettext_lazy("a language", "that of the meeting")),
                                                            *settings.LANGUAGES],
    )  # fmt: skip
    role = forms.ChoiceField(label=_("As"), choices=ROLES, initial=Role.ASKED)

    def clean_addresses(self):
        """Return [(name, address)]; what is no address is named."""
        from meetings.calendar.actions.mailing import read_addresses

        good, bad = read_addresses(self.cleaned_data["addresses"])
        if bad:
            raise forms.ValidationError(_("This is no e-mail address: %(bad)s") % {"bad": ", ".join(bad[:5])})
        if not good:
            raise forms.ValidationError(_("Type at least one address."))
        return good

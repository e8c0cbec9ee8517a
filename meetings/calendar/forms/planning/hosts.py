"""Who holds a meeting or a series: those who do, and further members by handle."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.accounts.models import Member

MOST = 12


class HostsForm(forms.Form):
    """Boxes of those who hold it now, and a line for more."""

    hosts = forms.MultipleChoiceField(
        label=gettext_lazy("Hosts"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("They may change everything here, invite people and note who was there."),
    )  # fmt: skip
    more = forms.CharField(
        label=gettext_lazy("Further hosts"), required=False, max_length=400,
        help_text=gettext_lazy("Handles of members, with commas between: bo, freja"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args, thing, member, **options):
        super().__init__(*args, label_suffix="", **options)
        self.held = list(thing.hosts.order_by("pk"))
        self.fields["hosts"].choices = [(str(one.pk), one.called_by(member)) for one in self.held]
        self.initial["hosts"] = [str(one.pk) for one in self.held]

    def clean_more(self):
        """Return the Members whose handles were written."""
        words = [word.strip().lstrip("@").lower() for word in self.cleaned_data["more"].replace("，", ",").split(",")]
        words = [word for word in words if word]
        found = {one.handle.lower(): one for one in Member.objects.filter(handle__in=words)}
        missing = [word for word in words if word not in found or not found[word].is_member]
        if missing:
            raise forms.ValidationError(
                _("There is no member with this handle: %(handles)s.") % {"handles": ", ".join(missing)[:200]}
            )
        return [found[word] for word in words]

    def clean(self):
        """At least one, and not a crowd."""
        data = super().clean()
        if "more" in data:
            count = len(self.chosen())
            if not count:
                self.add_error("hosts", _("Somebody has to hold the meeting."))
            elif count > MOST:
                self.add_error("more", _("At most %(most)s people hold a meeting.") % {"most": MOST})
        return data

    def chosen(self):
        """Return the Members who hold it from now on."""
        kept = set(self.cleaned_data.get("hosts") or ())
        people = [one for one in self.held if str(one.pk) in kept]
        return list({one.pk: one for one in [*people, *self.cleaned_data["more"]]}.values())

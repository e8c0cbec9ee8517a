"""What is typed about the people of a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line
from members.accounts.models import Member
from resources.library.forms.fields import ORCID, is_orcid
from resources.papers.models import Author


class InviteForm(forms.Form):
    """Whom, and to which part."""

    handle = forms.CharField(max_length=60)
    part = forms.ChoiceField(choices=[("author", _("author")), ("reviewer", _("reviewer"))])

    def __init__(self, *args, member, **options):
        super().__init__(*args, **options)
        self.member = member

    def clean_handle(self):
        """Return the member, of those whom the inviting member sees."""
        found = Member.objects.visible_to(self.member).filter(
            handle=self.cleaned_data["handle"].strip().removeprefix("@"), status=Member.Status.MEMBER
        )
        if (member := found.first()) is None:
            raise forms.ValidationError(_("There is no member with this name or handle."))
        return member


class PrintedForm(forms.ModelForm):
    """How somebody is printed."""

    class Meta:
        model = Author
        fields = ["name", "affiliation", "ror", "orcid"]
        help_texts = {
            "name": _("As you want to be cited. It begins with the name of the profile."),
            "affiliation": _("Organisation, city, country, as a journal would print it."),
            "ror": _("The organisation’s number at ror.org, if you know it."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean_name(self):
        """Return the name on one line."""
        return one_line(self.cleaned_data["name"])

    def clean_affiliation(self):
        """Return the organisation on one line."""
        return one_line(self.cleaned_data["affiliation"])

    def clean_ror(self):
        """Return https://ror.org/…, "" for nothing."""
        code = self.cleaned_data["ror"].strip().lower().rstrip("/").rpartition("/")[2]
        if code and not (len(code) == 9 and code.startswith("0") and code.isalnum() and code.isascii()):
            raise forms.ValidationError(_("This is not a number of ror.org. It looks like https://ror.org/04cw6st05."))
        return f"https://ror.org/{code}" if code else ""

    def clean_orcid(self):
        """Return the ORCID with its hyphens."""
        text = self.cleaned_data["orcid"].strip()
        found = ORCID.match(text)
        if text and not (found and is_orcid(found[1].upper())):
            raise forms.ValidationError(_("This is not an ORCID. It looks like 0000-0002-1825-0097."))
        return found[1].upper() if found else ""


class LeadForm(forms.Form):
    """Who leads from now on."""

    author = forms.ModelChoiceField(
        Author.objects.none(), label=_("Who leads it from now on"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, paper, **options):
        super().__init__(*args, label_suffix="", **options)
        rows = paper.authors.filter(part="author", state="accepted", member__is_active=True)
        self.fields["author"].queryset = rows.exclude(member=paper.lead)
        self.fields["author"].label_from_instance = lambda row: row.name

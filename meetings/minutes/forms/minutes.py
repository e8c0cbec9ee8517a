"""What is typed into minutes: passages, what they are approved in, decisions."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from meetings.minutes.models import Decision
from network.catalogue.models import Entry
from network.kit.words import in_reader_language

LONGEST = 40_000


class PassageForm(forms.Form):
    """The lines of one passage, and how they read when the writer began."""

    lines = forms.CharField(
        label=_("What was said"), max_length=LONGEST, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line parts paragraphs; lines with - in front become a list. **bold**, *italic*, "
                    "[words](https://…) for a link. What stands in double brackets stays as it is."),
    )  # fmt: skip
    was = forms.CharField(max_length=LONGEST * 2, required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)


class NewPassageForm(forms.Form):
    """A heading with its lines."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    lines = forms.CharField(
        label=_("What was said"), max_length=LONGEST, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)


class DecisionForm(forms.Form):
    """What was decided, and what it changes."""

    text = forms.CharField(
        label=_("What was decided"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence that somebody who was not there understands."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("What it changes"), max_length=500, required=False,
        help_text=_("The address of a page of this portal: a statement, a paper, a resource. Or leave it empty."),
    )  # fmt: skip

    def __init__(self, *args, member, meeting, **options):
        super().__init__(*args, label_suffix="", **options)
        self.member = member
        self.choices = _on_the_agenda(member, meeting)

    def clean_about(self):
        """Return the Entry that an address of this portal leads to, of those that the member sees; None for none."""
        said = self.cleaned_data["about"].strip()
        if not said:
            return None
        parts = urlsplit(said)
        own = urlsplit(settings.SITE_URL)
        if parts.netloc and parts.netloc != own.netloc:
            raise forms.ValidationError(_("This is no address of this portal."))
        path = parts.path if parts.path.startswith("/") else f"/{parts.path}"
        entry = Entry.objects.visible_to(self.member).filter(address=path).first()
        if entry is None and path.strip("/").partition("/")[0]:
            # An address goes on after what names the thing: /papers/12/some-words/comments/
            pieces = path.strip("/").split("/")
            tries = [f"/{'/'.join(pieces[:count])}/" for count in range(len(pieces), 0, -1)]
            found = {one.address: one for one in Entry.objects.visible_to(self.member).filter(address__in=tries)}
            entry = next((found[one] for one in tries if one in found), None)
        if entry is None:
            raise forms.ValidationError(_("Nothing that can be found stands at this address. Copy it from the page."))
        return entry


def _on_the_agenda(member, meeting):
    """Return what the agenda and the material of a meeting are about: [{"address", "title"}]."""
    ids = set(meeting.agenda.exclude(entry=None).values_list("entry", flat=True))
    rows = Entry.objects.visible_to(member).filter(pk__in=ids).light() if ids else ()
    return [{"address": one.address, "title": in_reader_language(one.titles)[0]} for one in rows]


class StrikeForm(forms.ModelForm):
    """Why a decision counts no more."""

    class Meta:
        model = Decision
        fields = ["reason"]
        labels = {"reason": _("Why it counts no more")}

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["reason"].required = True

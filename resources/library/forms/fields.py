"""Fields of the library's forms: links and DOIs, authors by line, free words, cities."""

import re

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import one_line
from resources.library.terms import doi_of, link_of

ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])$")
MOST_AUTHORS = 60


class LinkField(forms.CharField):
    """An address on the web, or a DOI in any of its spellings; it is not looked up."""

    default_error_messages = {
        "invalid": _("This is neither an address on the web (https://…) nor a DOI (10.1234/abc). Please check it.")
    }

    def clean(self, value):
        """Return https://…, "" for nothing."""
        try:
            return link_of(super().clean(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class DoiField(forms.CharField):
    """A DOI in any of its spellings; it is not looked up."""

    default_error_messages = {"invalid": _("This is not a DOI. It looks like 10.1234/abc. Please check it.")}

    def clean(self, value):
        """Return 10.…/…, "" for nothing."""
        text = "".join(c for c in super().clean(value) if c.isprintable()).strip()
        if text and not doi_of(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return doi_of(text)[:200]


class CitiesField(forms.ModelMultipleChoiceField):
    """Cities as boxes, by their slugs."""

    def __init__(self, queryset, **options):
        super().__init__(queryset, to_field_name="slug", widget=forms.CheckboxSelectMultiple, **options)


class WordsField(forms.CharField):
    """Free words, parted by commas of any script."""

    def clean(self, value):
        """Return the list of words."""
        return [word for part in re.split(r"[,;，、；\n]", super().clean(value) or "") if (word := one_line(part)[:60])]

    def prepare_value(self, value):
        """Show a list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value


class AuthorsField(forms.CharField):
    """Authors, one a line, in order: a name, and behind it what makes it certain: @handle of a member, or an ORCID."""

    widget = forms.Textarea
    default_error_messages = {
        "handle": _("“%(word)s” is not the handle of a member."),
        "orcid": _("“%(word)s” is not an ORCID: one of its figures must be wrong."),
        "many": _("More than 60 authors do not fit. Name the group as one author."),
        "name": _("Write a name of at most 200 characters in each line."),
    }

    def clean(self, value):
        """Return [{"name", "member", "orcid"}]."""
        lines = [one_line(line) for line in (super().clean(value) or "").splitlines()]
        authors = [self.author(line) for line in lines if line]
        if len(authors) > MOST_AUTHORS:
            raise forms.ValidationError(self.error_messages["many"], code="many")
        return authors

    def author(self, line):
        """Return the author of one line."""
        words, member, orcid = line.split(" "), None, ""
        while words and (words[-1].startswith("@") or ORCID.match(words[-1])):
            word = words.pop()
            if word.startswith("@"):
                member = get_user_model().objects.filter(handle=word[1:], is_active=True).first()
                if member is None:
                    raise forms.ValidationError(self.error_messages["handle"], code="handle", params={"word": word})
            else:
                orcid = ORCID.match(word)[1].upper()
                if not is_orcid(orcid):
                    raise forms.ValidationError(self.error_messages["orcid"], code="orcid", params={"word": word})
        name = " ".join(words) or (member.get_short_name() if member else "")
        if not name or len(name) > 200:
            raise forms.ValidationError(self.error_messages["name"], code="name")
        return {"name": name, "member": member, "orcid": orcid}


def author_line(authorship):
    """Return an authorship as it is typed."""
    marks = [f"@{authorship.member.handle}" if authorship.member else "", authorship.orcid]
    return " ".join([authorship.name, *filter(None, marks)])


def is_orcid(code):
    """Say whether the last figure of an ORCID is the check of the others (ISO 7064, mod 11-2)."""
    figures = code.replace("-", "")
    total = 0
    for figure in figures[:-1]:
        total = (total + int(figure)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == figures[-1]

"""What one chooses about one's own feed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """Whether what stands in a calendar by mail already stands in the feed as well."""

    leaves_out_mailed = forms.BooleanField(
        label=_("Leave out what I answered from my mail program"),
        required=False,
        help_text=_("It stands in that calendar already; without this you would see it twice."),
    )

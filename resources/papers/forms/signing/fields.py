"""Fields that the forms of signing share."""

from django import forms

from members.accounts.forms import plain


class Words(forms.CharField):
    """Several lines without controls."""

    def __init__(self, rows=4, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def clean(self, value):
        """Return the words without controls."""
        return super().clean(plain(value or ""))


class Day(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

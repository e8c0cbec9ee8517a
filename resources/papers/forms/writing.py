"""What is sent to put a picture into a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.files import queries
from network.files.models import StoredFile
from resources.papers.models import Figure


class FigureForm(forms.Form):
    """A picture: an own upload by its id, or a file of the library; and the words for those who do not see it."""

    upload = forms.UUIDField(required=False)
    file = forms.UUIDField(required=False)
    alternative = forms.CharField(
        label=_("What the picture shows"),
        max_length=Figure._meta.get_field("alternative").max_length,
        error_messages={"required": _("Say in words what it shows, for those who do not see it.")},
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self):
        """Find the file: one's own upload, or what the member may see."""
        given = super().clean()
        found = None
        if given.get("upload"):
            found = next(iter(queries.sent_by(self.member, [str(given["upload"])])), None)
        elif given.get("file"):
            found = StoredFile.objects.visible_to(self.member).served().filter(pk=given["file"]).first()
        if found is None and not self.errors:
            raise forms.ValidationError(_("Choose a picture, or upload one and wait until it is ready."))
        given["found"] = found
        return given

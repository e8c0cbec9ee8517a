"""Rows of the CMS: who edited which page. What was written there are the city's words, and stay."""

from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from network.kit.personal import erases, exports, plain

COLUMNS = [
    "wagtailcore.PageLogEntry.user",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.Revision.user",
    "wagtailusers.UserProfile.user",
    "wagtailimages.Image.uploaded_by_user",
]


@exports("cms", _("What you edited on pages"), holds=COLUMNS)
def mine(member):
    """When which page was edited; pictures that were sent; choices in the CMS."""
    return {
        "pages": [plain(row, "action", "label", "timestamp") for row in PageLogEntry.objects.filter(user=member.pk)],
        "lists": [plain(row, "action", "label", "timestamp") for row in ModelLogEntry.objects.filter(user=member.pk)],
        "revisions": [
            plain(row, "object_str", "created_at") for row in Revision.objects.filter(user=member).defer("content")
        ],
        "pictures": [
            plain(row, "title", "created_at") for row in get_image_model().objects.filter(uploaded_by_user=member)
        ],
        "choices": [plain(row, "preferred_language") for row in UserProfile.objects.filter(user=member)],
    }


@erases("cms", order=60, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Say no longer who edited; a name that stands as a label in the log goes too."""
    names = {member.get_full_name(), member.name, member.name_latin, member.email} - {""}
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=member.pk).update(user=None)
        # Lists of people are labelled by their names.
        for name in names:
            for entry in log.objects.filter(label__contains=name):
                log.objects.filter(pk=entry.pk).update(label=entry.label.replace(name, "…"), data={})
    Revision.objects.filter(user=member).update(user=None)
    UserProfile.objects.filter(user=member).delete()
    get_image_model().objects.filter(uploaded_by_user=member).update(uploaded_by_user=None)

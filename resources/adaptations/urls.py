"""Addresses of uses: all of one work, one of them, and writing."""

from django.urls import re_path

from resources.adaptations.views import reading, telling, versions, writing

app_name = "adaptations"
USED = r"^resources/(?P<pk>[0-9]{1,15})/used/"
ONE = USED + r"(?P<number>[1-9][0-9]{0,8})/"


def numbered(view):
    """Return the view with its numbers as ints."""

    def answer(request, **words):
        return view(request, **{name: int(word) for name, word in words.items()})

    return answer


urlpatterns = [
    re_path(USED + "$", numbered(reading.uses), name="uses"),
    re_path(USED + "new/$", numbered(writing.new), name="new"),
    re_path(USED + "new/save/$", numbered(writing.autosave), name="save"),
    re_path(USED + "new/discard/$", numbered(writing.discard), name="discard"),
    re_path(USED + "not/$", numbered(writing.not_used), name="not_used"),
    re_path(ONE + "$", numbered(reading.report), name="report"),
    re_path(ONE + "edit/$", numbered(telling.edit), name="edit"),
    re_path(ONE + "withdraw/$", numbered(telling.withdraw), name="withdraw"),
    re_path(ONE + "version/$", numbered(versions.version), name="version"),
    re_path(ONE + "version/files/$", numbered(versions.files), name="files"),
    re_path(ONE + "ask/$", numbered(versions.ask), name="ask"),
    re_path(ONE + "allow/$", numbered(versions.allow), name="allow"),
]

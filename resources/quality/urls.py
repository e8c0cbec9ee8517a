"""Addresses of quality, below the resource that they are about."""

from django.urls import path, re_path

from resources.quality.views import outdated, policies, reviews, submissions

app_name = "quality"
ONE = r"^resources/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one resource; numbers reach the view as ints."""

    def numbered(request, **words):
        words |= {key: int(words[key]) for key in ("pk", "review") if key in words}
        return view(request, **words)

    return re_path(ONE + rest, numbered, name=name)


REVIEW = r"reviews/(?P<review>[0-9]{1,15})/"
urlpatterns = [
    one(r"review/$", reviews.write, "review"),
    one(r"review/save/$", reviews.autosave, "autosave"),
    one(r"reviews/$", reviews.all_of_one, "reviews"),
    one(REVIEW + r"answer/$", reviews.answer, "answer_review"),
    one(REVIEW + r"withdraw/$", reviews.withdraw, "withdraw_review"),
    one(r"submission/$", submissions.thread, "submission"),
    one(r"submission/advice/$", submissions.advice, "advice"),
    one(r"outdated/$", outdated.flag, "flag"),
    one(r"outdated/back/$", outdated.take_back, "take_flag_back"),
    one(r"outdated/answer/$", outdated.answer, "answer"),
    path("quality/", policies.policies, name="policies"),
]

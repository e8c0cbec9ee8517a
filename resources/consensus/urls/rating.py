"""Addresses: answering an invitation, rating a round (signed in, or by the link of a mail), leaving."""

from django.urls import re_path

from resources.consensus.views.rating import answering, declared, leaving, ranking, rounds

PANEL = r"^consensus/panels/(?P<pk>[0-9]{1,15})/"
BY_SESSION = r"^consensus/(?P<pk>[0-9]{1,15})/"
BY_MAIL = r"^consensus/mail/(?P<token>[\w:-]{1,500})/"
ENTRY = r"statements/(?P<entry>[0-9]{1,15})/$"
PAGES = (
    (r"$", rounds.page, ""),
    (r"interests/$", rounds.interests, "_interests"),
    (ENTRY, rounds.statement, "_statement"),
    (r"ideas/$", ranking.ideas, "_ideas"),
    (r"ranking/$", ranking.ranking, "_ranking"),
)

urlpatterns = [
    re_path(PANEL + r"answer/$", answering.answer, name="answer"),
    re_path(PANEL + r"interests/$", declared.declared, name="declared"),
    re_path(PANEL + r"seat/$", leaving.seat, name="seat"),
    re_path(PANEL + r"seat/leave/$", leaving.leave, name="leave"),
    re_path(PANEL + r"seat/withdraw/$", leaving.withdraw, name="withdraw"),
    re_path(r"^consensus/invited/(?P<token>[\w:-]{1,500})/$", answering.by_mail, name="answer_mail"),
    *(re_path(BY_SESSION + rest, view, name=f"round{name}") for rest, view, name in PAGES),
    *(re_path(BY_MAIL + rest, view.by_mail, name=f"mail{name}") for rest, view, name in PAGES),
    re_path(BY_SESSION + r"dissent/$", rounds.dissent, name="dissent"),
    re_path(BY_SESSION + r"remind/$", rounds.remind, name="remind"),
]

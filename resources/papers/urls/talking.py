"""Addresses: comments and suggestions."""

from resources.papers.urls.papers import one
from resources.papers.views.talking import proposals, threads

urlpatterns = [
    one(r"comments/$", threads.comments, "comments"),
    one(r"comments/(?P<row>[0-9]{1,15})/$", threads.comment, "comment"),
    one(r"threads/$", threads.threads, "threads"),
    one(r"threads/(?P<key>[A-Za-z0-9_-]{1,40})/$", threads.thread, "thread"),
    one(r"people/named/$", threads.people_named, "people_named"),
    one(r"proposals/$", proposals.proposals, "proposals"),
    one(r"proposals/begin/$", proposals.begin_proposal, "begin_proposal"),
    one(r"proposals/(?P<row>[0-9]{1,15})/$", proposals.proposal, "proposal"),
    one(r"proposals/(?P<row>[0-9]{1,15})/act/$", proposals.proposal_act, "proposal_act"),
]

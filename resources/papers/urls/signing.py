"""Addresses: declarations, consultation, signatures."""

from resources.papers.urls.papers import one
from resources.papers.views.signing import consulting, declaring, leaving, rounds

urlpatterns = [
    one(r"declare/$", declaring.declare, "declare"),
    one(r"declarations/$", declaring.declarations, "declarations"),
    one(r"declarations/questions/$", declaring.questions, "questions"),
    one(r"declarations/(?P<row>[0-9]{1,15})/roles/$", declaring.roles, "roles"),
    one(r"declarations/(?P<row>[0-9]{1,15})/interests/$", declaring.manage, "manage"),
    one(r"consult/$", consulting.consult, "consult"),
    one(r"consult/stop/$", consulting.stop, "stop_consultation"),
    one(r"endorse/(?P<slug>[-a-z0-9]{1,60})/$", consulting.endorse, "endorse"),
    one(r"sign/$", rounds.sign, "sign"),
    one(r"sign/put-up/$", rounds.put_up, "put_up"),
    one(r"sign/(?P<row>[0-9]{1,15})/without/$", leaving.go_without, "go_without"),
    one(r"sign/(?P<row>[0-9]{1,15})/answer/$", leaving.answer, "answer_departure"),
    one(r"sign/(?P<row>[0-9]{1,15})/let-go/$", leaving.let_go, "let_go"),
]

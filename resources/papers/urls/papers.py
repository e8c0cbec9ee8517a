"""Addresses: the list, the overview, the plan, the people."""

from django.urls import path, re_path

from resources.papers.views import members, papers, planning

ONE = r"^papers/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one paper; numbers reach the view as ints."""

    def numbered(request, **words):
        words |= {key: int(words[key]) for key in words if key in ("pk", "row")}
        return view(request, **words)

    return re_path(ONE + rest, numbered, name=name)


urlpatterns = [
    path("papers/", papers.listed, name="list"),
    path("papers/new/", papers.new, name="new"),
    one(r"$", papers.paper, "paper"),
    one(r"about/$", papers.about, "about"),
    one(r"people/$", members.people, "people"),
    one(r"people/order/$", members.order, "order"),
    one(r"people/(?P<row>[0-9]{1,15})/$", members.person, "person"),
    one(r"people/(?P<row>[0-9]{1,15})/printed/$", members.printed, "printed"),
    one(r"answer/$", members.answer, "answer"),
    one(r"leave/$", members.leave, "leave"),
    one(r"lead/$", members.lead, "lead"),
    one(r"plan/$", planning.plan, "plan"),
    one(r"plan/headings/$", planning.headings, "headings"),
    one(r"plan/(?P<row>[0-9]{1,15})/$", planning.section, "section"),
    one(r"plan/(?P<row>[0-9]{1,15})/act/$", planning.section_act, "section_act"),
    one(r"state/$", planning.move, "move"),
    one(r"say/$", planning.say, "say"),
]

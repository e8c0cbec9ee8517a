"""Addresses: planning a panel, running it."""

from django.urls import path

from resources.consensus.views.planning import panels, people, plan, running, statements, words

PANEL = "consensus/panels/<int:pk>/"
ITEM = f"{PANEL}plan/statements/<int:number>/"

urlpatterns = [
    path("consensus/", panels.listed, name="list"),
    path("consensus/new/", panels.new, name="new"),
    path(PANEL, panels.panel, name="panel"),
    path(f"{PANEL}protocol.json", panels.protocol, name="protocol"),
    path(f"{PANEL}plan/", plan.about, name="plan"),
    path(f"{PANEL}plan/rules/", plan.rules, name="plan_rules"),
    path(f"{PANEL}plan/texts/", plan.texts, name="plan_texts"),
    path(f"{PANEL}plan/statements/", statements.listed, name="plan_statements"),
    path(f"{PANEL}plan/statements/many/", statements.many, name="plan_many"),
    path(ITEM, statements.statement, name="plan_statement"),
    path(f"{ITEM}act/", statements.act, name="plan_act"),
    path(f"{ITEM}out/", statements.out, name="plan_out"),
    path(f"{ITEM}evidence/", words.evidence, name="plan_evidence"),
    path(f"{ITEM}in/<slug:language>/", words.translation, name="plan_translation"),
    path(f"{PANEL}plan/people/", people.people, name="plan_people"),
    path(f"{PANEL}plan/people/<int:row>/", people.person, name="plan_person"),
    path(f"{PANEL}plan/people/<int:row>/off/", people.off, name="plan_off"),
    path(f"{PANEL}plan/ready/", running.ready, name="plan_ready"),
    path(f"{PANEL}prolong/", running.prolong, name="prolong"),
    path(f"{PANEL}close/", running.close, name="close"),
    path(f"{PANEL}rounds/<int:number>/meeting/", running.meeting, name="meeting"),
    path(f"{PANEL}amend/", running.amend, name="amend"),
    path(f"{PANEL}stop/", running.stop, name="stop"),
]

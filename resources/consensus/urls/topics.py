"""Addresses: topics."""

from django.urls import path

from resources.consensus.views.topics import curating, machines, proposing, reading, tracing

HERE = "state-of-the-art/"
TOPIC = f"{HERE}<slug:slug>/"

urlpatterns = [
    path(HERE, reading.topics, name="topics"),
    path(f"{HERE}new/", curating.new, name="new_topic"),
    path(f"{HERE}adopt/<int:pk>/", curating.adopt, name="adopt"),
    path(f"{HERE}confirm/<str:token>/", proposing.confirm, name="confirm"),
    path(TOPIC, reading.topic, name="topic"),
    path(f"{TOPIC}history/", tracing.history, name="history"),
    path(f"{TOPIC}history/<int:number>/", tracing.edition, name="edition"),
    path(f"{TOPIC}feed.atom", machines.feed, name="topic_feed"),
    path(f"{TOPIC}data.<str:ending>", machines.data, name="topic_data"),
    path(f"{TOPIC}propose/", proposing.propose, name="propose"),
    path(f"{TOPIC}proposals/", proposing.proposals, name="proposals"),
    path(f"{TOPIC}proposals/<int:pk>/", proposing.proposal, name="proposal"),
    path(f"{TOPIC}translate/", curating.translate, name="translate_topic"),
    path(f"{TOPIC}<int:number>/", tracing.statement, name="statement"),
    path(f"{TOPIC}<int:number>/v<int:version>/", tracing.statement, name="statement_version"),
    path(f"{TOPIC}<int:number>/cite.<str:ending>", machines.cited, name="statement_cited"),
    path(f"{TOPIC}<int:number>/state/", curating.state, name="statement_state"),
]

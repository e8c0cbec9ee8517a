"""Addresses that exist in the demonstration alone."""

from django.urls import path

from network.demo import mailbox

app_name = "demo"
urlpatterns = [
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/messages.json", mailbox.messages_json, name="messages"),
    path("mailbox/<int:pk>/", mailbox.letter, name="letter"),
    path("mailbox/<int:pk>/html/", mailbox.letter_html, name="letter_html"),
]

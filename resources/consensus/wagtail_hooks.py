"""Pages of the state of the art in the desk: coordinators edit and submit, those who coordinate the network approve."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from network.access.rules import demand
from resources.consensus.models import StateOfTheArtIndex, TopicPage


@hooks.register("before_edit_page")
def ask_who_curates(request, page):
    """The table of rules says who curates."""
    found = page.specific_deferred
    if isinstance(found, TopicPage):
        demand(request.user, "consensus.curate", found.topic)


@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
def ask_who_approves(request, page):
    """The table of rules says who publishes."""
    found = page.specific_deferred
    if isinstance(found, TopicPage):
        demand(request.user, "consensus.approve", found.topic)


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_what_was_published(request, page):
    """Addresses of statements stay: the first page of a published topic is not taken away, it is changed."""
    found = page.specific_deferred
    kept = isinstance(found, StateOfTheArtIndex)
    kept = kept or (isinstance(found, TopicPage) and found.is_original and found.topic.published_at is not None)
    if kept:
        messages.error(
            request, _("What was published stays at its address. Retire its statements instead, and say why.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)

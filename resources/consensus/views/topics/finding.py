"""Finding the topic that an address names; what somebody may not know of is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from resources.consensus.models import Topic
from resources.consensus.queries.topics import reading


def topic_of(request, slug):
    """Return the topic at an address."""
    return get_object_or_404(Topic.objects.visible_to(request.user), slug=slug)


def statement_of(topic, number):
    """Return a published statement with its versions in `kept`, newest first."""
    found = reading.statement_of(topic, number)
    if found is None or not found.kept:
        raise Http404
    return found

"""Signed links of mails: one answers an invitation, one rates in one round; neither does anything else."""

from django.conf import settings
from django.urls import reverse

from network.kit import links

ANSWER = "consensus.answer"
RATE = "consensus.rate"
DAYS = 180
"""The round's end and the panellist's state end a link before that."""


def to_answer(panellist):
    """Return the full address at which `panellist` answers the invitation without signing in; a later one ends it."""
    token = links.sign(ANSWER, [panellist.pk, int(panellist.invited_at.timestamp())])
    return settings.SITE_URL + reverse("consensus:answer_mail", args=[token])


def to_rate(panellist, round):
    """Return the full address at which `panellist` rates in `round` without signing in, until it closes."""
    token = links.sign(RATE, [panellist.pk, round.pk])
    return settings.SITE_URL + reverse("consensus:mail", args=[token])

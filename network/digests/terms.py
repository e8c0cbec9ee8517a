"""Choices and limits of the digest."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often the letter comes."""

    OFF = "off", _("never")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")


class Weekday(models.IntegerChoices):
    """Days as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Choice(models.TextChoices):
    """When a member wants to hear of something that names them."""

    NOW = "now", _("at once")
    DIGEST = "digest", _("in the digest")
    NEVER = "never", _("never")


# What lies further back is no news.
WINDOW = timedelta(days=35)
# Two letters are never closer than this, whatever a member changes in between.
GAP = timedelta(hours=12)
# A letter that could not be made in time is still made within this span; later, the next one takes its place.
LATE = {"daily": timedelta(hours=20), "weekly": timedelta(days=3), "monthly": timedelta(days=7)}
MOST_ITEMS = 12
MOST_IN_SECTION = 6
MOST_PER_PERSON = 3
# How far a letter looks ahead: to the next one, and a day more, so that no day falls between two.
AHEAD = {"daily": timedelta(days=2), "weekly": timedelta(days=8), "monthly": timedelta(days=32)}
MOST_COMING = 6
LEASE = timedelta(minutes=5)

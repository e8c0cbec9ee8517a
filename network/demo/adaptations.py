"""What cities of the sample world used of each other, told by the actions that members use."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.demo.content.uses import USES
from resources.adaptations import actions
from resources.adaptations.models import Adaptation
from resources.library.models import Resource


def tell(teller, resources):
    """Report every use on its day; `resources` are the shared ones by their slugs. Twice is once."""
    people = {m.handle: m for m in Member.objects.select_related("home_city").filter(is_active=True)}
    for use in sorted(USES, key=lambda one: -one.days_ago):
        by, work = people.get(use.by), resources.get(use.resource)
        if by is None or work is None or Adaptation.objects.filter(resource=work, by=by).exists():
            continue
        moment = teller.today - timedelta(days=use.days_ago, hours=3)
        with teller.telling(moment), translation.override(by.language), transaction.atomic():
            _report(use, by, Resource.objects.get(pk=work.pk), resources, teller.today, moment)


def _report(use, by, work, resources, today, moment):
    answers = {"use": use.use, "changed": use.changed, "rating": use.rating, "line": use.line}
    draft = actions.save(work, by=by, visibility=use.visibility, **answers)
    report = actions.publish(draft, by=by, at=moment)
    days = [(today - timedelta(days=ago)).date() for ago in use.days]
    told = dict(zip(("started_on", "ended_on"), days, strict=False)) | use.more
    report = actions.tell(report, by=by, language=by.language, **told)
    if use.version in resources:
        actions.join(report, by=by, version=Resource.objects.get(pk=resources[use.version].pk))

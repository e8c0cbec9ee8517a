"""What agencies of identifiers are told of a publication: written always, sent only where the portal is set up for it.

Without DOI_PREFIX a publication has no DOI: then there is nothing to tell Crossref, and DataCite's record is kept as a
draft that says the address alone.
"""

from django.conf import settings
from django.db import transaction

from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.papers.deposits import crossref, datacite
from resources.papers.models import Deposit

AGENCIES = {"crossref": crossref, "datacite": datacite}


def doi_for(publication):
    """Return the DOI that a publication gets, "" where the portal has no prefix."""
    prefix = settings.DOI_PREFIX
    return f"{prefix}/paper.{publication.paper_id}.v{publication.number}" if prefix else ""


@transaction.atomic
def write_deposits(publication, matter):
    """Write down what each agency is to be told; what changed since it was sent is sent anew."""
    for agency, module in AGENCIES.items():
        if agency == "crossref" and not matter.doi:
            continue
        payload = module.payload(publication, matter)
        row, is_new = Deposit.objects.get_or_create(
            publication=publication, agency=agency, defaults={"payload": payload}
        )
        if not is_new and row.payload != payload:
            row.payload, row.state, row.answer, row.at = payload, Deposit.State.READY, "", now()
            row.save()
        if row.state != Deposit.State.SENT and matter.doi and agency == settings.DOI_AGENCY:
            enqueue("papers.deposit", {"id": row.pk}, key=f"{row.pk}:{row.at:%s}")


def send(deposit_id):
    """Send one deposit where the portal is set up for its agency; keeps the answer. Raises OSError."""
    row = Deposit.objects.filter(pk=deposit_id).exclude(state=Deposit.State.SENT).first()
    if row is None or row.agency != settings.DOI_AGENCY or not settings.DOI_AGENCY_URL:
        return
    is_taken, answer = AGENCIES[row.agency].send(row)
    row.state = Deposit.State.SENT if is_taken else Deposit.State.FAILED
    row.answer, row.at = answer[:4000], now()
    row.save(update_fields=["state", "answer", "at"])

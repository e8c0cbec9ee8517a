"""DataCite: metadata schema 4.6 as JSON, by the record that everybody can take, with what the portal knows more.

Source: https://datacite-metadata-schema.readthedocs.io/en/4.6/
"""

import base64
import json

from django.conf import settings

from network.interchange.formats import datacite as record
from resources.papers.deposits.sending import post


def payload(publication, matter):
    """Return the record of a publication as JSON (text)."""
    from resources.papers.interchange import version_work

    told = record.data(version_work(publication))
    told["creators"] = [
        creator | ({"affiliation": [affiliation(one)]} if one.affiliation else {})
        for creator, one in zip(told["creators"], matter.authors, strict=False)
    ] or told["creators"]
    if not matter.doi:
        told["identifiers"] = [{"identifier": matter.address, "identifierType": "URL"}]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def affiliation(writer):
    """Return an organisation as DataCite names it."""
    named = {"name": writer.affiliation}
    if writer.ror:
        address = f"https://ror.org/{writer.ror.removeprefix('https://ror.org/')}"
        named |= {"affiliationIdentifier": address, "affiliationIdentifierScheme": "ROR",
                  "schemeUri": "https://ror.org"}  # fmt: skip
    return named


def send(deposit):
    """Register the DOI with its record and make it findable. Returns (taken, answer)."""
    attributes = json.loads(deposit.payload) | {"event": "publish"}
    body = json.dumps({"data": {"type": "dois", "attributes": attributes}}).encode()
    user = f"{settings.DOI_AGENCY_USER}:{settings.DOI_AGENCY_PASSWORD}".encode()
    headers = {
        "Content-Type": "application/vnd.api+json",
        "Authorization": "Basic " + base64.b64encode(user).decode(),
    }
    status, answer = post(settings.DOI_AGENCY_URL, body=body, headers=headers)
    return status in (200, 201), answer

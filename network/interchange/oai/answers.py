"""The answers of each verb, as markup."""

from datetime import UTC

from django.conf import settings

from network.interchange.formats.xml import DECLARATION, element, join
from network.interchange.oai import metadata, records, sets
from network.interchange.oai.asked import Refused, listed, token_ends

OAI = "http://www.openarchives.org/OAI/2.0/"
NAMESPACES = {
    "xmlns": OAI,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd",
}


def envelope(given, *content, at):
    """Return a whole answer; `given` are the arguments that it repeats ({} after badVerb and badArgument)."""
    return DECLARATION + element(
        "OAI-PMH",
        element("responseDate", second(at)),
        element("request", base(), **given),
        *content,
        **NAMESPACES,
    )


def base():
    """Return the address of the repository."""
    return f"{settings.SITE_URL}/oai"


def second(moment):
    """Return a moment as the protocol writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def error(refused):
    """Return an error of the protocol."""
    return element("error", refused.sentence, code=refused.code)


def identify(given):
    """Who we are."""
    contact = settings.SECURITY_CONTACT.removeprefix("mailto:")
    return element(
        "Identify",
        element("repositoryName", settings.NETWORK_NAME),
        element("baseURL", base()),
        element("protocolVersion", "2.0"),
        element("adminEmail", contact if "@" in contact else settings.MAIL_FROM),
        element("earliestDatestamp", second(records.earliest())),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        element("compression", "gzip"),
        element("description", _oai_identifier()),
    )


def _oai_identifier():
    name = f"{OAI}oai-identifier"
    return element(
        "oai-identifier",
        element("scheme", "oai"),
        element("repositoryIdentifier", records.host()),
        element("delimiter", ":"),
        element("sampleIdentifier", records.identifier_of("library.resource", 12)),
        **{
            "xmlns": name,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{name} {name}.xsd",
        },
    )


def list_metadata_formats(given):
    """In which formats all records, or one, can be had."""
    if "identifier" in given:
        records.one(given["identifier"])
    return element(
        "ListMetadataFormats",
        join(
            element(
                "metadataFormat",
                element("metadataPrefix", name),
                element("schema", prefix.schema),
                element("metadataNamespace", prefix.namespace),
            )
            for name, prefix in metadata.PREFIXES.items()
        ),
    )


def list_sets(given):
    """Which sets there are; the list is short enough to come whole, so no token is ever good."""
    if "resumptionToken" in given:
        raise Refused("badResumptionToken", "The list of sets comes whole.")
    found = sets.all_sets() or [("kind", "Kind")]
    return element(
        "ListSets",
        join(element("set", element("setSpec", spec), element("setName", name)) for spec, name in found),
    )


def get_record(given):
    """One record."""
    entry = records.one(given["identifier"])
    if given["metadataPrefix"] not in metadata.PREFIXES:
        raise Refused("cannotDisseminateFormat", "Records are not given in this format; ask ListMetadataFormats.")
    (found,) = records.with_works([entry], whole=True)
    return element("GetRecord", _record(found, given["metadataPrefix"]))


def list_identifiers(given):
    """Headers alone."""
    return _list(given, _header, whole=False)


def list_records(given):
    """Headers with their metadata."""
    asked = listed(given)
    return _list(given, lambda record: _record(record, asked.prefix), whole=True, asked=asked)


def _list(given, markup, *, whole, asked=None):
    asked = asked or listed(given)
    found, more, size = records.page(asked, whole=whole)
    if not found:
        raise Refused("noRecordsMatch", "Nothing meets what was asked.")
    token = None
    if more:
        token = element(
            "resumptionToken",
            more.token(),
            expirationDate=second(token_ends()),
            completeListSize=more.size,
            cursor=asked.cursor,
        )
    elif asked.moment:
        # The last page of several ends with an empty token.
        token = element("resumptionToken", completeListSize=max(size, asked.cursor + len(found)), cursor=asked.cursor)
    return element(given["verb"], join(map(markup, found)), token)


def _header(record):
    return element(
        "header",
        element("identifier", record.identifier),
        element("datestamp", second(record.entry.told_at)),
        *(element("setSpec", spec) for spec in record.sets),
        status="deleted" if record.is_deleted else None,
    )


def _record(record, prefix):
    told = None if record.is_deleted else element("metadata", metadata.PREFIXES[prefix].markup(record.work))
    return element("record", _header(record), told)


VERBS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}

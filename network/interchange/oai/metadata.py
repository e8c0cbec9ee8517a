"""The formats in which records are given."""

from dataclasses import dataclass

from network.interchange.formats import datacite, dublin_core
from network.interchange.formats.xml import element


@dataclass(frozen=True)
class Prefix:
    """One format: its schema, its namespace, and how a Work becomes its markup."""

    schema: str
    namespace: str
    markup: object


def _oai_datacite(work):
    """DataCite in the wrapper that DataCite's own service and OpenAIRE's harvesters know."""
    return element(
        "oai_datacite",
        element("schemaVersion", "4"),
        element("datacentreSymbol", work.publisher),
        element("payload", datacite.markup(work)),
        **{
            "xmlns": "http://schema.datacite.org/oai/oai-1.1/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": "http://schema.datacite.org/oai/oai-1.1/ "
            "http://schema.datacite.org/oai/oai-1.1/oai.xsd",
        },
    )


PREFIXES = {
    "oai_dc": Prefix(dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.markup),
    "datacite": Prefix(datacite.SCHEMA, datacite.NAMESPACE, datacite.markup),
    "oai_datacite": Prefix(
        "http://schema.datacite.org/oai/oai-1.1/oai.xsd", "http://schema.datacite.org/oai/oai-1.1/", _oai_datacite
    ),
}

"""The fingerprint of a version: one word for one exact text with its references and what else is printed."""

import hashlib
import json

WORDS_OF_ABOUT = (
    *("kind", "title", "language", "abstract", "plain_summary", "licence", "citation_style", "funding"),
    "machine_help",
)


def fingerprint(content, references, about):
    """Return the sha256 (64 hexadecimal digits) of a text, its references (CSL-JSON) and what else is printed.

    It is taken over JSON in UTF-8 with sorted keys and no spaces. A whole number is written without a point, and what
    is null is left out, so that a text has one fingerprint whether it came from a browser or from the database.
    """
    whole = {"content": _plain(content), "references": _plain(references), "about": _plain(about)}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value):
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def is_untouched(version):
    """Whether a version is still what was kept: its fingerprint, taken anew, is the one that was written then."""
    try:
        return fingerprint(version.content, version.references, version.about) == version.fingerprint
    except (TypeError, ValueError):
        return False


def about_of(paper):
    """Return what else is printed of a paper, as JSON: its own words, its cities, its authors in their order."""
    found = {name: getattr(paper, name) for name in WORDS_OF_ABOUT}
    found["cities"] = sorted(paper.cities.values_list("slug", flat=True))
    found["authors"] = [
        {
            "id": row.pk,
            "part": row.part,
            "name": row.name,
            "affiliation": row.affiliation,
            "ror": row.ror,
            "orcid": row.orcid,
            "city": row.city.slug if row.city_id else "",
            "is_corresponding": row.is_corresponding,
            "roles": sorted([one.role, one.degree] for one in row.contributions.all()),
        }
        for row in paper.authors.filter(state="accepted")
        .exclude(part="reviewer")
        .order_by("position", "pk")
        .select_related("city")
        .prefetch_related("contributions")
    ]
    return found


def cited(content):
    """Return the set of keys that the citations of a text name."""
    found = {str(item.get("key")) for item in (content.get("attrs") or {}).get("items") or [] if isinstance(item, dict)}
    for node in content.get("content") or []:
        found |= cited(node)
    return found


def references_of(paper, content):
    """Return as CSL-JSON what `content` cites of the paper's list, by key; what is not cited is not printed."""
    keys = cited(content)
    return [row.csl | {"id": row.key} for row in paper.references.order_by("key") if row.key in keys]

"""CSL-JSON, for citation processors (schema csl-data.json 1.0)."""

import json

from network.interchange.works import one_line, tag_of


def data(work):
    """Return a work as a CSL item."""
    names = []
    for person in work.authors:
        family, given = person.parts
        names.append({"family": family, "given": given} if given else {"literal": family})
    item = {
        "id": str(work.number),
        "type": work.genre.csl,
        "title": one_line(work.title),
        "author": names,
        "issued": {"date-parts": [[work.any_year]]} if work.any_year else None,
        "publisher": one_line(work.publisher),
        "genre": one_line(work.kind_label),
        "edition": str(work.edition),
        "language": tag_of(work.language),
        "abstract": one_line(work.summary),
        "keyword": ", ".join(dict.fromkeys(one_line(subject.label) for subject in work.subjects)),
        "DOI": work.doi,
        "URL": work.address,
        "license": one_line(work.licence.label) if work.licence else "",
    }
    return {name: value for name, value in item.items() if value}


def one(work):
    """Return CSL-JSON: a list of one."""
    return json.dumps([data(work)], ensure_ascii=False, indent=1) + "\n"


def many(works):
    """Yield a list of items, piece by piece."""
    yield "["
    for number, work in enumerate(works):
        yield (",\n" if number else "\n") + json.dumps(data(work), ensure_ascii=False)
    yield "\n]\n"

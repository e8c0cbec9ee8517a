"""RIS, for reference managers."""

from network.interchange.works import one_line, tag_of


def record(work):
    """Return a RIS record; a line break in a title cannot begin a field of its own."""
    rows = [("TY", work.genre.ris)]
    for person in work.authors:
        family, given = person.parts
        rows.append(("AU", f"{family}, {given}" if given else family))
    rows += [
        ("TI", work.title),
        ("PY", work.any_year),
        ("PB", work.publisher),
        ("ET", work.edition),
        ("LA", tag_of(work.language)),
        ("DO", work.doi),
        ("UR", work.address),
        ("M3", work.kind_label),
        ("AB", work.summary),
        *(("KW", label) for label in dict.fromkeys(subject.label for subject in work.subjects)),
        ("N1", work.licence.label if work.licence else ""),
        ("ID", work.number),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def records(works):
    """Yield the records of many works."""
    for work in works:
        yield record(work) + "\r\n"

"""A CSL record as it grows field by field: the first of what can be once counts, everything else is kept beside it."""

from network.interchange.reading import dates, identifiers, messages
from network.interchange.reading.model import short


def line_of(text):
    """Return text on one line; U+2028, U+0085 and tabs are spaces too."""
    return " ".join(text.split())


class Fields:
    """Collects the variables of one record and warns of what cannot stand in them."""

    def __init__(self, warnings):
        self.csl, self.custom, self.warnings = {}, {}, warnings
        self.keywords = {}

    def set(self, variable, text, line, until=0, *, label=""):
        """Set a variable that can be once; a second one that differs is kept aside, with a warning."""
        text = line_of(text) if variable not in ("abstract", "note") else text.strip()
        if not text:
            return
        if self.csl.setdefault(variable, text) == text:
            return
        self.aside(variable, text)
        self.warnings.add(line, messages.TWICE, until=until, what=label or variable, text=text)

    def append(self, variable, text):
        """Add text to a variable that may be long, as a paragraph of its own."""
        text = text.strip()
        if text:
            before = self.csl.get(variable)
            self.csl[variable] = f"{before}\n{text}" if before else text

    def aside(self, variable, text):
        """Keep what has no place of its own under `custom`."""
        text = line_of(text)
        if text:
            self.custom.setdefault(variable, []).append(text)

    def person(self, role, made):
        """Add a name to those of a role."""
        if made:
            self.csl.setdefault(role, []).append(made)

    def doi(self, text, line, until=0):
        """Set the DOI; further ones are kept beside it, and what is none is kept as a note."""
        found = identifiers.dois(text)
        if not found and text.strip():
            self.append("note", f"DOI: {line_of(text)}")
            self.warnings.add(line, messages.ODD_DOI, until=until, text=text)
        for one in found:
            if one.lower() != self.csl.get("DOI", one).lower():
                self.aside("DOI", one)
                self.warnings.add(line, messages.TWICE, until=until, what="DOI", text=one)
            else:
                self.csl.setdefault("DOI", one)

    def url(self, text):
        """Set the address; further ones are kept beside it."""
        text = "".join(text.split())
        if text and self.csl.setdefault("URL", text) != text:
            self.aside("URL", text)

    def serial(self, text, line, until=0):
        """Set ISSN or ISBN; further ones (print and electronic) are kept beside it."""
        kind, number = identifiers.serial(text)
        if not kind:
            self.aside("ISSN", text)
        elif self.csl.setdefault(kind, number) != number:
            self.aside(kind, number)

    def date(self, variable, text, line, until=0):
        """Set a date; of two that agree the finer one counts."""
        made = dates.date(text)
        if made is None:
            if text.strip():
                self.aside(variable, text)
            return
        if "literal" in made:
            self.warnings.add(line, messages.NO_DATE, until=until, text=text)
        before = self.csl.get(variable)
        if before and "literal" not in made and "literal" not in before:
            years = [one["date-parts"][0][0] for one in (before, made)]
            if years[0] != years[1]:
                self.aside(variable, text)
                self.warnings.add(line, messages.TWICE, until=until, what=variable, text=text)
                return
        self.csl[variable] = dates.finer(before, made)

    def keyword(self, text):
        """Add a keyword, each once."""
        text = line_of(text)
        if text:
            self.keywords.setdefault(text)

    def unknown(self, line, until, name, text):
        """Warn of a field that nobody knows; its text stays with the raw record."""
        self.warnings.add(line, messages.UNKNOWN_TAG, until=until, tag=name, text=short(text) or "–")

    def made(self, number, type=""):
        """Return the CSL record, with a type and an id (the given number where it has none)."""
        csl = {"id": self.csl.pop("id", "") or str(number), "type": self.csl.pop("type", "") or type or "document"}
        csl |= {name: value for name, value in self.csl.items() if value}
        if self.keywords:
            csl["keyword"] = "; ".join(self.keywords)
        if self.custom:
            csl["custom"] = self.custom
        return csl

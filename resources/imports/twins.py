"""What is in the library already: the same DOI, the same title of the same years, or a file with the same bytes.

Compared with what the member may see, and nothing else: a duplicate of what is hidden would tell that it exists.
"""

from network.files.models import StoredFile
from resources.imports.normal import key_of, same_work
from resources.library.models import Resource
from resources.library.terms import doi_of


def doi_key(doi, link):
    """Return what two works with one DOI have in common, "" without a DOI."""
    return (doi or doi_of(link or "")).lower()


class Known:
    """What rows are looking for, as keys; then the resources of the library that have them."""

    def __init__(self):
        self.dois, self.titles, self.sums = {}, {}, {}
        self.found_dois, self.found_titles, self.found_sums = {}, {}, {}

    def want(self, what):
        """Note what one row would be a duplicate of."""
        if doi := doi_key(what.get("doi"), what.get("link")):
            self.dois[doi] = True
        if title := key_of(what.get("title", "")):
            self.titles[title] = True
        for checksum in what.get("sums", ()):
            self.sums[checksum] = True

    def look(self, member):
        """Walk once over the library as `member` sees it; memory grows with the rows, not with the library."""
        seen = Resource.objects.visible_to(member).exclude(state=Resource.State.WITHDRAWN).order_by()
        rows = seen.values_list("pk", "doi", "link", "year", "texts__title").iterator(chunk_size=5000)
        for pk, doi, link, year, title in rows:
            doi = doi_key(doi, link)
            if doi in self.dois:
                self.found_dois.setdefault(doi, pk)
            key = key_of(title or "")
            if key in self.titles:
                self.found_titles.setdefault(key, []).append((pk, year, doi))
        if self.sums:
            files = StoredFile.objects.filter(sha256__in=list(self.sums), editions__resource__in=seen.values("pk"))
            for checksum, pk in files.values_list("sha256", "editions__resource"):
                self.found_sums.setdefault(checksum, pk)

    def twin_of(self, what):
        """Return the id of the resource that a row would repeat, None if there is none."""
        doi = doi_key(what.get("doi"), what.get("link"))
        if doi in self.found_dois:
            return self.found_dois[doi]
        for pk, year, other in self.found_titles.get(key_of(what.get("title", "")), ()):
            if same_work(what.get("year"), doi, year, other):
                return pk
        return next((self.found_sums[one] for one in what.get("sums", ()) if one in self.found_sums), None)


class Earlier:
    """Rows of the same file that came before."""

    def __init__(self):
        self.dois, self.titles, self.files = {}, {}, {}

    def twin_of(self, number, what):
        """Return the number of the earlier row that this one repeats, None if it is the first; remembers it."""
        doi, key = doi_key(what.get("doi"), what.get("link")), key_of(what.get("title", ""))
        sums = tuple(sorted(what.get("sums", ())))
        if doi and doi in self.dois:
            return self.dois[doi]
        for other, year, known in self.titles.get(key, ()):
            if same_work(what.get("year"), doi, year, known):
                return other
        if sums and sums in self.files:
            return self.files[sums]
        if doi:
            self.dois[doi] = number
        if key:
            self.titles.setdefault(key, []).append((number, what.get("year"), doi))
        if sums:
            self.files[sums] = number
        return None

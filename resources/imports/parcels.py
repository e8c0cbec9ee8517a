"""The files that were sent along: loose ones, and those in archives, found by the names that stand in the table."""

import tempfile
import unicodedata
import zipfile
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from network.files import storing
from network.files.names import clean_name, extension_of
from network.files.terms import Refused, largest
from network.interchange.reading import MOST_BYTES

REFERENCES = ("csv", "tsv", "ris", "bib", "nbib", "json", "xml")
CHUNK = 1 << 20


def name_key(name):
    """Return a name as it is compared: forward slashes, no leading ./, one form of letters, small."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).casefold().strip()
    return "/".join(part for part in name.split("/") if part not in ("", "."))


class Parcel:
    """All files of an import; use it as a context, since archives stay open meanwhile."""

    def __init__(self, files):
        self.files, self._stack = list(files), ExitStack()
        self.paths, self.names = {}, {}

    def __enter__(self):
        for file in self.files:
            path = self._stack.enter_context(storing.local_path(file.stored_as))
            if file.content_type == "application/zip":
                self._open(file, path)
            else:
                self._know(file.name, (file, path, None))
        return self

    def __exit__(self, *trouble):
        self._stack.close()

    def _open(self, file, path):
        archive = self._stack.enter_context(zipfile.ZipFile(path))
        for entry in archive.infolist():
            if entry.is_dir() or "__MACOSX/" in entry.filename or PurePosixPath(entry.filename).name.startswith("."):
                continue
            for name in _names_of(entry):
                self._know(name, (file, archive, entry))

    def _know(self, name, place):
        key = name_key(name)
        self.paths.setdefault(key, place)
        found = self.names.setdefault(key.rpartition("/")[2], [])
        if not any(_same(place, other) for other in found):
            found.append(place)

    def find(self, name):
        """Return the places at which a file of this name stands: by its whole path, else by its last part."""
        key = name_key(name)
        if key in self.paths:
            return [self.paths[key]]
        return self.names.get(key.rpartition("/")[2], []) if "/" not in key else []

    @contextmanager
    def unpacked(self, place):
        """Give (path, clean name) of the bytes at a place. Raises Refused where they are too many or damaged."""
        file, source, entry = place
        if entry is None:
            yield source, file.name
            return
        name = clean_name(next(iter(_names_of(entry))))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            try:
                with source.open(entry) as packed, path.open("wb") as target, storing.space_guard():
                    _copy(packed, target)
            except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError):
                raise Refused("broken") from None
            yield path, name

    def references(self):
        """Return the places of what may be the table or the file of references: loose ones, else those highest up."""
        loose = [(file, path, None) for (file, path, entry) in self.paths.values() if entry is None]
        chosen = [place for place in loose if extension_of(place[0].name) in REFERENCES]
        if chosen:
            return chosen
        packed = {}
        for key, place in self.paths.items():
            if place[2] is not None and extension_of(key) in REFERENCES:
                packed.setdefault(id(place[2]), (key.count("/"), place))
        highest = min((depth for depth, _place in packed.values()), default=0)
        chosen = [place for depth, place in packed.values() if depth == highest]
        return chosen or [place for place in loose if extension_of(place[0].name) == "txt"]

    def text_of(self, place):
        """Return the bytes at a place, one more than are read at most where they are too many."""
        _file, source, entry = place
        if entry is None:
            with open(source, "rb") as stream:
                return stream.read(MOST_BYTES + 1)
        with source.open(entry) as packed:
            return packed.read(MOST_BYTES + 1)

    def name_of(self, place):
        """Return what the file at a place is called."""
        return place[0].name if place[2] is None else clean_name(next(iter(_names_of(place[2]))))


def _same(one, other):
    return one[2] is other[2] and one[0] is other[0]


def _names_of(entry):
    """Return the names that an entry may mean: archives of old Windows do not say in which letters they write."""
    if entry.flag_bits & 0x800:
        return (entry.filename,)
    try:
        written = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return (entry.filename,)
    if written.isascii():
        return (entry.filename,)
    for encoding in ("utf-8", "gb18030"):
        try:
            return (written.decode(encoding), entry.filename)
        except UnicodeDecodeError:
            continue
    return (entry.filename,)


def _copy(packed, target):
    total = 0
    while piece := packed.read(CHUNK):
        total += len(piece)
        if total > largest():
            raise Refused("too_large")
        target.write(piece)
    if not total:
        raise Refused("empty")

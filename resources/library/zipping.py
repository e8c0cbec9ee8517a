"""Several files as one ZIP, written while it is sent: as much memory for a gigabyte as for a page."""

import re
import zipfile

from network.files import storing

PIECE = 1 << 18


class _Pipe:
    """Where the ZIP is written to and at once read from; it cannot be sought, so sizes follow each file."""

    def __init__(self):
        self.pieces, self.at = [], 0

    def write(self, data):
        self.pieces.append(bytes(data))
        self.at += len(data)
        return len(data)

    def tell(self):
        return self.at

    def flush(self):
        """Nothing waits here."""

    def taken(self):
        """Return what was written since the last time."""
        data, self.pieces = b"".join(self.pieces), []
        return data


def zipped(files):
    """Yield the bytes of a ZIP of StoredFiles under their own names, not packed: most of them are packed already.

    A file whose bytes are missing is left out; two of the same name are numbered.
    """
    pipe, used = _Pipe(), set()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            try:
                stream = storing.opened(file.stored_as)
            except FileNotFoundError:
                continue
            info = zipfile.ZipInfo(name_for(file.name, used), date_time=file.created_at.timetuple()[:6])
            with stream, archive.open(info, "w", force_zip64=file.size > 1 << 31) as inside:
                while data := stream.read(PIECE):
                    inside.write(data)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()


def name_for(name, used):
    """Return a name that no other file of the ZIP has, without anything that leads out of its folder."""
    name = re.sub(r"[\\/\x00-\x1f]", "_", name).lstrip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    number, free = 2, name
    while free.lower() in used:
        free = f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
        number += 1
    used.add(free.lower())
    return free

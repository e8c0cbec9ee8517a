"""From bytes to text: which encoding it is, and what could not be read in it.

Order: byte order mark, UTF-16 that shows by its zeros, what XML says of itself, UTF-8, GB18030 where the result is
Chinese, Windows-1252, Latin-1.
"""

import codecs
import re

from network.interchange.reading import messages

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = re.compile("[\u3400-\u9fff]{2}")
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.\-]{2,20})[\"']")
_NO_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SAMPLE = 65536
GUESSED = ("gb18030", "cp1252", "latin-1", "utf-16-le", "utf-16-be")


def decode(data, warnings, encoding=None):
    """Return (text, encoding's name). Line ends become \\n; zero bytes and other controls are left out."""
    text, name = _decode(data, encoding)
    if "\0" in text:
        text = text.replace("\0", "")
        warnings.add(0, messages.NUL)
    text = re.sub("\r\n?", "\n", text)
    text = _NO_LETTERS.sub(" ", text).removeprefix("\ufeff")
    if name in GUESSED and encoding is None:
        warnings.add(0, messages.GUESSED, encoding=name)
    if "\ufffd" in text:
        for number, line in enumerate(text.split("\n"), 1):
            if "\ufffd" in line:
                warnings.add(number, messages.BAD_BYTES)
    return text, name


def _decode(data, encoding):
    if encoding:
        try:
            codec = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
            return data.decode(codec, "replace"), encoding
        except LookupError:
            pass
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode("utf-8-sig" if name == "utf-8" else name, "replace"), name
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace"), wide
    said = _XML.match(data[:300])
    if said:
        name = said[1].decode().lower()
        try:
            return data.decode(name), codecs.lookup(name).name
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        mended = _mended(data, error)
    if mended is not None:
        return mended, "utf-8"
    chinese = _chinese(data)
    if chinese is not None:
        return chinese, "gb18030"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _without_mark(data):
    """Return the kind of UTF-16 that shows by the zeros in every other byte, or None."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or sample.count(0) * 10 < len(sample):
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 2 > len(sample) // 5 and even * 10 <= odd:
        return "utf-16-le"
    if even * 2 > len(sample) // 5 and odd * 10 <= even:
        return "utf-16-be"
    return None


def _mended(data, error):
    """Return text that is UTF-8 but for a few broken bytes (a file cut in a letter), or None if it is not UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(re.findall("[^\x00-\x7f\ufffd]", text))
    cut = error.start >= len(data) - 3 and "end of data" in error.reason
    return text if good >= 1 and (cut or bad * 20 <= good) else None


def _chinese(data):
    """Return `data` as GB18030 if that makes Chinese of it, or None.

    'élève' in Latin letters decodes as Chinese too; there the second bytes are ASCII, in real text hardly ever.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:
            return None
        text = data.decode("gb18030", "replace")
    if not _CHINESE.search(text):
        return None
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", data[: SAMPLE * 4])
    common = sum(1 for pair in pairs if 0xA1 <= pair[0] <= 0xF7 and pair[1] >= 0xA1)
    return text if common * 2 >= len(pairs) else None

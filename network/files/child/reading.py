"""Text, title, language and number of pages of a document, by kreuzberg."""

import re
import zipfile

import kreuzberg
import tongues

MOST_TEXT = 2_000_000
SAMPLE = 60_000
_POOR = re.compile(
    r"(?i)^(microsoft \w+\s*-.*|untitled.*|(power ?point )?presentation\d*|document\d*|slide \d+|title|titel|"
    r".*\.(docx?|pptx?|xlsx?|pdf|indd|tex|typ|odt|odp|rtf))$"
)


def read(path, content_type):
    """Return what could be read: text, title, first line, language, pages, or that a password locks the file."""
    if content_type == "application/zip":
        return listed(path)
    settings = kreuzberg.ExtractionConfig(use_cache=False, disable_ocr=True)
    try:
        if content_type.startswith(("text/", "application/x-")) or content_type == "application/json":
            text, facts = plain(path), {}
        else:
            result = kreuzberg.extract_file_sync(path, mime_type=content_type, config=settings)
            text, facts = result.content, dict(result.metadata)
    except Exception as error:
        if re.search(r"(?i)password|encrypt", str(error)):
            return {"locked": True}
        raise
    text = text[:MOST_TEXT]
    return {
        "text": text,
        "title": own_title(facts),
        "first": next((line for line in map(str.strip, text[:4000].splitlines()) if fit(line)), ""),
        "language": tongues.language(text[:SAMPLE]),
        "pages": pages(facts),
    }


def plain(path):
    """Return the beginning of a text file, decoded as its uploader's program meant it."""
    with open(path, "rb") as stream:
        data = stream.read(4 * MOST_TEXT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore")
    for encoding in ("utf-8-sig", "gb18030", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            # A piece cut off in the middle of a character is no reason to doubt the encoding.
            if error.start >= len(data) - 4:
                return data[: error.start].decode(encoding, "ignore")
    return data.decode("utf-8", "replace")


def listed(path):
    """Return the names of what an archive holds, as its text; nothing is unpacked."""
    with zipfile.ZipFile(path) as package:
        names = [entry.filename for entry in package.infolist()[:5000] if not entry.is_dir()]
    return {"text": "\n".join(names)[:MOST_TEXT]}


def own_title(facts):
    """Return the title that the document gives itself, "" where it gives none that helps."""
    title = str(facts.get("title") or (facts.get("core_properties") or {}).get("title") or "").strip()
    return title if fit(title) else ""


def fit(line):
    """Say whether a line could be a title."""
    letters = sum(character.isalpha() for character in line)
    return 4 <= len(line) <= 200 and letters >= 3 and letters > len(line) / 3 and not _POOR.match(line)


def pages(facts):
    """Return the number of pages or slides as the document says it, or None."""
    count = (facts.get("pages") or {}).get("total_count") or facts.get("page_count")
    if count is None:
        count = (facts.get("app_properties") or {}).get("pages")
    return count if isinstance(count, int) and 0 < count < 100_000 else None

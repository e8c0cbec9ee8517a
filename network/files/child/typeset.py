"""Pages drawn from a document's text, where nothing on this machine can draw the document itself."""

import importlib.util
import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDE, TALL = 900, 1272
SLIDE = 506
MARGIN = 80
LINES = 12 * 60
INK, RULE = "#1c1b1a", "#c9c4bb"
LATIN = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf")
CHINESE = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-VF.otf.ttc",
    "NotoSansSC-Regular.otf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
)
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
# A Chinese font that a Python package may have brought along.
PACKAGES = ("manimgx_fonts_cjk",)
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def pages(path, content_type, found):
    """Give pictures of the first pages of a document, drawn from its text; none where no font can draw it."""
    words = source(path, content_type)
    if not words.strip():
        return
    if not drawable(words):
        return
    slides = "presentation" in content_type or "powerpoint" in content_type
    if slides:
        parts = [part for part in re.split(r"(?m)^(?=## )", words) if part.strip()]
        found["pages"] = len(parts)
        for part in parts:
            yield next(sheets(part, SLIDE))
    else:
        yield from sheets(words, TALL)


def drawable(words):
    """Say whether this machine has the fonts for a text; Pillow's own knows plain English letters alone."""
    return bool(chinese_font() or words.isascii() or (latin_font() and not _HAN.search(words)))


def source(path, content_type):
    """Return the document's text, its headings marked by #."""
    if content_type.startswith("text/") or content_type.startswith("application/x-") or content_type.endswith("json"):
        import reading

        return "\n".join(reading.plain(path).splitlines()[:LINES])
    import kreuzberg

    config = kreuzberg.ExtractionConfig(use_cache=False, disable_ocr=True, output_format="markdown")
    text = kreuzberg.extract_file_sync(path, mime_type=content_type, config=config).content
    return "\n".join(text.splitlines()[: 2 * LINES])


def sheets(words, height):
    """Give sheet after sheet until the text ends."""
    sheet, pen, top = blank(height)
    for line in words.splitlines():
        size, text, row = style(line)
        if not text:
            top += 12
            continue
        for piece in wrap(text, size):
            if top + size * 1.5 > height - MARGIN:
                yield sheet
                sheet, pen, top = blank(height)
            put(pen, MARGIN, top, piece, size)
            top += round(size * 1.5)
        if row:
            pen.line((MARGIN, top, WIDE - MARGIN, top), fill=RULE)
            top += 4
        top += size // 3
    yield sheet


def blank(height):
    """Return an empty sheet, its pen, and where the first line stands."""
    sheet = Image.new("RGB", (WIDE, height), "white")
    return sheet, ImageDraw.Draw(sheet), MARGIN


def style(line):
    """Return size, words and whether a line is a table's row."""
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line.strip())
    if re.fullmatch(r"[|\s:-]+", line):
        return 20, "", False
    if line.startswith("|"):
        return 18, "   ".join(cell.strip() for cell in line.strip("|").split("|")), True
    marks = re.match(r"(#{1,6})\s+", line)
    text = re.sub(r"(\*\*|__|`)", "", line[marks.end() :] if marks else line)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return ({1: 36, 2: 30, 3: 26}.get(len(marks[1]), 23) if marks else 20), text, False


def wrap(text, size):
    """Break a line at the sheet's width: between words, and between any two Chinese characters."""
    room = WIDE - 2 * MARGIN
    piece, used = "", 0
    for token in _TOKEN.findall(text[:4000]):
        width = length(token, size)
        if used + width > room and piece.strip():
            yield piece.rstrip()
            piece, used = "", 0
            if token.isspace():
                continue
        while width > room:
            fit = max(1, int(len(token) * room / width))
            yield token[:fit]
            token = token[fit:]
            width = length(token, size)
        piece += token
        used += width
    if piece.strip():
        yield piece.rstrip()


def runs(text):
    """Split a text into runs of one font."""
    return re.findall(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+", text)


def length(text, size):
    """Return how wide a text is."""
    return sum(font(bool(_HAN.match(run)), size).getlength(run) for run in runs(text))


def put(pen, left, top, text, size):
    """Draw one line, each run in its font, on one baseline."""
    for run in runs(text):
        face = font(bool(_HAN.match(run)), size)
        pen.text((left, top + size), run, font=face, fill=INK, anchor="ls")
        left += face.getlength(run)


@cache
def font(chinese, size):
    """Return the font for Chinese or for other text at a size."""
    file = chinese_font() if chinese else latin_font() or chinese_font()
    if file is None:
        return ImageFont.load_default(size)
    # In the collections of Noto CJK the third face is the one for simplified Chinese.
    face = ImageFont.truetype(str(file), size, index=2 if file.suffix == ".ttc" and "Noto" in file.name else 0)
    if "-VF" in file.name:
        face.set_variation_by_axes([400])
    return face


@cache
def latin_font():
    """Return a font file for alphabets, or None."""
    return found_font(LATIN)


@cache
def chinese_font():
    """Return a font file that knows Chinese, or None."""
    if file := found_font(CHINESE):
        return file
    for name in PACKAGES:
        if spec := importlib.util.find_spec(name):
            for folder in spec.submodule_search_locations or ():
                if files := sorted(Path(folder).glob("*.tt[cf]")):
                    return files[0]
    return None


def found_font(names):
    """Return the first of the named fonts that is on this machine."""
    for folder in FOLDERS:
        files = {file.name: file for file in Path(folder).rglob("*.[ot]t[cf]")} if Path(folder).is_dir() else {}
        for name in names:
            if name in files:
                return files[name]
    return None

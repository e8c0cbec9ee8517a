"""Pictures of pages: PDF by pdfium, images by Pillow, everything else typeset from its text. All leave as WebP."""

import io
import itertools
import re
import warnings
import zipfile
from pathlib import Path

from PIL import Image, ImageOps

PAGES = 12
WIDE = 900
SMALL = 400
TALLEST = 2200
MOST_PIXELS = 50_000_000
MOST_BYTES = 20_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def draw(path, folder, content_type):
    """Draw the first pages of a file into `folder`; return their sizes, the number of pages and the largest line."""
    found = {"pictures": []}
    if content_type == "application/pdf":
        pages = pdf(path, found)
    elif content_type.startswith("image/"):
        pages = [image(path)]
    else:
        import typeset

        pages = typeset.pages(path, content_type, found)
    for number, page in enumerate(itertools.islice(pages, PAGES), 1):
        if number == 1:
            keep(page, 0, SMALL, folder, found)
        keep(page, number, WIDE, folder, found)
    if not found["pictures"] and (cover := embedded(path)):
        keep(cover, 0, SMALL, folder, found)
        keep(cover, 1, WIDE, folder, found)
    return found


def keep(page, number, width, folder, found):
    """Write a picture at most `width` wide; long ones are cut at the foot. Its metadata stays behind."""
    page = page.convert("RGB")
    if page.width > width:
        page = page.resize((width, max(1, round(page.height * width / page.width))), Image.Resampling.LANCZOS)
    page = page.crop((0, 0, page.width, min(page.height, TALLEST)))
    page.save(Path(folder, f"{number}.webp"), "WEBP", quality=80, method=3)
    found["pictures"].append([number, page.width, page.height])


def pdf(path, found):
    """Give the first pages of a PDF one by one, scaled by their own size so that a huge page costs no more."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            found["locked"] = True
            return
        raise
    found["pages"] = len(document)
    for index in range(min(PAGES, len(document))):
        page = document[index]
        if index == 0:
            found["headline"] = headline(page)
        width, height = page.get_size()
        scale = min(WIDE / max(width, 1), TALLEST / max(height, 1))
        yield page.render(scale=scale, may_draw_forms=False).to_pil()
        page.close()


def headline(page):
    """Return the text that is set in the largest type on a page, "" if there is none."""
    import pypdfium2.raw

    text = page.get_textpage()
    lines = []
    for count, part in enumerate(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=text)):
        if count > 400:
            break
        words = part.extract().strip()
        matrix = part.get_matrix()
        size = round(part.get_font_size() * (matrix.b**2 + matrix.d**2) ** 0.5, 1)
        if words and lines and lines[-1][0] == size:
            lines[-1][1] += " " + words
        elif words:
            lines.append([size, words])
    if not lines or len({size for size, _ in lines}) < 2:
        return ""
    largest = max(size for size, _ in lines)
    return next(words for size, words in lines if size == largest)[:300]


def image(path):
    """Open an image upright, within the limit of pixels; its camera's notes are not carried on."""
    picture = Image.open(path, formats=FORMATS)
    picture.draft("RGB", (2 * WIDE, 2 * WIDE))
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Image.new("RGB", picture.size, "white")
        rgba = picture.convert("RGBA")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper
    return picture


def embedded(path):
    """Return the first picture inside an Office document that has no text to draw, or None."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as package:
        for entry in package.infolist():
            if not re.search(r"(?i)(media|pictures|thumbnails?)[^/]*/?[^/]*\.(png|jpe?g|webp|gif)$", entry.filename):
                continue
            try:
                with package.open(entry) as stream:
                    picture = Image.open(io.BytesIO(stream.read(MOST_BYTES)), formats=FORMATS)
                picture.load()
            except (OSError, ValueError, SyntaxError, zipfile.BadZipFile, Image.DecompressionBombError, Warning):
                continue
            if min(picture.size) >= 200:
                return picture
    return None

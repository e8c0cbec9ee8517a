"""The one drawing of the sample papers: how many stayed, month by month, in three cities."""

import io
from pathlib import Path

import fontpkg_source_sans_3
from PIL import Image, ImageDraw, ImageFont

SIZE = (1500, 900)
LEFT, TOP, RIGHT, BOTTOM = 130, 60, 1230, 780
INK, LINE = "#1d3a3f", "#c9d2d2"
# name, colour, share that is still there after each month
STAYED = (
    ("Shanghai", "#8a3b12", (100, 99, 97, 96, 95, 93, 92, 91, 90, 89, 88, 88, 87)),
    ("Houston", "#1f5fa8", (100, 100, 93, 93, 93, 86, 86, 86, 86, 79, 79, 79, 79)),
    ("Copenhagen", "#5b2a86", (100, 90, 84, 77, 74, 74, 71, 71, 68, 68, 65, 65, 65)),
)


def make_png():
    """Return the chart as the bytes of a PNG; the lines differ by their ends' names, and not by colour alone."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(_font()), 34)
    for share in (0, 25, 50, 75, 100):
        y = _y(share)
        draw.line((LEFT, y, RIGHT, y), fill=LINE, width=2)
        draw.text((LEFT - 20, y), f"{share} %", fill=INK, font=font, anchor="rm")
    for month in range(0, 13, 3):
        draw.text((_x(month), BOTTOM + 16), f"{month}", fill=INK, font=font, anchor="ma")
    draw.text(((LEFT + RIGHT) / 2, BOTTOM + 66), "months after the first meeting", fill=INK, font=font, anchor="ma")
    for name, colour, shares in STAYED:
        points = [(_x(month), _y(share)) for month, share in enumerate(shares)]
        draw.line(points, fill=colour, width=7, joint="curve")
        draw.text((points[-1][0] + 16, points[-1][1]), name, fill=colour, font=font, anchor="lm")
    buffer = io.BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()


def _x(month):
    return LEFT + (RIGHT - LEFT) * month / 12


def _y(share):
    return BOTTOM - (BOTTOM - TOP) * share / 100


def _font():
    folder = Path(fontpkg_source_sans_3.__file__).parent
    fonts = sorted([*folder.rglob("*Regular*.[ot]tf"), *folder.rglob("*.[ot]tf")])
    return next((one for one in fonts if "Regular" in one.name and "It" not in one.name), fonts[0])

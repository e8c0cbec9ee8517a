"""A paper with everything around it, as converters get it."""

import datetime
import io
from dataclasses import replace

from PIL import Image, ImageDraw

from resources.papers.converting.matter import Matter, Voice, Writer
from resources.papers.converting.pictures import Picture

MATTER = Matter(
    title="What peer support needs from a city & its <people>",
    kind_label="Position paper",
    day=datetime.date(2026, 11, 22),
    publisher="Peer Support Knowledge Network",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    address="https://portal.example/publications/what-peer-support-needs/",
    authors=(
        Writer("Ana Pérez", "University of Copenhagen", "035b05819", "0000-0002-1825-0097", "Copenhagen", True,
               (("conceptualization", "lead"), ("writing-original-draft", "equal"))),
        Writer("Bo Carter", "Houston Health Department", roles=(("supervision", ""),)),
        Writer("林美", "Shanghai CDC", roles=(("methodology", "lead"),)),
    ),
    thanked=("Xiu Chen", "Jo Doe"),
    abstract="Cities can help.\nThey rarely do.",
    plain_summary="People living with diabetes help each other.",
    keywords=("peer support", "walking"),
    interests=(("Bo Carter", "Fees from Acme."),),
    machine_help="A language model checked the English.",
    voices=(
        Voice("Shanghai", "dissent", "我们不同意第三条建议。\n理由如下。", "zh-hans"),
        Voice("Copenhagen", "endorse", "Vi bakker op.", "da"),
        Voice("Houston", "abstain", "", "en", was_silent=True),
    ),
    fingerprint="ab" * 32,
    cite_as="Pérez A, Carter B, 林美. What peer support needs from a city. 2026.",
)  # fmt: skip
CHINESE = replace(
    MATTER, language="zh-hans", title="城市如何支持同伴支持：步行小组的五条经验", abstract="本文介绍经验。"
)


def picture(alt="A line that rises."):
    """Return a small picture of a line."""
    image = Image.new("RGB", (320, 160), "#d8e6e2")
    ImageDraw.Draw(image).line((0, 120, 320, 40), fill="#16323a", width=6)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return Picture(stream.getvalue(), "image/png", alt, 320, 160, "https://portal.example/publications/x/pictures/7/")

"""Pictures: the posters as PNG and as JPEG."""

import io

from PIL import Image

from network.demo.content.makers import pdf


def make_png(resource):
    """The poster as a PNG with few colours, small enough for a slow line."""
    return _saved(resource, lambda picture: picture.quantize(96, dither=Image.Dither.NONE), "PNG", optimize=False)


def make_jpeg(resource):
    """The poster as a JPEG."""
    return _saved(resource, lambda picture: picture, "JPEG", quality=86)


def _saved(resource, change, kind, **options):
    picture = Image.open(io.BytesIO(pdf.poster(resource))).convert("RGB")
    buffer = io.BytesIO()
    change(picture).save(buffer, kind, **options)
    return buffer.getvalue()

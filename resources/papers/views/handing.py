"""Handing out files that the portal made."""

from django.core.files.storage import storages
from django.http import FileResponse

from network.files.terms import ALIAS
from resources.papers.converting.formats import FORMATS


def handed(row, name):
    """Return the answer that gives a made file to a reader, as something to keep: it never runs on our pages."""
    form = FORMATS[row.format]
    response = FileResponse(
        storages[ALIAS].open(row.stored_as, "rb"),
        content_type=form.content_type,
        as_attachment=True,
        filename=f"{name}.{form.ending}",
    )
    response["ETag"] = f'"{row.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The field by which people send files: a drop area where scripts run, a plain file field where they do not."""

from django import template

from network.files import terms
from network.files.sniff.kinds import TAKEN

register = template.Library()


@register.inclusion_tag("files/upload.html")
def upload_field(name="uploads", plain="files", files=(), tell="", label=None, required=False):
    """Render the field inside a `<form method="post" enctype="multipart/form-data">`.

    With scripts, each upload leaves a hidden input `name` with the id of its StoredFile in the form; without, the
    form carries the bytes in its file field `plain` (see `actions.accept_all`). `files`: what the form holds already.
    `tell`: an address that is sent `name=<id>` as soon as an upload is open; it may answer {"address": "…"} of the
    draft that now exists, which the browser then shows as its own.
    """
    return {
        "name": name,
        "plain": plain,
        "files": files,
        "tell": tell,
        "label": label,
        "required": required,
        "largest": terms.largest(),
        "accept": ",".join(f".{extension}" for extension in TAKEN),
    }


@register.filter
def on_its_way(file):
    """Whether a page should ask again how a file is doing."""
    return file.state == "checking"

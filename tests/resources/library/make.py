"""Files and resources for tests of the library, as the actions leave them."""

from uuid import uuid4

from network.files.models import FileText, StoredFile
from resources.library import actions


def stored(owner, name="guide.pdf", title="", language="", text="", state="ready"):
    """A file as the files hub leaves it."""
    file = StoredFile.objects.create(
        owner=owner,
        name=name,
        size=2048,
        sha256="ab" * 32,
        content_type="application/pdf",
        state=state,
        refusal="broken" if state == "refused" else "",
        stored_as=uuid4().hex,
        suggested_title=title,
        language=language,
    )
    if text:
        FileText.objects.create(file=file, text=text)
    return file


def shared(by, title="A listener's guide", files=None, **fields):
    """A published resource of `by`."""
    draft = actions.start(by=by, files=[stored(by)] if files is None else files)
    given = {"title": title, "kind": "training", "licence": "CC-BY-4.0", "languages": ["en"]} | fields
    actions.describe(draft, by=by, **given)
    return actions.publish(draft, by=by)

"""What imports hold about a person: what they were about to bring, and how long it is kept."""

from django.utils.translation import gettext_lazy as _

from network.files.storing import opened
from network.kit.personal import erases, exports, exports_files, retains
from resources.imports import actions, terms
from resources.imports.models import Import


@exports("imports", _("Imports into the library"), holds=["imports.Import.owner"])
def mine(member):
    """Each import with the choices, and each row with its text and what became of it."""
    return {
        "imports": [
            {
                "file": batch.name,
                "state": batch.state,
                "format": batch.format,
                "encoding": batch.encoding,
                "parser": batch.parser,
                "begun_at": batch.created_at.isoformat(),
                "written_at": batch.written_at.isoformat() if batch.written_at else None,
                "choices": batch.defaults | {"duplicates": batch.duplicates, "publishes": batch.publishes},
                "rows": [
                    {
                        "line": row.line,
                        "text": row.raw,
                        "title": row.title,
                        "fate": row.fate,
                        "reasons": [terms.sentence(one) for one in row.reasons],
                        "resource": row.resource_id,
                    }
                    for row in batch.rows.order_by("number").iterator(chunk_size=2000)
                ],
            }
            for batch in Import.objects.filter(owner=member).order_by("pk")
        ]
    }


@exports_files("imports")
def files(member):
    """The files that were sent for imports and are still kept."""
    for batch in Import.objects.filter(owner=member).order_by("pk"):
        for file in batch.files.served().order_by("pk"):
            yield f"imports/{batch.pk}/{file.name}", lambda name=file.stored_as: opened(name)


@erases("imports", order=30, holds=["imports.Import.owner"])
def erase(member, *, keep_authorship):
    """Imports go with all their rows and files; what they brought is the library's matter."""
    for batch in Import.objects.filter(owner=member).order_by("pk"):
        actions.let_go(batch)


@retains(
    "imports.sent",
    _("Imports: the rows as they were sent"),
    days=terms.KEPT.days,
    why=_("so that an import can be looked up and undone; what it brought stays"),
)
def old(before, limit):
    """Let go of imports that nobody has touched since."""
    return actions.forget(before, limit)

"""Shared texts for rooms: make one, read it, change it, branch it, stop it; synchronous, in Django's transaction.

What is written here enters the same log as what browsers send: the row of the document is locked, the numbers stay
gapless and in the order of commit, and the servers of open texts hear of it (NOTIFY) when the transaction commits.
Until then those who type in the same text wait: write last, and commit soon.
"""

import hashlib
import logging

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone
from pycrdt import Doc, XmlFragment

from network.live import authorship, notices, prose, updates
from network.live.models import Client, Document, Snapshot, Update
from network.live.rewriting import rewrite as change

log = logging.getLogger("network.live")

EMPTY = {"type": "doc", "content": [{"type": "paragraph"}]}


class Frozen(Exception):
    """The text is frozen: nobody writes in it."""


class Unreadable(Exception):
    """A number was asked for that the log does not have."""


def create(subject, content=None, *, by=None, schema_version=1):
    """Make a shared text that reads as `content`; it is seeded here, once, for two browsers would do it twice."""
    with transaction.atomic():
        document = Document.objects.create(subject=subject, schema_version=schema_version)
        doc = Doc()
        change(_fragment(doc), content or EMPTY)
        _append(document, [(doc.get_update(), by and by.pk, "server")])
    return document


def hold(*documents):
    """Let nobody else write in these texts until the transaction ends; whoever types meanwhile waits, and is merged.

    Call it before you read what you are going to rewrite: else what somebody typed between your reading and your
    rewriting would be missing in what you want, and would go. Freshens `head` and `is_frozen` of what is given.
    """
    wanted = {document.pk for document in documents}
    held = {row.pk: row for row in Document.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    for document in documents:
        document.head, document.is_frozen = held[document.pk].head, held[document.pk].is_frozen


def read(document, seq=None):
    """Return the text as ProseMirror JSON; with `seq`, as it was after that row of the log."""
    return prose.read(replica(document, seq))


def state(document, seq=None):
    """Return the full Yjs state (version 1 of the encoding), now or after row `seq`."""
    return replica(document, seq).get_update()


def weight(document):
    """Return how many bytes must be read to open the text: the newest snapshot, and the rows after it."""
    newest = Snapshot.objects.filter(document=document).order_by("-upto").values_list("upto", Length("payload"))
    upto, size = newest.first() or (0, 0)
    rows = Update.objects.filter(document=document, seq__gt=upto, is_quarantined=False)
    return size + (rows.aggregate(sum=Sum("size"))["sum"] or 0)


def replica(document, seq=None):
    """Return a fresh `pycrdt.Doc` of the text: the newest sound snapshot, and the rows after it."""
    if seq is not None and not 0 <= seq <= Document.objects.values_list("head", flat=True).get(pk=document.pk):
        raise Unreadable(f"{document.pk} has no row {seq}")
    doc, upto = Doc(), 0
    snapshots = Snapshot.objects.filter(document=document)
    for snapshot in (snapshots if seq is None else snapshots.filter(upto__lte=seq)).order_by("-upto").iterator():
        payload = bytes(snapshot.payload)
        if hashlib.sha256(payload).hexdigest() == snapshot.sha256:
            doc.apply_update(payload)
            upto = snapshot.upto
            break
        log.error("snapshot %s of %s is not what was stored; it is passed over", snapshot.upto, document.pk)
    rows = Update.objects.filter(document=document, seq__gt=upto, is_quarantined=False).order_by("seq")
    for number, payload in (
        (rows if seq is None else rows.filter(seq__lte=seq)).values_list("seq", "payload").iterator()
    ):
        try:
            doc.apply_update(bytes(payload))
        except BaseException as fault:
            if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
                raise
            log.exception("row %s of %s cannot be applied; the text opens without it", number, document.pk)
    return doc


def rewrite(document, content, *, by, keep=prose.OVERLAPPING):
    """Make the text read as `content` by the smallest forward edit; return the number of the newest row.

    Where `content` was made from what the text said, `hold` it before reading. Comments stay on the words that stay
    (`keep`; pass `keep=()` to have exactly the marks of `content`). What others type at this moment is merged. Nothing
    is appended where nothing changes. Raises `Frozen`.
    """
    with transaction.atomic():
        document = _lock(document)
        doc = replica(document)
        before, heard = doc.get_state(), []
        watching = doc.observe(lambda event: heard.append(event.update))
        change(_fragment(doc), content, keep=keep)
        doc.unobserve(watching)
        if not heard or not updates.says_something(heard):
            return document.head
        payload = heard[0] if len(heard) == 1 else doc.get_update(before)
        return _append(document, [(payload, by and by.pk, "server")])


def fork(document, *, by):
    """Return a branch: a text of its own that begins as this one is now, and can be merged back."""
    with transaction.atomic():
        document = _lock(document, even_frozen=True)
        branch = Document.objects.create(
            subject=document.subject,
            parent=document,
            forked_at=document.head,
            schema_version=document.schema_version,
        )
        Client.objects.bulk_create(
            Client(document=branch, client_id=number, member_id=member, first_seq=1)
            for number, member in writers(document).items()
        )
        _append(branch, [(state(document), None, "fork")])
    return branch


def merge(branch, into, *, by):
    """Apply what was written in a branch to the text it came from, or the other way; return the newest row's number.

    Each row keeps its writer: `by` lets it in, but did not write it. Rows that `into` has already are not repeated.
    Raises `Frozen`.
    """
    with transaction.atomic():
        into = _lock(into)
        doc, heard, rows = replica(into), [], []
        # What both had when they parted needs no second look: the first row of a branch, or the text until then.
        since = into.forked_at if into.parent_id == branch.pk else 1
        watching = doc.observe(lambda event: heard.append(event.update))
        written = Update.objects.filter(document=branch, seq__gt=since, is_quarantined=False).order_by("seq")
        for payload, member in written.values_list("payload", "member").iterator():
            heard.clear()
            doc.apply_update(bytes(payload))
            if updates.says_something(heard):
                rows.append((bytes(payload), member, f"merge by {by.pk}" if by else "merge"))
        doc.unobserve(watching)
        if not rows:
            return into.head
        had = set(Client.objects.filter(document=into).values_list("client_id", flat=True))
        Client.objects.bulk_create(
            Client(document=into, client_id=number, member_id=member, first_seq=into.head + 1)
            for number, member in writers(branch).items()
            if number not in had
        )
        return _append(into, rows)


def freeze(document):
    """Let nobody write in the text any more; open browsers are told at once."""
    _set_frozen(document, True)


def thaw(document):
    """Let the text be written in again."""
    _set_frozen(document, False)


def rights_changed(subject):
    """Let every open socket of a subject ask again what its member may; heard when the transaction commits."""
    notices.rights_changed(subject)


def writers(document):
    """Return {client id: member id or None} of all who wrote: a Yjs client id belongs to whom it served first."""
    return dict(Client.objects.filter(document=document).values_list("client_id", "member"))


def who_wrote(document, seq=None):
    """Return who wrote what can be read: {block: [(member id or None, letters)]}, most letters first, then by id.

    A block is named by its `id` where it has one, else by its place ("0", "1", …) among the blocks of the text; letters
    are code points, and their sum is the length of the text of the block.
    """
    known, found = writers(document), {}
    for block, by_client in authorship.letters(state(document, seq)).items():
        sums = {}
        for number, letters in by_client.items():
            sums[known.get(number)] = sums.get(known.get(number), 0) + letters
        found[block] = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0] or 0))
    return found


def _fragment(doc):
    return doc.get(prose.FIELD, type=XmlFragment)


def _lock(document, even_frozen=False):
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.is_frozen and not even_frozen:
        raise Frozen(document.pk)
    return document


def _append(document, rows):
    """Append (payload, member id, connection) to the log of a locked document; return the newest number."""
    first = document.head + 1
    known = set(Client.objects.filter(document=document).values_list("client_id", flat=True))
    made, clients = [], []
    for seq, (payload, member, conn) in enumerate(rows, first):
        numbers = sorted(updates.clients(payload))
        made.append(
            Update(
                document=document,
                seq=seq,
                payload=payload,
                member_id=member,
                connection=conn,
                client_ids=numbers,
                size=len(payload),
            )
        )
        if conn == "server":  # each forward edit is a writer of its own, which belongs to a member, or to nobody
            clients += [
                Client(document=document, client_id=number, member_id=member, first_seq=seq)
                for number in numbers
                if number not in known
            ]
            known |= set(numbers)
    Update.objects.bulk_create(made, batch_size=500)
    Client.objects.bulk_create(clients)
    document.head += len(rows)
    document.changed_at = timezone.now()
    document.save(update_fields=["head", "changed_at"])
    notices.told_of_log(document.pk, document.head)
    return document.head


def _set_frozen(document, value):
    with transaction.atomic():
        _lock(document, even_frozen=True)
        Document.objects.filter(pk=document.pk).update(is_frozen=value)
        document.is_frozen = value
        notices.rights_changed(document.subject)

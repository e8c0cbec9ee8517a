"""Taking files in by the tus protocol 1.0: core, creation, checksum, expiration, termination. Errors say why."""

import base64
import binascii
import tempfile
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from network.files import actions, queries, storing, terms
from network.files.actions.intake import Gone, OffsetConflict, WrongChecksum
from network.files.models import Intake, StoredFile

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
PIECE = "application/offset+octet-stream"
IN_MEMORY = 4 * 1024 * 1024
CHECKSUM_MISMATCH = 460


def uploads(request):
    """OPTIONS tells what the server can; GET lists my uploads on their way; POST opens one."""
    method = method_of(request)
    if method == "OPTIONS":
        return answer(
            HTTPStatus.NO_CONTENT,
            {
                "Tus-Version": VERSION,
                "Tus-Extension": EXTENSIONS,
                "Tus-Max-Size": str(terms.largest()),
                "Tus-Checksum-Algorithm": "sha1,sha256",
            },
        )
    if not request.user.is_authenticated:
        return answer(HTTPStatus.FORBIDDEN, words=_("Please sign in again to upload files."))
    if method in ("GET", "HEAD"):
        return mine(request)
    if method == "POST":
        return create(request)
    return answer(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "OPTIONS, GET, HEAD, POST"})


def method_of(request):
    """Return the method that is meant. Only a POST, which carries the token of a form, may stand for another one."""
    meant = request.headers.get("X-HTTP-Method-Override") if request.method == "POST" else None
    return meant or request.method


def mine(request):
    """List what this member has not finished, with how far each came."""
    waiting = [
        {
            "id": str(intake.pk),
            "name": intake.file.name,
            "size": intake.length,
            "offset": intake.offset,
            "address": reverse("files:upload", args=[intake.pk]),
        }
        for intake in queries.unfinished(request.user)
    ]
    return JsonResponse({"unfinished": waiting, "largest": terms.largest()})


def create(request):
    """Open an upload: its size and name are known now, so what can be refused is refused before a byte is sent."""
    if refusal := wrong_version(request):
        return refusal
    size = whole(request.headers.get("Upload-Length"))
    if size is None:
        return answer(HTTPStatus.BAD_REQUEST, words="Upload-Length")
    try:
        name = metadata(request.headers.get("Upload-Metadata", "")).get("filename", "")
    except (binascii.Error, ValueError):
        return answer(HTTPStatus.BAD_REQUEST, words="Upload-Metadata")
    try:
        file = actions.begin(by=request.user, name=name, size=size)
    except PermissionDenied:
        return answer(HTTPStatus.FORBIDDEN, words=_("Only members of the network may upload files."))
    except terms.Refused as refusal:
        large = refusal.code == "too_large"
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.UNPROCESSABLE_ENTITY
        return answer(status, words=refusal.sentence)
    except terms.TooMany as refusal:
        return answer(HTTPStatus.TOO_MANY_REQUESTS, words=refusal.sentence)
    except terms.NoSpace as refusal:
        return answer(HTTPStatus.INSUFFICIENT_STORAGE, words=refusal.sentence)
    return answer(HTTPStatus.CREATED, {"Location": reverse("files:upload", args=[file.pk]), **expiry(file.intake)})


def upload(request, pk):
    """HEAD says how far an upload came, PATCH adds a piece, DELETE ends it, GET tells a page what became of it."""
    method = method_of(request)
    if method == "OPTIONS":
        return uploads(request)
    if not request.user.is_authenticated:
        raise Http404
    if method == "GET":
        file = get_object_or_404(StoredFile, pk=pk, owner=request.user)
        return JsonResponse(queries.state_of(file, request.user))
    acts = {"HEAD": tell, "PATCH": receive, "DELETE": end}
    if method not in acts:
        return answer(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "OPTIONS, GET, HEAD, PATCH, DELETE"})
    return wrong_version(request) or acts[method](request, pk)


def tell(request, pk):
    """Say how far an upload came; one that is complete says so even when its row is closed."""
    intake = queries.intake_of(request.user, pk)
    if intake and intake.offset == intake.length:
        actions.finish(pk)
    file = get_object_or_404(StoredFile, pk=pk, owner=request.user)
    if intake is None and file.state in (StoredFile.State.RECEIVING, StoredFile.State.REFUSED):
        return answer(HTTPStatus.GONE)
    offset, length = (intake.offset, intake.length) if intake else (file.size, file.size)
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(length), **(expiry(intake) if intake else {})}
    return answer(HTTPStatus.OK, headers)


def receive(request, pk):
    """Add one piece. It is gathered first, so that a slow line holds no lock and a broken one loses nothing whole."""
    if request.content_type != PIECE:
        return answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    offset = whole(request.headers.get("Upload-Offset"))
    if offset is None:
        return answer(HTTPStatus.BAD_REQUEST, words="Upload-Offset")
    intake = queries.intake_of(request.user, pk)
    if intake is None:
        raise Http404
    if offset != intake.offset:
        return answer(HTTPStatus.CONFLICT, {"Upload-Offset": str(intake.offset)})
    announced = whole(request.headers.get("Content-Length"))
    if announced is not None and offset + announced > intake.length:
        return answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words=terms.REFUSALS["too_large"])
    checksum = request.headers.get("Upload-Checksum", "")
    try:
        with storing.space_guard(), tempfile.SpooledTemporaryFile(IN_MEMORY, dir=storing.parts()) as piece:
            cut = gather(request, piece, intake.length - offset)
            if cut and checksum:
                return answer(CHECKSUM_MISMATCH)
            file, reached = actions.append(by=request.user, file_id=pk, offset=offset, source=piece, checksum=checksum)
    except OffsetConflict as conflict:
        return answer(HTTPStatus.CONFLICT, {"Upload-Offset": str(conflict.offset)})
    except WrongChecksum:
        return answer(CHECKSUM_MISMATCH)
    except (ValueError, binascii.Error):
        return answer(HTTPStatus.BAD_REQUEST, words="Upload-Checksum")
    except terms.Refused as refusal:
        return answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words=refusal.sentence)
    except terms.NoSpace as refusal:
        return answer(HTTPStatus.INSUFFICIENT_STORAGE, words=refusal.sentence)
    except Gone:
        raise Http404 from None
    if file.state == StoredFile.State.REFUSED:
        return answer(HTTPStatus.UNPROCESSABLE_ENTITY, words=file.sentence)
    headers = {"Upload-Offset": str(reached)}
    if file.state == StoredFile.State.RECEIVING:
        headers |= expiry(Intake.objects.get(pk=pk))
    return answer(HTTPStatus.NO_CONTENT, headers)


def gather(request, piece, most):
    """Read the request's body into `piece`, at most one byte more than is wanted; says whether the line broke."""
    announced = whole(request.headers.get("Content-Length"))
    taken = 0
    while taken <= most:
        try:
            data = request.read(min(1 << 18, most + 1 - taken))
        except UnreadablePostError:
            return True
        if not data:
            break
        piece.write(data)
        taken += len(data)
    return announced is not None and taken < announced


def end(request, pk):
    """Throw an unfinished upload away."""
    try:
        actions.cancel(by=request.user, file_id=pk)
    except Gone:
        raise Http404 from None
    return answer(HTTPStatus.NO_CONTENT)


def answer(status, headers=None, words=""):
    """Answer in the protocol's headers; `words` are for people."""
    response = HttpResponse(str(words), status=int(status), content_type="text/plain; charset=utf-8")
    if status == HTTPStatus.NO_CONTENT:
        del response["Content-Type"]
    for name, value in {"Tus-Resumable": VERSION, "Cache-Control": "no-store", **(headers or {})}.items():
        response[name] = value
    return response


def wrong_version(request):
    """Return the refusal for a client that speaks another version of the protocol, None if it speaks ours."""
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    return answer(HTTPStatus.PRECONDITION_FAILED, {"Tus-Version": VERSION})


def whole(text):
    """Return a header's whole number, None where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def metadata(header):
    """Return the names and values of Upload-Metadata. Raises ValueError where it cannot be read."""
    pairs = (pair.strip().partition(" ") for pair in header.split(",") if pair.strip())
    return {key: base64.b64decode(value, validate=True).decode("utf-8", "ignore") for key, _, value in pairs}


def expiry(intake):
    """Return the header that says until when an upload waits for its rest."""
    return {"Upload-Expires": http_date(intake.expires_at.timestamp())}

"""Handing files out: one door, permission asked on each request, nothing that a browser could run."""

import re

from django.http import Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from network.files import hooks, storing
from network.files.models import FilePicture, StoredFile
from network.kit.audience import PUBLIC

POLICY = "default-src 'none'; sandbox"
SHOWN = frozenset(("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"))
PIECE = 1 << 18
UNTOLD = frozenset(("text/html", "image/svg+xml"))
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$", re.ASCII)


@require_safe
def download(request, pk, name):
    """Hand out one file: shown in the browser where that is harmless, as an attachment otherwise or on request."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user).served(), pk=pk)
    tag = f'"{file.tag}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return guarded(HttpResponseNotModified(headers={"ETag": tag}), file.audience)
    attached = "download" in request.GET or not is_shown(file)
    kind = "application/octet-stream" if file.content_type in UNTOLD else file.content_type
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Content-Type": "text/plain; charset=utf-8" if kind == "text/plain" else kind,
        "Content-Disposition": content_disposition_header(attached, file.name),
        # Says to the compressing middleware that these bytes are to go out as they are.
        "Content-Encoding": "identity",
    }
    first, last = span(request, file.size, tag)
    if first is None:
        return guarded(HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"}), file.audience)
    whole = (first, last) == (0, file.size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if not whole:
        headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    if request.method == "HEAD":
        return guarded(HttpResponse(status=200, headers=headers), file.audience)
    if first == 0:
        hooks.downloaded(file, request)
    try:
        stream = storing.opened(file.stored_as)
    except FileNotFoundError:
        raise Http404 from None
    body = Slice(stream, first, last - first + 1)
    return guarded(StreamingHttpResponse(body, status=200 if whole else 206, headers=headers), file.audience)


@require_safe
def page(request, pk, number):
    """Hand out the picture of one page; 0 is the small one."""
    picture = get_object_or_404(
        FilePicture.objects.select_related("file"),
        number=number,
        file__in=StoredFile.objects.visible_to(request.user).served().filter(pk=pk),
    )
    tag = f'"{picture.file.tag}-{number}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return guarded(HttpResponseNotModified(headers={"ETag": tag}), picture.file.audience, lasts=3600)
    try:
        with storing.opened(picture.path) as stream:
            data = stream.read()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(data, content_type="image/webp", headers={"ETag": tag, "Content-Encoding": "identity"})
    return guarded(response, picture.file.audience, lasts=3600)


def is_shown(file):
    """Say whether a browser may show this file itself."""
    if file.note == "active":
        return False
    return file.content_type in SHOWN or file.content_type.startswith(("audio/", "video/"))


def guarded(response, audience, *, lasts=0):
    """Put on the headers under which strangers' bytes may leave the house."""
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    if PUBLIC not in audience:
        response["Cache-Control"] = "private, no-store"
    else:
        # Kept by the reader's own browser alone, so that a file that is closed later is closed at once for others.
        response["Cache-Control"] = f"private, max-age={lasts}" if lasts else "private, no-cache"
    return response


def span(request, size, tag):
    """Return the first and last byte that are asked for, (None, None) where there are none such.

    Several spans at once, or a span of another version, are answered with the whole file.
    """
    asked = _RANGE.match(request.headers.get("Range", "").strip())
    unchanged = request.headers.get("If-Range", tag) == tag
    if not asked or not unchanged or asked[0] == "bytes=-":
        return 0, size - 1
    if not asked[1]:
        wanted = int(asked[2][:18])
        return (max(0, size - wanted), size - 1) if wanted else (None, None)
    first = int(asked[1][:18])
    last = min(int(asked[2][:18]) if asked[2] else size - 1, size - 1)
    return (first, last) if first <= last else (None, None)


class Slice:
    """A part of an open file, given piece by piece."""

    def __init__(self, stream, first, length):
        stream.seek(first)
        self.stream, self.left = stream, length

    def __iter__(self):
        while self.left and (data := self.stream.read(min(PIECE, self.left))):
            self.left -= len(data)
            yield data

    def close(self):
        """Close the file; Django calls this when the answer is out."""
        self.stream.close()

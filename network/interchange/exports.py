"""Any list as one file: for reference managers, spreadsheets, programs. Written while it is sent, however long."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from network.catalogue.queries import Asked
from network.interchange import lists
from network.interchange.feeds import shelf_named
from network.interchange.formats import FORMATS, LISTS
from network.kit.errors import too_many
from network.kit.ratelimit import address_of, tried

LIMIT = "30/10m"


@require_safe
def export(request, shelf, ending):
    """`/export/resources.bib?kind=training&city=shanghai`: what the reader may see of a list, whole."""
    known = shelf_named(shelf)
    if known is None or ending not in LISTS:
        raise Http404
    who = request.user.pk if request.user.is_authenticated else address_of(request)
    counted = tried(f"export:{who}", LIMIT)
    if not counted.is_within:
        return too_many(request, counted.seconds)
    asked = Asked.read(request.GET, known.facets)
    works = lists.works(lists.walked(asked, request.user, known.kind), request.user)
    return answered(request, ending, works, name=shelf)


def answered(request, ending, works, *, name):
    """Answer an iterable of Works as the file `name.ending`; a room's own list comes through here too."""
    form = FORMATS[ending]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{ending}"',
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
    }
    if request.method == "HEAD":
        return HttpResponse(content_type=form.content_type, headers=headers)
    pieces = _spoken(form.many(works), get_language())
    return StreamingHttpResponse(pieces, content_type=form.content_type, headers=headers)


def _spoken(pieces, language):
    """Yield what is written, in bytes and in the reader's language: by then the request is over."""
    pieces = iter(pieces)
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece.encode("utf-8", "replace")

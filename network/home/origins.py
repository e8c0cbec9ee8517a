"""Whether a form was sent from our own pages, by the word of the browser."""

from urllib.parse import urlsplit


def is_same_origin(request):
    """Say whether the request comes from a page of this host: Sec-Fetch-Site, else Origin, else Referer must say so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(source)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())

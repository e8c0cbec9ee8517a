"""What every request passes: an id, clean bytes, the reader's language and zone, headers, the admin's policy."""

import re
import secrets
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.csp import CSP

from network.kit import clock, logs

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self)"


def request_id(get_response):
    """Give each request an id that stands in its log lines and in the answer."""

    def middleware(request):
        request.id = secrets.token_hex(8)
        token = logs.request_id.set(request.id)
        try:
            response = get_response(request)
        finally:
            logs.request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response

    return middleware


def clean_bytes(get_response):
    """Refuse addresses and queries with NUL or bytes that are no text; PostgreSQL cannot hold them."""

    def middleware(request):
        if request.method == "TRACE":
            return HttpResponseBadRequest("TRACE")
        raw = unquote_to_bytes(request.META.get("QUERY_STRING", "").replace("+", " "))
        path = request.path_info
        if b"\0" in raw or "\0" in path or any("\ud800" <= c <= "\udfff" for c in path):
            return HttpResponseBadRequest("This address holds bytes that are not text.", content_type="text/plain")
        try:
            raw.decode()
        except UnicodeDecodeError:
            return HttpResponseBadRequest("This address holds bytes that are not text.", content_type="text/plain")
        # Quoted cookies may carry any byte; the database is asked for the one of the session.
        if any("\0" in value for value in request.COOKIES.values()):
            return HttpResponseBadRequest("A cookie holds bytes that are not text.", content_type="text/plain")
        return get_response(request)

    return middleware


def reader(get_response):
    """Speak the reader's language and show their hours: the member's setting, else the cookie, else the browser's."""

    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request):
        member = getattr(request, "user", None)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and member is not None and member.is_authenticated
        if signed_in:
            language = member.language if member.language in known else "en"
            zone = member.time_zone
        else:
            language = translation.get_language_from_request(request)
            zone = "UTC"
        translation.activate(language)
        timezone.activate(clock.zone(zone))
        request.LANGUAGE_CODE = translation.get_language()
        try:
            response = get_response(request)
        finally:
            timezone.deactivate()
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if not signed_in:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def headers(get_response):
    """Set the headers of quality/appendix F that Django has no setting for."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response and not request.path.startswith(settings.STATIC_URL):
            anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies
            if anonymous and request.method in ("GET", "HEAD") and response.status_code == 200:
                response["Cache-Control"] = "public, max-age=60"
                patch_vary_headers(response, ["Cookie", "Accept-Language"])
            else:
                response["Cache-Control"] = "private, no-store"
        return response

    return middleware


# The openings of the only inline scripts in Wagtail's admin; anything else stays without a nonce and does not run.
KNOWN_SCRIPTS = re.compile(
    rb"<script>(?=\s*(?:initDateChooser\(|initDateTimeChooser\(|initTimeChooser\(|createTaskChooser\("
    rb"|new PageChooser\(|\(function\(\) \{\s*var panel = new (?:Inline|MultipleChooser)Panel\())"
)


def admin_policy(get_response):
    """Let Wagtail's own inline scripts pass at /manage/ by a nonce; its editor's two styles need `unsafe-inline`."""

    def middleware(request):
        response = get_response(request)
        if not request.path.startswith("/manage/") or response.streaming:
            return response
        if response.headers.get("Content-Type", "").startswith("text/html"):
            nonce = str(request._csp_nonce).encode()
            body = KNOWN_SCRIPTS.sub(b'<script nonce="%s">' % nonce, response.content)
            if body != response.content:
                response.content = body
                response.headers["Content-Length"] = str(len(body))
            policy = dict(settings.SECURE_CSP)
            policy["script-src"] = [CSP.SELF, CSP.NONCE]
            policy["style-src"] = [CSP.SELF, CSP.UNSAFE_INLINE]
            response._csp_config = getattr(response, "_csp_config", policy)
        return response

    return middleware

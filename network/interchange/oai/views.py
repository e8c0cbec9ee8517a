"""`/oai`: one address for all verbs, by GET and by POST."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from network.interchange.headers import open_to_machines
from network.interchange.oai import answers, records
from network.interchange.oai.asked import Refused, arguments
from network.kit.ratelimit import address_of, tried

LIMIT = "300/m"


@csrf_exempt  # it changes nothing, and the protocol asks for POST
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_machines
def oai(request):
    """Answer a harvester. Errors of the protocol are answers with status 200; 503 says to come again later."""
    counted = tried(f"oai:{address_of(request)}", LIMIT)
    if not counted.is_within:
        return HttpResponse(status=503, headers={"Retry-After": str(counted.seconds)}, content_type="text/plain")
    at = records.known_until()
    repeated = {}
    try:
        given = arguments(request.POST if request.method == "POST" else request.GET)
        repeated = given
        body = answers.envelope(given, answers.VERBS[given["verb"]](given), at=at)
    except Refused as refused:
        shown = {} if refused.code in ("badVerb", "badArgument") else repeated
        body = answers.envelope(shown, answers.error(refused), at=at)
    return HttpResponse(body, content_type="text/xml; charset=utf-8", headers={"Cache-Control": "private, no-cache"})

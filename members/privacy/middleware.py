"""Whoever is leaving lands where it is said, and undone, instead of on a page for members or applicants."""

from django.shortcuts import redirect

from members.privacy import looking

LANDINGS = ("/me/", "/join/status/", "/join/edit/")


def leavers(get_response):
    """Lead those who have left from the pages on which a sign-in ends to their page of privacy."""

    def middleware(request):
        lands = request.path in LANDINGS and request.method in ("GET", "HEAD")
        if lands and request.user.is_authenticated and request.user.status == request.user.Status.LEFT:
            return redirect("privacy:mine")
        return get_response(request)

    return middleware


def witnesses(get_response):
    """Note who looks at what is another's alone."""

    def middleware(request):
        response = get_response(request)
        looking.note(request, response)
        return response

    return middleware

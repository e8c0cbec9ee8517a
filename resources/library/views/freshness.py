"""What is closed must be gone at once, so no shared cache keeps a page of the library."""


def fresh(response, request):
    """Let no shared cache keep a page that may be closed at any moment."""
    if not request.user.is_authenticated:
        response["Cache-Control"] = "private, no-cache"
    return response

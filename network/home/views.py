"""The front page, the pages about the portal, and what browsers and search engines ask for."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.images import get_image_model

from network.access.rules import may
from network.home import languages, queries, terms
from network.home.keeping import kept_for_visitors
from network.home.models import HomePage
from network.home.origins import is_same_origin
from network.home.sections import all_sections
from network.kit.clock import now
from network.kit.words import in_reader_language


@require_safe
@kept_for_visitors
def home(request):
    """Show the front page."""
    return show(request, HomePage.objects.first())


def show(request, page):
    """Answer the front page with the words of `page`."""
    member = request.user if request.user.is_authenticated else None
    headline, headline_language = page.say("headline") if page else in_reader_language(terms.HEADLINES)
    lede, lede_language = page.say("lede") if page else in_reader_language(terms.LEDES)
    return render(
        request,
        "home/home.html",
        {
            "headline": headline,
            "headline_language": headline_language,
            "lede": lede,
            "lede_language": lede_language,
            "sections": all_sections(),
            "entries": queries.newest(member),
        },
    )


@require_safe
def about(request):
    """Say what this network is and who runs it."""
    return render(request, "home/about.html")


@require_safe
def privacy(request):
    """Say what is kept of people, who sees it, and how to have it changed."""
    return render(request, "home/privacy.html", {"contact": settings.SECURITY_CONTACT})


@require_safe
def accessibility(request):
    """Say what was done so that everybody can use the portal, and what falls short."""
    return render(request, "home/accessibility.html", {"contact": settings.SECURITY_CONTACT})


@csrf_exempt
@require_POST
def language(request):
    """Remember the language of the interface: in a cookie, and with the member.

    Visitors carry no token (their pages are the same for all), so the browser's word on the origin stands in for it.
    """
    if not is_same_origin(request):
        return HttpResponse("This form belongs to another site.", status=403, content_type="text/plain")
    wanted = request.POST.get("next", "/")
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, request.is_secure()
    )
    response = HttpResponseRedirect(wanted if local and wanted.isprintable() else "/", status=303)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            languages.remember(request.user, code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


@require_safe
def media(request, name):
    """Hand out a rendition of a picture that stands on a public page; editors see those of drafts too."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    rendition = renditions.filter(file=name).first()
    if rendition is None or not default_storage.exists(name):
        raise Http404
    public = queries.is_on_a_public_page(rendition.image)
    if not public and not may(request.user, "desk.enter"):
        raise Http404
    response = FileResponse(default_storage.open(name))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return response


@require_safe
def favicon(request):
    """Point old browsers to the sign."""
    return HttpResponseRedirect(static("img/sign.svg"))


@require_safe
def robots(request):
    """Tell search engines what is worth their while."""
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {path}"
            for path in ("/manage/", "/accounts/", "/me/", "/desk/", "/members/", "/search/", "/export/")
        ),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """List every public address, or the parts of the list where it is long."""
    parts = queries.map_parts()
    if parts == 1:
        return _map(request, 0)
    context = {"parts": range(parts), "site_url": settings.SITE_URL}
    return render(request, "home/sitemap_index.xml", context, content_type="application/xml")


@require_safe
def sitemap_part(request, number):
    """List the public addresses of one part."""
    if number >= queries.map_parts():
        raise Http404
    return _map(request, number)


def _map(request, part):
    fixed = (
        ["/", "/cities/", "/resources/", "/state-of-the-art/", "/about/", "/privacy/", "/accessibility/"]
        if part == 0
        else []
    )
    context = {"fixed": fixed, "rows": queries.map_rows(part), "site_url": settings.SITE_URL}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


@require_safe
def security(request):
    """Say where to report a weakness (RFC 9116)."""
    until = (now() + timedelta(days=180)).replace(microsecond=0).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: en, da, es, zh",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

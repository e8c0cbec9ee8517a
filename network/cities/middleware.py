"""Translations are begun and edited by those who may edit the page, and of pages alone that say who that is."""

from django.http import Http404

CLOSED = {"convert_to_alias", "machine_translate", "submit_snippet_translation", "snippets_api_listing",
          "snippets_api_detail", "translations_report", "translations_report_results"}  # fmt: skip


class OwnTranslations:
    """Asks our table before any view of wagtail-localize, whose own question is asked of the person alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer 404 unless the person may edit the page that is to be translated."""
        match = request.resolver_match
        if "wagtail_localize" not in match.namespaces or match.url_name == "javascript_catalog":
            return
        page = _page(match.url_name, kwargs)
        if page is None or not page.may_be_translated_by(request.user):
            raise Http404


def _page(name, asked):
    """Return the page of ours that an address of wagtail-localize is about, None if it is about none."""
    from wagtail.models import Page
    from wagtail_localize.models import Translation, TranslationSource

    if name in CLOSED:
        return None
    if "page_id" in asked:
        return _own(Page.objects.filter(pk=asked["page_id"]))
    if "translation_source_id" in asked:
        sources = TranslationSource.objects.filter(pk=asked["translation_source_id"])
    else:
        found = Translation.objects.filter(pk=asked.get("translation_id"))
        sources = TranslationSource.objects.filter(pk__in=found.values("source"))
    return _own(Page.objects.filter(translation_key__in=sources.values("object_id")))


def _own(pages):
    """Return the first of pages as what it is, if it is one of ours."""
    from network.home.models import OwnPage

    found = pages.specific().first()
    return found if isinstance(found, OwnPage) else None

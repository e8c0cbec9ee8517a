"""`/consensus/panels/<id>/report/`: the report as a page."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.access.rules import may
from network.kit.words import language_name
from resources.consensus.actions.report.files import FORMATS as CODES
from resources.consensus.report.items import ADDRESS, CITATION
from resources.consensus.report.telling import tell
from resources.consensus.views.report.finding import language_of, panel_of
from resources.papers.converting.formats import FORMATS


@require_safe
@never_cache
def report(request, pk):
    """Show the report in the reader's language or that of `?language=`; who runs the panel sees what is missing."""
    panel, language = panel_of(request, pk), language_of(request.GET)
    found = tell(panel, language)
    return render(
        request,
        "consensus/report.html",
        {
            "panel": panel,
            "report": found,
            "missing": found.missing,
            "language": language,
            "languages": [(code, language_name(code)) for code, _label in settings.LANGUAGES],
            "may_tell": may(request.user, "consensus.run", panel),
            "files": [(code, FORMATS[code].label) for code in CODES],
            "citation": CITATION,
            "accord": ADDRESS,
        },
    )

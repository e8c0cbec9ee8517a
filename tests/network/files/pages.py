"""The portal's addresses, and one page more: the upload field in a form of its own."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from network.urls import *  # noqa: F403
from network.urls import urlpatterns

PAGE = """{% extends "base.html" %}{% load files %}{% block content %}<h1>Try</h1>
<form method="post" enctype="multipart/form-data">{% csrf_token %}{% upload_field %}<button>Go on</button></form>
{% endblock %}"""


def page(request):
    """Show the field; say what arrived."""
    if request.method == "POST":
        sent = request.POST.getlist("uploads") + [file.name for file in request.FILES.getlist("files")]
        return HttpResponse(" ".join(sent), content_type="text/plain")
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


urlpatterns = [*urlpatterns, path("try/", page)]

"""The demonstration's mail box: every mail that left, open to all, since nobody in the demonstration is real."""

import re
from email import message_from_bytes, policy

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.kit.models import Mail

LINK = re.compile(r"https?://[^\s<>\"')]+")
# A mail is shown as a mail programme would: its own styles, no scripts, nothing from elsewhere.
LETTER_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]}


def _left():
    """Mails that were handed over; what still waits or was dropped has not left."""
    return Mail.objects.filter(state=Mail.State.SENT)


def _read(mail):
    message = message_from_bytes(bytes(mail.raw), policy=policy.default)
    parts = {"text": "", "html": ""}
    for name, kind in (("text", "plain"), ("html", "html")):
        body = message.get_body((kind,))
        parts[name] = body.get_content() if body else ""
    return message, parts


@require_safe
def mailbox(request):
    """All mails, newest first; `?to=` narrows to one address."""
    mails = _left().defer("raw")
    to = request.GET.get("to", "").strip()
    if to:
        mails = mails.filter(to__iexact=to)
    receivers = _left().order_by("to").values_list("to", flat=True).distinct()[:200]
    return _private(render(request, "demo/mailbox.html", {"mails": mails[:200], "to": to, "receivers": receivers}))


@require_safe
def letter(request, pk):
    """One mail: its headers, its text, its HTML in a frame."""
    mail = get_object_or_404(_left(), pk=pk)
    message, parts = _read(mail)
    context = {"mail": mail, "headers": list(message.items()), "text": parts["text"], "has_html": bool(parts["html"])}
    context["links"] = list(dict.fromkeys(LINK.findall(parts["text"])))
    return _private(render(request, "demo/letter.html", context))


@require_safe
def letter_html(request, pk):
    """The HTML part alone, as it was sent."""
    _message, parts = _read(get_object_or_404(_left(), pk=pk))
    response = HttpResponse(parts["html"])
    response._csp_config = LETTER_POLICY
    return _private(response)


@require_safe
def messages_json(request):
    """All mails for programs: `[{id, to, from, subject, date, kind, language, headers, text, html, links}]`."""
    mails = _left()
    if request.GET.get("to"):
        mails = mails.filter(to__iexact=request.GET["to"].strip())
    found = []
    for mail in mails[:500]:
        message, parts = _read(mail)
        found.append(
            {
                "id": mail.pk,
                "to": mail.to,
                "from": mail.sender,
                "subject": str(message["Subject"]),
                "date": mail.sent_at,
                "kind": mail.kind,
                "language": mail.language,
                "headers": {name: str(value) for name, value in message.items()},
                "text": parts["text"],
                "html": parts["html"],
                "links": list(dict.fromkeys(LINK.findall(parts["text"]))),
            }
        )
    return _private(JsonResponse({"messages": found}))


def _private(response):
    response["Cache-Control"] = "private, no-store"
    return response

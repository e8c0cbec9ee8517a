"""Addresses: registering, joining, attendance, certificates, the two questions."""

from django.urls import path, re_path

from meetings.calendar.views.attending import certificates, hosting, joining, presence, pulse, registering

MEETING = "meetings/<int:pk>/"
BY_LINK = r"(?P<token>[\w:-]{1,500})/$"

urlpatterns = [
    path(f"{MEETING}register/", registering.register, name="register"),
    path(f"{MEETING}withdraw/", registering.withdraw, name="withdraw"),
    re_path(rf"^meetings/place/{BY_LINK}", registering.by_mail, name="place_mail"),
    path(f"{MEETING}registrations/", hosting.registrations, name="registrations"),
    path(f"{MEETING}registrations/export/", hosting.export, name="registrations_export"),
    path(f"{MEETING}registrations/places/", hosting.places, name="registrations_places"),
    path(f"{MEETING}registrations/add/", hosting.add, name="registrations_add"),
    path(f"{MEETING}registrations/<int:row>/remove/", hosting.remove, name="registrations_remove"),
    path(f"{MEETING}questions/", hosting.questions, name="questions"),
    path(f"{MEETING}join/", joining.join, name="join"),
    path(f"{MEETING}attendance/", presence.attendance, name="attendance"),
    path(f"{MEETING}certificate/", certificates.certify, name="certify"),
    path(f"{MEETING}certificates/", certificates.offer, name="certificates"),
    path(f"{MEETING}pulse/", pulse.answer, name="pulse"),
    re_path(rf"^meetings/pulse/{BY_LINK}", pulse.by_mail, name="pulse_mail"),
    path("me/meetings/", presence.mine, name="attended"),
    re_path(r"^certificates/(?P<code>[a-z0-9]{10,40})/$", certificates.show, name="certificate"),
    re_path(r"^certificates/(?P<code>[a-z0-9]{10,40})/certificate\.pdf$", certificates.as_pdf, name="certificate_pdf"),
]

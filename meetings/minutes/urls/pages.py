"""Addresses of minutes, of what was decided, of tasks."""

from django.urls import path, re_path

from meetings.minutes.views import decisions, files, mail, minutes, sending, tasks, writing

MEETING = "meetings/<int:pk>/"

urlpatterns = [
    path("meetings/actions/", tasks.register, name="actions"),
    re_path(r"^meetings/actions/mail/(?P<token>[\w:-]{1,500})/$", mail.close, name="task_mail"),
    path("meetings/actions/<int:pk>/", tasks.task, name="task"),
    path("meetings/decisions/", decisions.register, name="decisions"),
    path("meetings/decisions/<int:pk>/", decisions.decision, name="decision"),
    path(f"{MEETING}minutes/", minutes.show, name="minutes"),
    path(f"{MEETING}minutes/begin/", minutes.begin, name="begin"),
    path(f"{MEETING}minutes/write/", writing.write, name="write"),
    path(f"{MEETING}minutes/passage/", writing.passage, name="passage"),
    path(f"{MEETING}minutes/passage/new/", writing.add, name="passage_new"),
    path(f"{MEETING}minutes/send/", sending.send, name="send"),
    path(f"{MEETING}minutes/sent/", sending.sent, name="sent"),
    path(f"{MEETING}minutes/approve/", sending.approve, name="approve"),
    path(f"{MEETING}minutes/readers/", sending.readers, name="readers"),
    re_path(r"^meetings/(?P<pk>[0-9]{1,15})/minutes/minutes\.(?P<ending>pdf|docx|md|txt)$", files.file, name="file"),
    path(f"{MEETING}decisions/new/", decisions.new, name="decision_new"),
    path(f"{MEETING}actions/new/", tasks.new, name="task_new"),
]

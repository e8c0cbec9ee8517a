from django.urls import path

from members.privacy import views

app_name = "privacy"
urlpatterns = [
    path("me/privacy/", views.mine, name="mine"),
    path("me/privacy/archive/", views.ask, name="ask"),
    path("me/privacy/archive/<int:pk>/", views.archive, name="archive"),
    path("me/privacy/consents/<int:pk>/", views.withdraw, name="withdraw"),
    path("me/privacy/leave/", views.leave, name="leave"),
    path("me/privacy/erase/", views.erase, name="erase"),
    path("me/privacy/back/", views.come_back, name="come_back"),
    path("me/privacy/undo/<token>/", views.undo, name="undo"),
    path("me/privacy/log/", views.log, name="log"),
]

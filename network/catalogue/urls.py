from django.urls import path

from network.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
]

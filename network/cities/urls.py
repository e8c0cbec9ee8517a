from django.urls import path

from network.cities import views

app_name = "cities"
urlpatterns = [
    path("cities/", views.cities, name="cities"),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
]

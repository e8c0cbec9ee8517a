from django.urls import path

from network.cities import views

app_name = "cities"
urlpatterns = [
    path("cities/", views.cities, name="cities"),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("cities/<slug:slug>/hand-over/", views.hand_over, name="hand_over"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
]

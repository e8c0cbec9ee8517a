"""The kit's own addresses: those that machines ask, and the page of all components."""

from django.urls import path

from network.kit import health, views_kit

urlpatterns = [
    path("kit/", views_kit.kit, name="kit"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

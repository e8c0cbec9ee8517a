"""The kit's own addresses: those that machines ask."""

from django.urls import path

from network.kit import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

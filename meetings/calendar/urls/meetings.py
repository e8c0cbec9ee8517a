"""Addresses: meetings."""

urlpatterns = []

"""Addresses: series."""

urlpatterns = []

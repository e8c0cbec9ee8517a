"""Addresses: topics."""

urlpatterns = []

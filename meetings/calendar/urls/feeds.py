"""Addresses: feeds."""

urlpatterns = []

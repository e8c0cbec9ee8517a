"""Addresses: results."""

urlpatterns = []

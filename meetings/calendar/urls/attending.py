"""Addresses: attending."""

urlpatterns = []

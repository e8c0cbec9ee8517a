"""Addresses: rating."""

urlpatterns = []

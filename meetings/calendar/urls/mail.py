"""Addresses: mail."""

urlpatterns = []

"""Addresses: declarations, consultation, signatures."""

urlpatterns = []

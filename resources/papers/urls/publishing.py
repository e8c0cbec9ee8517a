"""Addresses: exports, publications, corrections."""

urlpatterns = []

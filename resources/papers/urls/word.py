"""Addresses: Word files, in and out."""

urlpatterns = []

"""Addresses: the list of references."""

urlpatterns = []

"""Addresses: the report."""

urlpatterns = []

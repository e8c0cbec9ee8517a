"""Addresses: history, differences, restoring."""

urlpatterns = []

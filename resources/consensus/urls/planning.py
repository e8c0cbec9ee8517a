"""Addresses: planning a panel."""

urlpatterns = []

"""Addresses: the list, the overview, the plan, the people."""

urlpatterns = []

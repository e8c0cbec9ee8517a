"""Addresses: the editor and what it asks for."""

urlpatterns = []

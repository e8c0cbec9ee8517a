"""Addresses: comments and suggestions."""

urlpatterns = []

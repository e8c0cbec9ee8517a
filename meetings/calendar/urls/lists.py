"""Addresses: lists."""

urlpatterns = []

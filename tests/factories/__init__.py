"""Makers of things for tests."""

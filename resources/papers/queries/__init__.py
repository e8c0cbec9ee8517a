"""Reads of papers, by topic."""

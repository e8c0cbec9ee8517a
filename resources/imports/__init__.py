"""Imports: many resources at once from CSV, ZIP and reference files; each row's fate is shown before it is written."""

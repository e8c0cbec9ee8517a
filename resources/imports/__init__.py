"""Imports: many resources at once from CSV, ZIP and reference files, each row's fate shown before anything is written."""

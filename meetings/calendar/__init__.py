"""Meetings and their series: planned, invited to, joined, attended; calendars that mail and feeds bring them to."""

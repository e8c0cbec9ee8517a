"""Calendars that programs fetch, and the page of the secret address."""

"""Meetings in lists, months and days: what is asked for, what is found, and where on a calendar it stands."""

"""The report of a consensus exercise, structured after ACCORD."""

"""Pages of minutes, decisions and tasks."""

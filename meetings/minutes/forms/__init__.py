"""What is typed about minutes, decisions and tasks."""

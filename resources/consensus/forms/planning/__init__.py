"""What is typed by those who plan and run a panel."""

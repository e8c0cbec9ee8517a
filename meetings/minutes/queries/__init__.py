"""What pages, letters and files ask about minutes, decisions and tasks; nothing here writes."""

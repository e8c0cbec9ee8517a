"""Time polls: making, answering, ending, their pages and mails."""

"""Pages of inviting and answering, and what became of mails that came in."""

"""What came of meetings: minutes written together, decisions, tasks that carry over, the pulse."""

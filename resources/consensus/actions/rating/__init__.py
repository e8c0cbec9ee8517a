"""What panellists do: answering an invitation, declaring interests, rating, ranking, saying something, leaving."""

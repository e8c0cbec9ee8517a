"""What invitations say: addresses and links of one person, events of calendar files, the words of letters."""

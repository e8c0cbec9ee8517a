"""Privacy: taking everything along, leaving, consents, how long data is kept, who read or changed what."""

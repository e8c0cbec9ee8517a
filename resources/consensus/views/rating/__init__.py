"""Pages of a panellist: the invitation, a round, leaving."""

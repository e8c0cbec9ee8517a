"""OAI-PMH 2.0: how libraries and search services harvest the network (openarchives.org, protocol of 2002-06-14)."""

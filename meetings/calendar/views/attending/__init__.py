"""Pages of registering, hosting, joining, attendance, certificates and the two questions."""

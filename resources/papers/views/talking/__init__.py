"""Pages and answers to the editor about comments and suggestions."""

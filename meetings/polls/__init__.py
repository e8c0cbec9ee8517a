"""Finding a time: polls across zones, suggestions, the rotation that is fair over a season, and its ledger."""

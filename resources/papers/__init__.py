"""Position papers and reports: written together, signed, published."""

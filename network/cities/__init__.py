"""Room: partner cities, their partnerships, agreements, coordinators, organisations, programmes, pages."""

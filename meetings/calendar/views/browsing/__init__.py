"""Pages that show meetings: the list, months, days, a city's."""

"""What calendars subscribe to: the network's meetings, a city's, mine."""

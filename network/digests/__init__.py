"""Reader: the letter that each member gets, made from activity, sent once."""

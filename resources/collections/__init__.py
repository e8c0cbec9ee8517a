"""Collections: shelves of members, private or shared, in their own order and words."""

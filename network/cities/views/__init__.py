"""The pages of cities and organisations, and the hand-over."""

from network.cities.views.handover import hand_over
from network.cities.views.pages import cities, city, organisation, show

__all__ = ["cities", "city", "hand_over", "organisation", "show"]

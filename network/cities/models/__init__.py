"""Cities, the partnership as a dated record, coordinators, organisations, programmes, pages."""

from network.cities.models.city import City
from network.cities.models.coordinators import CoordinatorTerm
from network.cities.models.handover import HandOver
from network.cities.models.organisations import Organisation, Programme
from network.cities.models.pages import CitiesPage, CityPage
from network.cities.models.partnership import Agreement, Partnership, PartnershipChange
from network.cities.models.tables import TableImport

__all__ = [
    "Agreement",
    "CitiesPage",
    "City",
    "CityPage",
    "CoordinatorTerm",
    "HandOver",
    "Organisation",
    "Partnership",
    "PartnershipChange",
    "Programme",
    "TableImport",
]

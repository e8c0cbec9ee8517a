"""What people do with cities: found and revise them, move the partnership on, appoint, sign, keep the lists."""

from network.cities.actions.coordinators import appoint, end_term, prolong, sync_editors, sync_network_editors
from network.cities.actions.editors import NETWORK
from network.cities.actions.founding import found, revise
from network.cities.actions.handover import hand_over
from network.cities.actions.keeping import drop_programme, keep_organisation, keep_programme
from network.cities.actions.pages import open_translation, write_page
from network.cities.actions.partnership import change_state, plan_renewal, remind_of_agreements, sign
from network.cities.actions.tables import bring, carry_out, forget_tables, read_again

__all__ = [
    "NETWORK",
    "appoint",
    "bring",
    "carry_out",
    "change_state",
    "drop_programme",
    "end_term",
    "forget_tables",
    "found",
    "hand_over",
    "keep_organisation",
    "keep_programme",
    "open_translation",
    "plan_renewal",
    "prolong",
    "read_again",
    "remind_of_agreements",
    "revise",
    "sign",
    "sync_editors",
    "sync_network_editors",
    "write_page",
]

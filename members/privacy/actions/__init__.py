"""What people do in privacy: take everything along, leave, come back, withdraw; and what the nights do."""

from members.privacy.actions.archives import ask, forget_archives, forget_requests, make, note_download
from members.privacy.actions.clocks import run_clocks
from members.privacy.actions.consents import withdraw
from members.privacy.actions.erasing import erase, erase_due
from members.privacy.actions.leaving import ask_erasure, come_back, leave, remind, undo
from members.privacy.actions.traces import forget_traces, sign, trace, trace_of

__all__ = [
    "ask",
    "ask_erasure",
    "come_back",
    "erase",
    "erase_due",
    "forget_archives",
    "forget_requests",
    "forget_traces",
    "leave",
    "make",
    "note_download",
    "remind",
    "run_clocks",
    "sign",
    "trace",
    "trace_of",
    "undo",
    "withdraw",
]

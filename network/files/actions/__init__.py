"""What people and the machine do with files: send them, share them, remove them, examine them."""

from network.files.actions.examine import examine, settle
from network.files.actions.intake import accept_all, accept_upload, append, begin, cancel, finish
from network.files.actions.keeping import remove, share, sweep

__all__ = [
    "accept_all",
    "accept_upload",
    "append",
    "begin",
    "cancel",
    "examine",
    "finish",
    "remove",
    "settle",
    "share",
    "sweep",
]

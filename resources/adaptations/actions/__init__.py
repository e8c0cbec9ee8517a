"""What people do with reports of use."""

from resources.adaptations.actions.drafting import discard, pass_over, publish, save
from resources.adaptations.actions.rows import number_of, spread, spread_all
from resources.adaptations.actions.telling import tell, withdraw
from resources.adaptations.actions.versions import add_files, allow, ask, drop_file, join, part

__all__ = [
    "add_files",
    "allow",
    "ask",
    "discard",
    "drop_file",
    "join",
    "number_of",
    "part",
    "pass_over",
    "publish",
    "save",
    "spread",
    "spread_all",
    "tell",
    "withdraw",
]

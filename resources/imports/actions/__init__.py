"""The verbs of imports: `actions.begin(by=…, files=…)`, `actions.choose(batch, by=…)`, `actions.write(batch, by=…)`."""

from resources.imports.actions.judging import choose, judge
from resources.imports.actions.reading import read
from resources.imports.actions.starting import begin, discard, forget, let_go, read_again, reopen, wake
from resources.imports.actions.undoing import undo, undo_slice
from resources.imports.actions.writing import write, write_slice

__all__ = [
    "begin",
    "choose",
    "discard",
    "forget",
    "judge",
    "let_go",
    "read",
    "read_again",
    "reopen",
    "undo",
    "undo_slice",
    "wake",
    "write",
    "write_slice",
]

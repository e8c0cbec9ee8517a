"""What the text of a paper may hold, version 1: the same nodes and marks as the editor's, checked here for everybody.

`spec` names them, `check` says what is wrong with a text, `clean` drops what is not allowed and says what it dropped.
Words and outline are counted in `resources.papers.wording`.
"""

from resources.papers.schema.checking import Problem, check
from resources.papers.schema.cleaning import clean
from resources.papers.schema.spec import VERSION, schema, spec

__all__ = [
    "VERSION",
    "Problem",
    "check",
    "clean",
    "schema",
    "spec",
]

"""Word, both ways: a text with its suggestions and comments as a .docx, and a .docx as a text.

    file = written(content, …, proposals=[…], threads=[…], stamp={…})
    found = opened(bytes)           # raises Bad, with a sentence for whoever sent it
    found.before, found.after       # without and with its tracked changes
    found.threads, found.written    # comments, and who changed what

pandoc does the greater part. What it drops on either side (see README) is carried by short marks of our own in the
text that it passes through, which become bookmarks, fields, changes and comments of Word afterwards, and the other
way round before.
"""

from resources.papers.converting.word.opening import Bad, Opened, opened
from resources.papers.converting.word.out import written

__all__ = ["Bad", "Opened", "opened", "written"]

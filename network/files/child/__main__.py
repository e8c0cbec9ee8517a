"""Read one file of a stranger and leave what was found in a folder. Run as `python -I child MODE PATH FOLDER TYPE`.

Nothing of the portal is imported here: no Django, no settings, no database. The limits are set before the file is
opened; a file that breaks them ends this process and nothing else.
"""

import json
import sys
from pathlib import Path


def main(mode, path, folder, content_type):
    """Read the file at `path` as `content_type` and write FOLDER/MODE.json; pictures go beside it."""
    import limits

    if mode == "print":
        import printing

        limits.confine_office()
        printing.print_to_pdf(path, Path(folder), office=content_type)
    limits.confine(Path(path).stat().st_size)
    if mode == "text":
        import reading

        found = reading.read(path, content_type)
    else:
        import drawing

        found = drawing.draw(path, Path(folder), content_type)
    # Lone surrogates cannot be written as UTF-8; the database takes neither them nor NUL.
    words = json.dumps(found, ensure_ascii=True)
    Path(folder, f"{mode}.json").write_text(words, encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:5])

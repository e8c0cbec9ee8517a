"""Make the files of the resources, once: what was made from the same content stays."""

import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from network.demo.content.makers import pdf, pictures, slides, steady, tables, word, writer
from network.demo.content.reading import resources

MAKERS = {
    "pdf": pdf.make,
    "docx": word.make,
    "pptx": slides.make,
    "odt": writer.make,
    "png": pictures.make_png,
    "jpg": pictures.make_jpeg,
    "csv": tables.make_csv,
    "xlsx": tables.make_workbook,
}
HERE = Path(__file__).parent
NOTE = ".made.json"


def archive(resource):
    """A ZIP with the resource as PDF and as Word document, as one would hand out a kit."""
    name = file_name(resource, "")
    return steady.archive({f"{name}pdf": pdf.make(resource), f"{name}docx": word.make(resource)})


MAKERS["zip"] = archive


def file_name(resource, extension):
    """The name under which somebody would have saved it: the title, without what file systems dislike."""
    words = re.sub(r'[\\/:*?"<>|“”«»]', " ", resource.title)
    return f"{' '.join(words.split())[:80].strip(' .')}.{extension}"


@cache
def makers_mark():
    """A hash of everything that shapes a file besides the resource itself."""
    folders = (HERE / "makers", HERE / "cities")
    sources = [
        *(path for folder in folders for path in sorted(folder.iterdir())),
        HERE / "words.py",
        HERE / "people.py",
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources if path.is_file())).hexdigest()


def make(resource, extension):
    """The bytes of the resource in one format."""
    return MAKERS[extension](resource)


def make_files(directory, progress=None):
    """Make every resource's files under `directory` and return `{slug: [paths]}`.

    `progress(done, total, name)` is called after each file. A file is made again only when its content or
    its maker changed; a file that no resource names any longer is left alone.
    """
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    note = directory / NOTE
    known = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
    wanted = [(resource, extension) for resource in resources() for extension in resource.formats]

    def one(pair):
        resource, extension = pair
        path = directory / resource.slug / file_name(resource, extension)
        mark = hashlib.sha256(f"{makers_mark()}{extension}{resource!r}".encode()).hexdigest()
        key = str(path.relative_to(directory))
        if known.get(key) != mark or not path.exists():
            path.parent.mkdir(exist_ok=True)
            partial = path.with_name(path.name + ".partial")
            partial.write_bytes(make(resource, extension))
            partial.replace(path)
        return resource.slug, path, key, mark

    made, marks = {resource.slug: [] for resource in resources()}, {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for done, (slug, path, key, mark) in enumerate(pool.map(one, wanted), start=1):
            made[slug].append(path)
            marks[key] = mark
            if progress:
                progress(done, len(wanted), path.name)
    note.write_text(json.dumps(marks, ensure_ascii=False, indent=0), encoding="utf-8")
    return made

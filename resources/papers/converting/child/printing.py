"""Set FOLDER/main.typ as a PDF that programs for blind readers can read; nothing outside of the folder is read."""

import importlib.util
import json
import os
import sys


def fonts():
    """Return the folders of the fonts that Python packages brought along."""
    found = []
    for package, folder in (("manimgx_fonts_cjk", ""), ("fontpkg_source_sans_3", "files")):
        if spec := importlib.util.find_spec(package):
            found += [os.path.join(one, folder) for one in spec.submodule_search_locations or ()]
    return found


def print_pdf(folder):
    """Write FOLDER/result; what typst says in the way of errors and warnings goes to the standard error as JSON."""
    import typst

    try:
        data, warnings = typst.compile_with_warnings(
            os.path.join(folder, "main.typ"),
            root=folder,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            package_path=os.path.join(folder, "packages"),
            package_cache_path=os.path.join(folder, "packages"),
        )
    except typst.TypstError as error:
        told = {"message": error.message, "hints": error.hints, "trace": error.trace, "diagnostic": error.diagnostic}
        print("TYPST", json.dumps(told), file=sys.stderr)
        sys.exit(3)
    for one in warnings:
        print("WARNING", one, file=sys.stderr)
    with open(os.path.join(folder, "result"), "wb") as stream:
        stream.write(data)

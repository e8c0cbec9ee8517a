"""Become LibreOffice and print one document to PDF, with a profile of its own that is thrown away afterwards."""

import os


def print_to_pdf(path, folder, *, office):
    """Replace this process by LibreOffice; the PDF appears in FOLDER/printed."""
    profile = (folder / "profile").as_uri()
    options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"]
    os.execv(office, [office, *options, "--convert-to", "pdf", "--outdir", str(folder / "printed"), str(path)])  # noqa: S606

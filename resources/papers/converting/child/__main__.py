"""Become pandoc, or set a PDF, within limits. Run as `python -I child MODE FOLDER PROGRAM ARGUMENT…`.

Nothing of the portal is imported here: no Django, no settings, no database. What is said on the standard error is
left in FOLDER/said.
"""

import os
import resource
import sys

MEBI = 1024 * 1024
SAID = 256 * 1024


def confine(memory, seconds, largest):
    """Limit this process, and what it becomes: bytes of memory, seconds on the processor, bytes in a file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))


def listen(folder):
    """Let the standard error go to FOLDER/said."""
    said = os.open(os.path.join(folder, "said"), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    os.dup2(said, 2)


def main(mode, folder, *rest):
    """Do what `mode` says."""
    listen(folder)
    if mode == "pandoc":
        confine(2048 * MEBI, 90, 128 * MEBI)
        # Pandoc's own heap ends earlier, so that it can still say why.
        os.execv(rest[0], [rest[0], "+RTS", "-M768M", "-RTS", *rest[1:]])  # noqa: S606
    confine(2048 * MEBI, 90, 256 * MEBI)
    import printing

    printing.print_pdf(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])

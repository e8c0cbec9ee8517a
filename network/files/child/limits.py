"""What the child may use up."""

import resource

MEBI = 1024 * 1024
MEMORY = 512 * MEBI
SECONDS = 10
LARGEST_FILE = 24 * MEBI


def confine(size):
    """Limit this process for a file of `size` bytes: memory, time on the processor, size of what it writes."""
    memory = MEMORY + min(2 * size, MEMORY)
    seconds = SECONDS + min(size // (10 * MEBI), 2 * SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))


def confine_office():
    """Limit this process and LibreOffice, which it becomes: it needs more of everything."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (3072 * MEBI, 3072 * MEBI))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 * MEBI, 200 * MEBI))

"""The limits of a process that opens what a stranger made, or sets a document, and may be lost (TRUST 8, 9)."""

import resource


def bound(seconds: int, memory: int, written: int = 0) -> None:
    """Bound this process: seconds of a processor, bytes of memory, and bytes of a file that it may write (none)."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

"""The bound on a run's memory, by what is resident now.

Scrapy's own extension asks for the peak, which a process takes over from the one that started it: under a parent of a gigabyte
every run would be over its bound before its first request.
"""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATM = Path("/proc/self/statm")


class ResidentMemory(MemoryUsage):
    """Scrapy's extension, with the memory that is resident; the peak where the system does not say (macOS)."""

    def get_virtual_size(self) -> int:
        """Return the bytes of memory that this process has in use."""
        if not _STATM.exists():
            return super().get_virtual_size()
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

"""Backfill: reports that have left the live site, from what public web archives kept of it.

`web_archives.py` knows the two archives (their indexes, and how a kept page is had back), and is pure; `spider.py` asks them.
A page that an archive kept enters our own archive as it was: under its own address, with the time at which it was captured,
the archive as its `origin` and the replay's address as its `source`. The live site is not asked.
"""

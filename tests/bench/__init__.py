"""Benchmarks: `python -m tests.bench`. They print ratios; a test never asserts seconds."""

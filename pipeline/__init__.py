"""Read, normalise, load and publish: everything after the archive."""

"""Collect: the only code that talks to the network."""

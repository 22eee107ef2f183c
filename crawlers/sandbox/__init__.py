"""A small government web on loopback: made-up places, real conventions, and the truth of every figure it prints."""

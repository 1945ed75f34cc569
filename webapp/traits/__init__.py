"""Abilities that a model may take on; each keeps a table of its own."""

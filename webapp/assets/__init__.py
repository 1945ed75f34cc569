"""What browsers are sent, in source form; `python -m webapp.assets` builds it."""

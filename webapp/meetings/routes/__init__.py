"""The addresses of meetings, by noun."""

"""The addresses of the demonstration, by noun."""

"""Measures pages against references kept beside them: `python -m tests.bench`, never a test."""

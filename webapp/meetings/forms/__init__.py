"""What comes in about meetings, by noun."""

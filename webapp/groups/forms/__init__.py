"""What comes in about groups, by noun."""

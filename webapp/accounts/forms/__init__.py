"""What comes in about people and their sign-in."""

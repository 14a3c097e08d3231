"""What went wrong with a wrong answer."""

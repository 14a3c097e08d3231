"""What is true: one claim, one file, found by its path."""

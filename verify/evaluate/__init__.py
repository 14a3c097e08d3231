"""What a term is worth at a point: exact rationals while possible, then balls that contain the true value."""

"""Questions for optima and optimal values."""

"""Probabilities of events that nobody declared: P(A | B), P(A ∪ B), P(A^c)."""

"""Derivations of many lines."""

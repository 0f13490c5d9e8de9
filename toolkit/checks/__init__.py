"""Checks: one module per register, one rule one function."""

"""Produce: one module per kind of document, joining the steps in two phases."""

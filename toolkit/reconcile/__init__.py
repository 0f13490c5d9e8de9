"""Registers against each other: what agrees, what does not, and the life of each piece across them."""

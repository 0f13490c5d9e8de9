"""A twin of the registers for a stranger's eyes: the same mess, and nothing of hers in it."""

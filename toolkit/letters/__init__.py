"""Letters: occasions, discretion and words; nothing here yet."""

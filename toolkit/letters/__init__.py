"""Letters: why and when to write to a client, what holds a letter back, and its words."""

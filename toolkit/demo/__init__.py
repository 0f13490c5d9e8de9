"""Demo: a complete invented maison with planted faults."""

"""Readers: from a file in any layout to records, each with its place."""

"""Declared columns, one module a register: the headings each field is known by, in five languages."""

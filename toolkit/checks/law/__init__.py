"""The law the rules rest on, as dated and sourced rows: never a constant in code."""

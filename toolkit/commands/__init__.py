"""Commands: one thin module per command family."""

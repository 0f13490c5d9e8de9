"""The local page on which letters are decided: one person, one browser, this computer."""

"""The boutique's paperwork: registers read as they are, documents made from them."""

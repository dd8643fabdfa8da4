"""Texts and gold: where they are, how they are read, what can be verified of them."""

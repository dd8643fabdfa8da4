"""claimbench."""

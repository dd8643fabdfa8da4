"""Counting: from an alignment to true positives, false positives and false negatives by layer and block."""

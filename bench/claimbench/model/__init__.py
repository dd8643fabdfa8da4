"""The records that every other room speaks in: articles, gold, predictions, counts and faults."""

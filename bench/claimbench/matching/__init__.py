"""The ruler: whether a prediction states a gold claim, and which entity or target a name means."""

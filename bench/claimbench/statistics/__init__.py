"""From stored counts to figures with their uncertainty."""

"""Deciding which prediction stands for which gold claim, and where everything else belongs."""

"""From scores to a board: one deterministic record, and its faces in the terminal, Markdown, CSV, JSON and HTML."""

"""Where a submission's work runs: a fenced process with limits, or a chat endpoint. Knows nothing of gold or scores."""

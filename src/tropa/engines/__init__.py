"""Where a question runs: threads on this machine."""

"""The Python door: read, build, ask, draft."""

"""Settings of all tests: a compiled kernel's first call is slow, so Hypothesis sets no deadline a case."""

from hypothesis import settings

settings.register_profile("tropa", deadline=None, max_examples=60)
settings.load_profile("tropa")

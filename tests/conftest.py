"""Settings of all tests: a compiled kernel's first call and drawing a whole map are slow: no deadline a case."""

from hypothesis import HealthCheck, settings

settings.register_profile("tropa", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tropa")

"""What all tests share: how many examples Hypothesis tries. `make thorough` tries ten thousand."""

import os

from hypothesis import HealthCheck, settings

# A busy machine makes tests slow, not wrong.
settings.register_profile(
    "default", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

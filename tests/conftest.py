"""The same examples on every run and machine, so that a red build means a changed library."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow],
)
# For mutants, of which there are hundreds.
settings.register_profile("quick", settings.get_profile("repeatable"), max_examples=40)
settings.load_profile("repeatable")

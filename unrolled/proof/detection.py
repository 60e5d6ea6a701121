"""Which check catches which bug of the museum, found by trying."""

from functools import cache
from importlib.util import find_spec
from itertools import combinations
from typing import NamedTuple

from unrolled import museum
from unrolled.proof import (
    adjoint,
    correlate,
    dtypes,
    graded,
    hand,
    loops,
    numerical,
    onnx_suite,
)
from unrolled.proof.claims import Finding, first_failure

# By what a reader would call them. Each is given a set of implementations and makes its claims.
CHECKS = {
    "hand cases": hand.claims,
    "plain loops": loops.claims,
    "adjoint identity": adjoint.claims,
    "numerical gradients": numerical.claims,
    "SciPy": correlate.claims,
    "ONNX suite": onnx_suite.claims,
    "dtypes": dtypes.claims,
    "graders": graded.claims,
}

# What a check needs beside NumPy. A page's own Python has neither.
PACKAGES = {"SciPy": "scipy", "ONNX suite": "onnx"}


def checks_here() -> dict:
    """The checks that can be run: those whose package is installed."""
    return {
        name: claims
        for name, claims in CHECKS.items()
        if name not in PACKAGES or find_spec(PACKAGES[name])
    }


class Detections(NamedTuple):
    """What every check says of every bug. cells: by (bug, check), a `Finding` where the bug is caught, or None.

    sound: what every check says of the same code without a bug, which should be None.
    """

    cells: dict[tuple[str, str], Finding | None]
    sound: dict[str, Finding | None]

    @property
    def bugs(self) -> list[str]:
        return list(dict.fromkeys(bug for bug, _ in self.cells))

    def caught(self, *checks: str) -> set[str]:
        """The bugs that at least one of these checks catches."""
        return {bug for bug in self.bugs for check in checks if self.cells[bug, check]}

    def smallest_sets(self, *checks: str) -> list[tuple[str, ...]]:
        """The smallest sets of these checks that catch every bug; none if all of them together don't."""
        for size in range(1, len(checks) + 1):
            sets = combinations(checks, size)
            if found := [some for some in sets if self.caught(*some) == set(self.bugs)]:
                return found
        return []


@cache
def detections() -> Detections:
    """Run every check on the sound code and on each bug of the museum, planted in it by itself."""
    cells = {
        (exhibit.bug, check): first_failure(claims(museum.implementations(exhibit)))
        for exhibit in museum.EXHIBITS
        for check, claims in CHECKS.items()
    }
    sound = {
        check: first_failure(claims(museum.implementations()))
        for check, claims in CHECKS.items()
    }
    return Detections(cells, sound)

"""What the numbers of all wrong answers have in common with the right ones: a hint where the cases share nothing."""

from collections.abc import Sequence

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]  # what was expected and what came, of one shape


def common_fault(pairs: Sequence[Pair]) -> str:
    """One sentence or two that hold of all these pairs of floating arrays, or an empty string.

    >>> common_fault([(np.array([1.0, 2.0]), np.array([3.0, 6.0]))])
    'In all wrong cases every number is 3 times the right one.'
    """
    # A single number is a multiple of any other, and says little where there are larger arrays.
    told = [pair for pair in pairs if pair[0].size > 1] or list(pairs)
    said = (describe(told) for describe in (_zeros, _factor, _gap, _sum, _one_sided))
    return next((f"In all wrong cases {text}" for text in said if text), "")


def _zeros(pairs: Sequence[Pair]) -> str:
    if any(received.any() for _, received in pairs):
        return ""
    return "every number is 0. Is anything written into the array that is returned?"


def _factor(pairs: Sequence[Pair]) -> str:
    factors = [_ratio(*pair) for pair in pairs]
    if not all(factors):
        return ""
    if _close(factors, factors[0]):
        return f"every number is {factors[0]:.4g} times the right one."
    return (
        "all numbers are off by one factor, another in each case. Which size divides or multiplies "
        "them, and should not, or should and does not?"
    )


def _ratio(expected: np.ndarray, received: np.ndarray) -> float:
    """The one factor between the two, or 0 if there is none."""
    at = expected != 0
    if not at.any() or received[~at].any():
        return 0.0
    factors = received[at] / expected[at]
    return float(factors[0]) if _close(factors, factors[0]) else 0.0


def _gap(pairs: Sequence[Pair]) -> str:
    gaps = [received - expected for expected, received in pairs]
    if not all(_close(gap, gap.flat[0]) for gap in gaps):
        return ""
    return (
        "all numbers are off by one and the same amount. What is added to all, or left out?"
    )


def _sum(pairs: Sequence[Pair]) -> str:
    if not all(_close(received.sum(), expected.sum()) for expected, received in pairs):
        return ""
    return "the numbers have the right sum: nothing is lost, but some of it goes to a wrong place."


def _one_sided(pairs: Sequence[Pair]) -> str:
    signs = {np.sign(gap) for pair in pairs for gap in np.round(pair[1] - pair[0], 4).flat}
    if signs <= {0, -1}:
        return "some numbers are too small, and none is too large. What is left out?"
    if signs <= {0, 1}:
        return "some numbers are too large, and none is too small. What is counted twice?"
    return ""


def _close(one, other) -> bool:
    return np.allclose(one, other, rtol=1e-4, atol=1e-5)

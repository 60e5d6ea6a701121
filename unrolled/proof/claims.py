"""A check is a series of claims about a set of implementations; the first that fails is its finding."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from unrolled.proof.cases import Case


class Claim(NamedTuple):
    """One claim: what it is about, by cnnlib's names, the case in words, and a call that tries it."""

    part: str
    case: str
    holds: Callable[[], object]


def claims_for(cases: Iterable[Case], kit, checks: dict[str, Callable]) -> Iterator[Claim]:
    """For each part its check, holds(kit, case): a claim for every case."""
    for part, holds in checks.items():
        for case in cases:
            yield Claim(part, str(case), partial(holds, kit, case))


class Finding(NamedTuple):
    """A claim that failed. what: "wrong", or the exception that came instead of an answer."""

    part: str
    case: str
    what: str


def first_failure(claims: Iterable[Claim]) -> Finding | None:
    """The first claim that does not hold, or None if all of them do.

    >>> first_failure([Claim("im2col", "one pixel", lambda: True)])
    >>> first_failure([Claim("im2col", "one pixel", lambda: 1 / 0)])
    Finding(part='im2col', case='one pixel', what='ZeroDivisionError: division by zero')
    """
    for claim in claims:
        if what := _failure(claim):
            return Finding(claim.part, claim.case, what)
    return None


def _failure(claim: Claim) -> str:
    # Code that is wrong may raise anything, and may warn before it gives its wrong answer.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return "" if claim.holds() else "wrong"
        except Exception as error:
            return f"{type(error).__name__}: {error}"


def close(received: np.ndarray, expected: np.ndarray, rtol=1e-5, atol=1e-6) -> bool:
    """Whether two arrays have one shape and, but for rounding, the same numbers; any dtype will do."""
    return received.shape == expected.shape and np.allclose(received, expected, rtol, atol)

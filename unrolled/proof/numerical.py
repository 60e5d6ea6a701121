"""Numerical gradients: nudge every number, see what forward does, and compare with backward."""

from collections.abc import Iterator

from cnnlib import check_gradients
from unrolled.proof.cases import Case, cases
from unrolled.proof.claims import Claim, claims_for

TOLERANCE = 1e-6


def claims(kit) -> Iterator[Claim]:
    """Both layers. Pooling gets numbers of which no two are near: a nudge at a tie is no gradient."""
    smaller_half = cases()[:30]  # forward runs twice for every number
    return claims_for(smaller_half, kit, {"Convolution": _convolution, "Pooling": _pooling})


def _convolution(kit, case: Case) -> bool:
    W, b = case.numbers(case.W_shape), case.numbers(case.FN)
    layer = kit.Convolution(W, b, **case.settings)
    return max(check_gradients(layer, case.numbers(case.shape)).values()) < TOLERANCE


def _pooling(kit, case: Case) -> bool:
    layer = kit.Pooling(*case.filter, **case.settings)
    return check_gradients(layer, case.distinct(case.shape))["x"] < TOLERANCE

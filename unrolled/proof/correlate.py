"""SciPy's answer: a convolution layer is `scipy.signal.correlate2d`, summed over the channels."""

from collections.abc import Iterator

import numpy as np

from unrolled.proof.cases import Case, cases
from unrolled.proof.claims import Claim, claims_for, close


def convolution(x, W, b, case: Case, groups: int = 1) -> np.ndarray:
    """A convolution layer's output by SciPy, which knows neither batches, channels, stride nor dilation.

    So the border is built beforehand, the filter is spread out with zeros for the dilation, and the stride
    picks from the places of stride 1.
    """
    from scipy.signal import correlate2d  # which a page's own Python lacks

    padded = np.pad(x, ((0, 0), (0, 0), *case.pad))
    FN, C, FH, FW = W.shape
    (down, right), (sh, sw) = case.dilation, case.stride
    spread = np.zeros((FN, C, down * (FH - 1) + 1, right * (FW - 1) + 1), W.dtype)
    spread[:, :, ::down, ::right] = W

    def one(image, fn):
        first = fn // (FN // groups) * C
        channels = zip(image[first : first + C], spread[fn], strict=True)
        total = sum(correlate2d(*channel, mode="valid") for channel in channels)
        return total[::sh, ::sw] + b[fn]

    maps = [one(image, fn) for image in padded for fn in range(FN)]
    return np.array(maps, x.dtype).reshape(len(x), FN, *maps[0].shape)


def claims(kit) -> Iterator[Claim]:
    """The forward pass alone: SciPy has no gradients."""
    return claims_for(cases(), kit, {"Convolution": _convolution})


def _convolution(kit, case: Case) -> bool:
    W, b = case.numbers(case.W_shape), case.numbers(case.FN)
    x = case.numbers(case.shape)
    layer = kit.Convolution(W, b, **case.settings)
    return close(layer.forward(x), convolution(x, W, b, case))

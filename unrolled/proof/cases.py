"""The shapes and settings that checks try."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np


@dataclass(frozen=True)
class Case:
    """Images and the windows on them: as a caller writes it, and per axis as the references read it."""

    shape: tuple  # (N, C, H, W)
    filter: tuple  # (FH, FW)
    settings: dict = field(hash=False)  # stride, pad, dilation in any of their forms
    stride: tuple  # (h, w)
    pad: tuple  # ((top, bottom), (left, right))
    dilation: tuple  # (h, w)
    seed: int
    FN: int = 1

    @property
    def W_shape(self) -> tuple:
        return self.FN, self.shape[1], *self.filter

    def numbers(self, shape, dtype=np.float64):
        return np.random.default_rng(self.seed).normal(size=shape).astype(dtype)

    def digits(self, shape, dtype=np.int64):
        """Small whole numbers: sums of them are exact in every dtype, and equal ones are common."""
        return np.random.default_rng(self.seed).integers(-3, 4, shape).astype(dtype)

    def distinct(self, shape):
        """A shuffled range around 0: no two numbers are near each other, and none is near 0."""
        size = int(np.prod(shape))
        order = np.random.default_rng(self.seed).permutation(size).reshape(shape)
        return (order - size // 2 + 0.5) / 7

    def __str__(self) -> str:
        names = "N", "C", "H", "W", "FN", "FH", "FW"
        sizes = zip(names, (*self.shape, self.FN, *self.filter), strict=True)
        words = dict(sizes) | self.settings
        return " ".join(f"{name}={value}" for name, value in words.items())


@cache
def cases(number: int = 60) -> tuple[Case, ...]:
    """Small random cases, the smallest first, one stride and one pad for both axes.

    Every check that needs shapes gets these same ones: what one check sees and another does not is then
    owed to the checks. The filter fits the image even without padding, and each window holds a pixel.
    """
    rng = np.random.default_rng(0)
    drawn = [_drawn(rng, seed) for seed in range(number)]
    return tuple(sorted(drawn, key=lambda case: np.prod(case.shape + case.W_shape)))


def _drawn(rng: np.random.Generator, seed: int) -> Case:
    N, C, FN, FH, FW, stride = rng.integers(1, 4, 6).tolist()
    pad = int(rng.integers(0, min(FH, FW)))
    H, W = (int(rng.integers(f, 6)) for f in (FH, FW))
    return Case(
        shape=(N, C, H, W),
        filter=(FH, FW),
        settings={"stride": stride, "pad": pad},
        stride=(stride, stride),
        pad=((pad, pad), (pad, pad)),
        dilation=(1, 1),
        seed=seed,
        FN=FN,
    )

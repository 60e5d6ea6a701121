"""What graders try: every small shape there is, some larger ones, and numbers that tell where they came from."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

import cnnlib
from unrolled.exercises.grading import NoPlace


class Windows(NamedTuple):
    """Images, the filters on them, and the settings."""

    N: int
    C: int
    H: int
    W: int
    FN: int
    FH: int
    FW: int
    stride: int
    pad: int
    dilation: int
    dtype: str = "float32"

    def out(self) -> tuple[int, int]:
        """(OH, OW), each 0 where the filter does not fit."""
        return tuple(
            places(size, filter_size, self.stride, self.pad, self.dilation)
            for size, filter_size in ((self.H, self.FH), (self.W, self.FW))
        )

    def left_over(self) -> bool:
        """Whether no window reaches the end of the padded image, down or across."""
        return any(
            (size + 2 * self.pad - self.dilation * (filter_size - 1) - 1) % self.stride
            for size, filter_size in ((self.H, self.FH), (self.W, self.FW))
        )

    def x_shape(self) -> tuple[int, ...]:
        return self.N, self.C, self.H, self.W

    def W_shape(self) -> tuple[int, ...]:
        return self.FN, self.C, self.FH, self.FW

    def settings(self, *names: str) -> dict[str, int]:
        """The named settings, by default those that most exercises have."""
        return {name: getattr(self, name) for name in names or ("stride", "pad")}

    def sort_key(self) -> tuple:
        """For sorting the smallest case first: by the numbers of x with its padding, then by filters and settings."""
        seen = self.N * self.C * (self.H + 2 * self.pad) * (self.W + 2 * self.pad)
        return seen, self.FN * self.FH * self.FW, self.stride + self.dilation, self

    def tags(self) -> frozenset[str]:
        """The tags of this case, for `Case.tags`."""
        settings = (self.FH, self.FW, self.stride, self.pad, self.dilation)
        col = np.ones((self.N * np.prod(self.out()), self.C * self.FH * self.FW))
        conditions = {
            "N is above 1": self.N > 1,
            "C is above 1": self.C > 1,
            "FN is above 1": self.FN > 1,
            "H and W differ": self.H != self.W,
            "the window holds several pixels": self.FH * self.FW > 1,
            "the window is not square": self.FH != self.FW,
            "stride is above 1": self.stride > 1,
            "pad is 0": self.pad == 0,
            "pad is above 0": self.pad > 0,
            "dilation is above 1": self.dilation > 1,
            "the dtype is float32": self.dtype == "float32",
            "windows overlap": cnnlib.col2im(col, self.x_shape(), *settings).max() > 1,
        }
        return true_tags(conditions)


def true_tags(conditions: dict[str, bool]) -> frozenset[str]:
    """The keys whose condition is true: sentences such as "pad is above 0", which tag a case."""
    return frozenset(tag for tag, is_so in conditions.items() if is_so)


def places(size, filter_size, stride, pad, dilation) -> int:
    """`cnnlib.output_size`, or `NoPlace()`, which is 0, where no window fits."""
    try:
        return cnnlib.output_size(size, filter_size, stride, pad, dilation)
    except ValueError:
        return NoPlace()


def smallest_first(tried: Iterable[tuple], size: Callable = np.prod) -> list[tuple]:
    """Sizes and settings in the order in which to try them; equally small ones by what they hold."""
    return sorted(tried, key=lambda values: (size(values), values))


@cache
def windows(dilations: tuple[int, ...] = (1,), filters: int = 1) -> list[Windows]:
    """Every small shape there is and two hundred larger ones, the smallest first.

    Among the smallest, at most one of N, C, FN is above 1, so that it can be told which one matters; and then a
    few in which two of them are, for what goes wrong only there, so small that a verdict prints all their numbers.
    """
    depths = [d for d in ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2)) if d[2] <= filters]
    mixed = [d for d in ((2, 2, 1), (2, 1, 2), (1, 2, 2)) if d[2] <= filters]
    small = [
        Windows(N, C, H, W, FN, FH, FW, stride, pad, dilation)
        for (N, C, FN), H, W, FH, FW, stride, pad, dilation in (
            *product(depths, *[range(1, 5)] * 2, *[(1, 2)] * 2, (1, 2), (0, 1), dilations),
            *product(mixed, (1, 2), (1, 2), (1, 2), (1, 2), (1,), (0,), dilations),
        )
    ]
    rng = np.random.default_rng(0)
    large = [
        Windows(
            *rng.integers(1, 4, 2).tolist(),
            *rng.integers(3, 9, 2).tolist(),
            int(rng.integers(1, 4)) if filters > 1 else 1,
            *rng.integers(1, 5, 2).tolist(),
            int(rng.integers(1, 4)),
            int(rng.integers(0, 3)),
            int(rng.choice(dilations)),
            str(rng.choice(["float32", "float64"])),
        )
        for _ in range(200)
    ]
    return sorted((w for w in small + large if all(w.out())), key=Windows.sort_key)


def in_order(shape, dtype: str) -> np.ndarray:
    """1, 2, 3 …: each number tells where it came from."""
    return np.arange(1, np.prod(shape) + 1, dtype=dtype).reshape(shape)


def shuffled(shape, dtype: str) -> np.ndarray:
    """The same numbers in a random order, so that no neighbours are alike by rule."""
    return (
        np.random.default_rng(0).permutation(in_order(shape, dtype).ravel()).reshape(shape)
    )

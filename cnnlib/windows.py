"""Where sliding windows stand, and how to look through them. The only place for this arithmetic.

Height and width never mix, so everything is said for one axis and used for both. A filter of
FH taps stands at OH places; tap i of the window at place o reads position
``o * stride + i * dilation`` of the padded axis.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from cnnlib._typing import Pad, Pair
from cnnlib.checks import array, few_enough, flag, pair, whole


class Axis(NamedTuple):
    """The windows along one axis. All in pixels; `before` and `after` are the padding."""

    filter: int
    stride: int
    before: int
    after: int
    dilation: int
    ceil_mode: bool = False

    @property
    def span(self) -> int:
        """From a window's first tap to its last, both counted."""
        return self.dilation * (self.filter - 1) + 1

    def count(self, size: int) -> int:
        """How many places a window has on `size` pixels."""
        room = size + self.before + self.after - self.span
        steps = room // self.stride
        if self.ceil_mode:
            steps = -(-room // self.stride)
            # A last window that would start beyond the image, in the padding, is left out.
            steps -= steps * self.stride >= size + self.before
        if steps < 0:
            raise ValueError(
                f"a filter of {self.filter} (it spans {self.span} at dilation {self.dilation}) must not be "
                f"larger than the padded image, {self.before} + {size} + {self.after}"
            )
        return steps + 1

    def length(self, size: int) -> int:
        """How much of the padded axis must exist: the image, and all that a window reads."""
        return max(self.before + size, (self.count(size) - 1) * self.stride + self.span)

    def image(self, size: int) -> slice:
        """The positions of the padded axis that are the image itself."""
        return slice(self.before, self.before + size)

    def tap(self, i: int, count: int) -> slice:
        """The positions of the padded axis that tap i reads, one for each of `count` windows."""
        start = i * self.dilation
        return slice(start, start + self.stride * (count - 1) + 1, self.stride)

    def meets(self, size: int) -> list[tuple[slice, slice]]:
        """For each tap: the windows of which it falls on the image of `size` pixels, and the pixels it reads."""
        found, places = [], self.count(size)
        for i in range(self.filter):
            start = i * self.dilation - self.before  # what window 0 reads
            first = max(0, -(start // self.stride))
            count = max(0, min(places - 1, (size - 1 - start) // self.stride) - first + 1)
            pixel = first * self.stride + start
            pixels = slice(pixel, pixel + count * self.stride, self.stride)
            found.append((slice(first, first + count), pixels))
        return found

    def members(self, size: int, with_padding: bool) -> np.ndarray:
        """How many taps of each window fall on the image, or on the image and its padding."""
        low, high = (
            (0, self.before + size + self.after)
            if with_padding
            else (self.before, self.before + size)
        )
        places = (
            np.arange(self.count(size))[:, None] * self.stride
            + np.arange(self.filter) * self.dilation
        )
        return ((low <= places) & (places < high)).sum(axis=1)


Axes = tuple[Axis, Axis]

# Bytes of columns at work at a time: about what a processor's core keeps close at hand.
BLOCK = 2**20


def make_axes(
    filter_h: int,
    filter_w: int,
    stride: Pair = 1,
    pad: Pad = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    name: str = "filter",
) -> Axes:
    """Both axes from what a user gives (see `cnnlib.im2col`); every value is checked here."""
    filters = whole(filter_h, f"{name}_h", 1), whole(filter_w, f"{name}_w", 1)
    strides, dilations = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    ends = pad if isinstance(pad, (tuple, list)) else (pad, pad)
    if len(ends) != 2:
        raise ValueError(
            f"pad must be one integer, (h, w) or ((top, bottom), (left, right)), not {pad!r}"
        )
    pads = pair(ends[0], "pad", 0), pair(ends[1], "pad", 0)
    height, width = (
        Axis(f, s, *p, d, flag(ceil_mode, "ceil_mode"))
        for f, s, p, d in zip(filters, strides, pads, dilations, strict=True)
    )
    return height, width


def output_size(
    size: int, filter_size: int, stride: int = 1, pad: Pair = 0, dilation: int = 1
) -> int:
    """How many places a sliding filter has along one axis.

    ``(size + before + after - (dilation * (filter_size - 1) + 1)) // stride + 1``

    size, filter_size: pixels. pad: one int for both ends, or (before, after).
    Raises ValueError or TypeError if a value is not a whole number in range, or if the filter
    is larger than the padded axis. Source: Dumoulin & Visin, "A guide to convolution
    arithmetic for deep learning" (2016), relationships 6 and 15.

    >>> output_size(7, 5)
    3
    >>> output_size(28, 3, stride=2, pad=1)
    14
    """
    before, after = pair(pad, "pad", 0)
    axis = Axis(
        whole(filter_size, "filter_size", 1),
        whole(stride, "stride", 1),
        before,
        after,
        whole(dilation, "dilation", 1),
    )
    return axis.count(whole(size, "size", 1))


def output_shape(x_shape: tuple[int, ...], axes: Axes) -> tuple[int, int]:
    """(OH, OW) for images of shape (N, C, H, W)."""
    height, width = axes
    return height.count(x_shape[2]), width.count(x_shape[3])


def images(x: Any, axes: Axes, kinds: str = "iuf") -> np.ndarray:
    """`x` itself, if it is images (N, C, H, W) that these windows fit: in memory, one at a time."""
    fits(array(x, "x", "N C H W", kinds).shape, "x", axes, together=1)
    return x


def fits(shape: tuple[int, ...], name: str, axes: Axes, together: int) -> None:
    """Whether images of this shape, and the columns of so many of them, are few enough to be meant."""
    (N, C, H, _), (height, width) = shape, axes
    what = (
        f"a filter of {height.filter} x {width.filter} with dilation {height.dilation, width.dilation} "
        f"and pad {(height.before, height.after), (width.before, width.after)} on {name} {shape}"
    )
    OH, OW = output_shape(shape, axes)
    for needed in (
        shape,
        (N, C, OH, OW),
        (C, width.filter, together, H, OW),
        (C, height.filter, width.filter, together, OH, OW),
    ):
        few_enough(needed, what)


def columns(x: np.ndarray, axes: Axes) -> np.ndarray:
    """What each tap of the filter reads, wherever the filter stands; the border is zeros.

    (N, C, H, W) -> (C, FH, FW, N, OH, OW). One axis at a time: FW + FH copies, not FW * FH.
    """
    height, width = axes
    (N, C, H, W), (OH, OW) = x.shape, output_shape(x.shape, axes)
    rows = np.zeros((C, width.filter, N, H, OW), x.dtype)
    for j, (windows, pixels) in enumerate(width.meets(W)):
        rows[:, j, :, :, windows] = x[..., pixels].swapaxes(0, 1)
    cells = np.zeros((C, height.filter, width.filter, N, OH, OW), x.dtype)
    for i, (windows, pixels) in enumerate(height.meets(H)):
        cells[:, i, :, :, windows] = rows[:, :, :, pixels]
    return cells


def give_back(cells: np.ndarray, H: int, W: int, axes: Axes) -> np.ndarray:
    """The adjoint of `columns`: adds each cell to the pixel it was read from.

    (C, FH, FW, N, OH, OW) -> (N, C, H, W)
    """
    height, width = axes
    C, _, FW, N, _, OW = cells.shape
    rows = np.zeros((C, FW, N, H, OW), cells.dtype)
    for i, (windows, pixels) in enumerate(height.meets(H)):
        rows[:, :, :, pixels] += cells[:, i, :, :, windows]
    x = np.zeros((N, C, H, W), cells.dtype)
    for j, (windows, pixels) in enumerate(width.meets(W)):
        x[..., pixels] += rows[:, j, :, :, windows].swapaxes(0, 1)
    return x


def blocks(x: np.ndarray, axes: Axes) -> list[slice]:
    """Which images to unroll together: as many as have columns that fill `BLOCK`, but one at least."""
    height, width = axes
    cells = x.shape[1] * height.filter * width.filter * prod(output_shape(x.shape, axes))
    together = max(1, BLOCK // (cells * x.itemsize))
    return [slice(n, n + together) for n in range(0, len(x), together)]

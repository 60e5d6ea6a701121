"""Where sliding windows stand, and how to look through them. The only place for this arithmetic.

Height and width never mix, so everything is said for one axis and used for both. A filter of
FH taps stands at OH places; tap i of the window at place o reads position
``o * stride + i * dilation`` of the padded axis.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from cnnlib._typing import Pad, Pair
from cnnlib.checks import (
    check_array,
    check_array_size,
    check_bool,
    check_int,
    check_pair,
)

# Per axis, and in pooling for both together: a loop in Python visits each tap. A larger filter must be a mistake.
MAX_TAPS = 2**20

# An image's columns may be larger than this; a batch of several images is not.
BATCH_BYTES = 2**20  # about what fits into the cache of a processor's core


class Axis(NamedTuple):
    """How windows slide along one axis; all sizes in pixels. `before` and `after` are the padding."""

    filter: int
    stride: int
    before: int
    after: int
    dilation: int
    ceil_mode: bool = False

    @property
    def span(self) -> int:
        """The size of a window, from its first tap to its last."""
        return self.dilation * (self.filter - 1) + 1

    def count(self, size: int) -> int:
        """How many windows there are on an image of `size` pixels: OH or OW.

        Raises ValueError if not even one fits.
        """
        room = size + self.before + self.after - self.span
        steps = room // self.stride
        if self.ceil_mode:
            steps = -(-room // self.stride)
            last_start = steps * self.stride
            if last_start >= self.before + size:  # in the padding after the image
                steps -= 1
        if steps < 0:
            raise ValueError(
                f"a filter of {self.filter} (it spans {self.span} at dilation {self.dilation}) must not be "
                f"larger than the padded image, {self.before} + {size} + {self.after}"
            )
        return steps + 1

    def length(self, size: int) -> int:
        """The size of the padded axis, up to the image's end or the last window's, whichever is later."""
        return max(self.before + size, (self.count(size) - 1) * self.stride + self.span)

    def image(self, size: int) -> slice:
        """The positions of the padded axis that are the image itself."""
        return slice(self.before, self.before + size)

    def tap(self, i: int, count: int) -> slice:
        """The positions of the padded axis that tap i reads, one for each of `count` windows."""
        start = i * self.dilation
        return slice(start, start + self.stride * (count - 1) + 1, self.stride)

    def tap_slices(self, size: int) -> list[tuple[slice, slice]]:
        """For each tap, two slices: the windows whose tap is on the image of `size` pixels, and the pixels it reads.

        Both have the same length; the other windows read padding with this tap.
        """
        slices, windows = [], self.count(size)
        for i in range(self.filter):
            start = i * self.dilation - self.before  # the pixel that window 0 reads
            first = max(0, -(start // self.stride))
            last = min(windows - 1, (size - 1 - start) // self.stride)
            count = max(0, last - first + 1)
            pixel = first * self.stride + start
            pixels = slice(pixel, pixel + count * self.stride, self.stride)
            slices.append((slice(first, first + count), pixels))
        return slices

    def taps_per_window(self, size: int, with_padding: bool) -> np.ndarray:
        """How many taps of each window are on the image, or, with_padding, on the padded image: (OH,) or (OW,)."""
        begin, end = self.before, self.before + size
        if with_padding:
            begin, end = 0, end + self.after
        starts = np.arange(self.count(size)) * self.stride
        # Negated twice, // rounds up: the first tap at or after a position.
        first = np.clip(-((starts - begin) // self.dilation), 0, self.filter)
        after_last = np.clip(-((starts - end) // self.dilation), 0, self.filter)
        return after_last - first


Axes = tuple[Axis, Axis]  # height, width


def make_axes(
    filter_h: int,
    filter_w: int,
    stride: Pair = 1,
    pad: Pad = 0,
    dilation: Pair = 1,
    *,
    ceil_mode: bool = False,
    names: tuple[str, str] = ("filter_h", "filter_w"),
) -> Axes:
    """Return the axes of height and width for settings as `cnnlib.im2col` takes them.

    names: what error messages call the filter's sizes.
    Raises TypeError or ValueError naming the setting that is wrong.
    """
    filters = (
        check_int(filter_h, names[0], 1, MAX_TAPS),
        check_int(filter_w, names[1], 1, MAX_TAPS),
    )
    strides, dilations = (
        check_pair(stride, "stride", 1),
        check_pair(dilation, "dilation", 1),
    )
    ends = pad if isinstance(pad, (tuple, list)) else (pad, pad)
    if len(ends) != 2:
        raise ValueError(
            f"pad must be one integer, (h, w) or ((top, bottom), (left, right)), not {pad!r}"
        )
    pads = check_pair(ends[0], "pad", 0), check_pair(ends[1], "pad", 0)
    height, width = (
        Axis(f, s, *p, d, check_bool(ceil_mode, "ceil_mode"))
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
    before, after = check_pair(pad, "pad", 0)
    axis = Axis(
        check_int(filter_size, "filter_size", 1),
        check_int(stride, "stride", 1),
        before,
        after,
        check_int(dilation, "dilation", 1),
    )
    return axis.count(check_int(size, "size", 1))


def output_shape(x_shape: tuple[int, ...], axes: Axes) -> tuple[int, int]:
    """(OH, OW) for images of shape (N, C, H, W)."""
    height, width = axes
    return height.count(x_shape[2]), width.count(x_shape[3])


def check_images(
    x: Any, axes: Axes, kinds: str = "iuf", *, at_once: bool = False
) -> np.ndarray:
    """Return x if it is images (N, C, H, W) of such numbers and one image's columns are within the limit.

    at_once: the columns of all N images together must be.
    """
    N, *image_shape = check_array(x, "x", "N C H W", kinds).shape
    check_columns_size((N, *image_shape), "x", axes, N if at_once else 1)
    return x


def check_columns_size(
    x_shape: tuple[int, ...], name: str, axes: Axes, images: int
) -> None:
    """Raise ValueError unless all arrays of a convolution of images (N, C, H, W) are within the limit.

    These are x itself, an output of C channels, and what `gather` makes for so many `images`.
    """
    (N, C, H, _), (height, width) = x_shape, axes
    what = (
        f"a filter of {height.filter} x {width.filter} with dilation {height.dilation, width.dilation} "
        f"and pad {(height.before, height.after), (width.before, width.after)} on {name} {x_shape}"
    )
    OH, OW = output_shape(x_shape, axes)
    for shape in (
        x_shape,
        (N, C, OH, OW),
        (C, width.filter, images, H, OW),
        (C, height.filter, width.filter, images, OH, OW),
    ):
        check_array_size(shape, what)


def gather(x: np.ndarray, axes: Axes) -> np.ndarray:
    """Copy the pixel that each tap of each window reads, 0 in the padding.

    (N, C, H, W) -> (C, FH, FW, N, OH, OW). One axis at a time: FW + FH copies, not FW*FH.
    """
    height, width = axes
    (N, C, H, W), (OH, OW) = x.shape, output_shape(x.shape, axes)
    rows = np.zeros((C, width.filter, N, H, OW), x.dtype)
    for j, (windows, pixels) in enumerate(width.tap_slices(W)):
        rows[:, j, :, :, windows] = x[..., pixels].swapaxes(0, 1)
    cells = np.zeros((C, height.filter, width.filter, N, OH, OW), x.dtype)
    for i, (windows, pixels) in enumerate(height.tap_slices(H)):
        cells[:, i, :, :, windows] = rows[:, :, :, pixels]
    return cells


def scatter_add(cells: np.ndarray, H: int, W: int, axes: Axes) -> np.ndarray:
    """Add each cell to the pixel that `gather` copied it from; the adjoint of `gather`.

    (C, FH, FW, N, OH, OW) -> (N, C, H, W)
    """
    height, width = axes
    C, _, FW, N, _, OW = cells.shape
    rows = np.zeros((C, FW, N, H, OW), cells.dtype)
    for i, (windows, pixels) in enumerate(height.tap_slices(H)):
        rows[:, :, :, pixels] += cells[:, i, :, :, windows]
    x = np.zeros((N, C, H, W), cells.dtype)
    for j, (windows, pixels) in enumerate(width.tap_slices(W)):
        x[..., pixels] += rows[:, j, :, :, windows].swapaxes(0, 1)
    return x


def image_batches(x: np.ndarray, axes: Axes) -> list[slice]:
    """Slices of axis N: batches of as many images as have columns of `BATCH_BYTES` together, at least one."""
    height, width = axes
    cells = x.shape[1] * height.filter * width.filter * prod(output_shape(x.shape, axes))
    batch_size = max(1, BATCH_BYTES // (cells * x.itemsize))
    return [slice(n, n + batch_size) for n in range(0, len(x), batch_size)]

"""Pooling layers: each window of each channel becomes one number, its maximum or its mean."""

from abc import ABC, abstractmethod
from itertools import product
from types import EllipsisType

import numpy as np

from cnnlib._typing import Pad, Pair, SetByRun
from cnnlib.checks import check_array, check_bool
from cnnlib.windows import (
    MAX_TAPS,
    check_images,
    image_batches,
    make_axes,
    output_shape,
)

# (..., rows, columns), of every image and channel.
Slices = tuple[EllipsisType, slice, slice]


class _WindowLayer(ABC):
    """What both poolings share: forward reduces each window to a number, backward spreads its gradient.

    A subclass says how: one tap of all windows at a time, a batch of images at a time.
    """

    kinds = "f"
    x: SetByRun = None

    def __init__(
        self,
        pool_h: int,
        pool_w: int,
        stride: Pair = 1,
        pad: Pad = 0,
        dilation: Pair = 1,
        ceil_mode: bool = False,
    ):
        self.axes = make_axes(
            pool_h,
            pool_w,
            stride,
            pad,
            dilation,
            ceil_mode=ceil_mode,
            names=("pool_h", "pool_w"),
        )

    def forward(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) -> (N, C, OH, OW), in x's dtype."""
        check_images(x, self.axes, self.kinds)
        taps = self.axes[0].filter * self.axes[1].filter
        if taps > MAX_TAPS:
            raise ValueError(f"pool_h * pool_w must be at most {MAX_TAPS}, not {taps}")
        self.x = x
        return self._reduce(x)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient with respect to out (N, C, OH, OW) -> to x (N, C, H, W).

        In x's dtype; where x holds integers, in dout's, as a gradient need not be whole.
        """
        if self.x is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        check_array(dout, "dout", "N C OH OW", self.kinds, self._out_shape())
        dtype = self.x.dtype if self.x.dtype.kind == "f" else dout.dtype
        dx = np.zeros(self.x.shape, dtype)
        self._spread(dout.astype(dtype, copy=False), dx)
        return dx

    @abstractmethod
    def _reduce(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) -> (N, C, OH, OW)."""

    @abstractmethod
    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        """Add dout (N, C, OH, OW) to the pixels of dx (N, C, H, W) that the numbers were made of."""

    def _out_shape(self) -> tuple[int, ...]:
        return *self.x.shape[:2], *output_shape(self.x.shape, self.axes)

    def _taps(self) -> list[tuple[int, Slices, Slices]]:
        """For each tap: its place k in the window, the windows whose tap is on the image, and the pixels it reads."""
        height, width = (
            axis.tap_slices(size)
            for axis, size in zip(self.axes, self.x.shape[2:], strict=True)
        )
        return [
            (k, (..., oh, ow), (..., h, w))
            for k, ((oh, h), (ow, w)) in enumerate(product(height, width))
        ]


class Pooling(_WindowLayer):
    """Max pooling: each window's largest value; its gradient goes to the pixel that held it.

    pool_h, pool_w: the window's size. stride, pad, dilation: as in `im2col`.
    The border counts as -inf (integers: the dtype's least), so it never wins over a pixel; of
    equal maxima the first in reading order wins. ceil_mode: a last window may hang over the
    bottom or right edge. x: integers or floats; NaN wins over every number, the first NaN over the rest.
    After forward: x, and arg_max (N*OH*OW*C,), the winner's place within each window.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 7; ties and ceil_mode follow PyTorch.

    >>> layer = Pooling(2, 2, stride=2)
    >>> layer.forward(np.array([[[[1.0, 5.0, 2.0, 2.0], [3.0, 4.0, 2.0, 2.0]]]]))
    array([[[[5., 2.]]]])
    >>> layer.arg_max
    array([1, 0])
    >>> layer.backward(np.array([[[[10.0, 20.0]]]]))
    array([[[[ 0., 10., 20.,  0.],
             [ 0.,  0.,  0.,  0.]]]])
    """

    kinds = "iuf"
    _winner: SetByRun = None  # (N, C, OH, OW)

    def _reduce(self, x: np.ndarray) -> np.ndarray:
        lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
        out, taps = np.full(self._out_shape(), lowest, x.dtype), self._taps()
        self._winner = np.zeros(out.shape, np.min_scalar_type(len(taps)))
        for batch in image_batches(x, self.axes):
            has_nan = np.isnan(x[batch]).any()
            # Backwards, so that of equal maxima, and of NaNs, the first is the winner in the end.
            for k, windows, pixels in reversed(taps):
                maxima, values = out[batch][windows], x[batch][pixels]
                np.maximum(maxima, values, out=maxima)
                wins = values == maxima
                if has_nan:
                    wins |= np.isnan(values)
                _set_where(wins, self._winner[batch][windows], k)
        return out

    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        # A product takes half the time of np.where, but 0 * inf is NaN.
        zero_unless = np.multiply if np.isfinite(dout).all() else _where
        taps = self._taps()
        for batch in image_batches(self.x, self.axes):
            for k, windows, pixels in taps:
                won = self._winner[batch][windows] == k
                dx[batch][pixels] += zero_unless(dout[batch][windows], won)

    @property
    def arg_max(self) -> np.ndarray | None:
        """Each winner's place within its window, (N*OH*OW*C,); None before forward."""
        if self._winner is None:
            return None
        return self._winner.transpose(0, 2, 3, 1).ravel().astype(np.intp)


def _where(values: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.where(mask, values, 0)


def _set_where(mask: np.ndarray, places: np.ndarray, k: int) -> None:
    """Do ``places[mask] = k`` by arithmetic, which takes a twentieth to a half of the time."""
    places -= (places - k) * mask


class AveragePooling(_WindowLayer):
    """Average pooling: each window's mean; its gradient is shared equally among the window's pixels.

    The arguments are those of `Pooling`; the border is zeros. count_include_pad: divide by all
    the places a window has on the padded image (True, PyTorch's default) or on the image alone
    (False, ONNX's). A window with no pixel at all gives 0. x: floats.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: `torch.nn.AvgPool2d`; ONNX AveragePool for dilation.

    >>> AveragePooling(2, 2, stride=2).forward(np.array([[[[1.0, 5.0], [3.0, 4.0]]]]))
    array([[[[3.25]]]])
    """

    def __init__(
        self,
        pool_h: int,
        pool_w: int,
        stride: Pair = 1,
        pad: Pad = 0,
        dilation: Pair = 1,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
    ):
        super().__init__(pool_h, pool_w, stride, pad, dilation, ceil_mode)
        self.count_include_pad = check_bool(count_include_pad, "count_include_pad")

    def _reduce(self, x: np.ndarray) -> np.ndarray:
        counts, taps = self._counts(), self._taps()
        out = np.zeros(self._out_shape(), counts.dtype)
        for batch in image_batches(x, self.axes):
            for _, windows, pixels in taps:
                out[batch][windows] += x[batch][pixels]
        out /= counts
        return out.astype(x.dtype, copy=False)

    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        share = (dout / self._counts()).astype(dout.dtype, copy=False)
        taps = self._taps()
        for batch in image_batches(self.x, self.axes):
            for _, windows, pixels in taps:
                dx[batch][pixels] += share[batch][windows]

    def _counts(self) -> np.ndarray:
        """What each window's sum is divided by, (OH, OW); at least float32, as float16 may overflow."""
        sizes = zip(self.axes, self.x.shape[2:], strict=True)
        height, width = (
            axis.taps_per_window(size, self.count_include_pad) for axis, size in sizes
        )
        kind = np.promote_types(self.x.dtype, np.float32)
        return np.maximum(np.outer(height, width), 1).astype(kind)

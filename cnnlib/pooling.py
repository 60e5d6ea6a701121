"""Pooling layers: each window of each channel becomes one number, its maximum or its mean."""

from abc import ABC, abstractmethod
from itertools import product
from types import EllipsisType

import numpy as np

from cnnlib._typing import Pad, Pair
from cnnlib.checks import array, flag, same_shape
from cnnlib.windows import blocks, images, make_axes, output_shape

Part = tuple[EllipsisType, slice, slice]  # rows and columns of every image and channel


class _WindowLayer(ABC):
    """What both poolings share: forward reduces each window to a number, backward spreads it out again.

    A subclass says how, one tap of all windows at a time, on images that fit the cache together.
    """

    kinds = "f"
    x: np.ndarray

    def __init__(
        self,
        pool_h: int,
        pool_w: int,
        stride: Pair = 1,
        pad: Pad = 0,
        dilation: Pair = 1,
        ceil_mode: bool = False,
    ):
        self.axes = make_axes(pool_h, pool_w, stride, pad, dilation, ceil_mode, name="pool")
        self.x = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) -> (N, C, OH, OW), in x's dtype."""
        self.x = images(x, self.axes, self.kinds)
        return self._reduce(x)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient by out (N, C, OH, OW) -> by x (N, C, H, W).

        In x's dtype; where x holds integers, in dout's, as a gradient need not be whole.
        """
        if self.x is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        same_shape(array(dout, "dout", "N C OH OW", self.kinds), "dout", self._out_shape())
        dtype = self.x.dtype if self.x.dtype.kind == "f" else dout.dtype
        dx = np.zeros(self.x.shape, dtype)
        self._spread(dout.astype(dtype, copy=False), dx)
        return dx

    @abstractmethod
    def _reduce(self, x: np.ndarray) -> np.ndarray:
        """Images -> their windows' numbers."""

    @abstractmethod
    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        """Add the numbers' gradients to those of the pixels they came from."""

    def _out_shape(self) -> tuple[int, ...]:
        return *self.x.shape[:2], *output_shape(self.x.shape, self.axes)

    def _taps(self) -> list[tuple[int, Part, Part]]:
        """Each tap's number, the windows of which it falls on the image, and the pixels it reads."""
        height, width = (
            axis.meets(size) for axis, size in zip(self.axes, self.x.shape[2:], strict=True)
        )
        return [
            (k, (..., rows, columns), (..., down, right))
            for k, ((rows, down), (columns, right)) in enumerate(product(height, width))
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
    _winner: np.ndarray | None = None  # (N, C, OH, OW)

    def _reduce(self, x: np.ndarray) -> np.ndarray:
        least = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
        out, taps = np.full(self._out_shape(), least, x.dtype), self._taps()
        self._winner = np.zeros(out.shape, np.min_scalar_type(len(taps)))
        for block in blocks(x, self.axes):
            has_nan = np.isnan(x[block]).any()
            # From last to first: of equal maxima, and of NaNs, the first has the last word.
            for k, windows, pixels in reversed(taps):
                best, pixel = out[block][windows], x[block][pixels]
                np.maximum(best, pixel, out=best)
                wins = pixel == best
                if has_nan:
                    wins |= np.isnan(pixel)
                winner = self._winner[block][windows]
                winner -= (winner - k) * wins  # winner[wins] = k takes three times as long
        return out

    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        # A product takes half the time, but 0 * inf is no 0.
        only = np.multiply if np.isfinite(dout).all() else _where
        taps = self._taps()
        for block in blocks(self.x, self.axes):
            for k, windows, pixels in taps:
                won = self._winner[block][windows] == k
                dx[block][pixels] += only(dout[block][windows], won)

    @property
    def arg_max(self) -> np.ndarray | None:
        """Each winner's place within its window, (N*OH*OW*C,); None before forward."""
        if self._winner is None:
            return None
        return self._winner.transpose(0, 2, 3, 1).ravel().astype(np.intp)


def _where(values: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.where(mask, values, 0)


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
        self.count_include_pad = flag(count_include_pad, "count_include_pad")

    def _reduce(self, x: np.ndarray) -> np.ndarray:
        counts, taps = self._counts(), self._taps()
        out = np.zeros(self._out_shape(), counts.dtype)
        for block in blocks(x, self.axes):
            for _, windows, pixels in taps:
                out[block][windows] += x[block][pixels]
        out /= counts
        return out.astype(x.dtype, copy=False)

    def _spread(self, dout: np.ndarray, dx: np.ndarray) -> None:
        share = (dout / self._counts()).astype(dout.dtype, copy=False)
        taps = self._taps()
        for block in blocks(self.x, self.axes):
            for _, windows, pixels in taps:
                dx[block][pixels] += share[block][windows]

    def _counts(self) -> np.ndarray:
        """What each window's sum is divided by, (OH, OW), in a type that no window overflows."""
        sizes = zip(self.axes, self.x.shape[2:], strict=True)
        height, width = (axis.members(size, self.count_include_pad) for axis, size in sizes)
        kind = np.promote_types(self.x.dtype, np.float32)
        return np.maximum(np.outer(height, width), 1).astype(kind)

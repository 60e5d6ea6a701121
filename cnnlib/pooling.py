"""Pooling layers: each window of each channel becomes one number, its maximum or its mean."""

from abc import ABC, abstractmethod

import numpy as np

from cnnlib.checks import array, flag, same_shape
from cnnlib.signatures import Pad, Pair
from cnnlib.unroll import roll_up, unroll
from cnnlib.windows import images, make_axes, output_shape


class _WindowLayer(ABC):
    """What both poolings share: forward reduces each window to a number, backward spreads it out again.

    A subclass says how, on windows (N, OH, OW, C, PH*PW) and their numbers (N, OH, OW, C).
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
        images(x, self.axes, self.kinds)
        windows = self._windows(x, self._border(x.dtype))
        self.x = x
        return self._reduce(windows).transpose(0, 3, 1, 2)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient by out (N, C, OH, OW) -> by x (N, C, H, W).

        In x's dtype; where x holds integers, in dout's, as a gradient need not be whole.
        """
        if self.x is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        (N, C), (OH, OW) = self.x.shape[:2], output_shape(self.x.shape, self.axes)
        same_shape(array(dout, "dout", "N C OH OW", self.kinds), "dout", (N, C, OH, OW))
        dtype = self.x.dtype if self.x.dtype.kind == "f" else dout.dtype
        cells = self._spread(dout.transpose(0, 2, 3, 1).astype(dtype))
        return roll_up(
            cells.reshape(N * OH * OW, C * cells.shape[-1]), self.x.shape, self.axes
        )

    @abstractmethod
    def _border(self, dtype: np.dtype) -> float:
        """What the padding counts as."""

    @abstractmethod
    def _reduce(self, windows: np.ndarray) -> np.ndarray:
        """Windows -> their numbers."""

    @abstractmethod
    def _spread(self, dout: np.ndarray) -> np.ndarray:
        """The numbers' gradients -> the windows'."""

    def _windows(self, x: np.ndarray, border: float) -> np.ndarray:
        height, width = self.axes
        shape = (
            len(x),
            *output_shape(x.shape, self.axes),
            x.shape[1],
            height.filter * width.filter,
        )
        return unroll(x, self.axes, border).reshape(shape)


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

    def _border(self, dtype: np.dtype) -> float:
        return -np.inf if dtype.kind == "f" else np.iinfo(dtype).min

    def _reduce(self, windows: np.ndarray) -> np.ndarray:
        winners = windows.argmax(axis=-1)
        # Where all pixels equal the border's value, the border may come first:
        # the first pixel wins instead.
        is_pixel = np.broadcast_to(
            self._windows(np.ones((1, 1, *self.x.shape[2:]), bool), False), windows.shape
        )
        on_pixel = np.take_along_axis(is_pixel, winners[..., None], axis=-1)[..., 0]
        winners = np.where(on_pixel, winners, is_pixel.argmax(axis=-1))
        self.arg_max = winners.ravel()
        return np.take_along_axis(windows, winners[..., None], axis=-1)[..., 0]

    def _spread(self, dout: np.ndarray) -> np.ndarray:
        height, width = self.axes
        dmax = np.zeros((dout.size, height.filter * width.filter), dout.dtype)
        dmax[np.arange(dout.size), self.arg_max] = dout.ravel()
        return dmax.reshape(*dout.shape, dmax.shape[-1])


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

    def _border(self, dtype: np.dtype) -> float:
        return 0

    def _reduce(self, windows: np.ndarray) -> np.ndarray:
        # Summed in float64: in float16 a large window's sum, or its count, would overflow.
        return (windows.sum(axis=-1, dtype=float) / self._counts()).astype(windows.dtype)

    def _spread(self, dout: np.ndarray) -> np.ndarray:
        height, width = self.axes
        share = (dout / self._counts()).astype(dout.dtype)
        return np.broadcast_to(
            share[..., None], (*dout.shape, height.filter * width.filter)
        )

    def _counts(self) -> np.ndarray:
        """What each window's sum is divided by, (OH, OW, 1)."""
        sizes = zip(self.axes, self.x.shape[2:], strict=True)
        height, width = (axis.members(size, self.count_include_pad) for axis, size in sizes)
        return np.maximum(np.outer(height, width), 1)[..., None]

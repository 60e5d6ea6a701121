"""The convolution layer: one matrix product forward, three backward."""

import numpy as np

from cnnlib._typing import Pad, Pair, SetByRun
from cnnlib.checks import check_array, check_int
from cnnlib.unroll import unroll
from cnnlib.windows import (
    check_images,
    gather,
    image_batches,
    make_axes,
    output_shape,
    scatter_add,
)


class Convolution:
    """Slide FN filters over images and take a weighted sum at every place.

    What it computes is cross-correlation: the filter is not flipped (`scipy.signal.correlate2d`).

    W: (FN, C/groups, FH, FW), floats. b: (FN,), or None for no bias.
    stride, pad, dilation: as in `im2col`. groups: the filters, and the channels, are dealt into
    this many equal groups, and each group of filters sees its own channels only.
    After forward: x (a copy), col_W (C/groups*FH*FW, FN) and, made when asked for,
    col (N*OH*OW, C*FH*FW). The layer itself works on col.T, a batch of images at a time.
    After backward: dW and db, shaped as W and b.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 7; names and argument order are its own.

    >>> layer = Convolution(np.ones((1, 1, 2, 2)), np.array([0.5]))
    >>> layer.forward(np.arange(9.0).reshape(1, 1, 3, 3))
    array([[[[ 8.5, 12.5],
             [20.5, 24.5]]]])
    """

    x: SetByRun = None
    col_W: SetByRun = None
    dW: SetByRun = None
    db: SetByRun = None

    def __init__(
        self,
        W: np.ndarray,
        b: np.ndarray | None = None,
        stride: Pair = 1,
        pad: Pad = 0,
        dilation: Pair = 1,
        groups: int = 1,
    ):
        self.W = check_array(W, "W", "FN C FH FW", "f")
        self.b = None if b is None else check_array(b, "b", "FN", "f", W.shape[:1])
        self.groups = check_int(groups, "groups", 1)
        if len(W) % self.groups:
            raise ValueError(
                f"groups must divide the {len(W)} filters of W, but is {groups}"
            )
        FH, FW = W.shape[2:]
        self.axes = make_axes(FH, FW, stride, pad, dilation, names=("FH of W", "FW of W"))

    def forward(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) -> (N, FN, OH, OW), in x's dtype."""
        _, FN, OH, OW = shape = convolved_shape(self, x)
        # A copy: backward unrolls x again, and by then the caller may have changed it.
        self.x, self.col_W = x.copy(), self.W.reshape(len(self.W), -1).T.astype(x.dtype)
        out, filters = np.empty(shape, x.dtype), self._filters()
        for batch in image_batches(x, self.axes):
            product = (filters @ self._columns(batch)).reshape(FN, -1, OH, OW)
            if self.b is not None:
                product += self.b.astype(x.dtype)[:, None, None, None]
            out[batch] = product.swapaxes(0, 1)
        return out

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient with respect to out (N, FN, OH, OW) -> to x (N, C, H, W); also sets dW and db."""
        if self.x is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        shape = convolved_shape(self, self.x)
        check_array(dout, "dout", "N FN OH OW", "f", shape)
        (_, C, height, width), (_, FN, OH, OW) = self.x.shape, dout.shape
        filters = self._filters()
        dx, dfilters = np.empty_like(self.x), np.zeros_like(filters.mT)
        for batch in image_batches(self.x, self.axes):
            d = dout[batch].swapaxes(0, 1).reshape(self.groups, FN // self.groups, -1)
            d = d.astype(self.x.dtype, copy=False)
            dfilters += self._columns(batch) @ d.mT
            cells = (filters.mT @ d).reshape(C, *self.W.shape[2:], -1, OH, OW)
            dx[batch] = scatter_add(cells, height, width, self.axes)
        self.dW = dfilters.mT.reshape(self.W.shape).astype(self.W.dtype)
        if self.b is not None:
            # At least in float32: a sum of ones in float16 stops growing at 2048.
            kind = np.promote_types(dout.dtype, np.float32)
            self.db = dout.sum(axis=(0, 2, 3), dtype=kind).astype(self.b.dtype)
        return dx

    @property
    def col(self) -> np.ndarray | None:
        """What `im2col` makes of x, (N*OH*OW, C*FH*FW); None before forward."""
        return None if self.x is None else unroll(self.x, self.axes)

    def _filters(self) -> np.ndarray:
        """col_W, transposed: (groups, FN/groups, C/groups*FH*FW)."""
        return self.col_W.T.reshape(self.groups, -1, len(self.col_W))

    def _columns(self, batch: slice) -> np.ndarray:
        """Some images' part of col, transposed: (groups, C/groups*FH*FW, n*OH*OW)."""
        cells = gather(self.x[batch], self.axes)
        return cells.reshape(self.groups, len(self.col_W), -1)


def convolved_shape(layer: Convolution, x: np.ndarray) -> tuple[int, int, int, int]:
    """The (N, FN, OH, OW) that `layer.forward(x)` will have; nothing is computed.

    Raises TypeError or ValueError, as forward does, unless the layer can take x.
    """
    check_images(x, layer.axes, "f")
    channels = layer.W.shape[1] * layer.groups
    if x.shape[1] != channels:
        raise ValueError(
            f"x must have {channels} channels to match W and groups, not {x.shape[1]}: {x.shape}"
        )
    return len(x), len(layer.W), *output_shape(x.shape, layer.axes)

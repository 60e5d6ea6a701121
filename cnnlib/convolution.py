"""The convolution layer: one matrix product forward, three backward."""

import numpy as np

from cnnlib.checks import array, same_shape, whole
from cnnlib.signatures import Pad, Pair
from cnnlib.unroll import roll_up, unroll
from cnnlib.windows import images, make_axes, output_shape


class Convolution:
    """Slide FN filters over images and take a weighted sum at every place.

    What it computes is cross-correlation: the filter is not flipped (`scipy.signal.correlate2d`).

    W: (FN, C/groups, FH, FW), floats. b: (FN,), or None for no bias.
    stride, pad, dilation: as in `im2col`. groups: the filters, and the channels, are dealt into
    this many equal groups, and each group of filters sees its own channels only.
    After forward: x, col (N*OH*OW, C*FH*FW), col_W (C/groups*FH*FW, FN).
    After backward: dW and db, shaped as W and b.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 7; names and argument order are its own.

    >>> layer = Convolution(np.ones((1, 1, 2, 2)), np.array([0.5]))
    >>> layer.forward(np.arange(9.0).reshape(1, 1, 3, 3))
    array([[[[ 8.5, 12.5],
             [20.5, 24.5]]]])
    """

    x: np.ndarray
    col: np.ndarray
    col_W: np.ndarray
    dW: np.ndarray
    db: np.ndarray

    def __init__(
        self,
        W: np.ndarray,
        b: np.ndarray | None = None,
        stride: Pair = 1,
        pad: Pad = 0,
        dilation: Pair = 1,
        groups: int = 1,
    ):
        self.W = array(W, "W", "FN C FH FW", "f")
        self.b = (
            None if b is None else same_shape(array(b, "b", "FN", "f"), "b", W.shape[:1])
        )
        self.groups = whole(groups, "groups", 1)
        if len(W) % self.groups:
            raise ValueError(
                f"groups must divide the {len(W)} filters of W, but is {groups}"
            )
        FH, FW = W.shape[2:]
        self.axes = make_axes(FH, FW, stride, pad, dilation)
        self.x = self.col = self.col_W = self.dW = self.db = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) -> (N, FN, OH, OW), in x's dtype."""
        images(x, self.axes, "f")
        channels = self.W.shape[1] * self.groups
        if x.shape[1] != channels:
            raise ValueError(
                f"x must have {channels} channels to match W and groups, not {x.shape[1]}: {x.shape}"
            )
        FN = len(self.W)
        self.col = unroll(x, self.axes)
        self.x = x
        self.col_W = self.W.reshape(FN, -1).T.astype(x.dtype)
        out = _join(_deal(self.col, self.groups) @ _deal(self.col_W, self.groups))
        if self.b is not None:
            out += self.b.astype(x.dtype)
        return out.reshape(len(x), *output_shape(x.shape, self.axes), FN).transpose(
            0, 3, 1, 2
        )

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient by out (N, FN, OH, OW) -> by x (N, C, H, W); also sets dW and db."""
        if self.x is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        shape = len(self.x), len(self.W), *output_shape(self.x.shape, self.axes)
        same_shape(array(dout, "dout", "N FN OH OW", "f"), "dout", shape)
        rows = (
            dout.transpose(0, 2, 3, 1)
            .reshape(len(self.col), len(self.W))
            .astype(self.x.dtype)
        )
        col, col_W, d = (
            _deal(matrix, self.groups) for matrix in (self.col, self.col_W, rows)
        )
        self.dW = _join(col.mT @ d).T.reshape(self.W.shape).astype(self.W.dtype)
        if self.b is not None:
            # Summed in float64: a sum of ones in float16 stops growing at 2048.
            self.db = rows.sum(axis=0, dtype=float).astype(self.b.dtype)
        return roll_up(_join(d @ col_W.mT), self.x.shape, self.axes)


def _deal(matrix: np.ndarray, groups: int) -> np.ndarray:
    """Deal a matrix's columns into groups: (rows, groups*k) -> (groups, rows, k)."""
    rows, columns = matrix.shape
    return matrix.reshape(rows, groups, columns // groups).swapaxes(0, 1)


def _join(matrices: np.ndarray) -> np.ndarray:
    """Undo `_deal`: (groups, rows, k) -> (rows, groups*k)."""
    groups, rows, k = matrices.shape
    return matrices.swapaxes(0, 1).reshape(rows, groups * k)

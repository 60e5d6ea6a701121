"""The bug museum: ten pieces of code that run, look right, and are wrong, each in one way.

They are retold from public im2col code, bug and all, in our own words. A docstring says what a piece
claims to be, as its author would. Its bug and its mend stand in `EXHIBITS`, its story in chapter 11.
"""

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnlib import col2im, im2col, output_size


def conv_output_size(size, filter_size, stride=1, pad=0, dilation=1):
    """How many places a filter has along one axis."""
    span = dilation * (filter_size - 1) + 1
    return int((size + 2 * pad - span) / stride) + 1


class MaxPool2D:
    """Max pooling by offsets: one slice of the image for each place in the window."""

    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        self.x_shape = x.shape
        H, W = x.shape[2:]
        self.out_h = (H - self.pool_h) // self.stride + 1
        self.out_w = (W - self.pool_w) // self.stride + 1
        p = self.pad
        border = ((0, 0), (0, 0), (p, p), (p, p))
        padded = np.pad(x, border, constant_values=-np.inf)
        windows = np.stack([padded[place] for place in self._places()])
        self.arg_max = windows.argmax(axis=0)
        return windows.max(axis=0)

    def backward(self, dout):
        N, C, H, W = self.x_shape
        p = self.pad
        dpadded = np.zeros((N, C, H + 2 * p, W + 2 * p), dout.dtype)
        for k, place in enumerate(self._places()):
            dpadded[place] += dout * (self.arg_max == k)
        return dpadded[:, :, p : p + H, p : p + W]

    def _places(self):
        s = self.stride
        for i, j in np.ndindex(self.pool_h, self.pool_w):
            down = slice(i, i + s * self.out_h, s)
            right = slice(j, j + s * self.out_w, s)
            yield ..., down, right


def columns_to_image(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    """Add every window's row of numbers back to the place in the image that it came from."""
    N, C, H, W = input_shape
    OH = output_size(H, filter_h, stride, pad)
    OW = output_size(W, filter_w, stride, pad)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad), col.dtype)
    for row, (n, i, j) in zip(col, np.ndindex(N, OH, OW), strict=True):
        down = slice(i * stride, i * stride + filter_h)
        right = slice(j * stride, j * stride + filter_w)
        padded[n, :, down, right] += row.reshape(C, filter_h, filter_w)
    return padded[:, :, pad:-pad, pad:-pad]


def image_to_columns(images, filter_w, filter_h, stride=1, pad=0):
    """Lay every window out as a row: (N, C, H, W) -> (N*OH*OW, C*FH*FW)."""
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = sliding_window_view(padded, (filter_h, filter_w), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    N, C, OH, OW = windows.shape[:4]
    rows = windows.transpose(0, 2, 3, 1, 4, 5)
    return rows.reshape(N * OH * OW, C * filter_h * filter_w)


class Conv2D:
    """A convolution layer: unroll, multiply, and back the same way."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b = W, b
        self.stride, self.pad = stride, pad

    def forward(self, x):
        N, _, H, W = self.x_shape = x.shape
        FN, _, FH, FW = self.W.shape
        OH = output_size(H, FH, self.stride, self.pad)
        OW = output_size(W, FW, self.stride, self.pad)
        self.col = im2col(x, FH, FW, self.stride, self.pad)
        self.col_W = self.W.reshape(FN, -1).T
        rows = self.col @ self.col_W + self.b
        return rows.reshape(N, FN, OH, OW)

    def backward(self, dout):
        FN, _, FH, FW = self.W.shape
        drows = dout.reshape(-1, FN)
        self.db = drows.sum(axis=0)
        self.dW = (self.col.T @ drows).T.reshape(self.W.shape)
        dcol = drows @ self.col_W.T
        return col2im(dcol, self.x_shape, FH, FW, self.stride, self.pad)


class ConvLayer:
    """A convolution layer: one matrix product forward, three backward."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b = W, b
        self.stride, self.pad = stride, pad

    def forward(self, x):
        N, _, H, W = self.x_shape = x.shape
        FN, _, FH, FW = self.W.shape
        OH = output_size(H, FH, self.stride, self.pad)
        OW = output_size(W, FW, self.stride, self.pad)
        self.col = im2col(x, FH, FW, self.stride, self.pad)
        self.col_W = self.W.reshape(FN, -1).T
        rows = self.col @ self.col_W + self.b
        return rows.reshape(N, OH, OW, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, _, FH, FW = self.W.shape
        drows = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        self.db = drows.sum(axis=0)
        self.dW = (self.col.T @ drows).reshape(self.W.shape)
        dcol = drows @ self.col_W.T
        return col2im(dcol, self.x_shape, FH, FW, self.stride, self.pad)


def fold_columns(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    """Give every pixel back what its copies hold: the adjoint of im2col."""
    N, C, H, W = input_shape
    OH = output_size(H, filter_h, stride, pad)
    OW = output_size(W, filter_w, stride, pad)
    cells = col.reshape(N, OH, OW, C, filter_h, filter_w)
    cells = cells.transpose(0, 3, 4, 5, 1, 2)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad), col.dtype)
    for i, j in np.ndindex(filter_h, filter_w):
        down = slice(i, i + stride * OH, stride)
        right = slice(j, j + stride * OW, stride)
        padded[:, :, down, right] = cells[:, :, i, j]
    return padded[:, :, pad : pad + H, pad : pad + W]


class MaxPoolLayer:
    """Max pooling with im2col: the largest number of each window."""

    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        p = self.pad
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        N, C, H, W = self.x.shape
        OH = output_size(H, self.pool_h, self.stride)
        OW = output_size(W, self.pool_w, self.stride)
        col = im2col(self.x, self.pool_h, self.pool_w, self.stride)
        rows = col.reshape(-1, self.pool_h * self.pool_w)
        self.arg_max = rows.argmax(axis=1)
        return rows.max(axis=1).reshape(N, OH, OW, C).transpose(0, 3, 1, 2)

    def backward(self, dout):
        N, _, OH, OW = dout.shape
        drows = np.zeros((dout.size, self.pool_h * self.pool_w), dout.dtype)
        winners = np.arange(dout.size), self.arg_max
        drows[winners] = dout.transpose(0, 2, 3, 1).ravel()
        dcol = drows.reshape(N * OH * OW, -1)
        dx = col2im(dcol, self.x.shape, self.pool_h, self.pool_w, self.stride)
        H, W, p = dx.shape[2], dx.shape[3], self.pad
        return dx[:, :, p : H - p, p : W - p]


class PoolingLayer:
    """Max pooling; backward sends each gradient to the largest number of its window."""

    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w = pool_h, pool_w
        self.stride, self.pad = stride, pad

    def forward(self, x):
        p = self.pad
        border = ((0, 0), (0, 0), (p, p), (p, p))
        self.x = np.pad(x, border, constant_values=-np.inf)
        N, C, H, W = self.x.shape
        OH = output_size(H, self.pool_h, self.stride)
        OW = output_size(W, self.pool_w, self.stride)
        col = im2col(self.x, self.pool_h, self.pool_w, self.stride)
        self.rows = col.reshape(-1, self.pool_h * self.pool_w)
        out = self.rows.max(axis=1)
        return out.reshape(N, OH, OW, C).transpose(0, 3, 1, 2)

    def backward(self, dout):
        N, _, OH, OW = dout.shape
        winners = self.rows == self.rows.max(axis=1, keepdims=True)
        drows = winners * dout.transpose(0, 2, 3, 1).reshape(-1, 1)
        dcol = drows.reshape(N * OH * OW, -1)
        dx = col2im(dcol, self.x.shape, self.pool_h, self.pool_w, self.stride)
        H, W, p = dx.shape[2], dx.shape[3], self.pad
        return dx[:, :, p : H - p, p : W - p]


def unfold_windows(images, filter_h, filter_w, stride=1, pad=0):
    """Lay every window out as a row, filter offset by filter offset."""
    N, C, H, W = images.shape
    OH = output_size(H, filter_h, stride, pad)
    OW = output_size(W, filter_w, stride, pad)
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    buffer = np.zeros((N, C, filter_h, filter_w, OH, OW))
    for i, j in np.ndindex(filter_h, filter_w):
        down = slice(i, i + stride * OH, stride)
        right = slice(j, j + stride * OW, stride)
        buffer[:, :, i, j] = padded[:, :, down, right]
    return buffer.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, -1)


class Exhibit(NamedTuple):
    """A piece on show.

    piece: the function or class. replaces: which of cnnlib's names it stands for. bug: what is
    wrong, in a few words. mend: what is wrong in the source, and what it should say.
    """

    piece: Callable
    replaces: str
    bug: str
    mend: dict[str, str]


EXHIBITS = (
    Exhibit(
        conv_output_size,
        "output_size",
        "int() for //",
        {
            "int((size + 2 * pad - span) / stride) + 1": "(size + 2 * pad - span) // stride + 1"
        },
    ),
    Exhibit(
        MaxPool2D,
        "Pooling",
        "pad left out of the output's size",
        {
            "(H - self.pool_h)": "(H + 2 * self.pad - self.pool_h)",
            "(W - self.pool_w)": "(W + 2 * self.pad - self.pool_w)",
        },
    ),
    Exhibit(
        columns_to_image,
        "col2im",
        "[p:-p] at p = 0",
        {"[:, :, pad:-pad, pad:-pad]": "[:, :, pad : pad + H, pad : pad + W]"},
    ),
    Exhibit(
        image_to_columns,
        "im2col",
        "FH and FW swapped",
        {"(images, filter_w, filter_h,": "(images, filter_h, filter_w,"},
    ),
    Exhibit(
        Conv2D,
        "Convolution",
        "reshape without transpose",
        {
            "rows.reshape(N, FN, OH, OW)": "rows.reshape(N, OH, OW, FN).transpose(0, 3, 1, 2)",
            "dout.reshape(-1, FN)": "dout.transpose(0, 2, 3, 1).reshape(-1, FN)",
        },
    ),
    Exhibit(
        ConvLayer,
        "Convolution",
        "dW's axes in the wrong order",
        {"(self.col.T @ drows).reshape": "(self.col.T @ drows).T.reshape"},
    ),
    Exhibit(
        fold_columns,
        "col2im",
        "= for +=",
        {"right] = cells[:, :, i, j]": "right] += cells[:, :, i, j]"},
    ),
    Exhibit(
        MaxPoolLayer,
        "Pooling",
        "zeros for max pooling's border",
        {"(0, 0), (p, p), (p, p)))": "(0, 0), (p, p), (p, p)), constant_values=-np.inf)"},
    ),
    Exhibit(
        PoolingLayer,
        "Pooling",
        "every tie rewarded",
        {
            "self.rows == self.rows.max(axis=1, keepdims=True)": (
                "np.eye(self.rows.shape[1], dtype=bool)[self.rows.argmax(axis=1)]"
            ),
        },
    ),
    Exhibit(
        unfold_windows,
        "im2col",
        "float64 creep",
        {"filter_w, OH, OW))": "filter_w, OH, OW), images.dtype)"},
    ),
)

# One plain way to write each of cnnlib's names: these exhibits, once they are mended.
_PLAIN = (conv_output_size, unfold_windows, fold_columns, ConvLayer, MaxPoolLayer)


def mended_source(exhibit: Exhibit) -> str:
    """The source of an exhibit's piece, mended."""
    source = inspect.getsource(exhibit.piece)
    for wrong, right in exhibit.mend.items():
        source = source.replace(wrong, right)
    return source


def mended(exhibit: Exhibit) -> Any:
    """An exhibit's piece, mended, to be used as the piece itself."""
    return _run(mended_source(exhibit), exhibit, dict(globals()))


def implementations(planted: Exhibit | None = None) -> SimpleNamespace:
    """output_size, im2col, col2im, Convolution, Pooling in plain code, with one bug or none.

    The layers use the very im2col, col2im and output_size beside them, so a bug that is planted
    there reaches them too. stride and pad are single numbers; Convolution needs its b.

    >>> sound, buggy = implementations(), implementations(EXHIBITS[0])
    >>> sound.output_size(2, 3, stride=2), buggy.output_size(2, 3, stride=2)
    (0, 1)
    """
    scope = dict(globals())
    plain = [exhibit for exhibit in EXHIBITS if exhibit.piece in _PLAIN]
    for exhibit in plain:
        scope[exhibit.replaces] = _run(mended_source(exhibit), exhibit, scope)
    if planted:
        source = inspect.getsource(planted.piece)
        scope[planted.replaces] = _run(source, planted, scope)
    return SimpleNamespace(**{e.replaces: scope[e.replaces] for e in plain})


def caught_by(x: np.ndarray, W: np.ndarray, stride: int = 1, pad: int = 0) -> list[int]:
    """The numbers of the exhibits that this input gives away: not a shape, a type or a number may differ."""
    sound = results(implementations(), x, W, stride, pad)
    caught = []
    for number, exhibit in enumerate(EXHIBITS, 1):
        try:
            found = results(implementations(exhibit), x, W, stride, pad)
        except ValueError:  # shapes that do not fit give it away as well
            found = []
        if len(found) < len(sound) or not all(map(_same, found, sound)):
            caught.append(number)
    return caught


def results(
    kit: SimpleNamespace, x: np.ndarray, W: np.ndarray, stride: int, pad: int
) -> list:
    """All that both layers of a kit give for images x and filters W: outputs and gradients."""
    convolution = kit.Convolution(W, np.ones(len(W), x.dtype), stride, pad)
    pooling = kit.Pooling(*W.shape[2:], stride, pad)
    arrays = []
    for layer in (convolution, pooling):
        out = layer.forward(x)
        dout = np.arange(out.size, dtype=x.dtype).reshape(out.shape)
        arrays += [out, layer.backward(dout)]
    return [*arrays, convolution.dW, convolution.db]


def _same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.shape == b.shape and a.dtype == b.dtype and np.allclose(a, b, equal_nan=True)


def _run(source: str, exhibit: Exhibit, scope: dict) -> Any:
    """What the source of an exhibit's piece defines, seeing the names in scope."""
    exec(source, scope)
    return scope[exhibit.piece.__name__]

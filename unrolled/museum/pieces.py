"""Ten pieces of code that run, look right, and are wrong, each in one way; a docstring claims what its author would."""

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

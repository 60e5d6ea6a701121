"""The loops that the steppers of `im2col`, `col2im`, convolution and pooling show: by windows, and by taps, the places in
the filter.

They take and give what `cnnlib.im2col`, `cnnlib.col2im` and the layers do, and are as plain as the chapters derive
them. Chapters print them; a stepper shows what stands below the empty line, with the variables of its step.

Pooling goes through its windows in out's reading order, channel by channel: a row of `rows`, `dmax` or `drows` is one
window, and a column one place in it. Its settings are those of `cnnlib.Pooling`, by name.
"""

import inspect
import textwrap

import numpy as np

from cnnlib.windows import make_axes


def im2col_by_window(x, filter_h, filter_w, *, stride=1, pad=0, dilation=1):
    """(N, C, H, W) -> (N*OH*OW, C*FH*FW): each window becomes a row."""
    height, width = make_axes(filter_h, filter_w, stride, pad, dilation)
    (N, C, H, W), FH, FW, padded = x.shape, filter_h, filter_w, padded_by(x, height, width)
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    col = np.empty((N * OH * OW, C * FH * FW), x.dtype)

    for row, (n, oh, ow) in enumerate(np.ndindex(N, OH, OW)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * FH, dilation_h)
        across = slice(left, left + dilation_w * FW, dilation_w)
        col[row] = padded[n, :, down, across].ravel()
    return col


def im2col_by_tap(x, filter_h, filter_w, *, stride=1, pad=0, dilation=1):
    """(N, C, H, W) -> (N*OH*OW, C*FH*FW): what a tap reads becomes a column in each channel."""
    height, width = make_axes(filter_h, filter_w, stride, pad, dilation)
    (N, C, H, W), FH, FW, padded = x.shape, filter_h, filter_w, padded_by(x, height, width)
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    buffer = np.empty((N, C, FH, FW, OH, OW), x.dtype)

    for fh, fw in np.ndindex(FH, FW):
        top, left = fh * dilation_h, fw * dilation_w
        down = slice(top, top + stride_h * OH, stride_h)
        across = slice(left, left + stride_w * OW, stride_w)
        buffer[:, :, fh, fw] = padded[:, :, down, across]
    return buffer.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, -1)


def col2im_by_window(dcol, x_shape, filter_h, filter_w, *, stride=1, pad=0, dilation=1):
    """(N*OH*OW, C*FH*FW) -> (N, C, H, W): each row is added to its window."""
    height, width = make_axes(filter_h, filter_w, stride, pad, dilation)
    (N, C, H, W), FH, FW = x_shape, filter_h, filter_w
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = padded_by(np.zeros(x_shape, dcol.dtype), height, width)
    inside = (..., height.image(H), width.image(W))

    for row, (n, oh, ow) in enumerate(np.ndindex(N, OH, OW)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * FH, dilation_h)
        across = slice(left, left + dilation_w * FW, dilation_w)
        padded[n, :, down, across] += dcol[row].reshape(C, FH, FW)
    return padded[inside]


def col2im_by_tap(dcol, x_shape, filter_h, filter_w, *, stride=1, pad=0, dilation=1):
    """(N*OH*OW, C*FH*FW) -> (N, C, H, W): each tap's columns are added to what the tap read."""
    height, width = make_axes(filter_h, filter_w, stride, pad, dilation)
    (N, C, H, W), FH, FW = x_shape, filter_h, filter_w
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = padded_by(np.zeros(x_shape, dcol.dtype), height, width)
    inside = (..., height.image(H), width.image(W))

    six = dcol.reshape(N, OH, OW, C, FH, FW).transpose(0, 3, 4, 5, 1, 2)
    for fh, fw in np.ndindex(FH, FW):
        top, left = fh * dilation_h, fw * dilation_w
        down = slice(top, top + stride_h * OH, stride_h)
        across = slice(left, left + stride_w * OW, stride_w)
        padded[:, :, down, across] += six[:, :, fh, fw]
    return padded[inside]


def convolution_by_window(x, W, b, *, stride=1, pad=0, dilation=1):
    """(N, C, H, W), W (FN, C, FH, FW), b (FN,) -> (N, FN, OH, OW): each window times each filter is a number of out."""
    FN, _, FH, FW = W.shape
    height, width = make_axes(FH, FW, stride, pad, dilation)
    N, padded = len(x), padded_by(x, height, width)
    OH, OW = height.count(x.shape[2]), width.count(x.shape[3])
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    out = np.empty((N, FN, OH, OW), np.result_type(x, W, b))

    for n, f, oh, ow in np.ndindex(N, FN, OH, OW):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * FH, dilation_h)
        across = slice(left, left + dilation_w * FW, dilation_w)
        products = padded[n, :, down, across] * W[f]
        out[n, f, oh, ow] = products.sum() + b[f]
    return out


def max_by_window(x, pool_h, pool_w, **settings):
    """(N, C, H, W) of finite numbers -> out (N, C, OH, OW), arg_max (N*C*OH*OW,): the first largest of each window."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (N, C, H, W), PH, PW, padded = x.shape, pool_h, pool_w, roomy(x, height, width, -np.inf)
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    out, rows = np.empty((N, C, OH, OW)), np.empty((N * C * OH * OW, PH * PW))
    arg_max = np.empty(len(rows), int)

    for row, (n, c, oh, ow) in enumerate(np.ndindex(N, C, OH, OW)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * PH, dilation_h)
        across = slice(left, left + dilation_w * PW, dilation_w)
        rows[row] = padded[n, c, down, across].ravel()
        arg_max[row] = rows[row].argmax()
        out[n, c, oh, ow] = rows[row].max()
    return out, arg_max


def mean_by_window(x, counts, pool_h, pool_w, **settings):
    """(N, C, H, W), and what each window's sum is divided by (OH, OW) -> out (N, C, OH, OW): the mean of each window."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (N, C, H, W), PH, PW, padded = x.shape, pool_h, pool_w, roomy(x, height, width)
    OH, OW = height.count(H), width.count(W)
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    out, rows = np.empty((N, C, OH, OW)), np.empty((N * C * OH * OW, PH * PW))

    for row, (n, c, oh, ow) in enumerate(np.ndindex(N, C, OH, OW)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * PH, dilation_h)
        across = slice(left, left + dilation_w * PW, dilation_w)
        rows[row] = padded[n, c, down, across].ravel()
        out[n, c, oh, ow] = rows[row].sum() / counts[oh, ow]
    return out


def max_backward_by_window(dout, arg_max, x_shape, pool_h, pool_w, **settings):
    """(N, C, OH, OW) -> (N, C, H, W): each window's row, all zeros but for its winner, is added to the window."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (H, W), PH, PW = x_shape[2:], pool_h, pool_w
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = roomy(np.zeros(x_shape, dout.dtype), height, width)
    inside = (..., height.image(H), width.image(W))
    dmax = np.zeros((dout.size, PH * PW), dout.dtype)

    for row, (n, c, oh, ow) in enumerate(np.ndindex(dout.shape)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * PH, dilation_h)
        across = slice(left, left + dilation_w * PW, dilation_w)
        dmax[row, arg_max[row]] = dout[n, c, oh, ow]
        padded[n, c, down, across] += dmax[row].reshape(PH, PW)
    return padded[inside]


def max_backward_by_tap(dout, arg_max, x_shape, pool_h, pool_w, **settings):
    """(N, C, OH, OW) -> (N, C, H, W): what each tap has won is added to what the tap read."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (H, W), (OH, OW), PH, PW = x_shape[2:], dout.shape[2:], pool_h, pool_w
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = roomy(np.zeros(x_shape, dout.dtype), height, width)
    inside = (..., height.image(H), width.image(W))
    dmax = np.zeros((dout.size, PH * PW), dout.dtype)

    for k, (ph, pw) in enumerate(np.ndindex(PH, PW)):
        top, left = ph * dilation_h, pw * dilation_w
        down = slice(top, top + stride_h * OH, stride_h)
        across = slice(left, left + stride_w * OW, stride_w)
        dmax[:, k] = np.where(arg_max == k, dout.ravel(), 0)
        padded[:, :, down, across] += dmax[:, k].reshape(dout.shape)
    return padded[inside]


def mean_backward_by_window(dout, counts, x_shape, pool_h, pool_w, **settings):
    """(N, C, OH, OW) -> (N, C, H, W): each window's row, equal shares, is added to the window."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (H, W), PH, PW = x_shape[2:], pool_h, pool_w
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = roomy(np.zeros(x_shape), height, width)
    inside = (..., height.image(H), width.image(W))
    drows = np.zeros((dout.size, PH * PW))

    for row, (n, c, oh, ow) in enumerate(np.ndindex(dout.shape)):
        top, left = oh * stride_h, ow * stride_w
        down = slice(top, top + dilation_h * PH, dilation_h)
        across = slice(left, left + dilation_w * PW, dilation_w)
        drows[row] = dout[n, c, oh, ow] / counts[oh, ow]
        padded[n, c, down, across] += drows[row].reshape(PH, PW)
    return padded[inside]


def mean_backward_by_tap(dout, counts, x_shape, pool_h, pool_w, **settings):
    """(N, C, OH, OW) -> (N, C, H, W): each tap's share of all windows is added to what the tap read."""
    height, width = make_axes(pool_h, pool_w, **settings)
    (H, W), (OH, OW), PH, PW = x_shape[2:], dout.shape[2:], pool_h, pool_w
    (stride_h, dilation_h), (stride_w, dilation_w) = steps_of(height), steps_of(width)
    padded = roomy(np.zeros(x_shape), height, width)
    inside = (..., height.image(H), width.image(W))
    drows = np.zeros((dout.size, PH * PW))

    for k, (ph, pw) in enumerate(np.ndindex(PH, PW)):
        top, left = ph * dilation_h, pw * dilation_w
        down = slice(top, top + stride_h * OH, stride_h)
        across = slice(left, left + stride_w * OW, stride_w)
        drows[:, k] = (dout / counts).ravel()
        padded[:, :, down, across] += drows[:, k].reshape(dout.shape)
    return padded[inside]


def roomy(x, height, width, fill=0):
    """A copy of x, (N, C, H, W), with a border of `fill`: the padding, and what a last window reads beyond it."""
    sizes = zip((height, width), x.shape[2:], strict=True)
    around = [
        (axis.before, max(axis.after, axis.length(size) - axis.before - size))
        for axis, size in sizes
    ]
    kind = np.result_type(x.dtype, float) if fill else x.dtype
    return np.pad(x.astype(kind), [(0, 0), (0, 0), *around], constant_values=fill)


def padded_by(x, height, width):
    """A copy of x, (N, C, H, W), with zeros around each image."""
    around = [(0, 0), (0, 0), (height.before, height.after), (width.before, width.after)]
    return np.pad(x, around)


def steps_of(axis) -> tuple[int, int]:
    """How far apart windows are, and taps."""
    return axis.stride, axis.dilation


IM2COL = {"window": im2col_by_window, "tap": im2col_by_tap}
COL2IM = {"window": col2im_by_window, "tap": col2im_by_tap}
CONVOLUTION = {"forward": convolution_by_window}
MAX = {
    "forward": max_by_window,
    "window": max_backward_by_window,
    "tap": max_backward_by_tap,
}
MEAN = {
    "forward": mean_by_window,
    "window": mean_backward_by_window,
    "tap": mean_backward_by_tap,
}


def shown_lines(loop) -> list[str]:
    """The lines of a loop, a function of this module, that a stepper shows: those below the empty line."""
    body = inspect.getsource(loop).split("\n\n")[1]
    return textwrap.dedent(body).splitlines()


def code_of(loops: dict) -> dict[str, list[str]]:
    """What a stepper shows of each of its loops, by the loop's name."""
    return {name: shown_lines(loop) for name, loop in loops.items()}

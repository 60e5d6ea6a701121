"""The loops that the steppers of `im2col` and `col2im` show: by windows, and by taps, the places in the filter.

They take and give what `cnnlib.im2col` and `cnnlib.col2im` do, and are as plain as chapters 3 and 5 derive them. Chapters
print them; a stepper shows what stands below the empty line, with the variables of its step.
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


def padded_by(x, height, width):
    """A copy of x, (N, C, H, W), with zeros around each image."""
    around = [(0, 0), (0, 0), (height.before, height.after), (width.before, width.after)]
    return np.pad(x, around)


def steps_of(axis) -> tuple[int, int]:
    """How far apart windows are, and taps."""
    return axis.stride, axis.dilation


IM2COL = {"window": im2col_by_window, "tap": im2col_by_tap}
COL2IM = {"window": col2im_by_window, "tap": col2im_by_tap}


def shown_lines(loop) -> list[str]:
    """The lines of a loop, a function of this module, that a stepper shows: those below the empty line."""
    body = inspect.getsource(loop).split("\n\n")[1]
    return textwrap.dedent(body).splitlines()


def code_of(loops: dict) -> dict[str, list[str]]:
    """What a stepper shows of each of its loops, by the loop's name."""
    return {name: shown_lines(loop) for name, loop in loops.items()}

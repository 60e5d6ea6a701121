"""im2col copies every window into a row of a matrix; col2im adds every row to the pixels that it was copied from."""

import numpy as np

from cnnlib._typing import Pad, Pair
from cnnlib.checks import check_array, check_int
from cnnlib.windows import (
    Axes,
    check_columns_size,
    check_images,
    gather,
    make_axes,
    output_shape,
    scatter_add,
)


def im2col(
    x: np.ndarray,
    filter_h: int,
    filter_w: int,
    stride: Pair = 1,
    pad: Pad = 0,
    dilation: Pair = 1,
) -> np.ndarray:
    """Unroll images into a matrix with one row for each place of the filter.

    x: (N, C, H, W), integers or floats. stride, dilation: int or (h, w).
    pad: int, (h, w) or ((top, bottom), (left, right)); the border is zeros.
    Returns a new array (N*OH*OW, C*FH*FW) of x's dtype: rows run over images, then output
    rows, then output columns; columns run over channels, then filter rows, then filter columns.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: Chellapilla, Puri & Simard (2006); row order as in "Deep Learning from Scratch", ch. 7.

    >>> x = np.arange(9).reshape(1, 1, 3, 3)
    >>> im2col(x, 2, 2)
    array([[0, 1, 3, 4],
           [1, 2, 4, 5],
           [3, 4, 6, 7],
           [4, 5, 7, 8]])
    """
    axes = make_axes(filter_h, filter_w, stride, pad, dilation)
    return unroll(check_images(x, axes, at_once=True), axes)


def col2im(
    col: np.ndarray,
    input_shape: tuple[int, ...],
    filter_h: int,
    filter_w: int,
    stride: Pair = 1,
    pad: Pad = 0,
    dilation: Pair = 1,
) -> np.ndarray:
    """Add every cell of a column matrix to the pixel that `im2col` copied it from.

    The adjoint of `im2col`, not its inverse: a pixel that k windows hold receives k cells,
    a pixel that none holds stays 0, what came from the border is dropped.

    col: (N*OH*OW, C*FH*FW). input_shape: the (N, C, H, W) to return. The rest as in `im2col`.
    Returns a new array (N, C, H, W) of col's dtype.
    Raises TypeError or ValueError naming the argument that is wrong.

    >>> col2im(np.ones((4, 4)), (1, 1, 3, 3), 2, 2)
    array([[[[1., 2., 1.],
             [2., 4., 2.],
             [1., 2., 1.]]]])
    """
    if not isinstance(input_shape, (tuple, list)) or len(input_shape) != 4:
        raise ValueError(
            f"input_shape must be four sizes (N, C, H, W), not {input_shape!r}"
        )
    N, *rest = input_shape
    shape = (
        check_int(N, "input_shape", 0),
        *(check_int(size, "input_shape", 1) for size in rest),
    )
    axes = make_axes(filter_h, filter_w, stride, pad, dilation)
    check_columns_size(shape, "input_shape", axes, shape[0])
    check_array(col, "col", "N*OH*OW C*FH*FW", shape=col_shape(shape, axes))
    N, C, H, W = shape
    OH, OW = output_shape(shape, axes)
    cells = col.reshape(N, OH, OW, C, filter_h, filter_w).transpose(3, 4, 5, 0, 1, 2)
    return scatter_add(cells, H, W, axes)


def col_shape(x_shape: tuple[int, ...], axes: Axes) -> tuple[int, int]:
    """(N*OH*OW, C*FH*FW) for images of shape (N, C, H, W)."""
    N, C = x_shape[:2]
    OH, OW = output_shape(x_shape, axes)
    return N * OH * OW, C * axes[0].filter * axes[1].filter


def unroll(x: np.ndarray, axes: Axes) -> np.ndarray:
    """`im2col` for arguments already checked."""
    rows = gather(x, axes).transpose(3, 4, 5, 0, 1, 2)
    return rows.reshape(col_shape(x.shape, axes))

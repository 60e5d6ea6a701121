"""What is wrong with each piece, and its mend: a few characters of its source."""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from unrolled.museum import pieces


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
        pieces.conv_output_size,
        "output_size",
        "int() for //",
        {
            "int((size + 2 * pad - span) / stride) + 1": "(size + 2 * pad - span) // stride + 1"
        },
    ),
    Exhibit(
        pieces.MaxPool2D,
        "Pooling",
        "pad left out of the output's size",
        {
            "(H - self.pool_h)": "(H + 2 * self.pad - self.pool_h)",
            "(W - self.pool_w)": "(W + 2 * self.pad - self.pool_w)",
        },
    ),
    Exhibit(
        pieces.columns_to_image,
        "col2im",
        "[p:-p] at p = 0",
        {"[:, :, pad:-pad, pad:-pad]": "[:, :, pad : pad + H, pad : pad + W]"},
    ),
    Exhibit(
        pieces.image_to_columns,
        "im2col",
        "FH and FW swapped",
        {"(images, filter_w, filter_h,": "(images, filter_h, filter_w,"},
    ),
    Exhibit(
        pieces.Conv2D,
        "Convolution",
        "reshape without transpose",
        {
            "rows.reshape(N, FN, OH, OW)": "rows.reshape(N, OH, OW, FN).transpose(0, 3, 1, 2)",
            "dout.reshape(-1, FN)": "dout.transpose(0, 2, 3, 1).reshape(-1, FN)",
        },
    ),
    Exhibit(
        pieces.ConvLayer,
        "Convolution",
        "dW's axes in the wrong order",
        {"(self.col.T @ drows).reshape": "(self.col.T @ drows).T.reshape"},
    ),
    Exhibit(
        pieces.fold_columns,
        "col2im",
        "= for +=",
        {"right] = cells[:, :, i, j]": "right] += cells[:, :, i, j]"},
    ),
    Exhibit(
        pieces.MaxPoolLayer,
        "Pooling",
        "zeros for max pooling's border",
        {"(0, 0), (p, p), (p, p)))": "(0, 0), (p, p), (p, p)), constant_values=-np.inf)"},
    ),
    Exhibit(
        pieces.PoolingLayer,
        "Pooling",
        "every tie rewarded",
        {
            "self.rows == self.rows.max(axis=1, keepdims=True)": (
                "np.eye(self.rows.shape[1], dtype=bool)[self.rows.argmax(axis=1)]"
            ),
        },
    ),
    Exhibit(
        pieces.unfold_windows,
        "im2col",
        "float64 creep",
        {"filter_w, OH, OW))": "filter_w, OH, OW), images.dtype)"},
    ),
)


def mended_source(exhibit: Exhibit) -> str:
    """The source of an exhibit's piece, mended."""
    source = inspect.getsource(exhibit.piece)
    for wrong, right in exhibit.mend.items():
        source = source.replace(wrong, right)
    return source


def mended(exhibit: Exhibit) -> Any:
    """An exhibit's piece, mended, to be used as the piece itself."""
    return run(mended_source(exhibit), exhibit, dict(vars(pieces)))


def run(source: str, exhibit: Exhibit, scope: dict) -> Any:
    """What the source of an exhibit's piece defines, seeing the names in scope."""
    exec(source, scope)
    return scope[exhibit.piece.__name__]

"""A bug planted among sound functions and layers, in plain code, and which bugs an input gives away."""

import inspect
from types import SimpleNamespace

import numpy as np

from unrolled.museum import pieces
from unrolled.museum.exhibits import EXHIBITS, Exhibit, mended_source, run

# One plain way to write each of cnnlib's names: these exhibits, once they are mended.
_PLAIN = (
    pieces.conv_output_size,
    pieces.unfold_windows,
    pieces.fold_columns,
    pieces.ConvLayer,
    pieces.MaxPoolLayer,
)


def implementations(planted: Exhibit | None = None) -> SimpleNamespace:
    """output_size, im2col, col2im, Convolution, Pooling in plain code, with one bug or none.

    The layers use the very im2col, col2im and output_size beside them, so a bug that is planted
    there reaches them too. stride and pad are single numbers; Convolution needs its b.

    >>> sound, buggy = implementations(), implementations(EXHIBITS[0])
    >>> sound.output_size(2, 3, stride=2), buggy.output_size(2, 3, stride=2)
    (0, 1)
    """
    scope = dict(vars(pieces))
    plain = [exhibit for exhibit in EXHIBITS if exhibit.piece in _PLAIN]
    for exhibit in plain:
        scope[exhibit.replaces] = run(mended_source(exhibit), exhibit, scope)
    if planted:
        source = inspect.getsource(planted.piece)
        scope[planted.replaces] = run(source, planted, scope)
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

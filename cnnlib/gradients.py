"""Gradients by trying: nudge every number a little and see what the result does."""

import numpy as np

from cnnlib.checks import array


def numerical_gradient(f, x: np.ndarray, h: float = 1e-4) -> np.ndarray:
    """The gradient of a scalar function at x, by central differences.

    f: takes an array shaped as x, returns one number. x: floats of any shape; never written to,
    so f must use the array that it is given. h: the nudge, in x's units.
    Returns an array of x's shape and dtype; the error is of order h squared.
    Raises TypeError if x is not an array of floats.
    Source: "Deep Learning from Scratch", ch. 4.

    >>> numerical_gradient(lambda v: float((v**2).sum()), np.array([3.0, -1.0])).round(6)
    array([ 6., -2.])
    """
    x = array(x, "x", " ".join("?" * np.ndim(x)), "f")
    gradient, nudged = np.empty_like(x), x.copy()
    for place in np.ndindex(x.shape):
        nudged[place] = x[place] + h
        above = f(nudged)
        nudged[place] = x[place] - h
        gradient[place] = (above - f(nudged)) / (2 * h)
        nudged[place] = x[place]
    return gradient


def check_gradients(layer, x: np.ndarray) -> dict[str, float]:
    """Compare a layer's backward with numerical gradients, by every input and parameter.

    layer: has forward, backward and perhaps W and b. x: a small input for it, floats; everything
    is computed in float64. The loss is the sum of forward(x) times fixed random weights.
    Returns the largest difference over the largest gradient, under "x" and, where the layer has
    them, "W" and "b": about 1e-10 where backward is right, about 1 where it is wrong. Keep
    max pooling's x free of near ties: a nudge that changes the winner is no gradient.

    >>> from cnnlib import Convolution
    >>> rng = np.random.default_rng(0)
    >>> layer = Convolution(rng.normal(size=(2, 3, 2, 2)), np.zeros(2))
    >>> errors = check_gradients(layer, rng.normal(size=(2, 3, 4, 4)))
    >>> sorted(errors), max(errors.values()) < 1e-7
    (['W', 'b', 'x'], True)
    """
    x = array(x, "x", " ".join("?" * np.ndim(x)), "f").astype(np.float64)
    given = {name: getattr(layer, name) for name in ("W", "b") if getattr(layer, name, None) is not None}
    values = {"x": x} | {name: value.astype(np.float64) for name, value in given.items()}

    def run(changed):
        for name in given:
            setattr(layer, name, changed[name])
        return layer.forward(changed["x"])

    try:
        out = run(values)
        weights = np.random.default_rng(0).normal(size=out.shape)
        exact = {"x": layer.backward(weights)} | {name: getattr(layer, "d" + name) for name in given}
        return {name: _difference(exact[name], _tried(run, values, name, weights)) for name in values}
    finally:
        for name, value in given.items():
            setattr(layer, name, value)


def _tried(run, values: dict, name: str, weights: np.ndarray) -> np.ndarray:
    return numerical_gradient(lambda v: (run(values | {name: v}) * weights).sum(), values[name])


def _difference(exact: np.ndarray, tried: np.ndarray) -> float:
    return float(np.abs(exact - tried).max() / max(np.abs(tried).max(), 1e-12))

"""Numerical gradients, and a check of a layer's backward against them."""

from collections.abc import Callable
from copy import copy
from numbers import Real
from typing import Any

import numpy as np

from cnnlib._typing import Layer, Named
from cnnlib.checks import (
    check_callable,
    check_float,
    check_methods,
    check_numbers,
    check_shape,
)


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-4
) -> np.ndarray:
    """The gradient of a scalar function at x, by central differences.

    f: takes an array shaped as x, returns one number. It is given float64, whatever x's dtype:
    float32 is too coarse for so small a nudge. x: floats of any shape; never written to, so f
    must use the array that it is given. h: the nudge, in x's units.
    Returns an array of x's shape and dtype; the error is of order h squared.
    Raises TypeError or ValueError naming the argument that is wrong, f if it returns no number.
    Source: "Deep Learning from Scratch", ch. 4.

    >>> numerical_gradient(lambda v: float((v**2).sum()), np.array([3.0, -1.0])).round(6)
    array([ 6., -2.])
    """
    x, f = check_numbers(x, "x", "f"), check_callable(f, "f")
    if not check_float(h, "h", 0):
        raise ValueError("h must be above 0, not 0")
    gradient, nudged = np.empty_like(x), x.astype(np.float64)
    for place in np.ndindex(x.shape):
        value = nudged[place]
        nudged[place] = value + h
        above = _check_number(f(nudged))
        nudged[place] = value - h
        gradient[place] = (above - _check_number(f(nudged))) / (2 * h)
        nudged[place] = value
    return gradient


def check_gradients(layer: Layer, x: np.ndarray) -> dict[str, float]:
    """Compare a layer's gradients with numerical ones: those with respect to x and to each parameter.

    layer: has forward, backward and perhaps W and b; a copy of it is used. x: a small input for
    it, floats; everything is computed in float64. The loss is the sum of forward(x) times fixed
    random weights.
    Returns the largest difference over the largest gradient, under "x" and, where the layer has
    them, "W" and "b": about 1e-10 where backward is right, about 1 where it is wrong. Keep
    max pooling's x free of near ties: a nudge that changes the winner is no gradient.
    Raises TypeError if x is not an array of floats or layer not an object, ValueError if x is
    empty or if a gradient's shape is not that of what it is the gradient of.

    >>> from cnnlib import Convolution
    >>> rng = np.random.default_rng(0)
    >>> layer = Convolution(rng.normal(size=(2, 3, 2, 2)), np.zeros(2))
    >>> errors = check_gradients(layer, rng.normal(size=(2, 3, 4, 4)))
    >>> sorted(errors), max(errors.values()) < 1e-7
    (['W', 'b', 'x'], True)
    """
    check_methods(layer, "layer", "forward", "backward")
    if check_numbers(x, "x", "f").size == 0:
        raise ValueError(f"x must not be empty, but its shape is {x.shape}")
    layer = copy(layer)
    parameters = [name for name in ("W", "b") if getattr(layer, name, None) is not None]
    values = {"x": x.astype(np.float64)} | {
        name: getattr(layer, name).astype(np.float64) for name in parameters
    }

    def run(changed: Named) -> np.ndarray:
        for name in parameters:
            setattr(layer, name, changed[name])
        return layer.forward(changed["x"])

    out = check_numbers(run(values), "layer.forward(x)", "f")
    weights = np.random.default_rng(0).normal(size=out.shape)
    exact: dict[str, Any] = {"x": layer.backward(weights)} | {
        name: getattr(layer, "d" + name, None) for name in parameters
    }
    return {
        name: _relative_error(exact[name], _numerical(run, values, name, weights), name)
        for name in values
    }


def _numerical(
    run: Callable[[Named], np.ndarray],
    values: dict[str, np.ndarray],
    name: str,
    weights: np.ndarray,
) -> np.ndarray:
    return numerical_gradient(
        lambda v: (run(values | {name: v}) * weights).sum(), values[name]
    )


def _check_number(result: Any) -> float:
    single = isinstance(result, np.ndarray) and result.shape == ()
    if not isinstance(result[()] if single else result, Real):
        raise TypeError(f"f must return one number, not {result!r}")
    return result


def _relative_error(exact: np.ndarray, numerical: np.ndarray, name: str) -> float:
    check_shape(check_numbers(exact, "d" + name), "d" + name, numerical.shape)
    return float(np.abs(exact - numerical).max() / max(np.abs(numerical).max(), 1e-12))

"""A network as a picture can show it: its layers' names and shapes, known by arithmetic alone, and as they travel."""

from collections import Counter
from math import prod

import numpy as np

from cnnlib import Affine, Convolution, Pooling, ReLU, Sequential
from cnnlib.windows import output_shape

# What a layer is to JavaScript, and how its name begins.
KINDS = {
    Convolution: ("convolution", "conv"),
    ReLU: ("relu", "relu"),
    Pooling: ("pooling", "pool"),
    Affine: ("affine", "affine"),
}
# By what numbers may be divided, so that they travel as bytes: exact, as it is a power of two.
DIVISORS = [2**k for k in range(13)]
LETTERS = 26


def check_network(network) -> Sequential:
    """Return the network if it is a chain of layers that can be shown.

    Raises TypeError for another thing or layer, ValueError for groups and dilation; each is named, by its place.
    """
    if not isinstance(network, Sequential):
        raise TypeError(f"network must be a Sequential, not {type(network).__name__}")
    for place, layer in enumerate(network.layers):
        name = f"layer {place}, {type(layer).__name__},"
        if type(layer) not in KINDS:
            allowed = ", ".join(kind.__name__ for kind in KINDS)
            raise TypeError(f"{name} can't be shown: each layer must be one of {allowed}")
        if getattr(layer, "groups", 1) != 1:
            raise ValueError(f"{name} must have groups 1, not {layer.groups}")
        dilation = tuple(axis.dilation for axis in getattr(layer, "axes", ()))
        if set(dilation) - {1}:
            raise ValueError(f"{name} must have dilation 1, not {dilation}")
    if not isinstance(network.layers[-1], Affine):
        last = type(network.layers[-1]).__name__
        raise ValueError(f"the last layer must be Affine, which gives scores, not {last}")
    return network


def layer_names(network: Sequential) -> list[str]:
    """conv1, relu1, pool1, conv2 ..., affine; affine1, affine2 ... where there are several."""
    starts = [KINDS[type(layer)][1] for layer in network.layers]
    only = {start for start, times in Counter(starts).items() if times == 1}
    seen: Counter = Counter()
    names = []
    for start in starts:
        seen[start] += 1
        names.append(
            start if start == "affine" and start in only else f"{start}{seen[start]}"
        )
    return names


def layer_shapes(network: Sequential, shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """What an image of this shape (C, H, W) becomes behind each layer.

    Raises ValueError, naming the layer by its place, where one can't take what comes.
    """
    shapes = []
    for place, layer in enumerate(network.layers):
        try:
            shape = _shape_behind(layer, shape)
        except ValueError as error:
            raise ValueError(f"layer {place}, {type(layer).__name__}: {error}") from None
        shapes.append(shape)
    return shapes


def _shape_behind(layer, shape: tuple[int, ...]) -> tuple[int, ...]:
    if isinstance(layer, ReLU):
        return shape
    if isinstance(layer, Affine):
        if prod(shape) != len(layer.W):
            raise ValueError(
                f"W must have a row for each of the {prod(shape)} numbers, not {len(layer.W)}"
            )
        return layer.W.shape[1:]
    if len(shape) != 3:
        raise ValueError(f"it must get maps (C, H, W), not {shape}")
    size = output_shape((1, *shape), layer.axes)
    if isinstance(layer, Pooling):
        return shape[0], *size
    if layer.W.shape[1] != shape[0]:
        raise ValueError(
            f"W must have {shape[0]} channels, as what it gets, not {layer.W.shape[1]}"
        )
    return len(layer.W), *size


def told(name: str, layer) -> dict:
    """A layer as JavaScript reads it."""
    parameters = {
        key: packed(getattr(layer, key))
        for key in ("W", "b")
        if getattr(layer, key, None) is not None
    }
    kind = {"name": name, "kind": KINDS[type(layer)][0], "parameters": parameters}
    if not hasattr(layer, "axes"):
        return kind
    height, width = layer.axes
    return kind | {"axes": {"height": height._asdict(), "width": width._asdict()}}


def packed(array: np.ndarray) -> dict:
    """An array as few bytes as hold it exactly: `divide` is what each number is to be divided by.

    Few different numbers, as pixels are, travel as letters, from "a" for 0: where a page is compressed, text packs better.
    """
    for divisor in DIVISORS:
        scaled = array.astype(float) * divisor
        kind = np.uint8 if scaled.min(initial=0) >= 0 else np.int8
        low, high = np.iinfo(kind).min, np.iinfo(kind).max
        if np.array_equal(scaled, np.clip(np.round(scaled), low, high)):
            return _letters_or_bytes(scaled.astype(kind)) | {"divide": divisor}
    return _bytes(array.astype("<f4" if array.dtype == np.float32 else "<f8"))


def _letters_or_bytes(array: np.ndarray) -> dict:
    if array.dtype == np.int8 or array.max(initial=0) >= LETTERS:
        return _bytes(array)
    letters = (array + ord("a")).tobytes().decode()
    return {"shape": list(array.shape), "dtype": "letters", "data": letters}


def _bytes(array: np.ndarray) -> dict:
    return {"shape": list(array.shape), "dtype": array.dtype.name, "data": array.tobytes()}

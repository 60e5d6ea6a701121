"""Bad input is answered here, with the argument's name, its value and what is allowed."""

import operator
from collections.abc import Mapping
from math import inf
from numbers import Real

import numpy as np

_KINDS = {"f": "floating-point numbers", "iuf": "integers or floating-point numbers"}


def whole(value, name: str, least: int) -> int:
    """`value` as an int of at least `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {value!r}") from None
    if number < least:
        raise ValueError(f"{name} must be at least {least}, not {number}")
    return number


def pair(value, name: str, least: int) -> tuple[int, int]:
    """One integer for both, or two: 2 -> (2, 2), (2, 3) -> (2, 3)."""
    both = value if isinstance(value, (tuple, list)) else (value, value)
    if len(both) != 2:
        raise ValueError(f"{name} must be one integer or a pair of them, not {value!r}")
    return whole(both[0], name, least), whole(both[1], name, least)


def numbers(value, name: str, kinds: str = "iuf") -> np.ndarray:
    """`value` itself, if it is an array of such numbers, of any shape."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array, not {type(value).__name__}")
    if value.dtype.kind not in kinds:
        raise TypeError(f"{name} must hold {_KINDS[kinds]}, not {value.dtype}")
    return value


def array(value, name: str, axes: str, kinds: str = "iuf") -> np.ndarray:
    """`value` itself, if it is an array with the named axes ("N C H W"); only along N may it be empty."""
    names = axes.split()
    if numbers(value, name, kinds).ndim != len(names):
        raise ValueError(f"{name} must have shape ({', '.join(names)}), not {value.shape}")
    for size, axis in zip(value.shape, names, strict=True):
        if size == 0 and not axis.startswith("N"):
            raise ValueError(
                f"{name} must not be empty along {axis}, but its shape is {value.shape}"
            )
    return value


def same_shape(value: np.ndarray, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """`value` itself, if it has exactly this shape."""
    if value.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, not {value.shape}")
    return value


def real(value, name: str, least: float = -inf, below: float = inf) -> float:
    """`value` as a float from `least` to below `below`."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, not {value!r}")
    if not least <= value < below:
        raise ValueError(f"{name} must be at least {least} and below {below}, not {value}")
    return float(value)


def check_labels(labels, N: int, K: int) -> np.ndarray:
    """`labels` itself, if it holds N classes from 0 to K - 1."""
    if numbers(labels, "labels").dtype.kind == "f":
        raise TypeError(f"labels must hold integers, not {labels.dtype}")
    same_shape(labels, "labels", (N,))
    for label in labels[(labels < 0) | (labels >= K)]:
        raise ValueError(f"labels must be from 0 to {K - 1}, not {label}")
    return labels


def check_names(values, name: str, expected) -> None:
    """Whether a mapping has exactly these keys."""
    if not isinstance(values, Mapping):
        raise TypeError(
            f"{name} must be a mapping of names to arrays, not {type(values).__name__}"
        )
    if set(values) != set(expected):
        raise ValueError(
            f"{name} must have the names {sorted(expected)}, not {sorted(values)}"
        )

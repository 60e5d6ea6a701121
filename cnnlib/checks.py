"""Bad input is answered here, with the argument's name, its value and what is allowed."""

import operator

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

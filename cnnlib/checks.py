"""Bad input is answered here, with the argument's name, its value and what is allowed."""

import operator
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from math import inf, prod
from numbers import Real
from typing import Any

import numpy as np

_KINDS = {"f": "floating-point numbers", "iuf": "integers or floating-point numbers"}

# More than this is taken for a slip: 1 TiB of float64, or what 32-bit Python can address.
# Some systems promise any memory that is asked for, and end the program when it is used.
MOST_NUMBERS = min(2**37, sys.maxsize // 8)


def whole(value: Any, name: str, least: int, most: float = sys.maxsize) -> int:
    """`value` as an int from `least` to `most`; by default, to the largest that NumPy counts with."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {value!r}") from None
    # Python takes True for 1, but whoever writes pad=True means something else.
    if isinstance(value, bool):
        raise TypeError(f"{name} must be an integer, not {value!r}")
    if number < least:
        raise ValueError(f"{name} must be at least {least}, not {number}")
    if number > most:
        raise ValueError(f"{name} must be at most {most}, not {number}")
    return number


def pair(value: Any, name: str, least: int) -> tuple[int, int]:
    """One integer for both, or two: 2 -> (2, 2), (2, 3) -> (2, 3)."""
    both = value if isinstance(value, (tuple, list)) else (value, value)
    if len(both) != 2:
        raise ValueError(f"{name} must be one integer or a pair of them, not {value!r}")
    return whole(both[0], name, least), whole(both[1], name, least)


def flag(value: Any, name: str) -> bool:
    """`value` as a bool, if it is one: a word or a list would count as true."""
    if not isinstance(value, (bool, np.bool)):
        raise TypeError(f"{name} must be True or False, not {value!r}")
    return bool(value)


def few_enough(shape: tuple[int, ...], what: str) -> None:
    """Whether an array of this shape is small enough to be meant. Asked before it is made."""
    # max: a batch of no images must not hide that each of them would be too large.
    if prod(max(size, 1) for size in shape) > MOST_NUMBERS:
        raise ValueError(
            f"{what} would make an array of shape {shape}; at most {MOST_NUMBERS} numbers are allowed"
        )


def numbers(value: Any, name: str, kinds: str = "iuf") -> np.ndarray:
    """`value` itself, if it is an array of such numbers, of any shape."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array, not {type(value).__name__}")
    if value.dtype.kind not in kinds:
        raise TypeError(f"{name} must hold {_KINDS[kinds]}, not {value.dtype}")
    return value


def batch(value: Any, name: str, kinds: str = "iuf") -> np.ndarray:
    """`value` itself, if it is an array of such numbers with an axis N, and any axes after it."""
    if numbers(value, name, kinds).ndim == 0:
        raise ValueError(f"{name} must have shape (N, ...), not ()")
    return value


def array(value: Any, name: str, axes: str, kinds: str = "iuf") -> np.ndarray:
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


def floats(dtype: Any, name: str) -> np.dtype:
    """`dtype` as a NumPy dtype, if it is one of floating-point numbers."""
    message = f"{name} must be a dtype of {_KINDS['f']}, not {dtype!r}"
    try:
        found = np.dtype(dtype)
    except (TypeError, ValueError):
        raise TypeError(message) from None
    # NumPy reads None as float64.
    if dtype is None or found.kind != "f":
        raise TypeError(message)
    return found


def shape_of(value: Any, name: str) -> tuple[int, ...]:
    """`value` as the shape of an array: a tuple or list of sizes, small enough to be meant."""
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"{name} must be a tuple of sizes, not {value!r}")
    if len(value) > 64:
        raise ValueError(
            f"{name} must have at most 64 sizes, as in NumPy, not {len(value)}"
        )
    sizes = tuple(whole(size, name, 0) for size in value)
    few_enough(sizes, name)
    return sizes


def file_name(value: Any, name: str) -> str | os.PathLike[str]:
    """`value` itself, if it names a file: a number would be a file that is open already."""
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{name} must be a str or a Path, not {value!r}")
    return value


def same_shape(value: np.ndarray, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """`value` itself, if it has exactly this shape."""
    if value.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, not {value.shape}")
    return value


def real(
    value: Any, name: str, least: float = -sys.float_info.max, below: float = inf
) -> float:
    """`value` as a finite float from `least` to below `below`."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, not {value!r}")
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not least <= number < below:
        raise ValueError(f"{name} must be at least {least} and below {below}, not {value}")
    return number


def function(value: Any, name: str) -> Callable[..., Any]:
    """`value` itself, if it can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {value!r}")
    return value


def methods(value: Any, name: str, *needed: str) -> None:
    """Whether `value` is an object with these methods. Its class, the () forgotten, is not one."""
    if isinstance(value, type):
        raise TypeError(
            f"{name} must be an object, not its class; write {value.__name__}(...)"
        )
    if not all(callable(getattr(value, method, None)) for method in needed):
        raise TypeError(
            f"{name} must have {' and '.join(needed)}, and {type(value).__name__} has not"
        )


def check_labels(labels: Any, N: int, K: int) -> np.ndarray:
    """`labels` itself, if it holds N classes from 0 to K - 1."""
    if numbers(labels, "labels").dtype.kind == "f":
        raise TypeError(f"labels must hold integers, not {labels.dtype}")
    same_shape(labels, "labels", (N,))
    for label in labels[(labels < 0) | (labels >= K)]:
        raise ValueError(f"labels must be from 0 to {K - 1}, not {label}")
    return labels


def check_names(values: Any, name: str, expected: Iterable[str]) -> None:
    """Whether a mapping has exactly these keys."""
    if not isinstance(values, Mapping):
        raise TypeError(
            f"{name} must be a mapping of names to arrays, not {type(values).__name__}"
        )
    if set(values) != set(expected):
        raise ValueError(
            f"{name} must have the names {sorted(expected, key=str)}, not {sorted(values, key=str)}"
        )

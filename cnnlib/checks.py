"""Checks of arguments: each returns the value, or raises an error with its name, its value and what is allowed."""

import operator
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from math import inf, prod
from numbers import Real
from typing import Any

import numpy as np

_KINDS = {"f": "floating-point numbers", "iuf": "integers or floating-point numbers"}

# In numbers. A larger array must be a mistake: 1 TiB of float64, or what 32-bit Python can address.
# Some systems promise any memory that is asked for, and end the program when it is used.
MAX_ARRAY_SIZE = min(2**37, sys.maxsize // 8)


def check_int(value: Any, name: str, minimum: int, maximum: float = sys.maxsize) -> int:
    """Return `value` as an int if it is an integer from `minimum` to `maximum`.

    The default maximum is the largest size that NumPy can count with. A bool is no integer here.
    """
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {value!r}") from None
    # Python takes True for 1, but whoever writes pad=True means something else.
    if isinstance(value, bool):
        raise TypeError(f"{name} must be an integer, not {value!r}")
    if number < minimum:
        raise ValueError(f"{name} must be at least {minimum}, not {number}")
    if number > maximum:
        raise ValueError(f"{name} must be at most {maximum}, not {number}")
    return number


def check_pair(value: Any, name: str, minimum: int) -> tuple[int, int]:
    """Return one integer, or a pair of them, as a pair: 2 -> (2, 2), (2, 3) -> (2, 3)."""
    both = value if isinstance(value, (tuple, list)) else (value, value)
    if len(both) != 2:
        raise ValueError(f"{name} must be one integer or a pair of them, not {value!r}")
    return check_int(both[0], name, minimum), check_int(both[1], name, minimum)


def check_bool(value: Any, name: str) -> bool:
    """Return `value` as a bool if it is one. Nothing else is taken: a non-empty str would count as true."""
    if not isinstance(value, (bool, np.bool)):
        raise TypeError(f"{name} must be True or False, not {value!r}")
    return bool(value)


def check_array_size(shape: tuple[int, ...], what: str) -> None:
    """Raise ValueError unless an array of this shape has at most `MAX_ARRAY_SIZE` numbers.

    Call it before the array is made. An axis of size 0 counts as 1, so that a batch of no images
    does not hide that each of them would be too large.
    """
    if prod(max(size, 1) for size in shape) > MAX_ARRAY_SIZE:
        raise ValueError(
            f"{what} would make an array of shape {shape}; at most {MAX_ARRAY_SIZE} numbers are allowed"
        )


def check_numbers(value: Any, name: str, kinds: str = "iuf") -> np.ndarray:
    """Return `value` if it is a NumPy array, of any shape, whose dtype is of one of these kinds."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array, not {type(value).__name__}")
    if value.dtype.kind not in kinds:
        raise TypeError(f"{name} must hold {_KINDS[kinds]}, not {value.dtype}")
    return value


def check_batch(value: Any, name: str, kinds: str = "iuf") -> np.ndarray:
    """Return `value` if it is an array of such numbers with at least one axis, (N, ...)."""
    if check_numbers(value, name, kinds).ndim == 0:
        raise ValueError(f"{name} must have shape (N, ...), not ()")
    return value


def check_array(
    value: Any,
    name: str,
    axes: str,
    kinds: str = "iuf",
    shape: tuple[int, ...] | None = None,
) -> np.ndarray:
    """Return `value` if it is an array of such numbers with the named axes, "N C H W" for example.

    Only an axis whose name starts with N may be empty. shape: what it must be, if that is known.
    """
    names = axes.split()
    if check_numbers(value, name, kinds).ndim != len(names):
        raise ValueError(f"{name} must have shape ({', '.join(names)}), not {value.shape}")
    for size, axis in zip(value.shape, names, strict=True):
        if size == 0 and not axis.startswith("N"):
            raise ValueError(
                f"{name} must not be empty along {axis}, but its shape is {value.shape}"
            )
    return value if shape is None else check_shape(value, name, shape)


def check_float_dtype(dtype: Any, name: str) -> np.dtype:
    """Return `dtype` as a NumPy dtype if it is a floating-point one."""
    message = f"{name} must be a dtype of {_KINDS['f']}, not {dtype!r}"
    try:
        found = np.dtype(dtype)
    except (TypeError, ValueError):
        raise TypeError(message) from None
    # NumPy reads None as float64.
    if dtype is None or found.kind != "f":
        raise TypeError(message)
    return found


def check_sizes(value: Any, name: str) -> tuple[int, ...]:
    """Return the shape of an array, a tuple or list of sizes, as a tuple if an array may be that large."""
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"{name} must be a tuple of sizes, not {value!r}")
    if len(value) > 64:
        raise ValueError(
            f"{name} must have at most 64 sizes, as in NumPy, not {len(value)}"
        )
    sizes = tuple(check_int(size, name, 0) for size in value)
    check_array_size(sizes, name)
    return sizes


def check_path(value: Any, name: str) -> str | os.PathLike[str]:
    """Return `value` if it names a file. An int does not: `open` takes it for a file that is open already."""
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{name} must be a str or a Path, not {value!r}")
    return value


def check_shape(value: np.ndarray, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return the array `value` if it has exactly this shape."""
    if value.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, not {value.shape}")
    return value


def check_float(
    value: Any, name: str, minimum: float = -sys.float_info.max, below: float = inf
) -> float:
    """Return `value` as a float if it is a number with minimum <= value < below; NaN and inf never are."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, not {value!r}")
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not minimum <= number < below:
        raise ValueError(
            f"{name} must be at least {minimum} and below {below}, not {value}"
        )
    return number


def check_callable(value: Any, name: str) -> Callable[..., Any]:
    """Return `value` if it can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {value!r}")
    return value


def check_methods(value: Any, name: str, *needed: str) -> None:
    """Raise TypeError unless `value` is an object, and not a class, that has these methods."""
    if isinstance(value, type):
        raise TypeError(
            f"{name} must be an object, not its class; write {value.__name__}(...)"
        )
    if not all(callable(getattr(value, method, None)) for method in needed):
        raise TypeError(
            f"{name} must have {' and '.join(needed)}, and {type(value).__name__} has not"
        )


def check_labels(labels: Any, N: int, K: int) -> np.ndarray:
    """Return `labels` if it is an array (N,) of integers from 0 to K - 1."""
    if check_numbers(labels, "labels").dtype.kind == "f":
        raise TypeError(f"labels must hold integers, not {labels.dtype}")
    check_shape(labels, "labels", (N,))
    for label in labels[(labels < 0) | (labels >= K)]:
        raise ValueError(f"labels must be from 0 to {K - 1}, not {label}")
    return labels


def check_names(values: Any, name: str, expected: Iterable[str]) -> None:
    """Raise TypeError or ValueError unless `values` is a mapping with exactly these keys."""
    if not isinstance(values, Mapping):
        raise TypeError(
            f"{name} must be a mapping of names to arrays, not {type(values).__name__}"
        )
    if set(values) != set(expected):
        raise ValueError(
            f"{name} must have the names {sorted(expected, key=str)}, not {sorted(values, key=str)}"
        )

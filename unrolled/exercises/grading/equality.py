"""When two arrays count as equal, and of which arrays that can be asked."""

import numpy as np


def is_numeric(value) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "biufc"


def is_real(value) -> bool:
    return is_numeric(value) and value.dtype.kind != "c" and np.isfinite(value).all()


def close(expected: np.ndarray, received: np.ndarray) -> np.ndarray:
    """Number by number, whether they are equal but for rounding."""
    return np.isclose(received, expected, rtol=1e-5, atol=1e-6)

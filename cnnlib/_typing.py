"""What type hints call an argument that is more than one class. mypy reads them; nothing depends on them."""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Pair = int | tuple[int, int]  # one for both axes, or (h, w)
Pad = int | tuple[Pair, Pair]  # also ((top, bottom), (left, right))
Labels = NDArray[np.integer]
Named = Mapping[str, np.ndarray]  # parameters or gradients, by name

# None until a layer has run. mypy takes it for an array: who uses it has run the layer, or looks for None first.
SetByRun = np.ndarray | Any


class Layer(Protocol):
    """What can stand in a chain: every layer here, and a class of your own."""

    def forward(self, x: np.ndarray, /) -> np.ndarray: ...
    def backward(self, dout: np.ndarray, /) -> np.ndarray: ...


class Optimizer(Protocol):
    """What can take the steps of a training."""

    def step(self, parameters: Named, gradients: Named, /) -> Named: ...

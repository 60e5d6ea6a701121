"""The ONNX project's own test cases, told to cnnlib in its terms.

The `onnx` package carries, for each of its operators, small models with inputs and outputs: the *node suite*, by
which runtimes are tested. `run` hands a case to a set of implementations.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from unrolled.proof.claims import Claim, close

# Which of cnnlib's names computes the operator. A transposed convolution is a convolution's backward: dx of dout.
PARTS = {
    "Conv": "Convolution",
    "ConvTranspose": "Convolution",
    "MaxPool": "Pooling",
    "AveragePool": "AveragePooling",
    "Col2Im": "col2im",
}


@dataclass(frozen=True)
class NodeCase:
    """One case: an operator, its attributes as ONNX names them, the inputs, and the outputs that they must give.

    tolerance: rtol and atol, as the suite has them; some of its outputs are rounded to four digits.
    """

    name: str
    operator: str
    attributes: dict
    inputs: list
    outputs: list
    tolerance: tuple[float, float]

    @property
    def has_two_axes(self) -> bool:
        """Whether the images are (N, C, H, W), as cnnlib's are."""
        return self.outputs[0].ndim == 4

    @property
    def filter(self) -> tuple[int, int]:
        if self.operator == "Col2Im":
            return _pair(self.inputs[2])
        if "kernel_shape" in self.attributes:
            return _pair(self.attributes["kernel_shape"])
        return _pair(self.inputs[1].shape[2:])  # W's

    @property
    def image(self) -> tuple[int, int]:
        """(H, W) of what the windows slide over."""
        if self.operator in ("Col2Im", "ConvTranspose"):
            return _pair(self.outputs[0].shape[2:])
        return _pair(self.inputs[0].shape[2:])

    @property
    def settings(self) -> dict:
        """The keyword arguments for cnnlib, without those that say what it does anyway."""
        given = self.attributes
        stride = _pair(given.get("strides", (1, 1)))
        dilation = _pair(given.get("dilations", (1, 1)))
        settings = {
            "stride": _one(stride),
            "pad": _pad(*self._pads(stride, dilation)),
            "dilation": _one(dilation),
            "groups": given.get("group", 1),
            "ceil_mode": bool(given.get("ceil_mode", 0)),
        }
        usual = {"stride": 1, "pad": 0, "dilation": 1, "groups": 1, "ceil_mode": False}
        settings = {name: value for name, value in settings.items() if value != usual[name]}
        if self.operator == "AveragePool":
            settings["count_include_pad"] = bool(given.get("count_include_pad", 0))
        return settings

    def _pads(self, stride, dilation) -> list[tuple[int, int]]:
        """(before, after) of each axis. auto_pad: as much as the output's size asks for, shared between both ends."""
        if "pads" in self.attributes:
            top, left, bottom, right = self.attributes["pads"]
            return [(top, bottom), (left, right)]
        auto = self.attributes.get("auto_pad", b"NOTSET").decode()
        if self.operator == "ConvTranspose":
            places = self.inputs[0].shape[2:]
        elif auto.startswith("SAME"):
            places = [-(-size // s) for size, s in zip(self.image, stride, strict=True)]
        else:
            return [(0, 0), (0, 0)]
        ends = []
        for size, f, s, d, count in zip(
            self.image, self.filter, stride, dilation, places, strict=True
        ):
            total = max(0, (count - 1) * s + d * (f - 1) + 1 - size)
            small, large = total // 2, total - total // 2
            ends.append((small, large) if auto == "SAME_UPPER" else (large, small))
        return ends


def _pair(sizes) -> tuple[int, int]:
    return tuple(int(size) for size in sizes)


def _one(pair: tuple):
    """The one value for both, if they are equal."""
    return pair[0] if pair[0] == pair[1] else pair


def _pad(height: tuple, width: tuple):
    """The shortest way to write the padding of both axes."""
    if height[0] == height[1] and width[0] == width[1]:
        return _one((height[0], width[0]))
    return height, width


@cache
def node_cases() -> dict[str, NodeCase]:
    """Every case of the suite that has one of the operators in it, by its name."""
    from onnx.backend.test.loader import load_model_tests  # which a page's own Python lacks
    from onnx.helper import get_attribute_value

    with warnings.catch_warnings():
        # The suite is made on loading, and divides by zero on purpose.
        warnings.simplefilter("ignore")
        suite = load_model_tests(kind="node")
    found = {}
    for case in suite:
        for node in case.model.graph.node:
            if node.op_type in PARTS:
                attributes = {a.name: get_attribute_value(a) for a in node.attribute}
                ((inputs, outputs),) = case.data_sets
                found[case.name] = NodeCase(
                    case.name,
                    node.op_type,
                    attributes,
                    inputs,
                    outputs,
                    (case.rtol, case.atol),
                )
    return found


def run(kit, case: NodeCase) -> tuple[np.ndarray, object]:
    """What a set of implementations gives for a case, and the layer that gave it, if it is one."""
    part, settings, x = getattr(kit, PARTS[case.operator]), case.settings, case.inputs[0]
    if case.operator == "Col2Im":
        N, cells, L = x.shape
        rows = x.transpose(0, 2, 1).reshape(N * L, cells)  # ONNX has a window a column
        return part(rows, case.outputs[0].shape, *case.filter, **settings), None
    if "Conv" not in case.operator:
        layer = part(*case.filter, **settings)
        return layer.forward(x), layer
    W, *b = case.inputs[1:]
    layer = part(W, *(b or [np.zeros(len(W), W.dtype)]), **settings)
    if case.operator == "Conv":
        return layer.forward(x), layer
    layer.forward(np.zeros(case.outputs[0].shape, x.dtype))
    return layer.backward(x), layer


def claims(kit) -> Iterator[Claim]:
    """The cases that one stride, one pad and floats can express."""
    for case in node_cases().values():
        if case.has_two_axes and _is_plain(case):
            yield Claim(PARTS[case.operator], case.name, partial(_holds, kit, case))


def _is_plain(case: NodeCase) -> bool:
    numbers = case.inputs[0].dtype.kind == "f"
    return numbers and all(
        name in ("stride", "pad") and isinstance(value, int)
        for name, value in case.settings.items()
    )


def _holds(kit, case: NodeCase) -> bool:
    received, _ = run(kit, case)
    expected = case.outputs[0]
    return close(received, expected, *case.tolerance) and received.dtype == expected.dtype

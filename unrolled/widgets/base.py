"""What widgets share: arrays that travel to the page, a step, one line of text and a picture for print."""

import sys
from io import BytesIO

import anywidget
import numpy as np
from traitlets import Any, TraitType, validate

from cnnlib.checks import check_array, check_bool, check_int

LARGEST_EXACT = 2**53  # beyond it JavaScript's numbers skip integers


class Array(TraitType):
    """A NumPy array with the named axes ("N C H W"), kept as a read-only copy.

    On the wire it is {"shape": [...], "data": [...]}, in reading order. What JSON or JavaScript
    cannot hold as a number (nan, inf, huge integers) travels as text.
    """

    info_text = "a NumPy array"

    def __init__(self, axes: str, **kwargs):
        super().__init__(**kwargs)
        self.axes = axes
        self.tag(sync=True, to_json=_to_wire, from_json=_from_wire)

    def validate(self, obj, value):
        copy = check_array(value, self.name, self.axes).copy()
        copy.flags.writeable = False  # writing into it would not reach the picture
        return copy


class Switch(TraitType):
    """True or False, and nothing else that would count as one of them."""

    info_text = "True or False"

    def __init__(self, default_value: bool):
        super().__init__(default_value)
        self.tag(sync=True)

    def validate(self, obj, value):
        return check_bool(value, self.name)


def _to_wire(value: np.ndarray | None, widget) -> dict | None:
    if value is None:
        return None
    data = [
        number if abs(number) <= LARGEST_EXACT else str(number)
        for number in value.ravel().tolist()
    ]
    return {"shape": list(value.shape), "data": data}


def _from_wire(wire: dict | None, widget) -> np.ndarray | None:
    if wire is None:
        return None
    kind = (
        float if any(isinstance(number, (float, str)) for number in wire["data"]) else int
    )
    return np.array([kind(number) for number in wire["data"]]).reshape(wire["shape"])


def check_not_empty(x: np.ndarray) -> np.ndarray:
    """Return x if it holds at least one image."""
    if len(x) == 0:
        raise ValueError(f"x must hold at least one image, but its shape is {x.shape}")
    return x


def check_choice(value, name: str, choices: tuple[str, ...]) -> str:
    """Return `value` if it is one of these words."""
    if value not in choices:
        listed = [*map(repr, choices)]
        some = " or ".join(listed) if len(listed) == 2 else f"one of {', '.join(listed)}"
        raise ValueError(f"{name} must be {some}, not {value!r}")
    return value


def _png(figure) -> bytes:
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=144)
    return picture.getvalue()


class Picture(anywidget.AnyWidget):
    """What every widget owes whoever prints it. Subclasses describe themselves, and draw themselves for paper."""

    def describe(self) -> str:
        """What it shows and its shapes, without a step or an address: the same in every run."""
        raise NotImplementedError

    def figure(self):
        """What it shows now as a matplotlib figure, for print."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        if sys.platform == "emscripten":  # in a page, which runs it
            return data, metadata
        # For paper, and for viewers that run no widgets.
        return data | {"image/png": _png(self.figure())}, metadata

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.describe()})"


class Stepper(Picture):
    """A picture that is made in numbered steps. Subclasses say how many."""

    step = Any(0).tag(sync=True)

    def steps(self) -> int:
        """How many steps there are; the last is steps() - 1."""
        raise NotImplementedError

    @validate("step")
    def _step_exists(self, proposal) -> int:
        step = check_int(proposal.value, "step", 0)
        if step >= self.steps():
            raise ValueError(f"step must be at most {self.steps() - 1}, not {step}")
        return step

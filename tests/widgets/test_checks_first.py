"""A widget learns its shapes by arithmetic: it never runs a layer to see whether a picture can be drawn."""

import tracemalloc

import numpy as np
import pytest

from cnnlib import AveragePooling, Convolution, Pooling
from unrolled import widgets
from unrolled.widgets import (
    ArrayExplorer,
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    MatrixView,
    PoolingStepper,
    ReshapeTrace,
)

# Every widget, a setting that it takes, and one that is far too large to draw.
LARGE = {"x": np.zeros((1, 1, 400, 400)), "filter_h": 20, "filter_w": 20}
WIDGETS = {
    ArrayExplorer: ({"index": (0, 0, 0, 0)}, {"x": LARGE["x"]}),
    Col2imStepper: ({"stride": 2}, LARGE),
    ConvolutionStepper: (
        {"stride": 2},
        {"x": LARGE["x"], "W": np.zeros((1, 1, 20, 20))},
    ),
    Im2colStepper: ({"stride": 2}, LARGE),
    MatrixView: ({"stride": 2}, {"x": LARGE["x"][0, 0]}),
    PoolingStepper: ({"stride": 1}, {"x": LARGE["x"], "pool_h": 20, "pool_w": 20}),
    ReshapeTrace: ({"stride": 2}, LARGE),
}


@pytest.fixture
def runs(monkeypatch):
    """The forward passes that have been run, by the name of their layer."""
    counted = []

    def counting(layer):
        forward = layer.forward
        return lambda self, x: counted.append(layer.__name__) or forward(self, x)

    for layer in (Convolution, Pooling, AveragePooling):
        monkeypatch.setattr(layer, "forward", counting(layer))
    return counted


def test_every_widget_is_looked_at():
    """But for the story, whose numbers are its own, for lines of seven pixels, which take no other array, for the
    explorer, which reads its images once (test_network.py), and for what asks in words."""
    kinds = {getattr(widgets, name) for name in widgets.__all__}
    others = {widgets.FollowTheTwelve, widgets.Nudge, widgets.NetworkExplorer}
    asking = {widgets.Guess, widgets.Sentence, widgets.Order, widgets.Blanks}
    assert set(WIDGETS) == kinds - others - asking


@pytest.mark.parametrize("make", WIDGETS)
def test_neither_making_nor_setting_nor_describing_runs_a_layer(make, runs):
    widget = make()
    assert runs == []
    ((name, value),) = WIDGETS[make][0].items()
    setattr(widget, name, value)
    widget.step = widget.steps() - 1
    assert repr(widget)
    assert runs == []


@pytest.mark.parametrize("make", [ConvolutionStepper, PoolingStepper])
@pytest.mark.parametrize("mode", ["forward", "backward"])
def test_a_figure_runs_its_layer_once(make, mode, runs):
    make(mode=mode).figure()
    assert len(runs) == 1


@pytest.mark.parametrize("make", WIDGETS)
def test_what_is_too_large_is_refused_before_anything_is_computed(make):
    settings = WIDGETS[make][1]
    make()  # what the first of its kind imports and keeps
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="must not"):
            make(**settings)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The trait's own copy of the image takes 1.3 MB, an array of columns 463 MB.
    assert peak < 5e6

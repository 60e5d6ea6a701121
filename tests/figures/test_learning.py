"""The pictures of chapter 8 say what they were given: each label, count and curve stands where it should."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from tests.figures.drawn import boxes, texts
from unrolled.figures import learning
from unrolled.figures.drawing import LIT, PLAIN
from unrolled.palette import CHART


def pictures():
    """The gray pictures on the sheet, as arrays, in the order in which they were drawn."""
    return [np.asarray(image.get_array()) for image in plt.gca().images]


def line(ax):
    """The values of the curve."""
    return next(c for c in ax.lines if c.get_color() == CHART).get_ydata()


def test_every_digit_stands_below_its_label_ink_is_dark():
    x = np.random.default_rng(0).random((12, 1, 8, 8))
    labels = np.arange(12) % 7
    learning.digits(x, labels)
    assert texts() == [str(label) for label in labels]
    for shown, image in zip(pictures(), x, strict=True):
        np.testing.assert_allclose(shown, 1 - image[0])


def test_the_chain_names_each_shape_and_each_step_and_draws_as_many_sheets_and_scores():
    learning.chain([(3, 8, 8), (16, 4, 4), (7,)], ["conv", "affine"])
    assert list(filter(None, texts())) == [
        "3 of 8×8",
        "conv",
        "16 of 4×4",
        "affine",
        "7 scores",
    ]
    assert len(boxes("image", 0.3)) == 3
    assert len(boxes("output", 0.3)) == 8 + 7  # eight sheets stand for more


def test_the_best_length_is_where_the_loss_is_least():
    lengths, losses = np.array([0.0, 0.1, 0.2, 0.3]), [2.0, 1.5, 0.5, 3.0]
    learning.step_lengths(lengths, losses)
    marked = {a.get_text(): a.xy for a in plt.gca().texts}
    assert marked == {"no step": (0, 2.0), "the best length": (0.2, 0.5)}
    assert line(plt.gca()).tolist() == losses


def test_the_curves_are_the_losses_and_the_accuracies_in_percent():
    learning.curves([2.0, 1.0, 0.5], [0.5, 0.75, 0.98])
    left, right = plt.gcf().axes
    assert line(left).tolist() == [2.0, 1.0, 0.5]
    assert line(right) == pytest.approx([50, 75, 98])


def test_the_confusion_lights_mistakes_alone_and_shows_each_count_in_its_cell():
    counts = np.array([[9, 0, 2], [1, 8, 0], [0, 0, 7]])
    learning.confusion(counts)
    lit = [box.get_xy() for box in boxes("wrong", LIT)]
    left = min(box.get_x() for box in [*boxes(CHART, PLAIN), *boxes("wrong", LIT)])
    cells = {(round(y - 2), round(x - left)) for x, y in lit}
    assert cells == {(0, 2), (1, 0)}
    assert texts()[:9] == ["9", "", "2", "1", "8", "", "", "", "7"]


def test_filters_before_and_after_share_one_scale_in_which_0_is_in_the_middle():
    rng = np.random.default_rng(2)
    before, after = rng.normal(size=(2, 9, 1, 3, 3))
    learning.filters(before, after)
    assert texts() == ["before", "after"] * 2  # nine filters take two lines
    both = [image for pair in zip(before, after, strict=True) for image in pair]
    for shown, image in zip(pictures(), both, strict=True):
        np.testing.assert_allclose(shown, image[0])
    limits = {image.get_clim() for image in plt.gca().images}
    largest = max(np.abs(before).max(), np.abs(after).max())
    assert limits == {(-largest, largest)}


def test_each_rival_has_its_own_panel_and_all_have_one_scale():
    runs = {name: [0.8, 0.9 + k / 100] for k, name in enumerate("ABCD")}
    learning.rivals(runs)
    panels = plt.gcf().axes
    for ax, (name, values) in zip(panels, runs.items(), strict=True):
        assert texts(ax) == [name]
        assert line(ax) == pytest.approx(100 * np.array(values))
    assert len({ax.get_ylim() for ax in panels}) == 1

"""Motion is true: a number leaves where it is read, and nothing shows before it has arrived."""

import numpy as np
import pytest

from cnnlib import col2im, im2col
from tests.browser.stepper import button, go, numbers, slider, stop_clock, texts
from unrolled.widgets import Col2imStepper, Im2colStepper

MOST = 6  # things that move at once
SAMPLE = 50  # milliseconds
X = np.arange(40).reshape(1, 2, 4, 5)
COL = im2col(X, 3, 3)


def step_on(root, time: int) -> list:
    """Press Next, and look at the picture as time goes by: how many things move, and what the grids say."""
    button(root, "Next").click()
    seen = []
    for _ in range(0, time, SAMPLE):
        root.page.clock.run_for(SAMPLE)
        seen.append((root.locator(".strip").count(), read(root)))
    return seen


def read(root):
    name = root.get_attribute("data-widget")
    if name == "col2im":
        return numbers(root, "dx"), numbers(root, "dx_assigned")
    return {place: text for place, text in texts(root, "col").items() if text}


def same(one, other) -> bool:
    return one == other if isinstance(one, dict) else all(map(np.array_equal, one, other))


def filled(shown: dict, step: int, loop: str) -> list[tuple]:
    """Which cells of a step show their number; all of them the right one."""
    for place, text in shown.items():
        assert float(text) == COL[place]
    return [
        place for place in shown if (place[0] if loop == "window" else place[1] % 9) == step
    ]


def test_a_row_is_filled_line_by_line_and_later_at_once(show_widget):
    root = show_widget(Im2colStepper(X))
    stop_clock(root.page)
    lines = step_on(root, 6 * 450 + 200)
    counts = [len(filled(shown, 1, "window")) for _, shown in lines]
    assert list(dict.fromkeys(counts)) == [0, 3, 6, 9, 12, 15, 18]
    assert {moving for moving, _ in lines[1:]} == {0, 1}
    # A line that is still on its way is not there yet.
    for moving, shown in lines[1:]:
        assert moving == (len(filled(shown, 1, "window")) < 18)
    rows = step_on(root, 700)
    assert {len(filled(shown, 2, "window")) for _, shown in rows} == {0, 18}
    assert max(moving for moving, _ in rows) == MOST
    for moving, shown in rows[1:]:
        assert (moving > 0) == (not filled(shown, 2, "window"))


def test_a_tap_fills_its_columns(show_widget):
    root = show_widget(Im2colStepper(X, loop="tap"))
    stop_clock(root.page)
    seen = step_on(root, 700)
    assert {len(filled(shown, 1, "tap")) for _, shown in seen} == {0, 12}
    assert max(moving for moving, _ in seen) == 2
    for moving, shown in seen[1:]:
        assert (moving > 0) == (not filled(shown, 1, "tap"))


@pytest.mark.parametrize("loop", ["window", "tap"])
def test_a_sum_changes_when_its_addend_lands(show_widget, loop):
    widget = Col2imStepper(loop=loop)
    before, before_assigned = widget.dx(), widget.dx_assigned()
    now = widget.order() == 1
    root = show_widget(widget)
    stop_clock(root.page)
    seen = step_on(root, 5 * 450)
    # Three numbers of a window's line land at once, and one of a tap.
    piece = 3 if loop == "window" else 1
    expected = []
    for landed in range(0, now.sum() + 1, piece):
        arrived = np.where(
            now & (np.cumsum(now).reshape(now.shape) <= landed), widget.rows(), 0
        )
        expected.append((before + col2im(arrived, (1, 1, 4, 4), 3, 3)).tolist())
    sums = [dx.tolist() for _, (dx, _) in seen]
    assert [dx for k, dx in enumerate(sums) if k == 0 or dx != sums[k - 1]] == expected
    assert max(moving for moving, _ in seen) == 1
    assert np.array_equal(seen[0][1][1], before_assigned)
    widget.step = 1
    assert np.array_equal(seen[-1][1][0], widget.dx())
    assert np.array_equal(seen[-1][1][1], widget.dx_assigned())


@pytest.mark.parametrize("make", [Im2colStepper, Col2imStepper])
def test_another_step_lets_everything_land(show_widget, make):
    root = show_widget(make())
    stop_clock(root.page)
    step_on(root, 300)
    assert root.locator(".strip").count() == 1
    button(root, "Previous").click()
    assert root.locator(".strip").count() == 0
    assert same(read(root), read(show_widget(make())))


@pytest.mark.parametrize("make", [Im2colStepper, Col2imStepper])
def test_nothing_flies_where_motion_is_unwanted_or_the_slider_is_drawn(show_widget, make):
    still, root = show_widget(make(), reduced_motion="reduce"), show_widget(make())
    for each in (still, root):
        stop_clock(each.page)
    button(still, "Next").click()
    go(root, 1)
    slider(root).press("ArrowRight")
    slider(root).press("ArrowLeft")
    for each in (still, root):
        each.page.clock.run_for(100)
        assert each.locator(".strip").count() == 0
        assert same(read(each), read(show_widget(make(step=1))))

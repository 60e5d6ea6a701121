"""Motion is true: a number leaves where it is read, and nothing shows before it has arrived."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnlib import col2im, im2col
from tests.browser.stepper import (
    button,
    go,
    grid,
    numbers,
    slider,
    stop_clock,
    texts,
    words,
)
from unrolled.widgets import (
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    PoolingStepper,
    ReshapeTrace,
)
from unrolled.widgets.pooling_presets import PRESETS

MOST = 6  # things that move at once
SAMPLE = 50  # milliseconds
BACKWARD = ["db", "to_dx", "to_dW", "dx", "dW"]
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


def there(root, name) -> dict:
    """The numbers of a grid that have arrived, as text."""
    return {place: text for place, text in texts(root, name).items() if text}


def read(root):
    name = root.get_attribute("data-widget")
    if name == "convolution":
        names = ["products", "out", "rows"] if root.locator(".total").count() else BACKWARD
        shown = {grid: there(root, grid) for grid in names}
        return shown | {"total": root.locator(".total").all_inner_texts()}
    if name == "pooling":
        names = (
            ["rows", "out", "arg_max"]
            if root.locator("[data-grid=rows]").count()
            else ["dmax", "dx"]
        )
        return {grid: there(root, grid) for grid in names}
    if name == "reshape":
        return there(root, "stage")
    if name == "col2im":
        return numbers(root, "dx"), numbers(root, "dx_assigned")
    return there(root, "col")


def same(one, other) -> bool:
    return one == other if isinstance(one, dict) else all(map(np.array_equal, one, other))


def distinct(seen: list) -> list:
    """What is seen, each state once, in its order."""
    return [state for k, state in enumerate(seen) if k == 0 or state != seen[k - 1]]


def forward(**settings) -> ConvolutionStepper:
    return ConvolutionStepper(**settings, asks=False)


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


def told(root) -> tuple:
    """What the cells of dx say of how they were made, by place, and what the sentence says of it."""
    marks = {
        name: grid(root, name)
        .locator("[data-met]")
        .evaluate_all("all => all.map((cell) => [cell.dataset.index, cell.dataset.met])")
        for name in ("dx", "dx_assigned")
    }
    said = re.findall(
        r"(?<=\]: )\S+ [+−] \S+ → [-\d]+|\S+ is overwritten by [-\d]+",
        words(root).inner_text(),
    )
    return {name: dict(found) for name, found in marks.items()}, said


@pytest.mark.parametrize("loop", ["window", "tap"])
def test_a_sum_is_told_as_its_addend_lands_and_then_stays(show_widget, loop):
    """No cell says "2 + 4" before the 4 is there, nor does the sentence; where motion is unwanted the words are the same."""
    widget = Col2imStepper(loop=loop, step=1)
    met = (widget.order() == 1) & (im2col(Col2imStepper(loop=loop).dx(), 3, 3) > 0)
    root = show_widget(Col2imStepper(loop=loop))
    stop_clock(root.page)
    button(root, "Next").click()
    seen = []
    for _ in range(0, 5 * 450, SAMPLE):
        root.page.clock.run_for(SAMPLE)
        seen.append((numbers(root, "dx"), *told(root)))
    before = numbers(show_widget(Col2imStepper(loop=loop)), "dx")
    for dx, marks, _ in seen:
        for name in ("dx", "dx_assigned"):
            landed = {tuple(map(int, place.split(","))) for place in marks[name]}
            assert landed == set(map(tuple, np.argwhere((dx != before) & (before > 0))))
        for place, mark in marks["dx"].items():
            assert sum(map(int, mark.split(" + "))) == dx[tuple(map(int, place.split(",")))]
    counts = [len(marks["dx"]) for _, marks, _ in seen]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] == met.sum()
    assert [said for _, marks, said in seen if not marks["dx"]] == [[]] * counts.count(0)
    told_last = (
        ["2 + 4 → 6", "2 is overwritten by 4"]
        if loop == "window"
        else ["4 + 2 → 6", "4 is overwritten by 2"]
    )
    assert {tuple(said) for _, marks, said in seen if marks["dx"]} == {tuple(told_last)}
    still = show_widget(Col2imStepper(loop=loop), reduced_motion="reduce")
    button(still, "Next").click()
    assert told(still) == seen[-1][1:]
    expect(words(still)).to_have_text(words(root).inner_text())
    expect(words(root)).to_have_attribute("aria-busy", "false")


def pooling(name, **more) -> PoolingStepper:
    return PoolingStepper(**PRESETS[name] | more, asks=False)


EACH = pytest.mark.parametrize(
    "make",
    [
        Im2colStepper,
        Col2imStepper,
        forward,
        lambda **more: ConvolutionStepper(mode="backward", asks=False, **more),
        lambda **more: ConvolutionStepper(
            mode="backward", flipped=True, asks=False, **more
        ),
        lambda **more: ConvolutionStepper(mode="dW", **more),
        lambda **more: pooling("padding", **more),
        lambda **more: pooling("overlap", **more),
        lambda **more: pooling(
            "plain", mode="backward", loop="tap", step=more.get("step", 0)
        ),
    ],
    ids=[
        "im2col",
        "col2im",
        "forward",
        "backward",
        "dx",
        "dW",
        "pool",
        "unpool",
        "pool-tap",
    ],
)


@EACH
def test_another_step_lets_everything_land(show_widget, make):
    root = show_widget(make())
    stop_clock(root.page)
    step_on(root, 300)
    assert root.locator(".strip").count() > 0
    button(root, "Previous").click()
    assert root.locator(".strip").count() == 0
    assert same(read(root), read(show_widget(make())))


@EACH
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


def test_products_meet_and_fall_and_out_fills_when_their_sum_lands(show_widget):
    widget = forward(step=3)
    layer, out = widget.layer_and_out()
    products = (layer.col[4] * layer.col_W[:, 0]).reshape(2, 4)
    sums = products.sum(axis=1)
    root = show_widget(widget)
    stop_clock(root.page)
    for turn, (step, parts) in enumerate([(4, np.cumsum(sums)), (5, None)]):
        seen = step_on(root, 4 * 450 + 200)
        assert max(moving for moving, _ in seen) == 4
        states = distinct(
            [
                (len(s["products"]), *s["total"], len(s["out"]), len(s["rows"]))
                for _, s in seen
            ]
        )
        if turn:
            parts = [(layer.col[5] * layer.col_W[:, 0]).sum()]
        falling = [(8, f"{part:g}", step, step) for part in parts]
        done = (8, falling[-1][1], step + 1, step + 1)
        assert states == [(0, "", step, step), (8, "", step, step), *falling, done]
        # While anything moves, something is still to come.
        for moving, shown in seen[1:]:
            assert (moving > 0) == (len(shown["out"]) == step)
    for name, array in [("out", out), ("rows", out.transpose(0, 2, 3, 1).reshape(9, 2))]:
        for place, text in seen[-1][1][name].items():
            assert float(text) == array[place]


def test_a_gradient_meets_the_filter_and_changes_dx_when_it_lands(show_widget):
    widget = ConvolutionStepper(mode="backward", step=3, asks=False)
    layer, out = widget.layer_and_out()

    def after(step):
        given = np.where(np.arange(out.size).reshape(out.shape) <= step, widget.dout, 0)
        dx = layer.backward(given.astype(float))
        return {"dx": dx, "dW": layer.dW.copy(), "db": layer.db.copy()}

    root = show_widget(widget)
    stop_clock(root.page)
    seen = step_on(root, 3 * 450 + 200)
    assert max(moving for moving, _ in seen) == 4
    before, now = after(3), after(4)
    phases = distinct([(len(s["to_dx"]), len(s["to_dW"]), s["db"]) for _, s in seen])
    assert [phase[:2] for phase in phases] == [(0, 0), (0, 0), (8, 8)]
    assert [float(phase[2][0,]) for phase in phases] == [3, 6, 6]
    for moving, shown in seen[1:]:
        for name in ("dx", "dW"):
            expected = before if moving else now
            cells = shown[name]
            assert {place: float(text) for place, text in cells.items()} == {
                place: expected[name][place] for place in cells
            }
    # Where no window has been, nothing stands: not even while numbers are on their way there.
    assert {len(shown["dx"]) for moving, shown in seen if moving} == {2 * 10}
    assert len(seen[-1][1]["dx"]) == 2 * 11


def test_many_channels_travel_as_one_block_each(show_widget):
    """And never more than six things move at once."""
    x, W = np.ones((1, 3, 3, 3), int), np.ones((1, 3, 2, 2), int)
    for mode in ("forward", "backward"):
        root = show_widget(ConvolutionStepper(x, W, mode=mode, asks=False))
        stop_clock(root.page)
        assert max(moving for moving, _ in step_on(root, 5 * 450 + 200)) == MOST
    x, W = np.ones((1, 5, 3, 3), int), np.ones((1, 5, 2, 2), int)
    root = show_widget(ConvolutionStepper(x, W, asks=False))
    stop_clock(root.page)
    seen = step_on(root, 3 * 450 + 200)
    assert max(moving for moving, _ in seen) == 2
    assert seen[-1][1]["total"] == ["20"]


def test_an_answered_question_lets_its_step_come_about(show_widget):
    root = show_widget(ConvolutionStepper(step=4))
    stop_clock(root.page)
    assert not there(root, "products")
    root.get_by_role("button", name="Show me").click()
    root.page.clock.run_for(100)
    assert root.locator(".strip").count() == 4
    assert not there(root, "products")
    root.page.clock.run_for(2000)
    assert len(there(root, "products")) == 8
    assert there(root, "out")[0, 0, 1, 1] == "10"


def test_a_window_becomes_a_row_and_its_winner_rises(show_widget):
    root = show_widget(pooling("plain"))
    stop_clock(root.page)
    row, best = ["2", "4", "1", "2"], 1
    for lines in (2, 1):  # line by line for the first time, and later at once
        seen = step_on(root, 3 * 450 + 200)
        step = 3 - lines
        filled = [sum(place[0] == step for place in shown["rows"]) for _, shown in seen]
        assert list(dict.fromkeys(filled)) == ([0, 2, 4] if lines == 2 else [0, 4])
        rising = [shown for _, shown in seen if len(shown["out"]) == step]
        assert any(len(shown["rows"]) == 4 * (step + 1) for shown in rising)
        for moving, shown in seen[1:]:
            assert (moving > 0) == (len(shown["out"]) == step)
            assert len(shown["out"]) == len(shown["arg_max"])
        assert max(moving for moving, _ in seen) == 2
        if step == 1:
            last = seen[-1][1]
            assert [last["rows"][1, i] for i in range(4)] == row
            assert last["out"][0, 0, 0, 1] == row[best]
            assert last["arg_max"][0, 0, 0, 1] == str(best)


def test_a_gradient_falls_to_the_winners_place_and_then_changes_its_sum(show_widget):
    root = show_widget(pooling("overlap"))
    stop_clock(root.page)
    seen = step_on(root, 2 * 450 + 200)
    states = distinct([(len(s["dmax"]), s["dx"][0, 0, 2, 2]) for _, s in seen])
    assert states == [(9, "1"), (18, "1"), (18, "3")]
    assert seen[-1][1]["dmax"][1, 6] == "2"
    assert max(moving for moving, _ in seen) == 1
    for moving, shown in seen[1:]:
        assert (moving > 0) == (shown["dx"][0, 0, 2, 2] == "1")


@pytest.mark.parametrize("settings", [{"operator": "="}, {"average": True}])
def test_no_more_than_six_things_move_in_pooling_either(show_widget, settings):
    x = np.arange(2 * 3 * 81).reshape(2, 3, 9, 9)
    root = show_widget(PoolingStepper(x, 3, 3, 1, mode="backward", asks=False, **settings))
    stop_clock(root.page)
    most = max(moving for moving, _ in step_on(root, 1100))
    assert 0 < most <= MOST


@pytest.mark.parametrize(("windows", "moving"), [(2, 4), (3, 1)])
def test_what_a_tap_has_won_travels_one_by_one_or_as_a_block(show_widget, windows, moving):
    x = np.tile([[0, 1], [0, 0]], (windows, windows))[None, None]
    root = show_widget(pooling("plain", x=x, mode="backward", loop="tap"))
    stop_clock(root.page)
    seen = step_on(root, 1100)
    assert {count for count, _ in seen[1:]} == {moving, 0}
    arrived = [(len(s["dmax"]), s["dx"][0, 0, 0, 1]) for _, s in seen]
    assert distinct(arrived) == [
        (windows**2, "0"),
        (2 * windows**2, "0"),
        (2 * windows**2, "1"),
    ]


def moved(root, time: int) -> list:
    """As `step_on`, once the step itself has been made: how many things move, and what has arrived."""
    return step_on(root, time)[1:]


def test_x_is_copied_tap_by_tap(show_widget):
    """What a tap reads leaves x as a block from each channel, and is nowhere else before it lands."""
    root = show_widget(ReshapeTrace())
    stop_clock(root.page)
    seen = moved(root, 4 * 450 + 200)
    whole = seen[-1][1]
    assert len(whole) == 48
    # (fh, fw) of all that has arrived.
    taps = distinct([sorted({place[2:4] for place in shown}) for _, shown in seen])
    all_taps = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert taps == [all_taps[:k] for k in range(5)]
    assert {moving for moving, _ in seen} == {0, 2}
    for moving, shown in seen:
        assert (moving > 0) == (len(shown) < 48)
        assert len(shown) % 12 == 0
        assert shown.items() <= whole.items()


def test_a_windows_numbers_come_together_and_then_lie_end_to_end(show_widget):
    root = show_widget(ReshapeTrace(step=1))
    stop_clock(root.page)
    for size, windows in [(4, lambda place: place[1:3]), (8, lambda place: place[0])]:
        seen = moved(root, 3600 + 300)
        whole = seen[-1][1]
        assert len(whole) == 48
        assert {moving for moving, _ in seen} == {0, 4}
        counts = distinct([len(shown) for _, shown in seen])
        assert counts == list(range(0, 49, size))
        for moving, shown in seen:
            assert (moving > 0) == (len(shown) < 48)
            assert shown.items() <= whole.items()
            # No window begins before the last one is whole.
            arrived = [windows(place) for place in shown]
            assert sum(arrived.count(one) < 8 for one in set(arrived)) <= 1


def test_a_step_that_moves_nothing_shows_it_at_once(show_widget):
    root = show_widget(ReshapeTrace(step=1, transpose=False))
    stop_clock(root.page)
    assert {(moving, len(shown)) for moving, shown in moved(root, 500)} == {(0, 48)}


@pytest.mark.parametrize("step", range(1, 6))
def test_a_gradient_is_not_there_before_it_lands(show_widget, step):
    root = show_widget(ReshapeTrace.pooling(stride=1, step=step - 1))
    stop_clock(root.page)
    seen = moved(root, 3600 + 900)
    assert max(moving for moving, _ in seen) <= MOST
    assert seen[0][0] > 0
    zeroed = {2: "dmax", 5: "dx"}.get(step)
    first = seen[0][1]
    assert set(first.values()) == ({"0"} if zeroed else set())
    total = [sum(map(int, shown.values())) for _, shown in seen]
    assert total == sorted(total)
    assert total[0] == 0
    assert total[-1] == 30 * 31 // 2
    for k, (moving, _) in enumerate(seen):
        assert (moving > 0) == (total[k] < total[-1])
    if zeroed == "dx":  # a sum grows as its addends land
        grown = [distinct([shown[place] for _, shown in seen]) for place in first]
        assert max(map(len, grown)) > 2


# Where the first flights are as they leave (0) and as they land (1), and where the cells are that they connect.
ENDS = """([source, targets, time]) => {
  const around = (cells) => {
    const boxes = cells.map((cell) => cell.getBoundingClientRect());
    const side = (way, name) => Math[way](...boxes.map((box) => box[name]));
    return [side("min", "left"), side("min", "top"), side("max", "right"), side("max", "bottom")].map(Math.round);
  };
  const find = (name, all) => all.map((at) => document.querySelector(`[data-grid="${name}"] [data-index="${at}"]`));
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = time * animation.effect.getTiming().duration;
  }
  const strips = [...document.querySelectorAll(".strip")];
  const hidden = strips.filter((strip) => {
    for (let box = strip.parentElement; box !== document.documentElement; box = box.parentElement)
      if (getComputedStyle(box).overflow !== "visible" && box !== document.body) return true;
    return false;
  });
  return [strips.length, hidden.length, around([strips[0]]), around(find(...source)), around(find(...targets))];
}"""


@pytest.mark.parametrize("size", [{"width": 1280}, {"width": 390, "height": 844}])
def test_numbers_leave_where_they_are_read_and_land_where_they_are_written(
    show_widget, size
):
    root = show_widget(ReshapeTrace(), **size)
    stop_clock(root.page)
    ways = [
        (
            ("x", ["0,0,0,0", "0,0,1,2"]),
            ("stage", ["0,0,0,0,0,0", "0,0,0,0,1,2"]),
            2,
        ),
        (("source", ["0,0,0,0,0,0"]), ("stage", ["0,0,0,0,0,0"]), 4),
        (
            ("source", ["0,0,0,0,0,0", "0,0,0,0,0,1"]),
            ("stage", ["0,0", "0,1"]),
            4,
        ),
    ]
    for source, target, count in ways:
        button(root, "Next").click()
        root.page.clock.run_for(SAMPLE)
        for time, end in [(0, 0), (1, 1)]:
            moving, hidden, strip, *ends = root.page.evaluate(ENDS, [source, target, time])
            assert (moving, hidden) == (count, 0)
            assert np.abs(np.subtract(strip, ends[end])).max() <= 1
        root.page.clock.run_for(5000)


def test_the_trace_can_be_scrubbed_and_previous_lets_all_land(show_widget):
    root = show_widget(ReshapeTrace())
    stop_clock(root.page)
    button(root, "Next").click()
    root.page.clock.run_for(700)
    assert len(there(root, "stage")) == 12
    button(root, "Next").click()
    root.page.clock.run_for(SAMPLE)
    assert len(there(root, "source")) == 48, "the last step's numbers have landed"
    assert not there(root, "stage")
    button(root, "Previous").click()
    assert root.locator(".strip").count() == 0
    assert len(there(root, "stage")) == 48
    for step in (3, 2, 3, 1, 2):
        go(root, step)
        assert root.locator(".strip").count() == 0
        assert len(there(root, "stage")) == 48


def test_without_motion_the_trace_goes_through_the_same_states(show_widget):
    still = show_widget(ReshapeTrace.pooling(), reduced_motion="reduce")
    states = []
    for _ in range(5):
        button(still, "Next").click()
        assert still.locator(".strip").count() == 0
        states.append(there(still, "stage"))
    moving = show_widget(ReshapeTrace.pooling())
    stop_clock(moving.page)
    for state in states:
        button(moving, "Next").click()
        moving.page.clock.run_for(6000)
        assert there(moving, "stage") == state

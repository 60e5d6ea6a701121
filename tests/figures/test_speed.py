"""The pictures of chapter 10 stand where the numbers say, and the watch measures what it says."""

import numpy as np
import pytest

from unrolled.figures import speed, timing

CONVOLUTION = {
    "shape": [32, 16, 28, 32, 3, 1, 1],
    "milliseconds": {
        "source": 40.0,
        "plain": 20.0,
        "cnnlib": 10.0,
        "blocks": 8.0,
        "torch": 5.0,
    },
    "forward": {"source": 20.0, "plain": 8.0, "cnnlib": 4.0, "blocks": 2.5, "torch": 2.0},
    "peak_bytes": 600,
    "bound_bytes": 1000,
}
SMALL = {
    **CONVOLUTION,
    "shape": [10, 3, 7, 8, 5, 1, 0],
    "milliseconds": {"source": 3.0, "cnnlib": 2.0, "blocks": 0.5, "torch": 4.0},
}
MEAN = {
    "kind": "AveragePooling",
    "shape": [16, 64, 112, 3, 2],
    "milliseconds": {"cnnlib": 6.0, "torch": 9.0},
    "forward": {"cnnlib": 3.0, "torch": 1.5},
}
MADE_UP = {
    "machine": "A made-up machine, 3 cores",
    "command": "make bench",
    "date": "2026-01-02",
    "threads": 1,
    "versions": {"python": "3.99", "numpy": "9.8"},
    "convolution": [CONVOLUTION, SMALL],
    "pooling": [MEAN],
}


def drawn(figure):
    figure.draw_without_rendering()
    return figure.axes


def texts(ax):
    return [text.get_text().strip() for text in ax.texts if text.get_text()]


def names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def curves(ax):
    return [line.get_xydata().tolist() for line in ax.lines]


def test_shares_are_parts_of_the_whole():
    (ax,) = drawn(speed.shares({"copy": 0.03, "multiply": 0.01}))
    assert texts(ax) == ["75 %", "25 %"]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([30, 10])
    assert names(ax) == ["copy", "multiply"]


def test_the_ladder_tells_each_rate_its_growth_and_its_memory():
    ways = {"loops": speed.Way(2e6, 2.0), "view": speed.Way(5e9, 36.04)}
    left, right = drawn(speed.ladder(ways, limit=3.2e10))
    assert texts(left) == ["2 million", "5 billion, ×2,500"]
    assert [bar.get_width() for bar in left.patches] == [2e6, 5e9]
    assert texts(right) == ["2.0", "36.0"]
    assert [bar.get_width() for bar in right.patches] == [2.0, 36.04]
    assert left.lines[0].get_xdata() == [3.2e10, 3.2e10]
    assert left.get_xlim()[0] < 2e6
    assert left.get_xlim()[1] > 3.2e10
    assert left.get_title("right") == "the product alone: 32 billion"


def test_a_ladder_need_have_no_limit():
    ways = {"by rows": speed.Way(10, 9), "tap by tap": speed.Way(80, 2)}
    left, _ = drawn(speed.ladder(ways, unit="windows a second"))
    assert not left.lines
    assert left.get_xlabel() == "windows a second"
    assert texts(left) == ["10", "80, ×8"]


def test_curves_go_through_what_was_measured():
    sizes = [2**15, 2**16, 2**20]
    (ax,) = drawn(speed.memory_cost(sizes, [0.1, 0.2, 0.4]))
    assert curves(ax) == [[[2**15, 0.1], [2**16, 0.2], [2**20, 0.4]]]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["32 KiB", "1 MiB"]

    (ax,) = drawn(
        speed.block_sizes(sizes, {"layer": [3, 2, 1], "unrolling": [1, 1, 2]}, 2**18)
    )
    *lines, block = curves(ax)
    assert lines == [
        [[2**15, 3], [2**16, 2], [2**20, 1]],
        [[2**15, 1], [2**16, 1], [2**20, 2]],
    ]
    assert [x for x, _ in block] == [2**18, 2**18]
    assert texts(ax) == ["layer", "unrolling", "BATCH_BYTES"]

    (ax,) = drawn(speed.by_filter(range(2, 4), {"many": [5, 6], "few": [5, 4]}))
    assert curves(ax) == [[[2, 5], [3, 6]], [[2, 5], [3, 4]]]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["2×2", "3×3"]


@pytest.mark.parametrize("intensities", [(0.5, 20), (30, 90)])
def test_the_roof_is_the_lower_of_both_limits(intensities):
    before, after = (speed.Dot(i, 1e9 * i) for i in intensities)
    (ax,) = drawn(speed.roofline([before], [after], peak=5e10, bandwidth=1e10))
    (start, ridge, end), *dots = curves(ax)
    assert ridge == [5, 5e10]
    assert start[0] < min(5, intensities[0])
    assert start[1] == pytest.approx(1e10 * start[0])
    assert end[0] > intensities[1]
    assert end[1] == 5e10
    assert dots == [[[*before]], [[*after]]]
    assert texts(ax)[-1] == "1"


def marks(ax):
    """What stands on a panel, by name; its other lines are guides."""
    return {line.get_label(): line.get_xydata().tolist() for line in ax.lines[:3]}


def test_against_pytorch_one_dot_each_forward_and_both_ways():
    forward, both = drawn(speed.against(MADE_UP))
    assert marks(forward) == {
        "the source": [[0.1, 0], [0.1, 1]],
        "cnnlib": [[0.5, 0], [0.5, 1], [0.5, 2]],
        "products alone": [[0.8, 0], [0.8, 1]],
    }
    assert marks(both) == {
        "the source": [[5 / 40, 0], [4 / 3, 1]],
        "cnnlib": [[0.5, 0], [2, 1], [1.5, 2]],
        "products alone": [[5 / 8, 0], [8, 1]],
    }
    assert [ax.get_title() for ax in (forward, both)] == ["forward", "and backward"]
    assert names(forward) == [speed.layer(row) for row in (CONVOLUTION, SMALL, MEAN)]


def test_who_was_not_measured_is_not_drawn():
    rows = [{**CONVOLUTION, "forward": {"cnnlib": 4.0, "torch": 2.0}}]
    forward, _ = drawn(speed.against({**MADE_UP, "convolution": rows, "pooling": []}))
    assert marks(forward)["products alone"] == []


def test_the_table_says_all_times_and_who_measured_them():
    assert speed.table(MADE_UP).splitlines() == [
        "A made-up machine, 3 cores; threads: 1",
        "2026-01-02, python 3.99, numpy 9.8; make bench",
        "",
        "forward, ms                    source    plain   cnnlib products  PyTorch",
        "(32, 16, 28, 28), 32 of 3×3     20.00     8.00     4.00     2.50     2.00",
        "(10, 3, 7, 7), 8 of 5×5         20.00     8.00     4.00     2.50     2.00",
        "(16, 64, 112, 112), mean 3×3                       3.00              1.50",
        "",
        "forward + backward, ms         source    plain   cnnlib products  PyTorch",
        "(32, 16, 28, 28), 32 of 3×3     40.00    20.00    10.00     8.00     5.00",
        "(10, 3, 7, 7), 8 of 5×5          3.00              2.00     0.50     4.00",
        "(16, 64, 112, 112), mean 3×3                       6.00              9.00",
    ]


def test_a_mean_of_ratios_is_geometric_and_leaves_out_who_did_not_run():
    rows = [CONVOLUTION, SMALL, MEAN]
    assert speed.mean_ratio(rows[:2], "cnnlib", "torch") == pytest.approx(1)
    assert speed.mean_ratio(rows, "cnnlib", "source") == pytest.approx((4 * 1.5) ** 0.5)
    assert speed.mean_ratio([MEAN], "cnnlib", "torch") == 1.5
    assert speed.mean_ratio([MEAN], "cnnlib", "torch", "forward") == 0.5


def test_what_is_stored_can_be_shown():
    stored = speed.stored()
    rows = [*stored["convolution"], *stored["pooling"]]
    assert len(speed.table(stored).splitlines()) == 2 + 2 * (2 + len(rows))
    ax, _ = drawn(speed.against(stored))
    assert len(names(ax)) == len(rows)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0.94, "0.94"), (99.4, "99"), (99.6, "100"), (1234, "1,234"), (9.96e8, "996 million")],
)
def test_numbers_in_words(number, words):
    assert speed.number_text(number) == words


# ---- The watch.


def clock(monkeypatch):
    """A clock that only a call can move; returns what moves it by some seconds."""
    now = [0.0]
    monkeypatch.setattr(timing, "perf_counter", lambda: now[0])

    def taking(*seconds):
        waits = iter(seconds)

        def call():
            now[0] += next(waits)

        return call

    return taking


def test_of_all_turns_the_fastest_counts(monkeypatch):
    taking = clock(monkeypatch)
    calls = {"a": taking(9.0, 3.0, 1.0, 2.0), "b": taking(9.0, 4.0, 5.0, 6.0)}
    assert timing.fastest(calls, turns=3) == {"a": 1.0, "b": 4.0}


def test_when_the_budget_is_spent_no_turn_begins(monkeypatch):
    """Two seconds before the first, five in it, and three and a half in the second."""
    taking = clock(monkeypatch)
    for budget, best in ((10.6, {"a": 0.25, "b": 2.0}), (10.4, {"a": 0.5, "b": 3.0})):
        calls = {"a": taking(1.0, 1.0, 0.5, 0.25), "b": taking(1.0, 4.0, 3.0, 2.0)}
        assert timing.fastest(calls, turns=3, budget=budget) == best


def test_but_each_has_had_the_fewest_turns(monkeypatch):
    taking = clock(monkeypatch)
    slow = taking(9.0, 9.0, 8.0, 7.0)
    assert timing.fastest({"slow": slow}, budget=1.0) == {"slow": 8.0}


def test_they_take_turns():
    order = []
    calls = {name: lambda name=name: order.append(name) for name in "ab"}
    timing.fastest(calls, turns=3, shortest=0)
    assert "".join(order) == "ab" * 4


def test_a_quick_call_is_made_several_times_a_turn(monkeypatch):
    taking = clock(monkeypatch)
    count = round(timing.TURN / 1e-4)
    quick = taking(*[1e-4] * (1 + 2 * count))
    assert timing.fastest({"quick": quick}, turns=2)["quick"] == pytest.approx(1e-4)
    with pytest.raises(StopIteration):
        quick()


def test_memory_is_that_of_the_worst_moment():
    def call():
        large = np.ones(10**6)
        return large[:10].copy()

    assert 8e6 <= timing.peak_bytes(call) < 8.1e6
    assert 8e5 <= timing.peak_bytes(lambda: np.ones(10**5)) < 9e5

"""How long a call takes and how much memory it needs, on a machine that has other things to do as well."""

import tracemalloc
from collections.abc import Callable
from time import perf_counter

TURN = 0.002  # seconds, at least: a clock is no use for less
TICK = 1e-6  # seconds: what is shorter, a page's coarse clock may call 0
BUDGET = 10.0  # seconds: a page's Python is slow, and its reader waits ...
FEWEST = 2  # ... but one turn alone may have been disturbed


def fastest(
    calls: dict[str, Callable],
    turns: int = 7,
    shortest: float = TURN,
    budget: float = BUDGET,
) -> dict[str, float]:
    """Each call's seconds in its best turn. The calls take turns, so that a disturbance meets all of them.

    When the budget of seconds is spent, and all have had the fewest turns, no other begins.
    """
    start = perf_counter()
    repeats = {
        name: max(1, round(shortest / max(TICK, _seconds(call, 1))))
        for name, call in calls.items()
    }
    best = dict.fromkeys(calls, float("inf"))
    for turn in range(turns):
        if turn >= FEWEST and perf_counter() - start > budget:
            break
        for name, call in calls.items():
            best[name] = min(best[name], _seconds(call, repeats[name]))
    return best


def peak_bytes(call: Callable) -> int:
    """The most memory that Python and NumPy held at once for a call, its result included."""
    tracemalloc.start()
    result = call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return peak


def _seconds(call: Callable, repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        call()
    return (perf_counter() - start) / repeats

"""How long a widget's step takes: `make bench-steps`. No part of make test, which asserts no time."""

import json
from itertools import cycle, islice

import numpy as np
import pytest
from playwright.sync_api import Locator

from tests.browser.stepper import last_step, slider
from tests.browser.test_every_widget import OTHER_VIEWS, WIDGETS


def _walk(root: Locator, steps: int) -> None:
    """Go on from here by so many steps, and after the last step to the first again."""
    at = int(slider(root).input_value())
    keys = [*["ArrowRight"] * last_step(root), "Home"]
    slider(root).focus()
    for key in islice(cycle(keys), at, at + steps):
        root.page.keyboard.press(key)
        root.page.evaluate("() => new Promise(requestAnimationFrame)")


def step_times(root: Locator, steps: int = 40) -> np.ndarray:
    """How long the scripts of each step run, with the layout that they ask for, in milliseconds.

    Chromium's trace counts how long the page's thread had the processor: what else the machine does
    is no part of it. Twenty steps come first and do not count, because the compiler wakes in them.
    """
    browser = root.page.context.browser
    _walk(root, 20)
    browser.start_tracing(page=root.page, categories=["devtools.timeline"])
    _walk(root, steps)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    times = []
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        if event["name"] == "EventDispatch" and event["args"]["data"]["type"] == "input":
            times.append(0)
        elif event["name"] != "FireAnimationFrame" or not times:
            continue
        # Without a clock of the thread's own, the time on the wall.
        times[-1] += event.get("tdur", event.get("dur", 0)) / 1000
    assert len(times) == steps
    assert min(times) > 0, "the trace holds no times"
    return np.array(times)


@pytest.mark.parametrize("make", (WIDGETS | OTHER_VIEWS).values())
def test_a_step_takes_less_than_a_frame(show_widget, make):
    widget = make()
    times = step_times(show_widget(widget))
    print(
        f"{widget}: a step's median is {np.median(times):.2f} ms, its worst {times.max():.2f} ms"
    )
    assert np.median(times) < 16

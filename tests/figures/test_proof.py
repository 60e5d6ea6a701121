"""The pictures of chapter 12: every mark stands where its check caught its bug, every frame where a test looked."""

import numpy as np
import pytest

from unrolled.figures import proof
from unrolled.figures.drawing import LIT, tint
from unrolled.palette import CHART
from unrolled.proof.claims import Finding
from unrolled.proof.detection import Detections

FOUND = Finding("im2col", "one pixel", "wrong")
DETECTIONS = Detections(
    cells={
        ("first bug", "sees one"): FOUND,
        ("first bug", "sees all"): FOUND,
        ("first bug", "blind"): None,
        ("second bug", "sees one"): None,
        ("second bug", "sees all"): FOUND,
        ("second bug", "blind"): None,
    },
    sound={"sees one": None, "sees all": None, "blind": None},
)


def texts(figure):
    """What is written, from left to right and line by line: (text, x, y)."""
    written = [(t.get_text(), *t.get_position()) for t in figure.axes[0].texts]
    return sorted(written, key=lambda entry: (round(entry[2], 1), entry[1]))


def filled(figure, colour):
    """The corners of the cells that have this fill."""
    boxes = [patch for patch in figure.axes[0].patches if patch.get_fill()]
    fill = pytest.approx(tint(colour, LIT))
    return {box.get_xy() for box in boxes if box.get_facecolor()[:3] == fill}


@pytest.mark.parametrize("apart", ["sees all", "blind"])
def test_a_mark_and_a_colour_stand_where_a_check_caught_a_bug(apart):
    figure = proof.caught(DETECTIONS, apart)
    at = {text: (x, y) for text, x, y in texts(figure)}
    lines = {bug: at[bug][1] for bug in DETECTIONS.bugs}
    columns = {check: at[check][0] for check in DETECTIONS.sound}
    first, second, last = sorted(columns.values())
    assert columns[apart] == last
    assert last - second > second - first

    def cell(x, y):
        bug = min(lines, key=lambda bug: abs(lines[bug] - y))
        check = min(columns, key=lambda check: abs(columns[check] - x))
        return bug, check

    caught = {place for place, finding in DETECTIONS.cells.items() if finding}
    marked = {cell(x, y) for text, x, y in texts(figure) if text == "✓"}
    coloured = {cell(x + 0.5, y + 0.5) for x, y in filled(figure, CHART)}
    assert marked == coloured == caught


def test_each_check_s_total_stands_below_it():
    written = texts(proof.caught(DETECTIONS, "blind"))
    assert [text for text, _, _ in written[-4:]] == ["caught", "1", "2", "0"]


def test_wrong_answers_are_lit_and_tried_ones_framed():
    answers = np.array([[11, 12, 13], [21, 22, 23]])
    wrong = np.array([[False, False, True], [False, False, False]])
    figure = proof.looked_at(answers, wrong, tried=[(2, 1), (1, 2)])
    at = {(x, y): text for text, x, y in texts(figure)}

    def under(x, y):
        return min(at, key=lambda place: abs(place[0] - x) + abs(place[1] - y))

    lit = [at[under(x + 0.5, y + 0.5)] for x, y in filled(figure, "wrong")]
    assert lit == ["13"]
    frames = [
        box for box in figure.axes[0].patches if not box.get_fill() and box.get_width() < 1
    ]
    framed = [at[under(*box.get_center())] for box in frames]
    assert framed == ["12", "21"]
    first_line = next(y for text, _, y in texts(figure) if text == "11")
    above = [text for text, _, y in texts(figure) if y < first_line - 0.5]
    assert above == ["pixels", "1", "2", "3"]

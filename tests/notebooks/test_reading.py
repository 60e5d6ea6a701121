"""The book says how long it takes, and keeps to its length: tools/reading.py reckons both."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import reading

WAY_THROUGH, WHOLE = 16_000, 28_000  # words at most


def words(first: int, last: int) -> int:
    return sum(
        reading.length(path).words
        for path in reading.chapters()
        if first <= int(path.stem[:2]) <= last
    )


def test_the_way_through_and_the_whole_keep_to_their_length():
    assert words(1, 8) <= WAY_THROUGH
    assert words(1, 12) <= WHOLE


@pytest.mark.parametrize("path", reading.chapters(), ids=lambda path: path.stem)
def test_a_chapter_says_its_minutes(path):
    first = nbformat.read(path, 4).cells[0].source
    told = reading.length(path).said()
    assert told in first, f"run python -m tools.reading --write: it is{told}"


def hours(kind: str, last: int) -> float:
    """Of the chapters up to this one."""
    return (
        sum(getattr(reading.length(path), kind) for path in reading.chapters()[:last]) / 60
    )


def test_the_front_page_says_the_hours_of_its_three_ways():
    front = (reading.BOOK / "intro.md").read_text("utf8")
    assert f"- **{hours('reading', 6):.0f} hours.** Chapters 1 to 6" in front
    whole = (
        f"{hours('reading', 12):.0f} hours to read, and {hours('exercises', 12):.0f} more"
    )
    assert whole in front
    pictures = 5 * front.count("](place:")
    assert abs(reading.length(reading.chapters()[0]).reading + pictures - 45) <= 5


EXERCISE = "```{exercise-start}\n:label: ex\n```\nA long task in words."
SOLUTION = "```{exercise-end}\n```\n\n```{solution-start} ex\n```\nWhy."
CELLS = [
    new_markdown_cell("# One\n\n- **What you need.** Two words."),
    new_code_cell("\n".join(["a = 1"] * 20)),
    new_code_cell("draw()", outputs=[new_output("display_data", {"image/png": ""})]),
    new_code_cell("Im2colStepper(x)"),
    new_code_cell("Guess('How many?', answer=1)"),
    new_markdown_cell(EXERCISE),
    new_code_cell("\n".join(["b = 1"] * 1000)),
    new_markdown_cell(SOLUTION + "\n```{solution-end}\n```\n\nOne two"),
]


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "01-one.ipynb"
    nbformat.write(new_notebook(cells=CELLS), path)
    return path


def test_exercises_count_for_themselves(small):
    told = reading.length(small)
    # 22 lines, a figure, a picture and its line, a question and its line.
    assert told == reading.Length(words=10, reading=4, exercises=6)


def test_what_is_said_is_renewed_and_never_doubled(small):
    said = "Two words. It takes about 4 minutes to read, and 6 more for the exercises."
    for is_new in (True, False):
        assert reading.tell(small) == is_new
        assert nbformat.read(small, 4).cells[0].source.endswith(said)
    assert reading.length(small).words == 10

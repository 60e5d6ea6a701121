"""What a page is told while its cells run. IPython's shell is one for a process: each test runs in its own."""

import json
import subprocess
import sys
from textwrap import dedent

import pytest

START = """
import json, sys
from unrolled.page.worker import Page

told, real = [], sys.stdout
page = Page(lambda kind, text, buffers: told.append((kind, json.loads(text))), lambda tier: None, {})
"""


@pytest.fixture
def told():
    def told(*cells: str) -> list[dict]:
        runs = "".join(f"page.run({dedent(cell)!r})\n" for cell in cells)
        end = "print(json.dumps([content for kind, content in told]), file=real)"
        script = f"{START}{runs}{end}"
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            encoding="utf8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return told


def test_text_and_values(told):
    *printed, value = told("print('a')\nprint('b')\n1 + 1")
    assert {(one["output_type"], one["name"]) for one in printed} == {("stream", "stdout")}
    assert "".join(one["text"] for one in printed) == "a\nb\n"
    assert (value["output_type"], value["data"]) == ("execute_result", {"text/plain": "2"})


def test_cells_share_their_names_and_a_value_may_be_markdown(told):
    (value,) = told(
        "from unrolled import exercises\nimport cnnlib", "exercises.im2col(cnnlib.im2col)"
    )
    assert value["data"]["text/markdown"].startswith("> ✓ **im2col: right")


def test_an_error_names_the_cells_own_lines_alone(told):
    (error,) = told("def f():\n    return 1 / 0\n\nf()")
    assert (error["ename"], error["evalue"]) == ("ZeroDivisionError", "division by zero")
    text = "\n".join(error["traceback"])
    assert "return 1 / 0" in text
    assert "unrolled" not in text


def test_a_figure_is_a_drawing_in_both_themes_and_closed_afterwards(told):
    (figure,) = told(
        "from matplotlib import pyplot as plt\n_ = plt.plot([1, 2])", "plt.get_fignums()"
    )[:1]
    svg = figure["data"]["image/svg+xml"]
    assert "light-dark(" in svg
    assert "<text" in svg
    assert "image/png" not in figure["data"]
    assert figure["metadata"]["image/svg+xml"]["sizes"].startswith("--least:")


def test_a_figure_with_too_much_in_it_is_a_picture_with_its_size(told):
    (figure,) = told(
        "from unrolled.page import figures\nfigures.LARGEST = 1000",
        "from matplotlib import pyplot as plt\n_ = plt.plot([1, 2])",
    )
    assert "image/svg+xml" not in figure["data"]
    assert figure["data"]["image/png"].startswith("iVBOR")
    assert figure["metadata"]["image/png"]["width"] > 100


def test_what_a_cell_needs_is_imported_unless_its_reader_gave_the_name_a_meaning():
    script = f"""{START}
sources = ["import math\\nfrom math import pi", "x = 1", "pi, math, x"]
page.run("pi = 3")
print(page.needs(json.dumps(sources), "[]"), page.needs(json.dumps(sources), "[1]"), page.shell.user_ns["pi"],
      page.shell.user_ns["math"].__name__, file=real)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf8", check=True
    )
    assert done.stdout.split("\n")[-2] == "[1] [] 3 math"

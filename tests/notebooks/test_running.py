"""tools/notebooks.py stores the same bytes on every run, and nothing that a widget left behind."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(path, *options):
    command = [sys.executable, "-m", "tools.notebooks", *options, str(path)]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, encoding="utf8", timeout=300
    ).stdout


@pytest.fixture
def notebook(tmp_path):
    cell = nbformat.v4.new_code_cell
    cells = [
        nbformat.v4.new_markdown_cell("# Numbers"),
        cell("import ipywidgets"),
        cell("ipywidgets.IntSlider(value=3)"),
        cell("print(6 * 7)"),
        cell("import time\ntime.perf_counter_ns()", metadata={"tags": ["measured"]}),
    ]
    path = tmp_path / "numbers.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.slow
def test_a_second_run_changes_no_byte_and_a_widget_leaves_only_its_words(notebook):
    assert run(notebook).startswith("changed")
    first = notebook.read_bytes()
    assert run(notebook).startswith("unchanged")
    assert notebook.read_bytes() == first

    stored = nbformat.read(notebook, as_version=4)
    assert "widgets" not in stored.metadata
    assert dict(stored.cells[2].outputs[0].data) == {"text/plain": "IntSlider(value=3)"}
    assert stored.cells[3].outputs[0].text == "42\n"
    assert [cell.execution_count for cell in stored.cells[1:]] == [1, 2, 3, 4]

    # What a run may not keep: an altered number. What it keeps until it is asked to measure anew: a measurement.
    stored.cells[3].outputs[0].text = "43\n"
    nbformat.write(stored, notebook)
    assert run(notebook).startswith("changed")
    assert notebook.read_bytes() == first
    assert run(notebook, "--measure").startswith("changed")
    assert nbformat.read(notebook, as_version=4).cells[4].outputs != stored.cells[4].outputs
